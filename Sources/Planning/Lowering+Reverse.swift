import Semantics

/// `count(dossiers where …)` on a row of units becomes a join to the dossiers, counted by the unit they link to.
///
/// Each row of the aggregated side has its own key, so the join never multiplies rows: fan-out cannot happen.
extension Lowering {
    /// Joins to `plan` what the reverse aggregates in `expressions` need, one scan for each linked table and key.
    mutating func attachReverses(in expressions: [CheckedExpression], to plan: inout Plan) -> Substitution {
        var groups: [String: Group] = [:]
        var order: [String] = []
        var found: [(expression: CheckedExpression, reverse: ReverseAggregate, group: String)] = []
        for expression in expressions.flatMap({ $0.outermost(\.isReverseAggregate) }) {
            guard case .reverse(let reverse) = expression.node else { continue }
            let name = "\(reverse.linkColumn) \(ExpressionText.identity(reverse.key))"
            if groups[name] == nil {
                groups[name] = Group(reverse)
                order.append(name)
            }
            for call in reverse.value.outermost(\.isAggregateCall) { groups[name]?.add(call, numbers) }
            found.append((expression, reverse, name))
        }
        for name in order { if let group = groups[name] { attach(group, to: &plan) } }

        var result = Substitution()
        for (expression, reverse, name) in found {
            if let group = groups[name] { result.replace(expression, by: group.calls.apply(reverse.value)) }
        }
        return result
    }

    private struct Group {
        let scan: TableScan
        let linkColumn: ColumnID
        let key: CheckedExpression
        var calls = Substitution()
        var aggregates: [AggregateComputation] = []

        init(_ reverse: ReverseAggregate) {
            scan = reverse.scan
            linkColumn = reverse.linkColumn
            key = reverse.key
        }

        mutating func add(_ expression: CheckedExpression, _ numbers: ColumnNumbers) {
            guard case .aggregate(let call) = expression.node, calls.replacement(of: expression) == nil else { return }
            let id = numbers.make()
            aggregates.append(AggregateComputation(id: id, call: call))
            calls.replace(expression, by: CheckedExpression(.column(id), call.type, expression.place))
        }
    }

    private mutating func attach(_ group: Group, to plan: inout Plan) {
        guard !group.aggregates.isEmpty, let link = group.scan.columns.first(where: { $0.id == group.linkColumn }) else { return }
        var right = Plan.scan(group.scan)
        let inner = attachReverses(in: group.aggregates.flatMap(\.call.expressions), to: &right)
        let aggregates = group.aggregates.map { AggregateComputation(id: $0.id, call: $0.call.mapExpressions(inner.apply)) }
        let key = numbers.make()
        right = .aggregate(
            AggregatePlan(input: right, keys: [Computation(id: key, value: CheckedExpression(.column(link.id), link.type))], aggregates: aggregates, totals: nil))
        var defaults: [ColumnID: Value] = [:]
        for aggregate in aggregates { defaults[aggregate.id] = aggregate.call.valueOfNothing }
        plan = .join(
            JoinPlan(
                kind: .attach(defaults: defaults), left: plan, right: right,
                leftKeys: [group.key], rightKeys: [CheckedExpression(.column(key), link.type)],
                rightColumns: aggregates.map(\.id), rightName: group.scan.table))
    }
}

extension AggregateCall {
    /// What it gives for no rows at all, when that is not missing: counts and sums are 0.
    var valueOfNothing: Value? {
        switch function {
        case "count", "count_distinct", "sum":
            switch type.kind {
            case .int: .int(0)
            case .decimal: .decimal(Decimal(0))
            case .float, .points: .float(0)
            default: nil
            }
        default: nil
        }
    }
}
