import Columns
import Diagnostics
import Planning
import Semantics
import Tables

/// One row a group, in the order of the keys; without keys exactly one row, even for no input.
final class AggregateBreaker: MergingBreaker {
    private let plan: AggregatePlan
    private let stage: StageExpressions
    private let keys: [any Kernel]
    private var aggregates: AggregateSet
    private var index: GroupIndex
    private let empty: EmptyGroups?
    private let room: GroupRoom
    /// Whether rows may go to disk: not where all groups are needed at once, or where another way is tried first.
    private let maySpill: Bool
    /// Rows whose groups found no room, once there is none for more.
    private var spilled: SpilledParts?
    /// How often the rows of this aggregation have been divided.
    private var level = 0
    private var rowsBefore = 0
    /// For what has been computed, and counted, before.
    private lazy var unheard = stage.context.unheard()
    /// The numbers of the first rows of groups, where rows come from disk and bring theirs.
    private var firstRows: [Int64] = []
    /// Whether rows from disk bring their keys, and nothing else, behind their columns: those of a share do, whose order nobody sees.
    private let bringKeys: Bool

    /// Groups that grow with every row leave no room for more rows, but all rows may be divided: then it is to be done once more.
    struct Shortage: Error {}

    /// Whether no group is held before all rows have been divided.
    private let dividesAll: Bool

    /// - Parameters:
    ///   - maySpill: whether this may take more memory than there is.
    ///   - dividesAll: after a `Shortage`.
    init(_ plan: AggregatePlan, over columns: [ColumnID], empty: EmptyGroups?, maySpill: Bool = true, dividesAll: Bool = false, context: QueryContext) throws {
        self.dividesAll = dividesAll
        bringKeys = false
        self.plan = plan
        self.empty = empty
        self.maySpill = maySpill && plan.mayDivide
        let calls = plan.aggregates.map(\.call)
        stage = try StageExpressions(plan.keys.map(\.value) + calls.flatMap(\.expressions), over: columns, context: context)
        keys = try plan.keys.map { [stage] in try stage.compile($0.value) }
        aggregates = try AggregateSet(calls, stage)
        index = GroupIndex(keyCount: plan.keys.count)
        room = GroupRoom(context.memory, states: calls.count, isSorted: plan.isSorted)
        if plan.keys.isEmpty { try aggregates.resize(groups: 1) }
    }

    /// The same for other rows, of which none goes to disk.
    /// - Parameter expected: groups for which there is room from the start.
    convenience init(like other: AggregateBreaker, expecting expected: Int) {
        self.init(other, maySpill: false, dividesAll: false, bringKeys: false, level: 0, expecting: expected)
    }

    /// The same for other rows: expressions are shared, so both are for one thread.
    private init(_ other: AggregateBreaker, maySpill: Bool, dividesAll: Bool, bringKeys: Bool, level: Int, expecting expected: Int) {
        self.maySpill = maySpill
        self.bringKeys = bringKeys
        self.dividesAll = dividesAll
        self.level = level
        plan = other.plan
        stage = other.stage
        keys = other.keys
        empty = nil
        aggregates = other.aggregates.makeEmpty()
        index = GroupIndex(keyCount: plan.keys.count, expecting: expected)
        room = GroupRoom(stage.context.memory, states: plan.aggregates.count, isSorted: plan.isSorted)
    }

    /// Positions of the batch's columns that are read for more than the keys; `nil` when any may be.
    var reads: Set<Int>? { stage.counts ? nil : aggregates.reads }

    func consume(_ batch: Batch) throws {
        try stage.count(batch)
        if keys.isEmpty {
            try aggregates.add(batch, groups: [Int32](repeating: 0, count: batch.count))
            return try room.demand(values: aggregates.keptBytes)
        }
        try add(batch, try keys.map { try $0.operand(batch, stage.context) })
    }

    /// Rows whose keys have been computed, of which none goes to disk.
    /// - Returns: of the groups that are new the first row each, in the order of the groups.
    func consume(_ batch: Batch, keys: [Column]) throws -> [Int32] {
        try stage.count(batch)
        guard let (known, groups) = try add(batch, keys.map(BatchColumn.wide)) else { return [] }
        return GroupedRows.firstRows(of: groups, numbered: known..<index.count)
    }

    /// The keys and aggregates of the groups, in the order of their first rows.
    func groups() throws -> [Column] {
        aggregates.reportSkipped()
        return try keyColumns() + aggregates.finish()
    }

    /// The keys of the groups as they are handed on: what nobody reads need not be put together.
    private func keyColumns() throws -> [Column] {
        if index.count == 0 || plan.dropsKeys { return [Column](repeating: .missing(count: index.count), count: plan.keys.count) }
        return try index.keyColumns()
    }

