import Columns
import Planning
import Semantics
import Tables

/// A part of the rows of a plan, for one of the threads that share them.
///
/// Only steps that look at one row at a time stand between the table and the breaker that is shared, so the parts differ in which
/// rows of the table they read and in nothing else. What reading decides of their filter and the right sides of joins are made once.
final class RunPart {
    /// What is made for the first part, and serves the others too.
    final class Made {
        fileprivate let executor: Executor
        /// The right sides of joins, in the order in which the plan comes upon them.
        fileprivate var tables: [JoinTable] = []
        /// What reading decides; the outer `nil` where nobody has asked yet.
        fileprivate var filter: ScanFilter??

        /// - Parameter executor: makes right sides of joins, whole.
        init(_ executor: Executor) { self.executor = executor }
    }

    /// The rows of this table cannot be read in parts.
    struct Indivisible: Error {}

    private let part: ReadingPart
    private let made: Made
    private var nextJoin = 0

    init(_ part: ReadingPart, _ made: Made) {
        self.part = part
        self.made = made
    }

    func scan(_ scan: TableScan, _ source: any BatchSource, _ unread: UnreadRows?, _ context: QueryContext) throws -> ScanStream {
        let filter = try made.filter ?? unread?.filter(of: scan, source, context)
        made.filter = .some(filter)
        guard let stream = try ScanStream(scan, source, unread, filter, part: part, context: context) else { throw Indivisible() }
        return stream
    }

    func joinTable(_ plan: JoinPlan) throws -> JoinTable {
        defer { nextJoin += 1 }
        if nextJoin < made.tables.count { return JoinTable(sharing: made.tables[nextJoin]) }
        guard case .table(let table) = try made.executor.joinInput(plan, shortfall: .giveUp) else { throw Indivisible() }
        made.tables.append(table)
        return table
    }
}

extension Executor {
    /// The aggregation on several threads; `nil` where it cannot be shared or has too few rows to be worth it.
    func parallelAggregate(_ plan: AggregatePlan) throws -> (any BatchStream)? {
        guard plan.aggregates.allSatisfy(\.call.isFreeOfOrder) else { return nil }
        return try inParts(plan.input) { rows in
            // The order of groups is that of their keys, or nobody sees it. But where they are many, rows of a group tend to follow one another.
            let isFew = RowEstimates(context).mostGroups(of: plan, rows: rows.count) <= Double(context.parallelism.groupsToMerge)
            let shared = isFew && !plan.keepsValues ? rows.inTurns : rows
            let inOrder = { [self] in try aggregate(plan).stream }
            let parts = try (0..<rows.parts).map { number in
                let (input, own) = try inputPart(number, of: shared)
                // Groups without rows are added once, to what the parts have together.
                let empty = number > 0 || plan.domains.isEmpty ? nil : EmptyGroups(plan) { [self] in try collected($0) }
                let breaker = try AggregateBreaker(plan, over: input.columns, empty: empty, maySpill: false, context: own)
                return ParallelStream.Part(input: input.stream, breaker: breaker, context: own)
            }
            return ParallelStream(parts, of: rows.count, shared: rows.context, context: context, inOrder: inOrder) { [self] in
                // Groups without rows and totals look at all groups at once.
                guard plan.domains.isEmpty, plan.totals == nil else { return try inOrder() }
                let shareBits = ScatteredAggregateStream.shareBits(rows: rows.count)
                var columns: [ColumnID] = []
                let parts = try (0..<rows.parts).map { number in
                    let (input, own) = try inputPart(number, of: rows)
                    columns = input.columns
                    let breaker = try AggregateBreaker(plan, over: columns, empty: nil, context: own)
                    let scatter = try KeyScatter(
                        plan.keys.map(\.value), over: input.columns, reads: breaker.reads, shareBits: shareBits, keepsPlaces: plan.isSorted, context: own, probe: breaker.probe)
                    return ScatteredAggregateStream.Part(input: input.stream, scatter: scatter, breaker: breaker, context: own)
                }
                return ScatteredAggregateStream(plan, parts, over: columns, shared: rows.context, context: context, inOrder: inOrder)
            }
        }
    }

    /// The pivot on several threads; `nil` where it cannot be shared or has too few rows to be worth it. Where a second row of a cell is a
    /// mistake, rows are looked at in their order.
    func parallelPivot(_ plan: PivotPlan) throws -> (any BatchStream)? {
        guard !plan.demandsSingle, plan.cells.allSatisfy(\.call.isFreeOfOrder) else { return nil }
        return try inParts(plan.input) { rows in
            let inOrder = { [self] in try pivot(plan).stream }
            let parts = try (0..<rows.parts).map { number in
                let (input, own) = try inputPart(number, of: rows)
                return ParallelStream.Part(input: input.stream, breaker: try PivotBreaker(plan, over: input.columns, context: own), context: own)
            }
            return ParallelStream(parts, of: rows.count, shared: rows.context, context: context, inOrder: inOrder, otherwise: inOrder)
        }
    }

