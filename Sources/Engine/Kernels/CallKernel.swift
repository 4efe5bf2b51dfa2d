import Columns
import Tables

/// A row of the function tables, applied to its arguments.
final class CallKernel: Kernel {
    private let arguments: [any Kernel]
    private let body: FunctionBody

    init(_ arguments: [any Kernel], _ body: @escaping FunctionBody) {
        self.arguments = arguments
        self.body = body
    }

    func evaluate(_ batch: Batch, _ context: QueryContext) throws -> Column {
        let operands = BatchColumns(try arguments.map { try $0.operand(batch, context) })
        let bytes = operands.entries.reduce(0) { $0 + $1.bytesOfTexts }
        guard bytes > batch.count * Self.longText else { return try body(operands, batch.count, context) }
        return try evaluate(operands, batch.count, runOf: max(1, Self.bytesAtATime * batch.count / bytes), context)
    }

    // MARK: Long texts

    /// Bytes of a text that is not one of a table but was put together, or holds a document.
    private static let longText = 1 << 10
    private static let bytesAtATime = 1 << 16

    /// Some rows at a time: to look through a batch of long texts may take seconds, and whoever stops the query is heard between the runs.
    private func evaluate(_ operands: BatchColumns, _ count: Int, runOf rows: Int, _ context: QueryContext) throws -> Column {
        var results: [Column] = []
        for start in stride(from: 0, to: count, by: rows) {
            try context.checkCancelled()
            let run = start..<min(start + rows, count)
            do {
                results.append(try body(BatchColumns(operands.entries.map { .wide($0.wide.slice(run)) }), run.count, context))
            } catch var problem as FunctionProblem {
                problem.row = problem.row.map { $0 + start }
                throw problem
            }
        }
        do { return try Column.concatenated(results) } catch { throw FunctionProblem(error) }
    }
}

extension BatchColumn {
    /// Of texts that lie one behind the other; those of a dictionary are looked at once each.
    fileprivate var bytesOfTexts: Int { if case .wide(.text(let texts)) = self { texts.bytesOfRows.count } else { 0 } }
}
