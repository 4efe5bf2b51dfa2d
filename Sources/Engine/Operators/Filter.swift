import Columns
import Diagnostics
import Planning
import Semantics

/// Keeps the rows for which the condition is true; missing is not.
final class FilterOperator: RowOperator {
    private let stage: StageExpressions
    private let condition: any Kernel
    /// The condition as written, under which its rows are counted; `nil` for one that a stage is made of.
    private let words: String?
    /// Which columns go on.
    private let isWanted: [Bool]

    init(_ plan: FilterPlan, over columns: [ColumnID], context: QueryContext) throws {
        stage = try StageExpressions([plan.condition], over: columns, context: context)
        condition = try stage.compile(plan.condition)
        words = plan.condition.place.map { $0.source.slice($0.span) }
        isWanted = columns.map { !plan.spent.contains($0) }
    }

    var counts: Bool { stage.counts }

    func apply(_ batch: Batch) throws -> Batch {
        let mask = try condition.evaluate(batch, stage.context).conditions
        try stage.count(batch)
        let kept = batch.keeping(mask, isWanted)
        if let words { stage.context.counters.addFiltered(words, of: batch.count, kept: kept.count) }
        return kept
    }
}

extension Batch {
    /// The rows whose bit is set; columns that are not wanted are not copied.
    func keeping(_ mask: Bitmap, _ isWanted: [Bool]? = nil) -> Batch {
        let kept = mask.trueCount
        if kept == count { return self }
        let rows = mask.trueRows()
        guard let isWanted else { return gather(rows) }
        return Batch(columns: zip(columns, isWanted).map { $1 ? $0.gather(rows) : .missing(count: kept) }, count: kept)
    }

    func gather(_ rows: [Int32]) -> Batch {
        Batch(columns: columns.map { $0.gather(rows) }, count: rows.count)
    }
}
