import Columns
import Semantics

/// Stable sort by several keys, missing last either way; with totals, within their groups.
final class SortBreaker: Breaker {
    private let stage: StageExpressions
    private let keys: [CheckedSortKey]
    private let kernels: [any Kernel]
    private let rows: RowStore
    private let keyRows: RowStore
    /// Where the level of total rows stands.
    private let levelIndex: Int?
    /// Instead of `rows` and `keyRows`, where only the first rows are wanted.
    private let top: TopRows?

    init(_ keys: [CheckedSortKey], totals: TotalsInfo?, top: TopRows?, over columns: [ColumnID], context: QueryContext) throws {
        self.top = top
        stage = try StageExpressions(keys.map(\.value), over: columns, context: context)
        self.keys = keys
        kernels = try keys.map { [stage] in try stage.compile($0.value) }
        rows = RowStore(columnCount: columns.count)
        keyRows = RowStore(columnCount: keys.count)
        levelIndex = totals.flatMap { columns.firstIndex(of: $0.level) }
    }

    func consume(_ batch: Batch) throws {
        try stage.count(batch)
        let keyColumns = try kernels.map { try $0.evaluate(batch, stage.context) }
        if let top { return try top.add(batch, keys: keyColumns) }
        rows.append(batch)
        keyRows.append(Batch(columns: keyColumns, count: batch.count))
    }

    func finish() throws -> any BatchStream {
        let (rows, keyRows) = top?.candidates ?? (rows, keyRows)
        let columns = try rows.columns()
        let order = try RowOrder(
            zip(keys, try keyRows.columns()).map { (column: $1, type: $0.value.type, isDescending: $0.isDescending) }, context: stage.context)
        try stage.context.checkCancelled()
        let sorted: [Int32]
        if let levelIndex, rows.count > 0 {
            let levels = columns[levelIndex].ints.values
            sorted = TotalsOrder.sorted((0..<rows.count).map { levels[$0] }, by: order)
        } else {
            sorted = order.sorted(count: rows.count)
        }
        return StoredRows(columns, count: rows.count, order: sorted, context: stage.context)
    }
}
