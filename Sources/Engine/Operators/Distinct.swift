import Columns
import Semantics

/// The first row of each combination of the keys, as it comes by; only the keys are left of it.
final class DistinctStream: BatchStream {
    private let input: any BatchStream
    private let stage: StageExpressions
    private let kernels: [any Kernel]
    private let index: GroupIndex

    init(_ input: any BatchStream, keys: [Computation], over columns: [ColumnID], context: QueryContext) throws {
        self.input = input
        stage = try StageExpressions(keys.map(\.value), over: columns, context: context)
        kernels = try keys.map { [stage] in try stage.compile($0.value) }
        index = GroupIndex(keyCount: keys.count)
    }

    func next() throws -> Batch? {
        while let batch = try input.next() {
            try stage.count(batch)
            let keys = try kernels.map { try $0.evaluate(batch, stage.context) }
            let known = index.count
            let groups = index.assign(keys, count: batch.count)
            if index.count == known { continue }
            var rows: [Int32] = []
            rows.reserveCapacity(index.count - known)
            // New groups are numbered in the order of their first rows.
            for row in 0..<batch.count where Int(groups[row]) == known + rows.count { rows.append(Int32(row)) }
            return Batch(columns: keys, count: batch.count).gather(rows)
        }
        return nil
    }

    var isFinished: Bool { input.isFinished }
    var hasOpenCounts: Bool { input.hasOpenCounts || stage.counts && !input.isFinished }
    var countsAsRowsPass: Bool { input.countsAsRowsPass || stage.counts }
}