    /// The first rows of a sort on several threads; `nil` where all rows are wanted, or they cannot be shared or are too few to be worth it.
    func parallelTop(_ plan: SortPlan) throws -> Flow? {
        if plan.top == nil { return nil }
        return try inParts(plan.input) { rows in
            let inOrder = { [self] in try sort(plan).stream }
            var columns: [ColumnID] = []
            let parts = try (0..<rows.parts).map { number in
                let (input, own) = try inputPart(number, of: rows)
                guard let top = try topRows(plan, input.columns, own) else { throw RunPart.Indivisible() }
                columns = input.columns
                let breaker = try SortBreaker(plan.keys, totals: nil, top: top, over: input.columns, context: own)
                return ParallelStream.Part(input: input.stream, breaker: breaker, context: own)
            }
            return Flow(source: ParallelStream(parts, of: rows.count, shared: rows.context, context: context, inOrder: inOrder, otherwise: inOrder), columns: columns)
        }
    }

    /// The rows of a plan for one who keeps them all, worked out on several threads; as they are worked out one after the other where they
    /// cannot be shared, are too few to be worth it, or are only read.
    func gathered(_ plan: Plan) throws -> Flow {
        if case .scan = plan { return try flow(plan) }
        return try inParts(plan) { rows in
            let inOrder = { [self] in try flow(plan).stream }
            var columns: [ColumnID] = []
            let parts = try (0..<rows.parts).map { number in
                let (input, own) = try inputPart(number, of: rows)
                columns = input.columns
                return ParallelStream.Part(input: input.stream, breaker: GatheredRows(own), context: own)
            }
            return Flow(source: ParallelStream(parts, of: rows.count, shared: rows.context, context: context, inOrder: inOrder, otherwise: inOrder), columns: columns)
        } ?? flow(plan)
    }

    /// Rows of a table that threads share.
    private struct SharedRows {
        let plan: Plan
        let parts: Int
        /// Of the table.
        let count: Int
        let made: RunPart.Made
        /// What was counted while the right sides of joins were made.
        let context: QueryContext
        /// Where a thread takes rows as it comes to them; `nil` where the rows of a part follow those of the part before it.
        let claims: ZoneClaims?

        /// The same, each of which is taken by the thread that comes to it.
        var inTurns: SharedRows { SharedRows(plan: plan, parts: parts, count: count, made: made, context: context, claims: ZoneClaims()) }
    }

    /// What is made of a plan's rows in parts; `nil` where they cannot be shared or are too few to be worth it.
    private func inParts<Made>(_ plan: Plan, _ make: (SharedRows) throws -> Made) throws -> Made? {
        guard context.parallelism.threads > 1, let scan = plan.sharedScan, let rowCount = try context.tables.source(scan.table).rowCount else { return nil }
        let parts = context.parallelism.parts(of: rowCount)
        if parts < 2 { return nil }
        let shared = QueryContext(partOf: context, parallelism: context.parallelism)
        let maker = Executor(context: shared)
        maker.kept = kept
        do {
            return try make(SharedRows(plan: plan, parts: parts, count: rowCount, made: RunPart.Made(maker), context: shared, claims: nil))
        } catch is RunPart.Indivisible {
            return nil
        } catch is JoinInput.Shortage {
            return nil
        } catch is FailedRow {
            return nil
        }
    }

    /// A part of the rows, with a run of its own that can be forgotten.
    private func inputPart(_ number: Int, of rows: SharedRows) throws -> (Flow, QueryContext) {
        let own = QueryContext(partOf: context, parallelism: .single)
        let executor = Executor(context: own, part: RunPart(ReadingPart(number, of: rows.parts, claims: rows.claims), rows.made))
        executor.kept = kept
        return (try executor.flow(rows.plan), own)
    }
}

extension Plan {
    /// The table whose rows this plan takes one at a time, each without regard to the others; `nil` for any other plan.
    fileprivate var sharedScan: TableScan? {
        switch self {
        case .scan(let scan): return scan
        case .filter(let plan): return plan.input.sharedScan
        case .project(let plan): return plan.input.sharedScan
        case .join(let plan):
            switch plan.kind {
            case .lookup, .all, .matching, .attach: return plan.left.sharedScan
            case .both: return nil
            }
        default: return nil
        }
    }
}
