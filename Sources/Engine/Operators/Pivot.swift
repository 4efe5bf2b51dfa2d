import Columns
import Diagnostics
import Planning
import Semantics
import Tables

/// Values of one key become columns: groups by the row keys and that key, laid out as a rectangle.
///
/// One aggregation over all cells, so that the total of a row or column is merged from what the aggregates gathered of the
/// rows. Behind the last group stands one without rows: its results are what empty cells show.
final class PivotBreaker: MergingBreaker {
    private let plan: PivotPlan
    private let stage: StageExpressions
    private let keys: [any Kernel]
    private let across: any Kernel
    private let aggregates: AggregateSet
    private let index: GroupIndex
    /// Rows of each group, where more than one is a mistake.
    private var rowCounts: [Int32] = []
    private let room: GroupRoom
    private var rowsBefore = 0

    init(_ plan: PivotPlan, over columns: [ColumnID], context: QueryContext) throws {
        self.plan = plan
        let calls = plan.cells.map(\.call)
        stage = try StageExpressions(plan.keys.map(\.value) + [plan.across] + calls.flatMap(\.expressions), over: columns, context: context)
        keys = try plan.keys.map { [stage] in try stage.compile($0.value) }
        across = try stage.compile(plan.across)
        aggregates = try AggregateSet(calls, stage)
        index = GroupIndex(keyCount: plan.keys.count + 1)
        room = GroupRoom(context.memory, states: calls.count, isSorted: true, for: .pivot)
    }

    func consume(_ batch: Batch) throws {
        try stage.count(batch)
        let keyColumns = try (keys + [across]).map { try $0.operand(batch, stage.context) }
        try room.demand(batch.count, keys: keyColumns)
        let known = index.count
        let groups = index.assign(keyColumns, count: batch.count)
        room.settle(newGroups: index.count - known, of: batch.count)
        try aggregates.resize(groups: index.count)
        try aggregates.add(batch, groups: groups)
        try room.demand(values: aggregates.keptBytes)
        rowsBefore += batch.count
        guard plan.demandsSingle else { return }
        // May be asked again for the rows before one that fails, so nothing is remembered before all have passed.
        var counts = rowCounts + [Int32](repeating: 0, count: index.count - rowCounts.count)
        for (row, group) in groups.enumerated() {
            counts[Int(group)] += 1
            if counts[Int(group)] > 1 { throw FailedRow(diagnostics: try twoRows(in: Int(group)), row: row) }
        }
        rowCounts = counts
    }

    func absorb(_ other: PivotBreaker) throws {
        try aggregates.absorb(other.aggregates, of: other.index, into: index)
    }

    func hasTooManyToMerge(few: Int, of rows: Int) -> Bool { index.hasTooManyToMerge(after: rowsBefore, few: few, of: rows) }

    private func twoRows(in group: Int) throws -> DiagnosticList {
        let texts = zip(try index.keyColumns(), plan.keys.map(\.value.type) + [plan.across.type]).map { column, type in
            "'\(stage.context.display.cell(column, row: group, type: type))'"
        }
        return DiagnosticList(.pivotCellTwice(texts), at: plan.across.place)
    }

    func finish() throws -> any BatchStream {
        aggregates.reportSkipped()
        try aggregates.resize(groups: index.count + 1)
        let columns = index.count == 0 ? [Column](repeating: .missing(count: 0), count: plan.keys.count + 1) : try index.keyColumns()
        let positions = try valuePositions(columns[plan.keys.count])
        let groups = try groupsInOrder(columns)
        try stage.context.checkCancelled()

        // The row of each group, numbered in the order of their first groups; the last number is the empty group's.
        let rowKeys = columns.dropLast().map { $0.gather(groups) }
        let rowIndex = GroupIndex(keyCount: plan.keys.count)
        let inOrder = rowIndex.assign(Array(rowKeys), count: groups.count)
        let rowCount = plan.keys.isEmpty ? min(1, groups.count) : rowIndex.count
        var rowOfGroup = [Int32](repeating: 0, count: index.count)
        for (position, group) in groups.enumerated() { rowOfGroup[Int(group)] = inOrder[position] }
        let keyColumns = plan.keys.isEmpty ? [] : rowIndex.count == 0 ? Array(rowKeys) : try rowIndex.keyColumns()

        let cells = grid(rowCount, rowOfGroup, positions)
        guard plan.totals != nil else {
            let finished = try aggregates.finish()
            let values = finished.flatMap { column in cells.map { column.gather($0) } }
            return StoredRows(keyColumns + values, count: rowCount, context: stage.context)
        }
        return try withTotals(keyColumns, rowCount, rowOfGroup, positions)
    }

