import Columns
import Planning
import Semantics
import Tables

/// Counts the rows in which an ordering met a missing value, for the notice under the result.
///
/// Every comparison of a stage that carries a notice counts over all rows that enter the stage, whatever `and`, `or`
/// and `if` around it decide and wherever the optimiser puts it: so the count depends on the script alone. Operands whose
/// type cannot be missing are not looked at; comparisons of aggregates are counted where the aggregates are columns.
package struct MissingComparisonCounter {
    private struct Entry {
        let notice: NoticeID
        let operands: [any Kernel]
    }

    private let entries: [Entry]
    /// Counters of its own: operands are evaluated once more here, and must not count their divisions twice.
    private let scratch: QueryContext

    /// - Throws: what compiling an operand throws.
    package init(_ expressions: [CheckedExpression], layout: [ColumnID: Int], context: QueryContext) throws {
        scratch = QueryContext(partOf: context, parallelism: .single)
        let compiler = KernelCompiler(layout: layout, context: scratch)
        var entries: [Entry] = []
        // A comparison is worked out once however often a stage says it; in the cells of a pivot it is one over other columns.
        var seen: Set<String> = []
        for expression in expressions {
            try Self.visit(expression) { part in
                guard case .compare(_, _, let lhs, let rhs, let notice?) = part.node else { return }
                let optional = [lhs, rhs].filter(\.type.isOptional)
                guard !optional.contains(where: Self.isOverGroups), seen.insert("\(notice.number) \(ExpressionText.identity(part))").inserted else { return }
                let operands = try optional.map { try compiler.lower($0).kernel }
                if !operands.isEmpty { entries.append(Entry(notice: notice, operands: operands)) }
            }
        }
        self.entries = entries
    }

    /// This expression and all inside it that is worked out over the same rows: the inside of a reverse link is not.
    private static func visit(_ expression: CheckedExpression, _ body: (CheckedExpression) throws -> Void) rethrows {
        try body(expression)
        if case .reverse(let reverse) = expression.node { return try visit(reverse.key, body) }
        for child in expression.children { try visit(child, body) }
    }

    /// Has one value for many rows, or none yet, and so is no operand over rows.
    private static func isOverGroups(_ expression: CheckedExpression) -> Bool {
        expression.contains {
            switch $0.node {
            case .aggregate, .window, .reverse, .query: true
            default: false
            }
        }
    }

    /// Nothing to count.
    package var isEmpty: Bool { entries.isEmpty }

    /// Adds the rows of one batch to the run's counters.
    package func count(_ batch: Batch, _ context: QueryContext) throws {
        for entry in entries {
            var present: Bitmap?
            for operand in entry.operands { present = Bitmap.both(present, try presence(operand, batch)) }
            let missing = present.map { batch.count - $0.trueCount } ?? 0
            if missing > 0 { context.counters.addMissingComparisons(entry.notice, missing) }
        }
    }

    /// Which rows have a value. A row that fails is not missing: whether it is an error is for the expression itself to say.
    private func presence(_ operand: any Kernel, _ batch: Batch) throws -> Bitmap? {
        do {
            return try operand.evaluate(batch, scratch).validity
        } catch is RowProblem {
            let result = Bitmap(repeating: true, count: batch.count)
            for row in 0..<batch.count {
                let single = Batch(columns: batch.columns.map { $0.slice(row..<row + 1) }, count: 1)
                do {
                    if let validity = try operand.evaluate(single, scratch).validity { result.set(row, validity[0]) }
                } catch is RowProblem {
                    continue
                }
            }
            return result
        }
    }
}
