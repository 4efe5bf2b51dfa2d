import Diagnostics
import Semantics

/// Aggregates over the rows that link to a row: the linked table is grouped by what it links to, and each row finds its group.
extension ReferenceRun {
    /// The expressions with a column in the place of each reverse link. The linked tables are gone through here, once.
    func resolvingReverses(_ expressions: [CheckedExpression]) throws -> [CheckedExpression] {
        try expressions.map { try resolving($0) }
    }

    func resolving(_ expression: CheckedExpression) throws -> CheckedExpression {
        guard case .reverse(let reverse) = expression.node else { return try expression.mapChildren { try resolving($0) } }
        let table = self.table(reverse.scan.table)
        let rows = table.rows.map { cells in
            var row = Row()
            for column in reverse.scan.columns { row[column.id] = cells[column.name] ?? .missing }
            return row
        }
        var groups: [String: [Row]] = [:]
        for row in rows { if let key = row[reverse.linkColumn].keyText { groups[key, default: []].append(row) } }
        // Calls become columns of a row for each group; groups that no row asks for are worked out as well.
        var calls: [(id: ColumnID, call: AggregateCall)] = []
        func withColumns(_ expression: CheckedExpression) throws -> CheckedExpression {
            guard case .aggregate(let call) = expression.node else { return try expression.mapChildren(withColumns) }
            var inner = call
            inner.arguments = try call.arguments.map { try resolving($0) }
            inner.condition = try call.condition.map { try resolving($0) }
            let id = makeLocal()
            calls.append((id, inner))
            return CheckedExpression(.column(id), expression.type, expression.place)
        }
        let whole = try withColumns(reverse.value)
        let counter = NoticeCounter(calls.flatMap(\.call.expressions), self)
        for row in rows { counter.count(row) }
        func row(of group: [Row]) throws -> Row {
            var result = Row()
            for (id, call) in calls { result[id] = try aggregate(call, over: group) }
            return result
        }
        for (_, call) in calls { countSkipped(call, try skipped(call, over: rows)) }
        let found = try groups.mapValues { try row(of: $0) }
        let none = try row(of: [])
        let id = makeLocal()
        let key = reverse.key
        deferred[id] = { [unowned self] row in
            let own = try self.value(key, row).keyText.flatMap { found[$0] } ?? none
            return try self.value(whole, own)
        }
        return CheckedExpression(.column(id), expression.type, expression.place)
    }

    func countSkipped(_ call: AggregateCall, _ count: Int) {
        guard count > 0 else { return }
        let words = call.arguments.map { $0.place.map { $0.source.slice($0.span) } ?? "…" }
        counts.skipped["\(call.function)(\(words.joined(separator: ", ")))", default: 0] += count
    }
}
