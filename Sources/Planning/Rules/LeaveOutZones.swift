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
        let parts = filter.condition.conjuncts.prefix(while: \.cannotFail).compactMap { decidable($0, by: columns) }
        guard let first = parts.first else { return plan }
        filter.zones = parts.dropFirst().reduce(first) { CheckedExpression(.and($0, $1), .bool, $0.place) }
        return .filter(filter)
    }

    /// What of a condition the bounds of columns can decide: whether it may be true.
    private static func decidable(_ condition: CheckedExpression, by columns: Set<ColumnID>) -> CheckedExpression? {
        switch condition.node {
        case .and(let lhs, let rhs):
            guard let left = decidable(lhs, by: columns) else { return decidable(rhs, by: columns) }
            guard let right = decidable(rhs, by: columns) else { return left }
            return CheckedExpression(.and(left, right), .bool, condition.place)
        case .or(let lhs, let rhs):
            guard let left = decidable(lhs, by: columns), let right = decidable(rhs, by: columns) else { return nil }
            return CheckedExpression(.or(left, right), .bool, condition.place)
        case .compare(.notEqual, _, _, _, notice: _): return nil
        case .compare(_, .same, let lhs, let rhs, notice: _):
            // A day and a moment compare by day.
            guard lhs.type.kind == rhs.type.kind else { return nil }
            return lhs.isBounded(by: columns) && rhs.isConstant || lhs.isConstant && rhs.isBounded(by: columns) ? condition : nil
        case .isInPeriod(let day, let period): return day.isBounded(by: columns) && period.isConstant ? condition : nil
        default: return nil
        }
    }
}

extension CheckedExpression {
    /// A column of the table of which zones have bounds, or the day of one.
    fileprivate func isBounded(by columns: Set<ColumnID>) -> Bool {
        guard case .column(let id) = (momentOfDay ?? self).node, columns.contains(id) else { return false }
        switch type.kind {
        case .int, .date, .timestamp: return true
        default: return false
        }
    }

    fileprivate var isConstant: Bool { if case .constant = node { true } else { false } }
}

extension Plan {
    /// The table whose rows this plan hands on, all of them, with columns that have a value or none for every row.
    fileprivate var scanBelowQuietSteps: TableScan? {
        switch self {
        case .scan(let scan): scan
        case .project(let project) where project.computations.allSatisfy(\.value.isQuiet): project.input.scanBelowQuietSteps
        default: nil
        }
    }
}