    /// - Returns: how many groups there were before, and the group of each row; `nil` when no more groups are added.
    @discardableResult
    private func add(_ batch: Batch, _ keyColumns: [BatchColumn]) throws -> (known: Int, groups: [Int32])? {
        let known = index.count
        if spilled == nil, let scratch, dividesAll {
            spilled = try parts(in: scratch)
        } else if spilled == nil, !room.request(batch.count, keys: keyColumns) {
            if known > 0, let scratch {
                if plan.keepsValues { throw Shortage() }
                spilled = try parts(in: scratch)
            } else {
                try room.demand(batch.count, keys: keyColumns)
            }
        }
        if let spilled {
            try addToKnown(batch, keyColumns.map(\.wide), others: spilled)
            return nil
        }
        let groups = index.assign(keyColumns, count: batch.count)
        room.settle(newGroups: index.count - known, of: batch.count)
        try aggregates.resize(groups: index.count)
        try aggregates.add(batch, groups: groups, again: level == 0 ? nil : unheard)
        if !room.request(values: aggregates.keptBytes) {
            if known > 0, scratch != nil, plan.keepsValues { throw Shortage() }
            try room.demand(values: aggregates.keptBytes)
        }
        rowsBefore += batch.count
        return (known, groups)
    }

    private func parts(in scratch: any ScratchStore) throws -> SpilledParts {
        SpilledParts(try SpillFile(scratch, stage.context), keyTypes: plan.keys.map(\.value.type), level: level)
    }

    private var scratch: (any ScratchStore)? { maySpill && level <= SpilledParts.deepest ? stage.context.scratch : nil }

    func hasTooManyToMerge(few: Int, of rows: Int) -> Bool { index.hasTooManyToMerge(after: rowsBefore, few: few, of: rows) }

    // MARK: More groups than there is room for

    /// Adds the rows whose groups are in memory; the others wait on disk, each with its number.
    private func addToKnown(_ batch: Batch, _ keyColumns: [Column], others: SpilledParts) throws {
        // So that what fails is found in the order of rows; on their way back these have been through it.
        if level == 0 { try aggregates.probe(batch) }
        let groups = index.find(keyColumns, count: batch.count, missingMatches: true)
        var (here, there): ([Int32], [Int32]) = ([], [])
        for row in 0..<batch.count { if groups[row] >= 0 { here.append(Int32(row)) } else { there.append(Int32(row)) } }
        if !here.isEmpty {
            try aggregates.add(batch.gather(here), groups: here.map { groups[Int($0)] }, again: unheard)
            try room.demand(values: aggregates.keptBytes)
        }
        var rows = batch
        if level == 0 { rows.columns.append(.rowNumbers(from: rowsBefore, batch.count)) }
        try others.add(rows.gather(there), keys: keyColumns.map { $0.gather(there) })
        rowsBefore += batch.count
    }

    private func addAgain(_ batch: Batch) throws {
        if bringKeys {
            _ = try add(batch, batch.columns.entries.suffix(keys.count))
            return
        }
        guard let (known, groups) = try add(batch, try keys.map { try $0.operand(batch, unheard) }), index.count > known else { return }
        let numbers = batch.columns[batch.columns.count - 1].ints.values
        firstRows += GroupedRows.firstRows(of: groups, numbered: known..<index.count).map { numbers[Int($0)] }
    }

    /// All groups, those on disk part by part: in the order of the keys, or of their first rows, or where nobody sees the order as they come.
    private func finishOnDisk() throws -> any BatchStream {
        // The groups in memory came before all others.
        firstRows = (0..<index.count).map { Int64($0 - index.count) }
        if !plan.isSorted, !plan.keepsValues { return try FailedRow.reported { try PartByPart(self) } }
        let sorter = plan.sorter(stage.context)
        try FailedRow.reported { try hand(to: sorter) }
        return try sorter.finish()
    }

    /// Puts all groups where they are sorted.
    func hand(to sorter: RowSorter) throws {
        let stream = try groupsInMemory()
        while let batch = try stream?.next() {
            let rows = Batch(columns: batch.columns.dropLast(), count: batch.count)
            try sorter.add(rows, keys: plan.isSorted ? Array(rows.columns[..<plan.keys.count]) : batch.columns.suffix(1))
        }
        for part in try letGo() { try again(part, level: level + 1).hand(to: sorter) }
    }

    /// The groups that are in memory, and behind their columns their first rows.
    private func groupsInMemory() throws -> StoredRows? {
        aggregates.reportSkipped()
        guard index.count > 0 else { return nil }
        let numbers: Column = bringKeys ? .missing(count: index.count) : .int(NumberColumn(values: Values(firstRows)))
        return StoredRows(try keyColumns() + aggregates.finish() + [numbers], count: index.count, context: stage.context)
    }

    /// Makes room.
    /// - Returns: the rows of all other groups.
    private func letGo() throws -> [SpilledBatches] {
        aggregates = aggregates.makeEmpty()
        index = GroupIndex(keyCount: plan.keys.count)
        room.clear()
        // What a part held the next one takes.
        if level == 0 { FreedMemory.giveBack() }
        return try (spilled?.finish() ?? []).filter { $0.rowCount > 0 }
    }

    /// The groups of a part.
    private func again(_ part: SpilledBatches, level: Int) throws -> AggregateBreaker { try again(part.forEach, bringKeys: bringKeys, level: level) }

    /// Calls its argument for all rows, in their order.
    typealias Rows = ((Batch) throws -> Void) throws -> Void

