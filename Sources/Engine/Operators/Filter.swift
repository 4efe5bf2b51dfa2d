import Columns
import Diagnostics
import Planning
import Semantics

/// Keeps the rows for which the condition is true; missing is not.
final class FilterOperator: RowOperator {
    private let stage: StageExpressions
    private let condition: any Kernel
    private let words: String?
    /// Which columns go on.
    private let isWanted: [Bool]
    /// Rows that did not come, among which mistakes number theirs all the same.
    private let unread: UnreadRows?
    private var unreadBefore = 0

    init(_ plan: FilterPlan, over columns: [ColumnID], unread: UnreadRows?, context: QueryContext) throws {
        self.unread = unread
        stage = try StageExpressions([plan.condition], over: columns, context: context)
        condition = try stage.compile(plan.condition)
        words = plan.words
        isWanted = columns.map { !plan.spent.contains($0) }
    }

    var counts: Bool { stage.counts }

    func apply(_ batch: Batch) throws -> Batch {
        if let unread, unread.count > unreadBefore {
            (condition as? ReportingKernel)?.skip(unread.count - unreadBefore)
            unreadBefore = unread.count
        }
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
        return gather(rows, isWanted)
    }

    /// The rows with these numbers; columns that are not wanted are not copied.
    func gather(_ rows: [Int32], _ isWanted: [Bool]? = nil) -> Batch {
        guard let isWanted else { return Batch(columns: columns.map { $0.gather(rows) }, count: rows.count) }
        return Batch(columns: zip(columns, isWanted).map { $1 ? $0.gather(rows) : .missing(count: rows.count) }, count: rows.count)
    }
}
