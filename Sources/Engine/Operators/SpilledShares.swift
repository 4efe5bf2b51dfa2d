import Columns
import Planning
import Semantics
import Tables

/// The groups of rows that have been dealt out by their keys into shares, which are on disk in part: as many shares at a time as there are threads, one
/// a thread.
///
/// Shares come one after the other, and in no order within. What is counted of a share is counted when its last group has been handed out.
final class SpilledShares: BatchStream {
    private let plan: AggregatePlan
    /// The rows, in the order of their parts.
    private var parts: [KeyScatter]
    private let columns: [ColumnID]
    private let context: QueryContext
    private var nextNumber = 0
    /// Half as many groups as rows, since there are many; then as many as in a share before, since shares are alike.
    private var groupsOfRow = 0.5
    /// Shares whose groups are known, the next one last.
    private var ready: [Share] = []
    private var current: Share?
    private(set) var isFinished = false

    /// - Parameters:
    ///   - parts: the rows, in the order of their parts.
    ///   - columns: of the rows.
    init(_ plan: AggregatePlan, _ parts: [KeyScatter], over columns: [ColumnID], context: QueryContext) {
        self.plan = plan
        self.parts = parts
        self.columns = columns
        self.context = context
    }

    /// The groups of one share, and a run of their own for what is counted of them.
    private struct Share {
        let breaker: AggregateBreaker
        /// Where they are handed out as they come.
        let groups: (any BatchStream)?
        let own: QueryContext
        let rowCount: Int
    }

    func next() throws -> Batch? { try FailedRow.reported { try nextGroups() } }

    private func nextGroups() throws -> Batch? {
        while !isFinished {
            if let batch = try current?.groups?.next() { return batch }
            if let current { context.counters.add(current.own.counters) }
            current = nil
            current = try nextShare(handsOut: true)
            isFinished = current == nil
        }
        return nil
    }

    /// Puts all groups where they are sorted.
    func hand(to sorter: RowSorter) throws {
        try FailedRow.reported {
            while let share = try nextShare(handsOut: false) {
                try share.breaker.hand(to: sorter)
                context.counters.add(share.own.counters)
            }
        }
        isFinished = true
    }

    /// `nil` after the last.
    private func nextShare(handsOut: Bool) throws -> Share? {
        if ready.isEmpty { try work(handsOut) }
        return ready.popLast()
    }

    private func work(_ handsOut: Bool) throws {
        let shareCount = parts.first?.shares.count ?? 0
        let count = min(context.parallelism.threads, shareCount - nextNumber)
        if count <= 0 {
            parts = []
            return
        }
        let first = nextNumber
        nextNumber += count
        let results = SharedResults<Result<Share, any Error>?>(repeating: nil, count: count)
        let making = Making(plan: plan, parts: parts, columns: columns, groupsOfRow: groupsOfRow, handsOut: handsOut, context: context)
        context.onThreads(count) { number in results[count - 1 - number] = Result { try making.share(first + number) } }
        for part in parts { part.giveBackForgotten() }
        ready = try results.values.compactMap { try $0?.get() }
        if let share = ready.last, share.rowCount > 0 { groupsOfRow = Double(share.breaker.groupCount) / Double(share.rowCount) }
    }

    /// What threads share: each reads other shares.
    private struct Making: @unchecked Sendable {
        let plan: AggregatePlan
        let parts: [KeyScatter]
        let columns: [ColumnID]
        let groupsOfRow: Double
        let handsOut: Bool
        let context: QueryContext

        func share(_ number: Int) throws -> Share {
            let own = QueryContext(partOf: context, parallelism: .single)
            let breaker = try AggregateBreaker(plan, over: columns, empty: nil, context: own)
            let rowCount = parts.reduce(0) { $0 + $1.rowCount(of: number) }
            // Room that is taken before it is asked for must be little.
            let expected = min(Int(Double(rowCount) * groupsOfRow * 1.05), context.memory.limit / 1_024)
            let groups = try breaker.groups(of: { body in for part in parts { try part.forEachBatch(of: number, body) } }, expecting: expected)
            for part in parts { part.forget(share: number) }
            return Share(breaker: groups, groups: handsOut ? try groups.handOut() : nil, own: own, rowCount: rowCount)
        }
    }

    var hasOpenCounts: Bool { !isFinished }
    var countsAsRowsPass: Bool { true }
}
