import Columns
import Diagnostics
import Engine
import Semantics

/// Takes the batches of one column as they pass by and writes them as a file of the cache.
///
/// Rows are held back until there are a million, so that most columns are one batch: a mapping of one batch is one column
/// without a copy. Columns whose later rows do not go with the first million (longer decimals, texts that began as codes) are not kept.
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
        let form = ArrowColumnForm("values", column, type, zone: zone, id: 0, for: .cache)
        if let field {
            guard field.isSame(as: form.field) else { throw DoesNotGoTogether() }
        } else {
            guard let file = cache.create(name) else { throw DoesNotGoTogether() }
            field = form.field
            output = try SealedArrowFile(form.field, to: file)
            if merger == nil, let values = form.dictionary { try output?.write(dictionary: 0, ArrowColumnBody(.text(values), isWide: false)) }
        }
        try output?.write(form.body(0..<column.count), rowCount: column.count)
    }
}

extension ArrowField {
    /// Whether batches of one field may hold columns of the other.
    fileprivate func isSame(as other: ArrowField) -> Bool {
        type == other.type && metadata == other.metadata && (dictionary == nil) == (other.dictionary == nil) && children.count == other.children.count
            && zip(children, other.children).allSatisfy { $0.isSame(as: $1) }
    }
}
