import Semantics

/// The aggregates of a stage, each worked out for every group, whatever the expressions around it make of it.
final class GroupCalls {
    private let run: ReferenceRun
    private var calls: [(id: ColumnID, words: String, call: AggregateCall)] = []

    init(_ run: ReferenceRun) { self.run = run }

    /// With a column for each aggregate; calls that are written alike are one.
    func withColumns(_ expression: CheckedExpression) -> CheckedExpression {
        guard case .aggregate(let call) = expression.node else { return expression.mapChildren(withColumns) }
        let words = expression.description
        let id = calls.first { $0.words == words }?.id ?? run.makeLocal()
        if !calls.contains(where: { $0.id == id }) { calls.append((id, words, call)) }
        return CheckedExpression(.column(id), expression.type, expression.place)
    }

    /// The columns of the aggregates.
    var ids: [ColumnID] { calls.map(\.id) }

    /// - Throws: for a constant that cannot be, which is a mistake even without rows.
    func demandConstants() throws { _ = try row(Row(), of: []) }

    /// What is worked out over the rows of groups.
    var expressions: [CheckedExpression] { calls.flatMap(\.call.expressions) }

    /// Works out the arguments over one row, so that of several rows that fail the first is reported.
    func evaluateArguments(_ row: Row) throws {
        try run.quietly {
            for (_, _, call) in calls where try call.condition.map({ try run.value($0, row).isTrue }) ?? true {
                for argument in call.arguments { _ = try run.value(argument, row) }
            }
        }
    }

    /// A row with the aggregates of a group.
    func row(_ row: Row, of group: [Row]) throws -> Row {
        var result = row
        for (id, _, call) in calls { result[id] = try run.aggregate(call, over: group) }
        return result
    }

    /// Counts the missing values that were left out of all of these rows.
    func countSkipped(over rows: [Row]) throws {
        for (_, _, call) in calls { run.countSkipped(call, try run.skipped(call, over: rows)) }
    }
}
