import Columns
import Tables

/// A scratch file of batches for one operator. Gone with the last reader of it.
final class SpillFile {
    let context: QueryContext
    private let file: any ScratchFile
    private let dictionaries: SpilledDictionaries
    private var writer: BatchPageWriter

    /// - Throws: `DiagnosticList` where there is no room for scratch files.
    init(_ scratch: any ScratchStore, _ context: QueryContext) throws {
        self.context = context
        context.profile?.note("on disk")
        file = try scratch.makeFile()
        dictionaries = SpilledDictionaries(context)
        writer = BatchPageWriter(dictionaries)
    }

    /// Where a batch lies.
    struct Place {
        fileprivate let offset: Int
        fileprivate let byteCount: Int
        let rowCount: Int
    }

    func append(_ batch: Batch) throws -> Place {
        try context.checkCancelled()
        writer.write(batch)
        let offset = try writer.bytes.withUnsafeBytes { try file.append($0) }
        context.memory.addSpilled(writer.bytes.count)
        return Place(offset: offset, byteCount: writer.bytes.count, rowCount: batch.count)
    }

    func read(_ place: Place) throws -> Batch {
        try context.checkCancelled()
        let page = Buffer(byteCount: place.byteCount)
        try file.read(at: place.offset, into: UnsafeMutableRawBufferPointer(start: page.base, count: place.byteCount))
        var reader = BatchPageReader(page, dictionaries)
        return reader.batch()
    }
}

/// Batches in a scratch file, in order.
final class SpilledBatches {
    private let file: SpillFile
    private var places: [SpillFile.Place] = []
    private(set) var rowCount = 0

    init(_ file: SpillFile) { self.file = file }

    func append(_ batch: Batch) throws {
        if batch.count == 0 { return }
        places.append(try file.append(batch))
        rowCount += batch.count
    }

    func reader() -> SpilledReader { SpilledReader(file, places) }

    func forEach(_ body: (Batch) throws -> Void) throws { for place in places { try body(try file.read(place)) } }
}

/// Batches on their way back.
final class SpilledReader: BatchStream {
    private let file: SpillFile
    private let places: [SpillFile.Place]
    private var position = 0

    fileprivate init(_ file: SpillFile, _ places: [SpillFile.Place]) {
        self.file = file
        self.places = places
    }

    func next() throws -> Batch? {
        if isFinished { return nil }
        defer { position += 1 }
        return try file.read(places[position])
    }

    var isFinished: Bool { position >= places.count }
    var hasOpenCounts: Bool { false }
    var countsAsRowsPass: Bool { false }
}
