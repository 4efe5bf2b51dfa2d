import Columns

/// The rows of a table, as its source reads them.
final class ScanStream: BatchStream {
    private let table: String
    private let cursor: any BatchCursor
    private let rowCount: Int?
    private let context: QueryContext
    private var rowsRead = 0
    private var isAtEnd = false

    init(table: String, source: any BatchSource, columns: [String], context: QueryContext) throws {
        self.table = table
        self.context = context
        rowCount = source.rowCount
        cursor = try source.open(columns: columns, context: context)
    }

    func next() throws -> Batch? {
        try context.checkCancelled()
        guard !isAtEnd, let batch = try cursor.next() else {
            isAtEnd = true
            return nil
        }
        rowsRead += batch.count
        context.counters.addRowsRead(table, batch.count)
        return batch
    }

    var isFinished: Bool { isAtEnd || rowsRead == rowCount }
    var hasOpenCounts: Bool { !isFinished }
    var countsAsRowsPass: Bool { true }
}
