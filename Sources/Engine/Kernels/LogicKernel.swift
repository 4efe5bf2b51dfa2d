import Columns
import Semantics

/// `a and b`, `a or b`: two-valued, and the right side is worked out only for rows that the left leaves open.
///
/// A side that is missing does not hold. A right side that can neither fail nor count is evaluated whole where that is cheaper than to copy the
/// rows that are left open.
final class LogicKernel: Kernel {
    enum Operator { case and, or }

    private let symbol: Operator
    private let lhs: any Kernel
    private let rhs: CompiledExpression

    init(_ symbol: Operator, _ lhs: CompiledExpression, _ rhs: CompiledExpression) {
        self.symbol = symbol
        self.lhs = lhs.kernel
        self.rhs = rhs
    }

    func evaluate(_ batch: Batch, _ context: QueryContext) throws -> Column {
        let first = try lhs.evaluate(batch, context).conditions
        let open = symbol == .and ? first : first.inverted
        let openCount = open.trueCount
        if openCount == 0 { return .bool(BoolColumn(values: first)) }
        if openCount == batch.count || rhs.isTotal && batch.count * rhs.cost <= openCount * (rhs.cost + 2 * rhs.reads.count) {
            let second = try rhs.kernel.evaluate(batch, context).conditions
            let both = symbol == .and ? first.combined(second) { $0 & $1 } : first.combined(second) { $0 | $1 }
            return .bool(BoolColumn(values: both))
        }
        let subset = RowSubset(open)
        let second = try subset.evaluate(rhs, batch, context).conditions
        // A row that the left has settled is true under `or`, false under `and`.
        let result = Bitmap(repeating: symbol == .or, count: batch.count)
        for (index, row) in subset.rows.enumerated() { result.set(Int(row), second[index]) }
        return .bool(BoolColumn(values: result))
    }
}

/// `not a`; a condition that is missing does not hold, so its opposite does.
final class NotKernel: Kernel {
    private let operand: any Kernel
    init(_ operand: any Kernel) { self.operand = operand }

    func evaluate(_ batch: Batch, _ context: QueryContext) throws -> Column {
        .bool(BoolColumn(values: try operand.evaluate(batch, context).conditions.inverted))
    }
}
