import Semantics

/// Aggregates over the rows that link to a row: the linked table is grouped by what it links to, and each row finds its group.
extension ReferenceRun {
    /// The expressions with a column in the place of each reverse link. The linked tables are gone through here, once, and calls
    /// that are written alike are one call.
    func resolvingReverses(_ expressions: [CheckedExpression]) throws -> [CheckedExpression] {
        var links: [ReverseRows] = []
        func resolving(_ expression: CheckedExpression) throws -> CheckedExpression {
            guard case .reverse(let reverse) = expression.node else { return try expression.mapChildren(resolving) }
            let words = "\(reverse.linkColumn) \(reverse.key.description)"
            let link = links.first { $0.words == words } ?? ReverseRows(reverse, words, self)
            if !links.contains(where: { $0 === link }) { links.append(link) }
            let value = link.calls.withColumns(reverse.value)
            let id = makeLocal()
            deferred[id] = { [unowned self] row in try self.value(value, try link.groupRow(of: row)) }
            return CheckedExpression(.column(id), expression.type, expression.place)
        }
        let resolved = try expressions.map(resolving)
        for link in links { try link.aggregate() }
        return resolved
    }

    /// Of aggregates that stand in the script; those that `describe` and `compare` are made of are nobody's words.
    func countSkipped(_ call: AggregateCall, _ count: Int) {
        if count > 0, call.isTold { counts.skipped[call.words, default: 0] += count }
    }
}

/// The rows that link to rows at hand, grouped by what they link to.
private final class ReverseRows {
    /// Equal for links that are gone through once.
    let words: String
    private let run: ReferenceRun
    private let reverse: ReverseAggregate
    let calls: GroupCalls
    private var found: [String: Row] = [:]
    private var none = Row()

    init(_ reverse: ReverseAggregate, _ words: String, _ run: ReferenceRun) {
        self.words = words
        self.run = run
        self.reverse = reverse
        calls = GroupCalls(run)
    }

    /// Works out the aggregates of every group; also of groups that no row will ask for.
    func aggregate() throws {
        let rows = run.table(reverse.scan.table).rows.map { cells in
            var row = Row()
            for column in reverse.scan.columns { row[column.id] = cells[column.name] ?? .missing }
            return row
        }
        let counter = NoticeCounter(calls.expressions, run)
        for row in rows {
            counter.count(row)
            try calls.evaluateArguments(row)
        }
        var groups: [String: [Row]] = [:]
        for row in rows { if let key = row[reverse.linkColumn].keyText { groups[key, default: []].append(row) } }
        // Rows that link to nothing are a group too, though none that is asked for.
        _ = try calls.row(Row(), of: rows.filter { $0[reverse.linkColumn].keyText == nil })
        found = try groups.mapValues { try calls.row(Row(), of: $0) }
        none = try calls.row(Row(), of: [])
        try calls.countSkipped(over: rows)
    }

    /// The aggregates of the rows that link to a row.
    func groupRow(of row: Row) throws -> Row {
        try run.value(reverse.key, row).keyText.flatMap { found[$0] } ?? none
    }
}
