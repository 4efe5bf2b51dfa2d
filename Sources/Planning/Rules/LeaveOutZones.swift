import Semantics

extension Rule {
    /// A filter over the rows of a table leaves out stretches of rows of which it is known that none can pass: those of other years, where rows
    /// came in by the day.
    ///
    /// Law: a zone whose values in a column lie outside of the bounds that a condition sets for that column holds no row for which
    /// the condition is true, nor one for which `condition and c` is.
    ///
    /// The filter stays, and a zone that is left out is counted as read and filtered. So only for the first parts of a condition, up to one that
    /// could fail: `fee / n > 2 and received in @2019` would have failed on a row of 2018, while after `received in @2019 and` nothing is
    /// evaluated on it. And not where a comparison is counted: the missing ones among rows of 2018 are counted too. Only over the table
    /// itself and what is computed there without a chance to fail: after a `take` or a `join` other rows would be meant.
    static let leaveOutZones = Rule("LeaveOutZones") { pipeline in
        pipeline.mapPlans(markZones)
    }

    private static func markZones(_ plan: Plan) -> Plan {
        let plan = plan.mapInputs(markZones)
        guard case .filter(var filter) = plan, let scan = filter.input.scanBelowQuietSteps, !filter.condition.countsComparisons else { return plan }
        let columns = Set(scan.columns.map(\.id))
        filter.zones = filter.condition.firstParts { $0.isBounded(by: columns) }
        return .filter(filter)
    }
}

extension CheckedExpression {
    /// A comparison of which the bounds of a column can say that it is false.
    fileprivate func isBounded(by columns: Set<ColumnID>) -> Bool {
        switch node {
        case .compare(.notEqual, _, _, _, notice: _): return false
        case .compare(_, .same, let lhs, let rhs, notice: _):
            // A day and a moment compare by day.
            guard lhs.type.kind == rhs.type.kind else { return false }
            return lhs.hasBounds(in: columns) && rhs.isConstant || lhs.isConstant && rhs.hasBounds(in: columns)
        case .isInPeriod(let day, let period): return day.hasBounds(in: columns) && period.isConstant
        default: return false
        }
    }

    /// A column of the table of which zones have bounds, or the day of one.
    private func hasBounds(in columns: Set<ColumnID>) -> Bool {
        guard case .column(let id) = (momentOfDay ?? self).node, columns.contains(id) else { return false }
        switch type.kind {
        case .int, .date, .timestamp: return true
        default: return false
        }
    }
}
