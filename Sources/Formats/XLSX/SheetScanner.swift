import Diagnostics

/// The rows of a sheet's table as records.
///
/// Cells are copied out of the XML into an arena, a few thousand rows at a time, in the form that text files have; so
/// converters, inference and messages are those of text files.
final class SheetScanner: RecordScanner {
    let name: String
    private var records: SheetRecords
    private var arena = ByteArena(capacity: 1 << 20)
    /// For each slot its column in the sheet.
    private let columns: [Int]

    /// - Parameter names: of the table's columns, from left to right.
    init(_ content: SheetContent, _ table: SheetTable, names: [String], wanted: [WantedColumn], blockSize: Int) throws(WorkbookProblem) {
        name = content.name
        let places = wanted.map { column in names.firstIndex(of: column.name) }
        columns = places.map { table.columns.lowerBound + ($0 ?? 0) }
        let slots = names.indices.map { place in places.firstIndex(of: place) ?? -1 }
        records = try SheetRecords(content, table, slots: slots, wanted: wanted, blockSize: blockSize)
    }

    var base: UnsafeMutablePointer<UInt8> { arena.base }

    var remark: String? { records.remark }

    func unescape(_ cell: UnsafeMutablePointer<UInt8>, _ length: Int) -> Int { length }

    func place(row: Int, slot: Int, in table: SpanTable) -> CellPlace {
        let number = Int(table.recordStarts[row])
        return CellPlace(line: number, text: "cell \(CellReference(column: columns[slot], row: number).text)")
    }

    func scan(limit: Int, into spans: SpanTable) throws(DiagnosticList) {
        spans.count = 0
        spans.hasEscapes = false
        spans.failures.removeAll(keepingCapacity: true)
        arena.count = 0
        do throws(WorkbookProblem) {
            try records.read(limit: min(limit, SpanTable.capacity), into: spans, &arena)
        } catch { throw error.diagnostics(at: records.place) }
    }
}
