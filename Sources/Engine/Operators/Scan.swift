import Columns
import Planning
import Semantics

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
        let zones = unread?.zones(of: scan, context)
        if let zones, numberIndex == nil, let cursor = try source.open(columns: names, part: 0, of: 1, zones: zones, context: context) {
            self.cursor = cursor
        } else {
            cursor = try source.open(columns: names.filter { $0 != TableScan.rowNumber }, context: context)
        }
    }

    /// A part of the rows; `nil` where there are no parts.
    init?(_ scan: TableScan, _ source: any BatchSource, _ unread: UnreadRows?, part: Int, of count: Int, context: QueryContext) throws {
        let names = scan.columns.map(\.name)
        let zones = unread?.zones(of: scan, context)
        guard !names.contains(TableScan.rowNumber), let cursor = try source.open(columns: names, part: part, of: count, zones: zones, context: context) else {
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
        guard let unread, cursor.leftOut > unread.count else { return }
        context.profile?.note("zones left out")
        let new = cursor.leftOut - unread.count
        rowsRead += new
        context.counters.addRowsRead(table, new)
        context.progress.addRows(new)
        unread.add(new, context)
    }

    var isFinished: Bool { isAtEnd || rowsRead == rowCount }
    var hasOpenCounts: Bool { !isFinished }
    var countsAsRowsPass: Bool { true }
}

/// The rows that a filter need not look at, since they lie in zones of the table in which none can pass. They are counted as if it had.
final class UnreadRows {
    private let plan: FilterPlan
    private(set) var count = 0

    /// - Returns: `nil` for a filter of which nothing is known by zones.
    init?(_ plan: FilterPlan) {
        if plan.zones == nil { return nil }
        self.plan = plan
    }

    func zones(of scan: TableScan, _ context: QueryContext) -> ZoneFilter? { plan.zones.flatMap { ZoneFilter($0, of: scan, zone: context.zone) } }

    func add(_ more: Int, _ context: QueryContext) {
        count += more
        if let words = plan.words { context.counters.addFiltered(words, of: more, kept: 0) }
    }
}
