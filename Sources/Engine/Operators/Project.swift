import Columns
import Semantics

/// Adds computed columns behind those that came in.
final class ProjectOperator: RowOperator {
    private let stage: StageExpressions
    private let kernels: [any Kernel]

    init(_ computations: [Computation], over columns: [ColumnID], context: QueryContext) throws {
        stage = try StageExpressions(computations.map(\.value), over: columns, context: context)
        kernels = try computations.map { [stage] in try stage.compile($0.value) }
    }

    /// Computations may count divisions by zero too, so any is taken for one that counts.
    var counts: Bool { true }

    func apply(_ batch: Batch) throws -> Batch {
        var result = batch
        for kernel in kernels { result.columns.append(try kernel.evaluate(batch, stage.context)) }
        try stage.count(batch)
        return result
    }
}
