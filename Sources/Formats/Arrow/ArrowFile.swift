import Diagnostics

/// An Arrow file as its descriptions tell it: the columns, the batches of rows, the dictionaries. No row is read here.
///
/// Both forms of the format are known (https://arrow.apache.org/docs/format/Columnar.html): the file, whose end says where everything
/// is, and the stream, which is read from message to message.
struct ArrowFile: Sendable {
    struct DictionaryBatch: Sendable {
        var id: Int64
        /// Its values go on behind those that the dictionary has.
        var isDelta: Bool
        var batch: ArrowBatch
    }

    let bytes: ArrowBytes
    private(set) var fields: [ArrowField] = []
    private(set) var metadata: [String: String] = [:]
    private(set) var batches: [ArrowBatch] = []
    private(set) var dictionaries: [DictionaryBatch] = []
    /// Of the format, as MetadataVersion of Schema.fbs numbers them.
    private(set) var version: Int16 = 4

    private static let magic = Array("ARROW1".utf8)
    /// Descriptions are read into memory whole.
    private static let largestDescription = 256 << 20
    /// As many as a sheet of Excel has.
    private static let mostColumns = 1 << 14
    /// Bytes of descriptions read so far: the end of a hostile file may point to the same one again and again.
    private var described = 0

    init(_ bytes: ArrowBytes) throws(ArrowProblem) {
        self.bytes = bytes
        let head = try bytes.bytes(at: 0, count: min(8, bytes.count))
        if head.starts(with: Self.magic) {
            try readFile()
        } else if head.starts(with: Array("FEA1".utf8)) {
            throw .unreadable("it is a Feather file of version 1", hint: "save it again with a newer pandas or pyarrow, uncompressed: df.to_feather(path, compression=\"uncompressed\")")
        } else if head.starts(with: Array("PAR1".utf8)) {
            throw .unreadable("it is a Parquet file under the name of an Arrow file", hint: "save it as CSV UTF-8 or as an Arrow file")
        } else {
            try readStream()
        }
    }

    // MARK: The two forms

    private mutating func readFile() throws(ArrowProblem) {
        let end = bytes.count - 10
        guard end >= 8, try bytes.bytes(at: bytes.count - 6, count: 6) == Self.magic else { throw .damaged("its end is missing", at: bytes.count) }
        let length = Int(Int32(bitPattern: try word(at: end)))
        guard length > 0, length <= end - 8 else { throw .damaged("its end is longer than the file", at: end) }
        let footer = try description(at: end - length, count: length).root()
        version = try footer.number(0, default: 0)
        try refuseOldVersion(version)
        guard let schema = try footer.table(1) else { throw footer.message.damaged("its end does not name the columns") }
        try readSchema(schema)
        metadata.merge(try ArrowField.metadata(footer, 4)) { _, new in new }
        for block in try footer.words(2, perElement: 3) { try readBlock(block, footer) }
        for block in try footer.words(3, perElement: 3) { try readBlock(block, footer) }
        for index in batches.indices { batches[index].dictionaryCount = dictionaries.count }
    }

    /// What the end of a file says beside where everything is.
    static func metadata(ofFooter bytes: [UInt8]) throws(ArrowProblem) -> [String: String] {
        try ArrowField.metadata(try FlatTable.Message(bytes: bytes, fileOffset: 0).root(), 4)
    }

    /// A message to which the end of a file points: offset, length of the description (with padding behind it), length of the body.
    private mutating func readBlock(_ block: [Int64], _ footer: FlatTable) throws(ArrowProblem) {
        let descriptionLength = Int(Int32(truncatingIfNeeded: block[1]))
        guard (0...Int64(bytes.count)).contains(block[0]), (0...Int64(bytes.count)).contains(block[2]), descriptionLength >= 8 else {
            throw footer.message.damaged("its end points outside of the file")
        }
        guard let next = try readMessage(at: Int(block[0])) else { throw .damaged("its end points to where nothing is", at: Int(block[0])) }
        guard next <= bytes.count else { throw .damaged("it ends in the middle", at: bytes.count) }
    }

    private mutating func readStream() throws(ArrowProblem) {
        var offset = 0
        while offset < bytes.count, let next = try readMessage(at: offset) { offset = next }
        if fields.isEmpty, batches.isEmpty, offset == 0 { throw .damaged("it does not begin like an Arrow file", at: 0) }
    }

    // MARK: Messages

    /// - Returns: where the next message begins; `nil` at the mark that ends a stream.
    private mutating func readMessage(at offset: Int) throws(ArrowProblem) -> Int? {
        var start = offset + 4
        var length = try word(at: offset)
        // Files older than Arrow 0.15 have no mark before the length.
        if length == UInt32.max {
            length = try word(at: offset + 4)
            start += 4
        }
        if length == 0 { return nil }
        guard length <= UInt32(Self.largestDescription) else { throw .damaged(offset == 0 ? "it does not begin like an Arrow file" : "a description is too long", at: offset) }
        let message = try description(at: start, count: Int(length)).root()
        let body = try message.number(3, default: 0 as Int64)
        let bodyStart = start + Int(length)
        guard body >= 0, body <= Int64(bytes.count - bodyStart) else { throw .damaged("it ends in the middle", at: bytes.count) }
        version = try message.number(0, default: 0)
        try refuseOldVersion(version)
        let kind = try message.number(1, default: 0 as UInt8)
        guard let header = try message.table(2) else { throw message.message.damaged("a message is empty") }
        let extent = ArrowBatch.Extent(offset: bodyStart, count: Int(body))
        switch kind {
        case 1: try readSchema(header)
        case 2:
            guard let data = try header.table(1) else { throw message.message.damaged("a dictionary has no values") }
            dictionaries.append(DictionaryBatch(id: try header.number(0, default: 0), isDelta: try header.bool(2), batch: try ArrowBatch(data, body: extent)))
        case 3:
            var batch = try ArrowBatch(header, body: extent)
            batch.dictionaryCount = dictionaries.count
            batches.append(batch)
        default: throw .unreadable("it holds tensors and no table", hint: "save the data as a table")
        }
        return bodyStart + Int(body)
    }

    private mutating func readSchema(_ schema: FlatTable) throws(ArrowProblem) {
        if try schema.number(0, default: 0 as Int16) == 1 {
            throw .unreadable("its numbers are written in the order of bytes of other machines (big-endian)", hint: "save it again on an ordinary computer, or as CSV UTF-8")
        }
        var budget = Self.mostColumns
        fields = []
        for field in try schema.tables(1) { fields.append(try ArrowField(field, budget: &budget)) }
        metadata = try ArrowField.metadata(schema, 2)
    }

    private func refuseOldVersion(_ version: Int16) throws(ArrowProblem) {
        guard version < 3 || version > 4 else { return }
        throw .unreadable("it is of version \(version + 1) of the format; versions 4 and 5 are read", hint: "save it again with a program of these years")
    }

    private mutating func description(at offset: Int, count: Int) throws(ArrowProblem) -> FlatTable.Message {
        described += count
        guard described <= 2 * bytes.count else { throw .damaged("its descriptions are longer than the file", at: offset) }
        return FlatTable.Message(bytes: try bytes.bytes(at: offset, count: count), fileOffset: offset)
    }

    private func word(at offset: Int) throws(ArrowProblem) -> UInt32 {
        try bytes.bytes(at: offset, count: 4).withUnsafeBytes { UInt32(littleEndian: $0.loadUnaligned(as: UInt32.self)) }
    }
}
