import Columns
import Semantics

/// The rows of the left side, then those of the right.
final class AppendStream: BatchStream {
    private let left: any BatchStream
    private let right: any BatchStream
    private var isPastLeft = false

    init(_ left: any BatchStream, _ right: any BatchStream) {
        self.left = left
        self.right = right
    }

    func next() throws -> Batch? {
        if !isPastLeft {
            if let batch = try left.next() { return batch }
            isPastLeft = true
        }
        return try right.next()
    }

    var isFinished: Bool { left.isFinished && right.isFinished }
    var hasOpenCounts: Bool { left.hasOpenCounts || right.hasOpenCounts }
    var countsAsRowsPass: Bool { left.countsAsRowsPass || right.countsAsRowsPass }
}

/// Only the named expressions, under new numbers: brings one side of an append into the common form.
final class RenumberOperator: RowOperator {
    private let stage: StageExpressions
    private let kernels: [any Kernel]

    init(_ expressions: [CheckedExpression], over columns: [ColumnID], context: QueryContext) throws {
        stage = try StageExpressions(expressions, over: columns, context: context)
        kernels = try expressions.map { [stage] in try stage.compile($0) }
    }

    var counts: Bool { stage.counts }

    func apply(_ batch: Batch) throws -> Batch {
        let result = Batch(columns: try kernels.map { try $0.evaluate(batch, stage.context) }, count: batch.count)
        try stage.count(batch)
        return result
    }
}
