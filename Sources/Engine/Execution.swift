import Columns
import Diagnostics
import Planning
import Semantics
import Tables

/// Runs plans: the one switch from what is to be computed to the operators that do it.
///
/// A plan becomes a chain of pipelines. Each has a source, steps that look at one batch at a time, and ends where all rows are
/// needed at once (a sort, a group) or where they go out. Only a pipeline's batches and what the operator at its end keeps
/// are in memory, so a count over a file of any size takes the memory of a few batches.
package final class Executor {
    package let context: QueryContext
    var kept: [Int: KeptRowStore] = [:]

    /// Which part of the rows this is for, where several threads share them.
    private let part: RunPart?

    package convenience init(context: QueryContext) { self.init(context: context, part: nil) }

    init(context: QueryContext, part: RunPart?) {
        self.context = context
        self.part = part
    }

    /// The rows of a plan, computed as they are asked for. Columns stand in the order of `Plan.columns`.
    /// - Throws: `DiagnosticList` for a function's constant that cannot be, and what reading linked tables throws.
    package func run(_ plan: Plan) throws -> RowCursor {
        try FailedRow.reported { RowCursor(try flow(plan).stream, columns: plan.columns) }
    }

    /// The same for one who keeps all rows.
    private func runGathered(_ plan: Plan) throws -> RowCursor {
        try FailedRow.reported { RowCursor(try gathered(plan).stream, columns: plan.columns) }
    }

    /// Runs the plan to its end for the sake of its checks and counts.
    package func drain(_ plan: Plan) throws {
        try FailedRow.reported {
            let stream = try flow(plan).stream
            while try stream.next() != nil {}
        }
    }

    /// Runs the plan and holds its rows for `Plan.kept` with that number.
    package func keep(_ plan: Plan, as rows: KeptRows) throws {
        let store = try KeptRowStore(columns: rows.columns, context: context)
        let cursor = try runGathered(plan)
        let positions = rows.columns.map { cursor.position(of: $0) }
        while let batch = try cursor.next() {
            try store.add(Batch(columns: positions.map { batch.columns[$0] }, count: batch.count))
        }
        kept[rows.number] = store
    }

    /// All rows of a plan, a column each of its columns.
    func collected(_ plan: Plan) throws -> (columns: [Column], count: Int) {
        let cursor = try runGathered(plan)
        let store = RowStore(columnCount: cursor.columns.count, holding: MemoryReservation(context.memory, for: .kept))
        while let batch = try cursor.next() { try store.add(batch) }
        return (try store.columns(), store.count)
    }

    // MARK: From plan to operators

    /// A pipeline while it is being built.
    struct Flow {
        var source: any BatchStream
        var operators: [any RowOperator] = []
        var columns: [ColumnID]

        var stream: any BatchStream { operators.isEmpty ? source : Pipeline(source, operators) }

        func adding(_ step: any RowOperator, columns new: [ColumnID] = []) -> Flow {
            Flow(source: source, operators: operators + [step], columns: columns + new)
        }

        func broken(by breaker: any Breaker, columns: [ColumnID]) -> Flow { Flow(source: BrokenStream(stream, breaker), columns: columns) }
    }

    /// - Parameter unread: of a filter right above, or above computations only.
    func flow(_ plan: Plan, sparing unread: UnreadRows? = nil) throws -> Flow {
        guard let profile = context.profile else { return try operators(of: plan, sparing: unread) }
        let node = profile.number(of: plan)
        return try profile.time(node) {
            let flow = try operators(of: plan, sparing: unread)
            return Flow(source: ProfiledStream(flow.stream, node, profile), columns: flow.columns)
        }
    }

    private func operators(of plan: Plan, sparing unread: UnreadRows?) throws -> Flow {
        switch plan {
        case .scan(let scan):
            let source = try context.tables.source(scan.table)
            for column in scan.columns { context.origins[column.id] = ColumnOrigin(table: scan.table, column: column.name) }
            if let part { return Flow(source: try part.scan(scan, source, unread, context), columns: scan.columns.map(\.id)) }
            return Flow(source: try ScanStream(scan, source, unread, context: context), columns: scan.columns.map(\.id))
        case .values(let columns, let types, let rows):
            return Flow(source: try ConstantRows.stream(rows, types: types, context: context), columns: columns)
        case .kept(let rows):
            guard let entry = kept[rows.number] else { preconditionFailure("rows \(rows.number) have not been kept yet") }
            return Flow(source: try entry.stream(of: rows.columns), columns: rows.columns)
        case .filter(let plan):
            let unread = UnreadRows(plan)
            let input = try flow(plan.input, sparing: unread)
            return input.adding(try FilterOperator(plan, over: input.columns, unread: unread, context: context))
        case .project(let plan):
            let input = try flow(plan.input, sparing: unread)
            return input.adding(try ProjectOperator(plan.computations, over: input.columns, context: context), columns: plan.computations.map(\.id))
        case .check(let plan):
            let input = try flow(plan.input)
            return input.adding(try CheckOperator(plan.assertion, number: plan.number, over: input.columns, context: context))
        case .aggregate(let aggregate):
            if let stream = try CountedRows(aggregate, context: context) ?? parallelAggregate(aggregate) { return Flow(source: stream, columns: plan.columns) }
            return try self.aggregate(aggregate)
        case .window(let window):
            if let numbering = NumberRowsOperator(window) { return try flow(window.input).adding(numbering, columns: window.calls.map(\.id)) }
            let input = try gathered(window.input)
            return input.broken(by: try WindowBreaker(window, over: input.columns, context: context), columns: input.columns + window.calls.map(\.id))
        case .sort(let sort):
            return try parallelTop(sort) ?? self.sort(sort)
        case .take(let plan): return try take(plan)
        case .distinct(let plan):
            let input = try flow(plan.input)
            let stream = try DistinctStream(input.stream, keys: plan.keys, over: input.columns, context: context)
            return Flow(source: stream, columns: plan.keys.map(\.id))
        case .join(let plan): return try join(plan)
        case .pivot(let pivot):
            if let stream = try parallelPivot(pivot) { return Flow(source: stream, columns: pivot.columns) }
            return try self.pivot(pivot)
        case .unpivot(let plan):
            let input = try flow(plan.input)
            let stream = try UnpivotStream(input.stream, plan, over: input.columns, context: context)
            return Flow(source: stream, columns: plan.kept + [plan.reshape.name] + plan.reshape.values.map(\.id))
        case .sample(let plan):
            let input = try flow(plan.input)
            return input.broken(by: try SampleBreaker(plan.choice, over: input.columns, context: context), columns: input.columns)
        case .append(let plan):
            let ids = plan.columns.map(\.id)
            let (left, right) = (try flow(plan.left), try flow(plan.right))
            let first = left.adding(try RenumberOperator(plan.columns.map(\.left), over: left.columns, context: context))
            let second = right.adding(try RenumberOperator(plan.columns.map(\.right), over: right.columns, context: context))
            return Flow(source: AppendStream(first.stream, second.stream), columns: ids)
        }
    }

    /// The rows that a sort remembers, if not all. What is wrong with the number of them is for the take to say.
    func topRows(_ plan: SortPlan, _ columns: [ColumnID], _ context: QueryContext) throws -> TopRows? {
        guard let top = plan.top, let limit = try limit(top.count) else { return nil }
        let layout = StageExpressions.layout(columns)
        let partition = top.partition.compactMap { expression in if case .column(let id) = expression.node { layout[id] } else { nil } }
        guard partition.count == top.partition.count else { return nil }
        return TopRows(limit: limit, keepsTies: top.keepsTies, keys: plan.keys, partition: partition, columnCount: columns.count, context: context)
    }

    /// How many rows are to be taken; `nil` for fewer than none.
    private func limit(_ count: CheckedExpression) throws -> Int? {
        guard case .int(let number)? = try KernelCompiler(layout: [:], context: context).constant(count), number >= 0 else { return nil }
        return Int(min(number, Int64(Int32.max)))
    }

    private func take(_ plan: TakePlan) throws -> Flow {
        let input = try flow(plan.input)
        guard let limit = try limit(plan.count) else {
            throw DiagnosticList(.negativeTake, at: plan.count.place)
        }
        let ties = plan.ties?.map(\.value)
        if plan.isLast {
            let breaker = try TakeLastBreaker(limit: limit, partition: plan.partition, ties: ties, over: input.columns, context: context)
            return input.broken(by: breaker, columns: input.columns)
        }
        let stream = try TakeStream(input.stream, limit: limit, partition: plan.partition, ties: ties, over: input.columns, context: context)
        return Flow(source: stream, columns: input.columns)
    }

    /// On one thread.
    func sort(_ plan: SortPlan) throws -> Flow {
        let input = plan.top == nil ? try gathered(plan.input) : try flow(plan.input)
        let top = try topRows(plan, input.columns, context)
        return input.broken(by: try SortBreaker(plan.keys, totals: plan.totals, top: top, over: input.columns, context: context), columns: input.columns)
    }

    /// On one thread.
    func aggregate(_ plan: AggregatePlan) throws -> Flow {
        guard plan.mayDivide, plan.keepsValues, context.scratch != nil else { return try aggregate(plan, dividesAll: false) }
        let stream = try RetriedAggregate(context) { [kept] own, dividesAll in
            let executor = Executor(context: own)
            executor.kept = kept
            return try executor.aggregate(plan, dividesAll: dividesAll).stream
        }
        return Flow(source: stream, columns: Plan.aggregate(plan).columns)
    }

    private func aggregate(_ plan: AggregatePlan, dividesAll: Bool) throws -> Flow {
        let input = try flow(plan.input)
        let empty = plan.domains.isEmpty ? nil : EmptyGroups(plan) { [self] in try collected($0) }
        let breaker = try AggregateBreaker(plan, over: input.columns, empty: empty, dividesAll: dividesAll, context: context)
        return input.broken(by: breaker, columns: Plan.aggregate(plan).columns)
    }

    /// On one thread.
    func pivot(_ plan: PivotPlan) throws -> Flow {
        let input = try flow(plan.input)
        return input.broken(by: try PivotBreaker(plan, over: input.columns, context: context), columns: plan.columns)
    }

    /// The right side of a join.
    func joinInput(_ plan: JoinPlan, shortfall: JoinInput.Shortfall) throws -> JoinInput {
        let right = try gathered(try narrowed(plan) ?? plan.right)
        let picked = plan.rightColumns.compactMap { right.columns.firstIndex(of: $0) }
        return try JoinInput.read(
            right.stream, over: right.columns, picking: picked, keys: plan.rightKeys, name: plan.rightName, shortfall: shortfall, context: context)
    }

    private func join(_ plan: JoinPlan) throws -> Flow {
        let right: JoinInput
        do {
            right = try part.map { .table(try $0.joinTable(plan)) } ?? joinInput(plan, shortfall: plan.kind.mayDivide ? .divide : .refuse)
        } catch let failed as FailedRow {
            if part != nil { throw failed }
            // What stands on the left was written before.
            throw try flow(plan.left).stream.firstFailure(failed)
        }
        let left = try flow(plan.left)
        switch right {
        case .table(let table): return try join(left, table, plan)
        case .parts(let parts, let rows):
            let columns = left.columns + plan.rightColumns.prefix(plan.kind.addsColumns ? .max : 0)
            let stream = try DividedJoin(
                left.stream, keys: plan.leftKeys, over: left.columns, right: (parts, rows), columnCount: columns.count, keepsOrder: plan.keepsOrder, context: context
            ) { [self] rows, table in try join(Flow(source: rows, columns: left.columns + [DividedJoin.number]), table, plan).stream }
            return Flow(source: stream, columns: columns)
        }
    }

    private func join(_ left: Flow, _ table: JoinTable, _ plan: JoinPlan) throws -> Flow {
        switch plan.kind {
        case .all:
            let stream = try JoinStream(left.stream, plan, over: left.columns, table: table, context: context)
            return Flow(source: stream, columns: left.columns + plan.rightColumns)
        case .lookup:
            let step = try LookupOperator(
                plan.leftKeys, over: left.columns, table: table, mayRepeat: false, countedAs: plan.isTold ? plan.rightName : nil, defaults: [:], context: context)
            return left.adding(step, columns: plan.rightColumns)
        case .matching:
            return left.adding(try MatchingOperator(plan.leftKeys, over: left.columns, table: table, context: context))
        case .both:
            let stream = try MatchStream(left.stream, keys: plan.leftKeys, over: left.columns, table: table, context: context)
            return Flow(source: stream, columns: left.columns + plan.rightColumns + plan.columns.suffix(2))
        case .attach(let defaults):
            var standIns: [Int: (value: Value, type: Type)] = [:]
            for (position, id) in plan.rightColumns.enumerated() {
                if let value = defaults[id] { standIns[position] = (value, value.zeroType) }
            }
            let step = try LookupOperator(plan.leftKeys, over: left.columns, table: table, mayRepeat: true, countedAs: nil, defaults: standIns, context: context)
            return left.adding(step, columns: plan.rightColumns)
        }
    }
}

extension JoinPlan.Kind {
    /// Whether pairs of parts may be joined one after the other. `both` ends with rows of the right that met none of all on the left.
    fileprivate var mayDivide: Bool { if case .both = self { false } else { true } }

    fileprivate var addsColumns: Bool { if case .matching = self { false } else { true } }
}

extension Value {
    /// The type whose form in memory a default of a count or sum has.
    fileprivate var zeroType: Type {
        switch self {
        case .decimal: .decimal
        case .float: .float
        default: .int
        }
    }
}

/// The rows of a running plan, a batch at a time.
package final class RowCursor {
    private let stream: any BatchStream
    /// The column at each position of a batch.
    package let columns: [ColumnID]
    private let positions: [ColumnID: Int]

    init(_ stream: any BatchStream, columns: [ColumnID]) {
        self.stream = stream
        self.columns = columns
        positions = StageExpressions.layout(columns)
    }

    /// The next rows; `nil` after the last. Never an empty batch.
    package func next() throws -> Batch? { try FailedRow.reported { try stream.next() } }

    /// Where a column stands, which must be one of the plan's.
    package func position(of id: ColumnID) -> Int {
        guard let position = positions[id] else { preconditionFailure("column \(id) does not come out of this plan") }
        return position
    }
}