    /// The groups as the output of a `summarize` in their place would have brought them.
    private func groupsInOrder(_ keys: [Column]) throws -> [Int32] {
        guard let order = plan.groupOrder else { return (0..<Int32(index.count)).map { $0 } }
        let types = plan.keys.map(\.value.type) + [plan.across.type]
        let sort = RowOrder(keys: try order.map { SortColumn(try Ordinals(keys[$0], type: types[$0], context: stage.context)) })
        return sort.sorted(count: index.count)
    }

    /// The place of each group's value among the columns.
    private func valuePositions(_ values: Column) throws -> [Int32] {
        if index.count == 0 { return [] }
        let known = GroupIndex(keyCount: 1)
        _ = known.assign([Column.of(plan.values, type: plan.across.type, like: values)], count: plan.values.count)
        let found = known.find([values], count: index.count, missingMatches: true)
        guard !found.contains(-1) else {
            throw DiagnosticList(.dataChanged, at: plan.across.place)
        }
        return found
    }

    /// For each value the group of every row, the empty group where nothing meets.
    private func grid(_ rowCount: Int, _ rowOfGroup: [Int32], _ positions: [Int32]) -> [[Int32]] {
        var cells = [[Int32]](repeating: [Int32](repeating: Int32(rowOfGroup.count), count: rowCount), count: plan.values.count)
        for group in rowOfGroup.indices { cells[Int(positions[group])][Int(rowOfGroup[group])] = Int32(group) }
        return cells
    }

    private func withTotals(_ keys: [Column], _ rowCount: Int, _ rowOfGroup: [Int32], _ positions: [Int32]) throws -> any BatchStream {
        let order = RowOrder(keys: try zip(plan.keys, keys).map { SortColumn(try Ordinals($1, type: $0.value.type, context: stage.context)) })
        let totals = TotalRows(order: order, sorted: order.sorted(count: rowCount))
        let valueCount = plan.values.count
        // Rows, then the totals of each level: for every block its cells, and over all values.
        var blocks: [(cells: [Column], all: [Column], count: Int)] = []
        for level in [((0..<Int32(rowCount)).map { $0 }, rowCount)] + totals.levels.map({ ($0.totalOfRow, $0.count) }) {
            let (totalOfRow, count) = level
            let lines = rowOfGroup.map { totalOfRow[Int($0)] }
            // One group more in each: without rows, for the empty group's part to join.
            let cellMapping = zip(lines, positions).map { $0 * Int32(valueCount) + $1 } + [Int32(count * valueCount)]
            let cells = try aggregates.merged(into: count * valueCount + 1, mapping: cellMapping).finish()
            let all = try aggregates.merged(into: count + 1, mapping: lines + [Int32(count)]).finish()
            blocks.append((cells, all, count))
        }
        var columns = totals.keys(keys)
        for call in plan.cells.indices {
            for value in 0..<valueCount {
                columns.append(try Column.concatenated(blocks.map { block in
                    block.cells[call].gather((0..<block.count).map { Int32($0 * valueCount + value) })
                }))
            }
            columns.append(try Column.concatenated(blocks.map { $0.all[call].slice(0..<$0.count) }))
        }
        let rows = plan.keys.isEmpty ? (0..<Int32(rowCount)).map { $0 } : totals.order
        return StoredRows(columns + [totals.levelColumn], count: rows.count, order: rows, context: stage.context)
    }
}

extension Column {
    /// Values in the form that a column of the type has here: links to whole-number keys stand as numbers or as their digits.
    fileprivate static func of(_ values: [Value], type: Type, like column: Column) -> Column {
        guard case .link = type.kind, case .int = column else { return of(values, type: type) }
        return of(values, type: type).asNumbers
    }
}
