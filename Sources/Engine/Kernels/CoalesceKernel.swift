import Columns
import Semantics

/// `a ?? b`: b is worked out only for rows where a is missing.
final class CoalesceKernel: Kernel {
    private let first: any Kernel
    private let second: CompiledExpression

    init(_ first: any Kernel, _ second: CompiledExpression) {
        self.first = first
        self.second = second
    }

    func evaluate(_ batch: Batch, _ context: QueryContext) throws -> Column {
        let column = try first.evaluate(batch, context)
        guard let present = column.validity?.unlessFull else { return column }
        if present.trueCount == 0 { return try second.kernel.evaluate(batch, context) }
        if second.isTotal { return try Column.choose(present, column, try second.kernel.evaluate(batch, context)) }
        let subset = RowSubset(present.inverted)
        let other = try subset.evaluate(second, batch, context)
        return try subset.scattered(other, column.gather(present.trueRows()))
    }
}
