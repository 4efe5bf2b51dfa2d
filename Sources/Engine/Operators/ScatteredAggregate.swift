import Columns
import Planning
import Semantics
import Synchronization
import Tables

/// An aggregation with so many groups that merging those of several threads would cost what the threads save.
///
/// Threads first read parts of the input and deal the rows out by their keys; then each takes one share after the other and groups
/// it, so that no group is met twice. Groups come in the order of their keys, those that sort alike in that of their first rows, and rows of a group in
/// their order, as on one thread. Where there is no room for all rows some are on disk in between, and threads take as many shares at a time as they are.
/// When anything fails, all is forgotten and the rows are read once more in their order, so that the same mistake is reported as ever.
final class ScatteredAggregateStream: DeferredStream {
    /// The rows of one thread on their way into shares.
    struct Part {
        let input: any BatchStream
        let scatter: KeyScatter
        /// For the shares that this thread takes.
        let breaker: AggregateBreaker
        let context: QueryContext
    }

    private let plan: AggregatePlan
    private var parts: [Part]
    /// Of the rows.
    private let columns: [ColumnID]
    /// What was counted while the parts were made: the right sides of joins.
    private let shared: QueryContext
    private let context: QueryContext
    /// The same on one thread.
    private let inOrder: () throws -> any BatchStream
    var output: (any BatchStream)?

    /// Shares are made so small that their groups lie in the second-level cache, but not so many that dealing out suffers: that of many rows less than
    /// groups that lie in no cache at all.
    static func shareBits(rows: Int) -> Int { max(4, min(rows > 1 << 25 ? 8 : 6, Int.bitWidth - (rows >> 14).leadingZeroBitCount)) }

    init(
        _ plan: AggregatePlan, _ parts: [Part], over columns: [ColumnID], shared: QueryContext, context: QueryContext, inOrder: @escaping () throws -> any BatchStream
    ) {
        self.plan = plan
        self.parts = parts
        self.columns = columns
        self.shared = shared
        self.context = context
        self.inOrder = inOrder
    }

    func run() throws -> any BatchStream {
        context.profile?.note("rows dealt out by key")
        return try scattered() ?? inOrder()
    }

    /// `nil` where it fails or there is no room for it; nothing of it is left then.
    private func scattered() throws -> (any BatchStream)? {
        let work = Workers(parts)
        context.onThreads(parts.count) { work.deal($0) }
        if !work.hasFailed, parts.contains(where: \.scatter.isOnDisk) { return try groupsOnDisk(work) }
        let shares: [Share]? = {
            if !work.hasFailed { context.onThreads(parts.count) { work.group($0) } }
            return work.hasFailed ? nil : work.shares
        }()
        try context.checkCancelled()
        let runs = parts.map(\.context)
        let rowCount = parts.reduce(0) { $0 + $1.scatter.count }
        // The rows are not needed any more, whatever comes next.
        parts = []
        guard let shares, let output = try stored(shares, rowCount: rowCount) else { return nil }
        for counted in [shared] + runs { context.counters.add(counted.counters) }
        return output
    }

    /// The groups where some rows are on disk: in the order of their keys, or where nobody sees it share by share.
    private func groupsOnDisk(_ work: Workers) throws -> (any BatchStream)? {
        context.onThreads(parts.count) { work.probeRest($0) }
        try context.checkCancelled()
        if work.hasFailed { return nil }
        for counted in [shared] + parts.map(\.context) { context.counters.add(counted.counters) }
        let shares = SpilledShares(plan, parts.map(\.scatter), over: columns, context: context)
        parts = []
        if !plan.isSorted { return shares }
        let sorter = plan.sorter(context)
        try shares.hand(to: sorter)
        return try sorter.finish()
    }

