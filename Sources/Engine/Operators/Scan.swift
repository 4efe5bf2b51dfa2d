import Columns
import Planning
import Semantics
import Tables

/// The rows of a table, as its source reads them.
final class ScanStream: BatchStream {
    private let table: String
    private let cursor: any BatchCursor
    private let rowCount: Int?
    /// Where the number of the row is wanted among the columns.
    private let numberIndex: Int?
    private let context: QueryContext
    private let unread: UnreadRows?
    private var rowsRead = 0
    private var isAtEnd = false

    /// - Parameter unread: where rows may be left out.
    init(_ scan: TableScan, _ source: any BatchSource, _ unread: UnreadRows?, context: QueryContext) throws {
        table = scan.table
        self.context = context
        rowCount = source.rowCount
        self.unread = unread
        let names = scan.columns.map(\.name)
        numberIndex = names.firstIndex(of: TableScan.rowNumber)
        if numberIndex == nil, let filter = try unread?.filter(of: scan, source, context),
            let cursor = try source.open(columns: names, part: .whole, filter: filter, context: context)
        {
            self.cursor = cursor
        } else {
            cursor = try source.open(columns: names.filter { $0 != TableScan.rowNumber }, context: context)
        }
    }

    /// A part of the rows; `nil` where there are no parts.
    /// - Parameter filter: what reading decides for `unread`.
    init?(_ scan: TableScan, _ source: any BatchSource, _ unread: UnreadRows?, _ filter: ScanFilter?, part: ReadingPart, context: QueryContext) throws {
        let names = scan.columns.map(\.name)
        guard !names.contains(TableScan.rowNumber), let cursor = try source.open(columns: names, part: part, filter: filter, context: context) else {
            return nil
        }
        table = scan.table
        self.context = context
        self.cursor = cursor
        self.unread = unread
        rowCount = nil
        numberIndex = nil
    }

    func next() throws -> Batch? {
        try context.checkCancelled()
        guard !isAtEnd, var batch = try cursor.next() else {
            isAtEnd = true
            countLeftOut()
            return nil
        }
        countLeftOut()
        if let numberIndex {
            let first = Int64(rowsRead) + 1
            batch.columns.insert(.int(NumberColumn(values: Values((0..<Int64(batch.count)).map { first + $0 }))), at: numberIndex)
        }
        rowsRead += batch.count
        context.counters.addRowsRead(table, batch.count)
        context.progress.addRows(batch.count)
        return batch
    }

    private func countLeftOut() {
        guard let unread, let chosen = cursor.chosen else { return }
        let new = unread.take(chosen, context)
        if new == 0 { return }
        context.profile?.note("rows left out")
        rowsRead += new
        context.counters.addRowsRead(table, new)
        context.progress.addRows(new)
    }

    var isFinished: Bool { isAtEnd || rowsRead == rowCount }
    var hasOpenCounts: Bool { !isFinished }
    var countsAsRowsPass: Bool { true }
}
