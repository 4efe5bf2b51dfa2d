import Columns
import Diagnostics
import Semantics

/// Keeps the rows for which the condition is true; missing is not.
final class FilterOperator: RowOperator {
    private let stage: StageExpressions
    private let condition: any Kernel
    /// The condition as written, under which its rows are counted; `nil` for one that a stage is made of.
    private let words: String?

    init(_ plan: CheckedExpression, over columns: [ColumnID], context: QueryContext) throws {
        stage = try StageExpressions([plan], over: columns, context: context)
        condition = try stage.compile(plan)
        words = plan.place.map { $0.source.slice($0.span) }
    }

    var counts: Bool { stage.counts }

    func apply(_ batch: Batch) throws -> Batch {
        let kept = batch.keeping(try condition.evaluate(batch, stage.context).conditions)
        try stage.count(batch)
        if let words { stage.context.counters.addFiltered(words, of: batch.count, kept: kept.count) }
        return kept
    }
}

extension Batch {
    /// The rows whose bit is set.
    func keeping(_ mask: Bitmap) -> Batch {
        let kept = mask.trueCount
        if kept == count { return self }
        return gather(mask.trueRows())
    }

    func gather(_ rows: [Int32]) -> Batch {
        Batch(columns: columns.map { $0.gather(rows) }, count: rows.count)
    }
}
