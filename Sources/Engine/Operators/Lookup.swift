import Columns
import Diagnostics
import Semantics
import Tables

/// Adds to each row the columns of the one right row that has its key.
final class LookupOperator: RowOperator {
    private let stage: StageExpressions
    private let kernels: [any Kernel]
    private let table: JoinTable
    /// A second match does not matter; otherwise it is an error.
    private let mayRepeat: Bool
    /// Rows without a match are counted under this name, if any.
    private let countedAs: String?
    /// For rows without a match, by position among the right columns.
    private let defaults: [Int: (value: Value, type: Type)]

    init(
        _ keys: [CheckedExpression], over columns: [ColumnID], table: JoinTable, mayRepeat: Bool, countedAs: String?,
        defaults: [Int: (value: Value, type: Type)], context: QueryContext
    ) throws {
        stage = try StageExpressions(keys, over: columns, context: context)
        kernels = try keys.map { [stage] in try stage.compile($0) }
        self.table = table
        self.mayRepeat = mayRepeat
        self.countedAs = countedAs
        self.defaults = defaults
    }

    var counts: Bool { stage.counts || countedAs != nil }

    func apply(_ batch: Batch) throws -> Batch {
        let rows = table.firstRows(of: try kernels.map { try $0.operand(batch, stage.context) }, count: batch.count)
        if !mayRepeat { try table.demandSingle(rows, else: Message.lookupMatchesTwice) }
        try stage.count(batch)
        if let countedAs {
            let unmatched = rows.negativeCount
            if unmatched > 0 { stage.context.counters.addUnmatched(countedAs, unmatched) }
        }
        var result = batch
        let isMatched = defaults.isEmpty ? nil : Bitmap.make(rows.count) { rows[$0] >= 0 }
        for (index, column) in table.columns.enumerated() {
            var found = column.gather(rows)
            if let standIn = defaults[index], let isMatched {
                found = .wide(try Column.choose(isMatched, found.wide, Column.constant(standIn.value, type: standIn.type, count: rows.count)))
            }
            result.columns.entries.append(found)
        }
        return result
    }
}
