import Columns
import Semantics

/// The first row of each combination of the keys, as it comes by; only the keys are left of it.
final class DistinctStream: BatchStream {
    private let input: any BatchStream
    private let stage: StageExpressions
    private let kernels: [any Kernel]
    private let index: GroupIndex
    /// A row whose keys cannot be computed; the rows before it have gone out.
    private var failure: FailedRow?

    init(_ input: any BatchStream, keys: [Computation], over columns: [ColumnID], context: QueryContext) throws {
        self.input = input
        stage = try StageExpressions(keys.map(\.value), over: columns, context: context)
        kernels = try keys.map { [stage] in try stage.compile($0.value) }
        index = GroupIndex(keyCount: keys.count)
    }

    func next() throws -> Batch? {
        if let failure { throw try input.firstFailure(failure) }
        while let batch = try input.next() {
            let (found, failed) = try batch.upToFailure { try newRows($0) }
            failure = failed
            if let found, found.count > 0 { return found }
            if let failed { throw try input.firstFailure(failed) }
        }
        return nil
    }

    /// The keys of rows that are the first of theirs.
    private func newRows(_ batch: Batch) throws -> Batch {
        let keys = try kernels.map { try $0.evaluate(batch, stage.context) }
        try stage.count(batch)
        let known = index.count
        let groups = index.assign(keys, count: batch.count)
        var rows: [Int32] = []
        rows.reserveCapacity(index.count - known)
        // New groups are numbered in the order of their first rows.
        for row in 0..<batch.count where Int(groups[row]) == known + rows.count { rows.append(Int32(row)) }
        return Batch(columns: keys, count: batch.count).gather(rows)
    }

    var isFinished: Bool { input.isFinished && failure == nil }
    var hasOpenCounts: Bool { input.hasOpenCounts || stage.counts && !isFinished }
    var countsAsRowsPass: Bool { input.countsAsRowsPass || stage.counts }
}