    private func again(_ rows: Rows, bringKeys: Bool, level: Int, expecting expected: Int = 0) throws -> AggregateBreaker {
        do {
            return try again(rows, dividesAll: false, bringKeys: bringKeys, level: level, expecting: expected)
        } catch is Shortage {
            return try again(rows, dividesAll: true, bringKeys: bringKeys, level: level)
        }
    }

    private func again(_ rows: Rows, dividesAll: Bool, bringKeys: Bool, level: Int, expecting expected: Int = 0) throws -> AggregateBreaker {
        let again = AggregateBreaker(self, maySpill: maySpill, dividesAll: dividesAll, bringKeys: bringKeys, level: level, expecting: expected)
        try rows(again.addAgain)
        return again
    }

    // MARK: Shares on disk

    /// Looks at rows that will come as those of a share.
    func probe(_ batch: Batch) throws {
        try stage.count(batch)
        try aggregates.probe(batch)
    }

    /// The groups of a share.
    /// - Parameters:
    ///   - rows: with their keys behind their columns; all have been looked at.
    ///   - expected: groups for which there is room from the start.
    func groups(of rows: Rows, expecting expected: Int) throws -> AggregateBreaker { try again(rows, bringKeys: true, level: 1, expecting: expected) }

    /// Groups that are in memory.
    var groupCount: Int { index.count }

    /// Hands on all groups, where nobody sees their order.
    func handOut() throws -> any BatchStream { try PartByPart(self) }

    /// Groups whose order nobody sees, a part after the other: they need not be put down once more to be sorted.
    private final class PartByPart: BatchStream {
        private var breaker: AggregateBreaker
        private var groups: StoredRows?
        /// Those that are still to come, and how often their rows have been divided.
        private var parts: [(rows: SpilledBatches, level: Int)] = []
        private(set) var isFinished = false

        init(_ breaker: AggregateBreaker) throws {
            self.breaker = breaker
            groups = try breaker.groupsInMemory()
        }

        func next() throws -> Batch? { try FailedRow.reported { try nextGroups() } }

        private func nextGroups() throws -> Batch? {
            while !isFinished {
                if let batch = try groups?.next() { return Batch(columns: batch.columns.dropLast(), count: batch.count) }
                groups = nil
                // The parts of a part come before the next one, so that few are on disk.
                let level = breaker.level + 1
                parts.insert(contentsOf: try breaker.letGo().map { ($0, level) }, at: 0)
                if parts.isEmpty {
                    isFinished = true
                } else {
                    let part = parts.removeFirst()
                    breaker = try breaker.again(part.rows, level: part.level)
                    groups = try breaker.groupsInMemory()
                }
            }
            return nil
        }

        var hasOpenCounts: Bool { !isFinished }
        var countsAsRowsPass: Bool { true }
    }

    func absorb(_ other: AggregateBreaker) throws {
        if keys.isEmpty { return try aggregates.merge(other.aggregates, mapping: [0]) }
        try aggregates.absorb(other.aggregates, of: other.index, into: index)
    }

    func finish() throws -> any BatchStream {
        if spilled != nil { return try finishOnDisk() }
        aggregates.reportSkipped()
        let context = stage.context
        if !plan.keys.isEmpty { context.profile?.note(index.isArray ? "groups by place" : "groups by hash") }
        if plan.keys.isEmpty {
            var columns = try aggregates.finish()
            if plan.totals != nil { columns.append(.int(NumberColumn(values: Values([0])))) }
            return StoredRows(columns, count: 1, context: context)
        }
        if let empty {
            try empty.add(to: index, context)
            try aggregates.resize(groups: index.count)
        }
        let keyColumns = try keyColumns()
        guard plan.isSorted else { return StoredRows(keyColumns + (try aggregates.finish()), count: index.count, context: context, holding: room.reservation) }
        let order = try RowOrder(zip(plan.keys, keyColumns).map { (column: $1, type: $0.value.type, isDescending: false) }, context: context)
        try context.checkCancelled()
        let sorted = order.sorted(count: index.count)
        guard plan.totals != nil else {
            return StoredRows(keyColumns + (try aggregates.finish()), count: index.count, order: sorted, context: context, holding: room.reservation)
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

extension AggregatePlan {
    /// Whether the groups go on without their keys.
    var dropsKeys: Bool { !isSorted && !readsKeys && domains.isEmpty && totals == nil }

    /// Sorts groups by their keys, or where nobody sees the order by one number.
    func sorter(_ context: QueryContext) -> RowSorter {
        RowSorter(isSorted ? keys.map { RowSorter.Key(type: $0.value.type) } : [RowSorter.Key(type: .int)], columnCount: keys.count + aggregates.count, context: context)
    }

    /// Whether groups are independent of one another, so that they need not be in memory together.
    var mayDivide: Bool { domains.isEmpty && totals == nil && !keys.isEmpty }

    /// Whether what is held of the groups grows with every row.
    var keepsValues: Bool { aggregates.contains { FunctionTables.aggregate($0.call.function, overload: $0.call.overload)?.keepsValues ?? false } }
}
