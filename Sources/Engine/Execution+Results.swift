import Columns
import Planning
import Semantics

/// What plans are run for: tables to show, values of one cell, outcomes of checks.
extension Executor {
    /// The whole result as columns by name, with what links are shown by.
    package func collect(_ plan: Plan, relation: Relation, title: String? = nil, options: ShowOptions = []) throws -> ResultTable {
        let cursor = try run(plan)
        let positions = relation.columns.map { cursor.position(of: $0.id) }
        let level = relation.totals.map { cursor.position(of: $0.level) }
        let store = RowStore(columnCount: positions.count + (level == nil ? 0 : 1))
        while let batch = try cursor.next() {
            store.append(Batch(columns: (positions + (level.map { [$0] } ?? [])).map { batch.columns[$0] }, count: batch.count))
        }
        let whole = try store.columns()
        let columns = try zip(relation.columns, whole).map { column, values in
            var made = ResultTable.Column(
                name: column.name, label: column.label, type: column.type, values: values, labels: try labels(of: values, column.type))
            made.isTotal = column.isTotal
            made.keyNumber = relation.totals?.keys.firstIndex(of: column.id)
            return made
        }
        let levels = level.map { _ in whole[positions.count].ints.values }
        return ResultTable(
            title: title, columns: columns, rowCount: store.count,
            totalLevels: levels.map { levels in (0..<levels.count).map { Int(levels[$0]) } }, options: options)
    }

    /// What people see of links: the label column of their table; the key where it names no row. `nil` for other types.
    package func labels(of values: Column, _ type: Type) throws -> Column? {
        guard case .link(let table) = type.kind else { return nil }
        let linked = try context.tables.linked(table)
        guard let name = linked.info.labelColumn, let labels = try linked.columns[name] else { return nil }
        let rows = LinkRows(table: linked, name: nil)
        let found = labels.gather(rows.rows(values)).asText
        guard let validity = found.validity else { return found }
        return try Column.choose(validity, found, values.asText)
    }

    /// How a check over all rows went.
    package func evaluate(_ check: PlannedTableCheck) throws -> TableCheckOutcome {
        let cursor = try run(check.plan)
        let batch = try cursor.next()
        func value(_ id: ColumnID, _ type: Type) -> Value { batch?.columns[cursor.position(of: id)].value(0, type: type) ?? .missing }
        var outcome = TableCheckOutcome(holds: value(check.condition, .bool) == .bool(true))
        if let (left, right) = check.sides, let (lhs, rhs) = check.assertion.sides {
            outcome.sides = ((value(left, lhs.type), lhs.type), (value(right, rhs.type), rhs.type))
        }
        if let message = check.message, case .text(let text) = value(message, .text) { outcome.message = text }
        return outcome
    }

    /// The value of an expression without columns; of a list too, which no row can hold.
    package func constantValue(_ expression: CheckedExpression) throws -> Value {
        try KernelCompiler(layout: [:], context: context).constant(expression) ?? .missing
    }

    /// The text of an expression without columns, such as the title of a `show`; empty for a missing one.
    package func constantText(_ expression: CheckedExpression) throws -> String {
        if case .text(let text)? = try KernelCompiler(layout: [:], context: context).constant(expression) { text } else { "" }
    }
}

/// How a check over all rows went.
package struct TableCheckOutcome: Sendable {
    package var holds: Bool
    /// What stood on either side of its `==`.
    package var sides: ((value: Value, type: Type), (value: Value, type: Type))?
    /// The text of its `else`.
    package var message: String?

    init(holds: Bool) { self.holds = holds }
}

extension Column {
    /// Keys that are numbers as text; text as it is.
    fileprivate var asText: Column {
        if case .int = self, case .plain(let column) = texts { return .text(column) }
        return self
    }
}
