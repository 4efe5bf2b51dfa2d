import Columns
import Planning
import Semantics

/// A condition on one text of a linked table: `procedure.title ~ "đất đai"`.
///
/// A million rows may name a thousand texts, each of which would be copied out and searched a thousand times. So when more rows have been looked
/// at than the linked table has, the condition is decided once for each of its rows, and from then on only looked up. Before that it is decided for
/// the rows at hand, which may be few beside the table. Of texts in a dictionary that is done anyway.
final class LinkedConditionKernel: Kernel {
    private let rows: LinkRows
    private let column: Column
    /// Reads the texts as its one column; counts nothing.
    private let test: any Kernel
    private var rowsSeen = 0
    /// For each row of the linked table, and last for no row.
    private var verdicts: Column?
    /// The condition fails for some row of the table, which may be one that is never named.
    private var mustAskEachTime = false

    init(_ rows: LinkRows, _ column: Column, _ test: any Kernel) {
        self.rows = rows
        self.column = column
        self.test = test
    }

    func evaluate(_ batch: Batch, _ context: QueryContext) throws -> Column {
        let rows = try rows.rows(batch, context)
        rowsSeen += rows.count
        if verdicts == nil, !mustAskEachTime, rowsSeen > column.count { try decide(context) }
        guard let verdicts else { return try test.evaluate(Batch(columns: [column.gather(rows)], count: rows.count), context) }
        let last = Int32(truncatingIfNeeded: column.count)
        return verdicts.gather(rows.map { $0 < 0 ? last : $0 })
    }

    private func decide(_ context: QueryContext) throws {
        do {
            verdicts = try test.evaluated(atRowsOf: [column], count: column.count, context)
        } catch is RowProblem {
            mustAskEachTime = true
        }
    }
}

extension CheckedExpression {
    /// The one `link.column` that a simple condition reads, and the condition with a column in its place; `nil` where it reads anything else
    /// or counts what it meets.
    func conditionOnLink(as id: ColumnID) -> (link: CheckedExpression, table: String, column: String, condition: CheckedExpression)? {
        guard type.kind == .bool else { return nil }
        switch node {
        case .search, .call, .isIn: break
        case .compare(_, _, _, _, notice: let notice): if notice != nil { return nil }
        default: return nil
        }
        let links = outermost { if case .linked = $0.node { true } else { false } }
        guard let first = links.first, case .linked(let link, let table, let column) = first.node else { return nil }
        let read = ExpressionText.identity(first)
        func replaced(_ part: CheckedExpression) -> CheckedExpression {
            guard case .linked = part.node else { return part.mapChildren(replaced) }
            return ExpressionText.identity(part) == read ? CheckedExpression(.column(id), part.type, part.place) : part
        }
        let condition = replaced(self)
        let isSimple = !condition.contains { part in
            switch part.node {
            case .column(let other): other != id
            case .search, .call, .isIn, .compare(_, _, _, _, notice: nil), .constant, .convert: false
            default: true
            }
        }
        return isSimple ? (link, table, column, condition) : nil
    }
}
