import Columns
import Semantics

/// `unit.under(x)`: whether the row that the link names is x or stands somewhere below it. False when either is missing.
///
/// For a constant x the answer is worked out once for every row of the table.
final class UnderKernel: Kernel {
    private let link: any Kernel
    private let rows: LinkRows
    private let top: any Kernel
    private let topIsLink: Bool
    private let topRows: LinkRows
    private let names: UnitNames
    /// For a constant x: whether each row of the table lies below it.
    private let isBelow: [Bool]?
    private var resolved: [String: Int32] = [:]

    /// - Throws: `FunctionProblem` when a constant x names no row or several.
    init(_ link: any Kernel, _ rows: LinkRows, top: CompiledExpression, topIsLink: Bool) throws {
        self.link = link
        self.rows = rows
        self.top = top.kernel
        self.topIsLink = topIsLink
        topRows = LinkRows(table: rows.table, name: "")
        let names = try UnitNames(rows.table)
        self.names = names
        switch top.value {
        case .text(let text):
            let row = topIsLink ? rows.table.rows[text] ?? LinkRows.none : try names.row(text)
            isBelow = (0..<rows.table.rowCount).map { Self.isBelow(Int32($0), row, rows.table) }
        case .missing:
            isBelow = [Bool](repeating: false, count: rows.table.rowCount)
        default:
            isBelow = nil
        }
    }

    func evaluate(_ batch: Batch, _ context: QueryContext) throws -> Column {
        let found = try rows.countedRows(link.evaluate(batch, context), context)
        if let isBelow {
            return .bool(BoolColumn(values: Bitmap.make(found.count) { found[$0] != LinkRows.none && isBelow[Int(found[$0])] }))
        }
        let tops = try topOf(top.evaluate(batch, context))
        return .bool(BoolColumn(values: Bitmap.make(found.count) { Self.isBelow(found[$0], tops[$0], rows.table) }))
    }

    private func topOf(_ column: Column) throws -> [Int32] {
        if topIsLink { return try topRows.rows(column) }
        let texts = column.texts
        return try (0..<texts.count).map { row in
            guard let text = texts.string(row) else { return LinkRows.none }
            if let known = resolved[text] { return known }
            do {
                let found = try names.row(text)
                resolved[text] = found
                return found
            } catch var problem as FunctionProblem {
                problem.row = row
                throw problem
            }
        }
    }

    private static func isBelow(_ row: Int32, _ top: Int32, _ table: LinkedTable) -> Bool {
        if row < 0 || top < 0 { return false }
        var current = row
        // A tree of n rows is left after n steps, so that a circle in the data cannot hold us.
        for _ in 0...table.rowCount {
            if current == top { return true }
            guard current >= 0, Int(current) < table.parents.count else { return false }
            current = table.parents[Int(current)]
            if current < 0 { return false }
        }
        return false
    }
}
