import Columns
import Diagnostics
import Semantics
import Tables

/// Passes rows on and counts those for which a condition is false, with the words of the first few.
final class CheckOperator: RowOperator {
    private let stage: StageExpressions
    private let number: Int
    private let condition: any Kernel
    /// What to say about a row that fails: its `else`, else what the columns in the condition hold.
    private let message: any Kernel
    private var shown = 0

    init(_ plan: CheckedAssertion, number: Int, over columns: [ColumnID], context: QueryContext) throws {
        stage = try StageExpressions(plan.expressions, over: columns, context: context)
        self.number = number
        condition = try stage.compile(plan.condition)
        message = try stage.compile(plan.otherwise ?? Self.values(of: plan.condition))
    }

    var counts: Bool { true }

    func apply(_ batch: Batch) throws -> Batch {
        let failing = try condition.evaluate(batch, stage.context).conditions.inverted
        let count = failing.trueCount
        guard count > 0 else {
            try stage.count(batch)
            return batch
        }
        // Only the rows to be shown are put into words.
        let rows = Array(failing.trueRows().prefix(max(0, AssertionFailures.shown - shown)))
        var messages: [String] = []
        if !rows.isEmpty {
            let texts = try message.evaluate(batch.gather(rows), stage.context).texts
            messages = rows.indices.map { texts.string($0) ?? "" }
        }
        try stage.count(batch)
        shown += rows.count
        stage.context.counters.addFailures(number, count: count, messages: messages)
        return batch
    }

    /// `due = 2019-02-01, finished = –`: the columns that the condition reads, each once.
    private static func values(of condition: CheckedExpression) -> CheckedExpression {
        var parts: [CheckedExpression] = []
        var seen: Set<ColumnID> = []
        condition.walk { part in
            guard case .column(let id) = part.node, seen.insert(id).inserted else { return }
            let name = part.place.map { $0.source.slice($0.span) }
            let separator = parts.isEmpty ? "" : ", "
            parts.append(CheckedExpression(.constant(.text(separator + (name.map { "\($0) = " } ?? ""))), .text))
            parts.append(part)
        }
        return CheckedExpression(.interpolate(parts), .text, condition.place)
    }
}
