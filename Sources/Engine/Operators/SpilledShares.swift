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
    /// Shares whose groups are known, the next one last.
    private var ready: [Share] = []
    private var current: (share: Share, groups: any BatchStream)?
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
        let own: QueryContext
    }

    func next() throws -> Batch? { try FailedRow.reported { try nextGroups() } }

    private func nextGroups() throws -> Batch? {
        while !isFinished {
            if let batch = try current?.groups.next() { return batch }
            if let current { context.counters.add(current.share.own.counters) }
            current = nil
            if let share = try nextShare() { current = (share, try share.breaker.handOut()) } else { isFinished = true }
        }
        return nil
    }

    /// Puts all groups where they are sorted.
    func hand(to sorter: RowSorter) throws {
        try FailedRow.reported {
            while let share = try nextShare() {
                try share.breaker.hand(to: sorter)
                context.counters.add(share.own.counters)
            }
        }
        isFinished = true
    }

    /// `nil` after the last.
    private func nextShare() throws -> Share? {
        if ready.isEmpty { try work() }
        return ready.popLast()
    }

    private func work() throws {
        let shareCount = parts.first?.shares.count ?? 0
        let count = min(context.parallelism.threads, shareCount - nextNumber)
        if count <= 0 {
            parts = []
            return
        }
        let first = nextNumber
        nextNumber += count
        let results = SharedResults<Result<Share, any Error>?>(repeating: nil, count: count)
        let making = Making(plan: plan, parts: parts, columns: columns, context: context)
        context.onThreads(count) { number in results[count - 1 - number] = Result { try making.share(first + number) } }
        ready = try results.values.compactMap { try $0?.get() }
    }

    /// What threads share: each reads other shares.
    private struct Making: @unchecked Sendable {
        let plan: AggregatePlan
        let parts: [KeyScatter]
        let columns: [ColumnID]
        let context: QueryContext

        func share(_ number: Int) throws -> Share {
            let own = QueryContext(partOf: context, parallelism: .single)
            let breaker = try AggregateBreaker(plan, over: columns, empty: nil, context: own)
            let groups = try breaker.groups { body in for part in parts { try part.forEachBatch(of: number, body) } }
            return Share(breaker: groups, own: own)
        }
    }

    var hasOpenCounts: Bool { !isFinished }
    var countsAsRowsPass: Bool { true }
}
