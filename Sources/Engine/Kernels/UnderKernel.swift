import Columns
import Semantics
import Tables

/// `unit.under(x)`: whether the row that the link names is x or stands somewhere below it. False when either is missing.
///
/// For a constant x the answer is worked out once for every row of the table.
final class UnderKernel: Kernel {
    private let rows: LinkRows
    private let top: any Kernel
    private let topIsLink: Bool
    private let keys: LinkedKeys.Reader
    private let names: UnitNames
    /// The day as of which the tree is meant, where it matters.
    private let day: (any Kernel)?
    private let constantDay: Int32?
    /// For a constant x and day: whether each row of the table lies below it.
    private let isBelow: [Bool]?
    private var resolved: [String: Int32] = [:]

    /// - Throws: `FunctionProblem` when a constant x names no row or several, and where a day is wanted and none is given.
    init(_ rows: LinkRows, top: CompiledExpression, topIsLink: Bool, asOf: CompiledExpression?) throws {
        self.rows = rows
        self.top = top.kernel
        self.topIsLink = topIsLink
        keys = LinkedKeys.Reader(rows.table.keys)
        let names = try UnitNames(rows.table)
        self.names = names
        try rows.table.demandDay(asOf != nil)
        let constantDay: Int32? = if case .date(let day)? = asOf?.value { day } else { nil }
        self.constantDay = constantDay
        day = rows.table.succession == nil || constantDay != nil ? nil : asOf?.kernel
        switch top.value {
        case .text(let text) where day == nil:
            let row = topIsLink ? rows.table.keys.row(text) ?? LinkRows.none : try names.row(text)
            isBelow = (0..<Int32(rows.table.rowCount)).map { rows.table.isBelow($0, row, on: constantDay) }
        case .missing:
            isBelow = [Bool](repeating: false, count: rows.table.rowCount)
        default:
            isBelow = nil
        }
    }

    func evaluate(_ batch: Batch, _ context: QueryContext) throws -> Column {
        let found = try rows.rows(batch, context)
        if let isBelow {
            return .bool(BoolColumn(values: Bitmap.make(found.count) { found[$0] != LinkRows.none && isBelow[Int(found[$0])] }))
        }
        let tops = try topOf(top.evaluate(batch, context))
        guard let day else { return .bool(BoolColumn(values: Bitmap.make(found.count) { rows.table.isBelow(found[$0], tops[$0], on: constantDay) })) }
        let days = try day.evaluate(batch, context).dates
        return .bool(BoolColumn(values: Bitmap.make(found.count) { row in
            (days.validity?[row] ?? true) && rows.table.isBelow(found[row], tops[row], on: days.values[row])
        }))
    }

    private func topOf(_ column: Column) throws -> [Int32] {
        if topIsLink { return keys.rows(column) }
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
}
