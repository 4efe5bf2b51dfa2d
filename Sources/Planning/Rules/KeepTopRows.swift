import Semantics

extension Rule {
    /// A sort of which only the first rows are taken, of all or of each group, keeps no others while it reads.
    ///
    /// Law: `sort k | take n by g` hands out no row that comes after n rows of its group in the order of k, so such a row may be forgotten
    /// as soon as it is seen. With ties the rows that stand level with the n-th are kept as well. The take itself stays and decides.
    ///
    /// Not for `take last`, which wants the other end, nor below a stage that computes something between sort and take, since rows that
    /// never arrive there could not fail there. Not where the groups are computed: the rows are looked at twice then, and what is counted
    /// of them would be counted twice. Not within totals, whose rows stand in an order of their own.
    static let keepTopRows = Rule("KeepTopRows") { pipeline in
        pipeline.mapPlans(keepTop)
    }

    private static func keepTop(_ plan: Plan) -> Plan {
        let plan = plan.mapInputs(keepTop)
        guard case .take(var take) = plan, case .sort(var sort) = take.input, !take.isLast, sort.totals == nil else { return plan }
        let groups = take.partition.compactMap { expression in if case .column = expression.node { expression } else { nil } }
        guard groups.count == take.partition.count, take.ties.map({ $0.isSame(as: sort.keys) }) ?? true else { return plan }
        sort.top = SortPlan.Top(count: take.count, partition: groups, keepsTies: take.ties != nil)
        take.input = .sort(sort)
        return .take(take)
    }
}

extension [CheckedSortKey] {
    fileprivate func isSame(as other: [CheckedSortKey]) -> Bool {
        let text = ExpressionText()
        return count == other.count && zip(self, other).allSatisfy { $0.isDescending == $1.isDescending && text.text($0.value) == text.text($1.value) }
    }
}
