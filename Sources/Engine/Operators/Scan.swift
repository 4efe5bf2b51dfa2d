import Columns
import Semantics

/// The rows of a table, as its source reads them.
final class ScanStream: BatchStream {
    private let table: String
    private let cursor: any BatchCursor
    private let rowCount: Int?
    /// Where the number of the row is wanted among the columns.
    private let numberIndex: Int?
    private let context: QueryContext
    private var rowsRead = 0
    private var isAtEnd = false

    init(table: String, source: any BatchSource, columns: [String], context: QueryContext) throws {
        self.table = table
        self.context = context
        rowCount = source.rowCount
        numberIndex = columns.firstIndex(of: TableScan.rowNumber)
        cursor = try source.open(columns: columns.filter { $0 != TableScan.rowNumber }, context: context)
    }

    /// A part of the rows; `nil` where there are no parts.
    init?(table: String, source: any BatchSource, columns: [String], part: Int, of count: Int, context: QueryContext) throws {
        guard !columns.contains(TableScan.rowNumber), let cursor = try source.open(columns: columns, part: part, of: count, context: context) else { return nil }
        self.table = table
        self.context = context
        self.cursor = cursor
        rowCount = nil
        numberIndex = nil
    }

    func next() throws -> Batch? {
        try context.checkCancelled()
        guard !isAtEnd, var batch = try cursor.next() else {
            isAtEnd = true
            return nil
        }
        if let numberIndex {
            let first = Int64(rowsRead) + 1
            batch.columns.insert(.int(NumberColumn(values: Values((0..<Int64(batch.count)).map { first + $0 }))), at: numberIndex)
        }
        rowsRead += batch.count
        context.counters.addRowsRead(table, batch.count)
        context.progress.addRows(batch.count)
        return batch
    }

    var isFinished: Bool { isAtEnd || rowsRead == rowCount }
    var hasOpenCounts: Bool { !isFinished }
    var countsAsRowsPass: Bool { true }
}
