import Columns
import Semantics

/// Stable sort by several keys, missing last either way; with totals, within their groups.
final class SortBreaker: MergingBreaker {
    private let stage: StageExpressions
    private let kernels: [any Kernel]
    private let sorter: RowSorter
    /// Instead of the sorter, where only the first rows are wanted.
    private let top: TopRows?

    init(_ keys: [CheckedSortKey], totals: TotalsInfo?, top: TopRows?, over columns: [ColumnID], context: QueryContext) throws {
        self.top = top
        stage = try StageExpressions(keys.map(\.value), over: columns, context: context)
        kernels = try keys.map { [stage] in try stage.compile($0.value) }
        let levelIndex = totals.flatMap { columns.firstIndex(of: $0.level) }
        sorter = RowSorter(
            keys.map { RowSorter.Key(type: $0.value.type, isDescending: $0.isDescending) }, columnCount: columns.count, levelIndex: levelIndex, context: context)
    }

    func consume(_ batch: Batch) throws {
        try stage.count(batch)
        let keyColumns = try kernels.map { try $0.evaluate(batch, stage.context) }
        if let top { return try top.add(batch, keys: keyColumns) }
        try sorter.add(batch, keys: keyColumns)
    }

    /// Of the first rows only, since all rows are sorted together.
    func absorb(_ other: SortBreaker) throws {
        guard let top, let (rows, keyRows) = try other.top?.candidates() else { preconditionFailure("only first rows are looked for in parts") }
        for (batch, keys) in zip(rows.batches, keyRows.batches) { try top.add(batch, keys: Array(keys.columns)) }
    }

    func hasTooManyToMerge(few: Int, of rows: Int) -> Bool { top.map { $0.mostRows > few && $0.expectedRows > rows / 8 } ?? true }

    func finish() throws -> any BatchStream {
        guard let (rows, keyRows) = try top?.candidates() else { return try sorter.finish() }
        stage.context.profile?.note("first rows only")
        return try sorter.finish(rows, keyRows)
    }
}
