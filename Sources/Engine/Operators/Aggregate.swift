import Columns
import Diagnostics
import Semantics
import Planning

/// One row a group, in the order of the keys; without keys exactly one row, even for no input.
final class AggregateBreaker: Breaker {
    private let plan: AggregatePlan
    private let stage: StageExpressions
    private let keys: [any Kernel]
    private let aggregates: AggregateSet
    private let index: GroupIndex
    private let empty: EmptyGroups?

    init(_ plan: AggregatePlan, over columns: [ColumnID], empty: EmptyGroups?, context: QueryContext) throws {
        self.plan = plan
        self.empty = empty
        let calls = plan.aggregates.map(\.call)
        stage = try StageExpressions(plan.keys.map(\.value) + calls.flatMap(\.expressions), over: columns, context: context)
        keys = try plan.keys.map { [stage] in try stage.compile($0.value) }
        aggregates = try AggregateSet(calls, stage)
        index = GroupIndex(keyCount: plan.keys.count)
        if plan.keys.isEmpty { try aggregates.resize(groups: 1) }
    }

    /// The same for other rows: expressions are shared, so both are for one thread.
    init(like other: AggregateBreaker) {
        plan = other.plan
        stage = other.stage
        keys = other.keys
        aggregates = other.aggregates.emptied()
        index = GroupIndex(keyCount: keys.count)
        empty = nil
    }

    /// Positions of the batch's columns that are read for more than the keys; `nil` when any may be.
    var reads: Set<Int>? { stage.counts ? nil : aggregates.reads }

    func consume(_ batch: Batch) throws {
        try stage.count(batch)
        if keys.isEmpty {
            try aggregates.add(batch, groups: [Int32](repeating: 0, count: batch.count))
            return
        }
        _ = try group(batch, by: try keys.map { try $0.evaluate(batch, stage.context) })
    }

    /// Rows whose keys have been computed.
    /// - Returns: the group of each row.
    private func group(_ batch: Batch, by keys: [Column]) throws -> [Int32] {
        let groups = index.assign(keys, count: batch.count)
        try aggregates.resize(groups: index.count)
        try aggregates.add(batch, groups: groups)
        return groups
    }

    /// Rows whose keys have been computed.
    /// - Returns: of the groups that are new the first row each, in the order of the groups.
    func consume(_ batch: Batch, keys: [Column]) throws -> [Int] {
        try stage.count(batch)
        let known = index.count
        let groups = try group(batch, by: keys)
        var first: [Int] = []
        first.reserveCapacity(index.count - known)
        for row in 0..<batch.count where Int(groups[row]) == known + first.count { first.append(row) }
        return first
    }

    /// The keys and aggregates of the groups, in the order of their first rows.
    func groups() throws -> [Column] {
        aggregates.reportSkipped()
        return try index.keyColumns() + aggregates.finish()
    }

    var groupCount: Int { index.count }

    /// Takes over the groups of the rows that come after those of this one. The other is not used any more.
    func absorb(_ other: AggregateBreaker) throws {
        if keys.isEmpty { return try aggregates.merge(other.aggregates, mapping: [0]) }
        guard other.index.count > 0 else { return }
        let mapping = index.assign(try other.index.keyColumns(), count: other.index.count)
        try aggregates.resize(groups: index.count)
        try aggregates.merge(other.aggregates, mapping: mapping)
    }

    func finish() throws -> any BatchStream {
        aggregates.reportSkipped()
        let context = stage.context
        if plan.keys.isEmpty {
            var columns = try aggregates.finish()
            if plan.totals != nil { columns.append(.int(NumberColumn(values: Values([0])))) }
            return StoredRows(columns, count: 1, context: context)
        }
        if let empty {
            try empty.add(to: index, context)
            try aggregates.resize(groups: index.count)
        }
        let keyColumns = index.count == 0 ? [Column](repeating: .missing(count: 0), count: plan.keys.count) : try index.keyColumns()
        guard plan.isSorted else { return StoredRows(keyColumns + (try aggregates.finish()), count: index.count, context: context) }
        let order = try RowOrder(zip(plan.keys, keyColumns).map { (column: $1, type: $0.value.type, isDescending: false) }, context: context)
        try context.checkCancelled()
        let sorted = order.sorted(count: index.count)
        guard plan.totals != nil else {
            return StoredRows(keyColumns + (try aggregates.finish()), count: index.count, order: sorted, context: context)
        }
        return try withTotals(keyColumns, order: order, sorted: sorted)
    }

    /// Totals come from merging what the aggregates have gathered of the rows, never from finished cells: the total of a
    /// mean is the mean of the rows, of a count of distinct values the count over all of them.
    private func withTotals(_ keys: [Column], order: RowOrder, sorted: [Int32]) throws -> any BatchStream {
        let totals = TotalRows(order: order, sorted: sorted)
        let parts = try [aggregates.finish()] + totals.levels.map { try aggregates.merged(into: $0.count, mapping: $0.totalOfRow).finish() }
        let values = try parts[0].indices.map { index in try Column.concatenated(parts.map { $0[index] }) }
        return StoredRows(totals.keys(keys) + values + [totals.levelColumn], count: totals.order.count, order: totals.order, context: stage.context)
    }
}
