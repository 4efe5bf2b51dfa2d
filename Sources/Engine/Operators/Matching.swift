import Columns
import Semantics

/// Keeps the rows whose key stands on the right side too; a missing value meets a missing one.
final class MatchingOperator: RowOperator {
    private let stage: StageExpressions
    private let kernels: [any Kernel]
    private let table: JoinTable

    init(_ keys: [CheckedExpression], over columns: [ColumnID], table: JoinTable, context: QueryContext) throws {
        stage = try StageExpressions(keys, over: columns, context: context)
        kernels = try keys.map { [stage] in try stage.compile($0) }
        self.table = table
    }

    var counts: Bool { stage.counts }

    func apply(_ batch: Batch) throws -> Batch {
        try stage.count(batch)
        return batch.keeping(table.contains(try kernels.map { try $0.evaluate(batch, stage.context) }, count: batch.count))
    }
}
