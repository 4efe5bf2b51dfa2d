import Columns
import Semantics

/// Some rows of a batch, on which an expression is evaluated that must not see the others.
struct RowSubset {
    let rows: [Int32]

    init(_ mask: Bitmap) { rows = mask.trueRows() }

    /// The expression on these rows only. What it throws names the row of the whole batch.
    func evaluate(_ expression: CompiledExpression, _ batch: Batch, _ context: QueryContext) throws -> Column {
        do {
            return try expression.kernel.evaluate(batch.gather(rows, reading: expression.reads), context)
        } catch var problem as RowProblem {
            problem.row = problem.row.map { Int(rows[$0]) }
            throw problem
        }
    }

    /// One column out of two partial ones: `these` for the rows of this subset, `others` for the rest, both in row order.
    func scattered(_ these: Column, _ others: Column) throws -> Column {
        let count = these.count + others.count
        var order = [Int32](repeating: -1, count: count)
        for (index, row) in rows.enumerated() { order[Int(row)] = Int32(index) }
        var next = Int32(rows.count)
        for row in 0..<count where order[row] < 0 {
            order[row] = next
            next += 1
        }
        return try Column.concatenated([these, others]).gather(order)
    }
}