    /// The groups of all shares in their order; `nil` where their values cannot stand in one column, or in memory.
    private func stored(_ shares: [Share], rowCount: Int) throws -> (any BatchStream)? {
        let shares = shares.filter { $0.groupCount > 0 }
        guard !shares.isEmpty else { return StoredRows([Column](repeating: .missing(count: 0), count: plan.keys.count + plan.aggregates.count), count: 0, context: context) }
        let batches = shares.map { Batch(columns: $0.columns, count: $0.groupCount) }
        guard let columns = (try? Batch.concatenated(batches, context.parallelism)).map({ Array($0.columns) }) else { return nil }
        let reservation = MemoryReservation(context.memory, for: .groups)
        guard reservation.request(columns.reduce(0) { $0 + $1.byteCount }) else { return nil }
        // Where nobody sees the order, the groups come share by share.
        guard plan.isSorted else { return StoredRows(columns, count: columns[0].count, context: context, holding: reservation) }
        let order = order(of: shares.map(\.firstRows), rowCount: rowCount)
        let keys = zip(plan.keys, columns).map { (column: $1, type: $0.value.type, isDescending: false) }
        let sorted = try RowOrder(keys, context: context).sorted(order)
        return StoredRows(columns, count: sorted.count, order: sorted, context: context, holding: reservation)
    }

    /// Groups, numbered through all shares, by their first rows.
    private func order(of firstRows: [[Int]], rowCount: Int) -> [Int32] {
        var groupOfRow = [Int32](repeating: -1, count: rowCount)
        var group: Int32 = 0
        for rows in firstRows {
            for row in rows {
                groupOfRow[row] = group
                group += 1
            }
        }
        return groupOfRow.filter { $0 >= 0 }
    }

    /// The groups of one share.
    fileprivate struct Share {
        var columns: [Column] = []
        var groupCount = 0
        /// Their first rows among all, where that is their order.
        var firstRows: [Int] = []
        /// For the columns, and for the order of all groups.
        var reservation: MemoryReservation?
    }

    /// What threads share; each touches only its own part, and the shares that it has claimed.
    private final class Workers: @unchecked Sendable {
        private let parts: [Part]
        private let failed = Atomic(false)
        private let nextShare = NextNumber()
        private let results: SharedResults<Share>
        /// How many rows stand in the parts before each.
        private var rowsBefore: [Int] { parts.reduce(into: [0]) { $0.append($0[$0.count - 1] + $1.scatter.count) } }

        init(_ parts: [Part]) {
            self.parts = parts
            results = SharedResults(repeating: Share(), count: parts[0].scatter.shares.count)
        }

        var hasFailed: Bool { failed.load(ordering: .relaxed) }
        var shares: [Share] { results.values }

        func deal(_ number: Int) {
            do {
                let part = parts[number]
                while !hasFailed, let batch = try part.input.next() { try part.scatter.add(batch) }
                try part.scatter.finish()
            } catch {
                failed.store(true, ordering: .relaxed)
            }
        }

        /// So that nothing fails once groups have been handed on.
        func probeRest(_ number: Int) {
            do { try parts[number].scatter.probeRest() } catch { failed.store(true, ordering: .relaxed) }
        }

        func group(_ number: Int) {
            let rowsBefore = rowsBefore
            // Half as many groups as rows, since there are many; then as the share before, since shares are alike.
            var groupsOfRow = 0.5
            while !hasFailed, let share = nextShare.claim(below: results.count) {
                let rows = parts.reduce(0) { $0 + $1.scatter.rowCount(of: share) }
                do {
                    let breaker = AggregateBreaker(like: parts[number].breaker, expecting: Int(Double(rows) * groupsOfRow * 1.05))
                    results[share] = try group(share, breaker, rowsBefore, parts[number].context)
                    if rows > 0 { groupsOfRow = Double(results[share].groupCount) / Double(rows) }
                } catch {
                    failed.store(true, ordering: .relaxed)
                }
            }
        }

        private func group(_ share: Int, _ breaker: AggregateBreaker, _ rowsBefore: [Int], _ context: QueryContext) throws -> Share {
            var result = Share()
            for (part, before) in zip(parts, rowsBefore) {
                // Nobody reads these rows again.
                let pieces = part.scatter.shares[share]
                part.scatter.forget(share: share)
                for piece in pieces {
                    try context.checkCancelled()
                    let firstRows = try breaker.consume(piece.batch, keys: piece.keys)
                    result.groupCount += firstRows.count
                    if let places = piece.places { for row in firstRows { result.firstRows.append(before + Int(places[Int(row)])) } }
                }
            }
            if result.groupCount == 0 { return result }
            result.columns = try breaker.groups()
            let reservation = MemoryReservation(context.memory, for: .groups)
            try reservation.demand(result.columns.reduce(0) { $0 + $1.byteCount } + 24 * result.firstRows.count)
            result.reservation = reservation
            return result
        }
    }
}
