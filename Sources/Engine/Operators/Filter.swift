import Columns
import Diagnostics
import Planning
import Semantics
import Tables

/// Keeps the rows for which the condition is true; missing is not.
final class FilterOperator: RowOperator {
    private let stage: StageExpressions
    private let condition: any Kernel
    private let words: String?
    /// Which columns go on.
    private let isWanted: [Bool]
    /// Where columns stand that have a value in each row that passes: whoever reads them need not ask.
    private let present: [Int]
    /// Rows that did not come, among which mistakes number theirs all the same.
    private let unread: UnreadRows?
    private var unreadBefore = 0

    init(_ plan: FilterPlan, over columns: [ColumnID], unread: UnreadRows?, context: QueryContext) throws {
        self.unread = unread
        stage = try StageExpressions([plan.condition], over: columns, context: context)
        condition = try stage.compile(plan.condition)
        words = plan.words
        isWanted = columns.map { !plan.spent.contains($0) }
        let proven = plan.condition.conjuncts.reduce(into: Set<ColumnID>()) { $0.formUnion($1.columnsPresent) }
        present = columns.indices.filter { proven.contains(columns[$0]) && !plan.spent.contains(columns[$0]) }
    }

    var counts: Bool { stage.counts }

    func apply(_ batch: Batch) throws -> Batch {
        if let unread {
            (condition as? ReportingKernel)?.skip(unread.count - unreadBefore, selection: unread.selection)
            unreadBefore = unread.count
        }
        // Where reading has decided which rows pass, no value is missing that it is counted of.
        let isDecided = unread?.isDecided ?? false
        let mask = isDecided ? nil : try condition.evaluate(batch, stage.context).conditions
        if !isDecided { try stage.count(batch) }
        var passing = batch
        // What stands for a missing value in a row that does not pass is not asked for again.
        for place in present { passing.columns.entries[place] = passing.columns.entries[place].withoutMissing }
        let kept = mask.map { passing.keeping($0, isWanted) } ?? passing
        if let words { stage.context.counters.addFiltered(words, of: batch.count, kept: kept.count) }
        return kept
    }
}

extension Batch {
    /// The rows whose bit is set; columns that are not wanted are not copied.
    func keeping(_ mask: Bitmap, _ isWanted: [Bool]? = nil) -> Batch {
        let chosen = ChosenMask(mask)
        return chosen.count == count ? self : keeping(chosen, isWanted)
    }

    /// The rows that are chosen; columns that are not wanted are not copied.
    func keeping(_ chosen: ChosenMask, _ isWanted: [Bool]?) -> Batch {
        let kept = columns.entries.enumerated().map { place, column in isWanted?[place] ?? true ? column.keeping(chosen) : .wide(.missing(count: chosen.count)) }
        return Batch(columns: BatchColumns(kept), count: chosen.count)
    }

    /// The rows with these numbers; columns of which nobody reads a value are not copied.
    func gather(_ rows: [Int32], reading places: Set<Int>) -> Batch {
        gather(rows, columns.indices.map { places.contains($0) })
    }

    /// The rows with these numbers; columns that are not wanted are not copied.
    func gather(_ rows: [Int32], _ isWanted: [Bool]? = nil) -> Batch {
        let gathered = columns.entries.enumerated().map { place, column in isWanted?[place] ?? true ? column.gather(rows) : .wide(.missing(count: rows.count)) }
        return Batch(columns: BatchColumns(gathered), count: rows.count)
    }
}

extension CheckedExpression {
    /// Columns that have a value wherever this holds.
    fileprivate var columnsPresent: [ColumnID] {
        switch node {
        case .not(let negated): if case .isMissing(let value) = negated.node { value.ownColumn } else { [] }
        case .compare(.less, _, let lhs, let rhs, _), .compare(.lessOrEqual, _, let lhs, let rhs, _), .compare(.greater, _, let lhs, let rhs, _),
            .compare(.greaterOrEqual, _, let lhs, let rhs, _):
            lhs.ownColumn + rhs.ownColumn
        default: []
        }
    }

    private var ownColumn: [ColumnID] { if case .column(let id) = node { [id] } else { [] } }
}
