import Columns
import Diagnostics
import Semantics
import Tables

/// Takes the batches of one column as they pass by and writes them as a file of the cache.
///
/// Rows are held back until there are a million, so that most columns are one batch: a mapping of one batch is one column
/// without a copy. Numbers are packed, all batches alike. Columns whose later rows do not go with the first million (longer decimals, texts that began as codes) are not kept.
final class ColumnRecorder {
    private let name: String
    private let type: Type
    private let cache: ColumnCache
    private let zone: Zone

    private var held: [Column] = []
    private var heldRows = 0
    private var heldTexts = 0
    private var zones: ZoneList
    private var output: SealedArrowFile?
    private var field: ArrowField?
    /// How the file has its numbers; `nil` where it has them in full.
    private var packing: CachePacking?
    private var merger: DictionaryMerger?
    private var isGivenUp = false

    private static let batchTexts = 1 << 28

    init(_ name: String, _ type: Type, in cache: ColumnCache, zone: Zone) {
        self.name = name
        self.type = type
        self.cache = cache
        self.zone = zone
        zones = ZoneList(rowsEach: cache.zoneRows)
    }

    deinit { output?.discard() }

    func append(_ column: Column) {
        guard !isGivenUp else { return }
        held.append(column)
        zones.append(column)
        heldRows += column.count
        if case .text(let texts) = column { heldTexts += Int(texts.offsets[texts.count] - texts.offsets[0]) }
        if heldRows >= cache.batchRows || heldTexts >= Self.batchTexts { attempt { try flush(isLast: false) } }
    }

    /// The reading has come to its end. The file is in its place afterwards, or nothing is.
    func finish() {
        guard !isGivenUp else { return }
        attempt {
            if heldRows > 0 || output == nil { try flush(isLast: true) }
            if let id = field?.dictionary?.id, let merger { try output?.write(dictionary: id, ArrowColumnBody(.text(merger.finish().values), isWide: false)) }
            try output?.commit(zones.text.map { [(ZoneList.key, $0)] } ?? [])
            output = nil
        }
    }

    private func attempt(_ body: () throws -> Void) {
        do { try body() } catch {
            isGivenUp = true
            held = []
            output?.discard()
            output = nil
        }
    }

    private struct DoesNotGoTogether: Error {}

    private func flush(isLast: Bool) throws {
        var column = try Column.concatenated(held)
        held = []
        heldRows = 0
        heldTexts = 0
        // Codes of batches to come must mean the same: they are counted on in a dictionary of the file's own.
        if case .coded(let coded) = column, !coded.dictionary.isOrdered, merger != nil || !isLast {
            var counting = merger ?? DictionaryMerger()
            let codes = Values<UInt32>(uninitialized: coded.codes.count)
            counting.translate(coded, into: codes.pointer)
            merger = counting
            column = .coded(CodedColumn(codes: codes, dictionary: coded.dictionary, validity: coded.validity))
        }
        if output == nil {
            if let own = CachePacking(column), own.width < column.numberWidth { packing = own }
            output = try begun(with: column)
        } else if let packing {
            guard let own = CachePacking(column), let both = packing.union(own) else { throw DoesNotGoTogether() }
            self.packing = both.width < column.numberWidth ? both : nil
            if !both.isSame(as: packing) { try begin(again: column) }
        }
        try write(column)
    }

    /// A file for columns like this one.
    private func begun(with column: Column) throws -> SealedArrowFile {
        let form = form(of: column)
        guard let file = cache.create(name) else { throw DoesNotGoTogether() }
        let field = packing?.field(form.field) ?? form.field
        self.field = field
        let output = try SealedArrowFile(field, to: file)
        if merger == nil, let values = form.dictionary { try output.write(dictionary: 0, ArrowColumnBody(.text(values), isWide: false)) }
        return output
    }

    /// Packs what has been written anew, for rows that do not go with it. Words at least double each time, and steps divide, so it does not happen often.
    private func begin(again column: Column) throws {
        guard let old = output else { return }
        let written = try old.readBack()
        output = try begun(with: column)
        defer { old.discard() }
        for batch in written.batches.indices { try write(try Self.column(batch, of: written, like: column)) }
    }

    private static func column(_ number: Int, of file: ArrowFile, like column: Column) throws -> Column {
        let batch = file.batches[number]
        let part = try batch.parts(file.fields, version: file.version)[0]
        let cells = ArrowCells(bytes: file.bytes, part: part, batch: batch, rows: 0..<batch.rowCount)
        guard let numbers = try CachePacking.numbers(file.fields[0], cells), let form = column.packedForm else { throw DoesNotGoTogether() }
        return PackedColumn(form: form, numbers: numbers, validity: try cells.validity()).slice(0..<batch.rowCount)
    }

    private func write(_ column: Column) throws {
        let form = form(of: column)
        guard let field, field.isSame(as: packing?.field(form.field) ?? form.field) else { throw DoesNotGoTogether() }
        let packed = packing?.packed(column).map(ArrowColumnBody.init)
        try output?.write(packed ?? form.body(0..<column.count), rowCount: column.count)
    }

    private func form(of column: Column) -> ArrowColumnForm { ArrowColumnForm("values", column, type, zone: zone, id: 0, for: .cache) }
}

extension ArrowField {
    /// Whether batches of one field may hold columns of the other.
    fileprivate func isSame(as other: ArrowField) -> Bool {
        type == other.type && metadata == other.metadata && dictionary?.indexBits == other.dictionary?.indexBits && children.count == other.children.count
            && zip(children, other.children).allSatisfy { $0.isSame(as: $1) }
    }
}
