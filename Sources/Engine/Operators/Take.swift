import Columns
import Semantics
import Tables

/// The first rows, of all or of each group, as they come by. Stops asking when nothing more can be kept.
final class TakeStream: BatchStream {
    private let input: any BatchStream
    private let limit: Int
    private let stage: StageExpressions
    private let partition: [any Kernel]
    /// With ties: rows whose keys equal those of the last one kept are kept too.
    private let ties: [any Kernel]?
    private let groups: GroupIndex
    private let tieValues: GroupIndex
    private var taken: [Int] = []
    /// The tie key of each group's last row, once its limit is reached.
    private var lastTies: [Int32] = []
    private var isDone = false
    /// A row whose keys cannot be computed; the rows before it have gone out.
    private var failure: FailedRow?
    private let context: QueryContext
    private let room: GroupRoom

    init(_ input: any BatchStream, limit: Int, partition: [CheckedExpression], ties: [CheckedExpression]?, over columns: [ColumnID], context: QueryContext) throws {
        self.input = input
        self.limit = limit
        self.context = context
        room = GroupRoom(context.memory, states: 1, isSorted: false, for: .top)
        stage = try StageExpressions(partition + (ties ?? []), over: columns, context: context)
        self.partition = try partition.map { [stage] in try stage.compile($0) }
        self.ties = try ties?.map { [stage] in try stage.compile($0) }
        groups = GroupIndex(keyCount: partition.count)
        tieValues = GroupIndex(keyCount: ties?.count ?? 0)
    }

    func next() throws -> Batch? {
        while !isDone {
            if limit == 0 {
                stop(leavingRows: false)
                return nil
            }
            if let failure { throw try input.firstFailure(failure) }
            guard let batch = try input.next() else {
                isDone = true
                return nil
            }
            let (kept, failed) = try batch.upToFailure { partition.isEmpty && ties == nil ? takeSimply($0) : try takeByGroup($0) }
            failure = failed
            if let kept, kept.count > 0 { return kept }
        }
        return nil
    }

    private func takeSimply(_ batch: Batch) -> Batch {
        let soFar = taken.first ?? 0
        let wanted = min(batch.count, limit - soFar)
        taken = [soFar + wanted]
        if soFar + wanted == limit { stop(leavingRows: wanted < batch.count) }
        return wanted == batch.count ? batch : Batch(columns: batch.columns.map { $0.slice(0..<wanted) }, count: wanted)
    }

    private func takeByGroup(_ batch: Batch) throws -> Batch {
        let keys = try partition.map { try $0.operand(batch, context) }
        let tieKeys = try ties.map { try $0.map { try $0.evaluate(batch, context) } }
        try stage.count(batch)
        let known = groups.count
        try room.demand(batch.count, keys: keys)
        let group = partition.isEmpty ? [Int32](repeating: 0, count: batch.count) : groups.assign(keys, count: batch.count)
        let tie = tieKeys.map { tieValues.assign($0, count: batch.count) }
        room.settle(newGroups: groups.count - known, of: batch.count)
        let groupCount = partition.isEmpty ? 1 : groups.count
        if taken.count < groupCount {
            taken.append(contentsOf: repeatElement(0, count: groupCount - taken.count))
            lastTies.append(contentsOf: repeatElement(-1, count: groupCount - lastTies.count))
        }
        var rows: [Int32] = []
        for row in 0..<batch.count {
            let number = Int(group[row])
            if taken[number] < limit {
                taken[number] += 1
                if let tie { lastTies[number] = tie[row] }
                rows.append(Int32(row))
            } else if let tie, tie[row] == lastTies[number] {
                rows.append(Int32(row))
            } else if partition.isEmpty {
                // Rows come sorted, so a key that differs ends the ties.
                stop(leavingRows: true)
                break
            }
        }
        return rows.count == batch.count ? batch : batch.gather(rows)
    }

    /// - Parameter leavingRows: rows of the last batch are not kept; that they were counted is chance.
    private func stop(leavingRows: Bool) {
        isDone = true
        if input.hasOpenCounts || leavingRows && input.countsAsRowsPass { context.counters.markAtLeast() }
    }

    var isFinished: Bool { isDone }
    var hasOpenCounts: Bool { !isDone && (input.hasOpenCounts || stage.counts) }
    var countsAsRowsPass: Bool { input.countsAsRowsPass || stage.counts }
}
