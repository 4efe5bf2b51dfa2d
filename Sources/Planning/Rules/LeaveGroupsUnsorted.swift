import Semantics

extension Rule {
    /// Groups come out in the order of their keys only where somebody sees that order; elsewhere in the order in which they first appear.
    ///
    /// Law: count, sum, min and the like give the same for the same rows in any order, so an aggregation over them does not ask for an order,
    /// nor does the right side of a join that looks for one row, nor a set. And since the keys of the groups are different, `sort k` over groups in the
    /// order of their keys is `sort k, keys` over groups in any order; one sort does the work of two.
    ///
    /// Distinct rows are groups too, of which no figures are wanted; where their order does not show, they are looked for as such, by
    /// several threads. It does not show below a sort by all of them.
    ///
    /// A join that goes to disk need not put its rows back into the order of the left side, either.
    ///
    /// Not where `first`, `join_text` or a window reads the groups; not with totals, which stand among their groups; and not below anything
    /// that may fail, for what is reported is the first row that does.
    static let leaveGroupsUnsorted = Rule("LeaveGroupsUnsorted") { pipeline in
        var pipeline = pipeline.mapPlans { unsorted($0, orderCounts: true) }
        if pipeline.isSet { pipeline.result = unsorted(pipeline.result, orderCounts: false) }
        return pipeline
    }

    /// - Parameter orderCounts: whether the rows' order shows above.
    private static func unsorted(_ plan: Plan, orderCounts: Bool) -> Plan {
        switch plan {
        case .aggregate(var aggregate):
            aggregate.isSorted = orderCounts || aggregate.totals != nil
            let expressions = aggregate.keys.map(\.value) + aggregate.aggregates.flatMap { $0.call.expressions }
            let isFree = aggregate.aggregates.allSatisfy(\.call.isFreeOfOrder) && expressions.allSatisfy(\.cannotFail)
            aggregate.input = unsorted(aggregate.input, orderCounts: !isFree)
            return .aggregate(aggregate)
        case .distinct(let distinct) where !orderCounts && distinct.keys.allSatisfy(\.value.cannotFail):
            var groups = AggregatePlan(input: distinct.input, keys: distinct.keys, aggregates: [], totals: nil)
            groups.isSorted = false
            groups.input = unsorted(groups.input, orderCounts: false)
            return .aggregate(groups)
        case .filter, .project:
            let passes = plan.expressions.allSatisfy(\.cannotFail)
            return plan.mapInputs { unsorted($0, orderCounts: orderCounts || !passes) }
        case .sort(var sort):
            if sort.totals == nil, !(sort.top?.keepsTies ?? false), let keys = groupKeys(sort.input), sort.keys.allSatisfy(\.value.cannotFail) {
                let known = Set(sort.keys.compactMap { key in if case .column(let id) = key.value.node { id } else { nil } })
                sort.keys += keys.filter { !known.contains($0.id) }.map { CheckedSortKey(CheckedExpression(.column($0.id), $0.value.type, $0.value.place), isDescending: false) }
                sort.input = unsorted(sort.input, orderCounts: false)
            } else {
                sort.input = unsorted(sort.input, orderCounts: !orders(sort, sort.input))
            }
            return .sort(sort)
        case .join(var join):
            join.keepsOrder = orderCounts
            let leftPasses = join.leftKeys.allSatisfy(\.cannotFail)
            join.left = unsorted(join.left, orderCounts: orderCounts || !leftPasses)
            switch join.kind {
            case .attach, .matching: join.right = unsorted(join.right, orderCounts: !join.rightKeys.allSatisfy(\.cannotFail))
            case .lookup, .all, .both: join.right = unsorted(join.right, orderCounts: true)
            }
            return .join(join)
        default: return plan.mapInputs { unsorted($0, orderCounts: true) }
        }
    }

    /// Whether a sort reads every key of distinct rows, so that it leaves nothing to the order in which they come.
    private static func orders(_ sort: SortPlan, _ input: Plan) -> Bool {
        guard case .distinct(let distinct) = input, sort.totals == nil, sort.keys.allSatisfy(\.value.cannotFail) else { return false }
        return distinct.keys.allSatisfy { key in sort.keys.contains { if case .column(key.id) = $0.value.node { true } else { false } } }
    }

    /// The keys of the groups that come out of this plan one row each, with nothing on the way that may fail.
    private static func groupKeys(_ plan: Plan) -> [Computation]? {
        switch plan {
        case .aggregate(let aggregate): aggregate.totals == nil ? aggregate.keys : nil
        case .filter(let filter): filter.condition.cannotFail ? groupKeys(filter.input) : nil
        case .project(let project): project.computations.allSatisfy(\.value.cannotFail) ? groupKeys(project.input) : nil
        default: nil
        }
    }
}
