import Semantics

extension Rule {
    /// Conditions on a row's own columns go before the figures of the rows that link to it: `received in @2019-Q2 and count(petitions) > 0`.
    ///
    /// Law: attaching adds columns and neither drops nor repeats rows, so a filter that does not read them may stand before it; and a filter by
    /// `a and b` is one by `a` and then one by `b` where a is true or false.
    ///
    /// Only for the conditions that stand first, up to one that reads an attached column, and not where one may fail or counts what it
    /// meets: behind a mistake on the right side of the join it would not have been evaluated. And not where one may be missing, for of
    /// `a and b` with a missing b is evaluated, and counted, though the row goes.
    static let filterBeforeAttaching = Rule("FilterBeforeAttaching") { pipeline in
        pipeline.mapPlans(lowered)
    }

    private static func lowered(_ plan: Plan) -> Plan {
        let plan = plan.mapInputs(lowered)
        guard case .filter(let filter) = plan, case .join(var join) = filter.input, case .attach = join.kind else { return plan }
        let attached = Set(join.rightColumns)
        let conditions = filter.condition.conjuncts
        let early = conditions.prefix { condition in
            condition.isQuiet && condition.isNeverMissing && !condition.contains { if case .column(let id) = $0.node { attached.contains(id) } else { false } }
        }
        guard let first = conjunction(early) else { return plan }
        join.left = lowered(.filter(FilterPlan(input: join.left, condition: first)))
        guard let rest = conjunction(conditions.dropFirst(early.count)) else { return .join(join) }
        return .filter(FilterPlan(input: .join(join), condition: rest))
    }

    private static func conjunction(_ conditions: ArraySlice<CheckedExpression>) -> CheckedExpression? {
        conditions.dropFirst().reduce(conditions.first) { all, next in all.map { CheckedExpression(.and($0, next), .bool, $0.place) } }
    }
}
