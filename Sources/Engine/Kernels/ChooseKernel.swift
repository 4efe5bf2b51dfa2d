import Columns
import Semantics

/// `if c then a else b`: each side is worked out only for its own rows. A missing condition takes the else.
final class ChooseKernel: Kernel {
    private let condition: any Kernel
    private let whenTrue: CompiledExpression
    private let whenFalse: CompiledExpression

    init(_ condition: any Kernel, _ whenTrue: CompiledExpression, _ whenFalse: CompiledExpression) {
        self.condition = condition
        self.whenTrue = whenTrue
        self.whenFalse = whenFalse
    }

    func evaluate(_ batch: Batch, _ context: QueryContext) throws -> Column {
        let mask = try condition.evaluate(batch, context).conditions
        let chosen = mask.trueCount
        if chosen == batch.count { return try whenTrue.kernel.evaluate(batch, context) }
        if chosen == 0 { return try whenFalse.kernel.evaluate(batch, context) }
        if whenTrue.isTotal, whenFalse.isTotal {
            return try Column.choose(mask, try whenTrue.kernel.evaluate(batch, context), try whenFalse.kernel.evaluate(batch, context))
        }
        let subset = RowSubset(mask)
        // Both sides are tried before either problem is thrown, so that the smaller row is reported.
        let first = Result { try subset.evaluate(whenTrue, batch, context) }
        let second = Result { try RowSubset(mask.inverted).evaluate(whenFalse, batch, context) }
        if case .failure(let a as RowProblem) = first, case .failure(let b as RowProblem) = second, let x = a.row, let y = b.row, y < x {
            throw b
        }
        return try subset.scattered(try first.get(), try second.get())
    }
}
