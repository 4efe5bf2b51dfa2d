import Semantics

/// Aggregates and windows leave the expressions they stand in: the calls become a node, the rest a projection above it.
extension Lowering {
    /// `summarize`: equal calls are computed once. An item that is nothing but a call needs no projection.
    mutating func lowerSummarize(keys: [Computation], items: [Computation], totals: ColumnID?, onto plan: inout Plan) {
        let attached = attachReverses(in: keys.map(\.value) + items.map(\.value), to: &plan)
        let keys = attached.apply(keys)
        let items = attached.apply(items)
        var calls = Substitution()
        var aggregates: [AggregateComputation] = []
        var rest: [Computation] = []
        for item in items where item.value.isAggregateCall {
            if calls.replacement(of: item.value) == nil { collect(item.value, as: item.id, into: &aggregates, &calls) }
        }
        for item in items {
            for call in item.value.outermost(\.isAggregateCall) where calls.replacement(of: call) == nil {
                collect(call, as: numbers.make(), into: &aggregates, &calls)
            }
            if !aggregates.contains(where: { $0.id == item.id }) { rest.append(Computation(id: item.id, value: calls.apply(item.value))) }
        }
        plan = .aggregate(AggregatePlan(input: plan, keys: keys, aggregates: aggregates, totals: totals))
        if !rest.isEmpty { plan = .project(ProjectPlan(input: plan, computations: rest)) }
    }

    private func collect(_ expression: CheckedExpression, as id: ColumnID, into aggregates: inout [AggregateComputation], _ calls: inout Substitution) {
        guard case .aggregate(let call) = expression.node else { return }
        aggregates.append(AggregateComputation(id: id, call: call))
        calls.replace(expression, by: CheckedExpression(.column(id), call.type, expression.place))
    }

    /// `add` and `set`: calls within calls (`rank(sum(fee))`) take a window node for each depth.
    mutating func lowerCompute(_ computations: [Computation], by: [CheckedExpression], along: [CheckedSortKey], onto plan: inout Plan) {
        let attached = attachReverses(in: computations.map(\.value) + by + along.map(\.value), to: &plan)
        var computations = attached.apply(computations)
        var partition = by.map(attached.apply)
        var order = attached.apply(along)
        if computations.map(\.value.callDepth).max() != 1 { keepKeys(&partition, &order, of: &plan) }
        while true {
            var calls = Substitution()
            var entries: [(id: ColumnID, call: WindowPlan.Call)] = []
            for computation in computations {
                for expression in computation.value.innermostCalls() where calls.replacement(of: expression) == nil {
                    let id = numbers.make()
                    switch expression.node {
                    case .aggregate(let call): entries.append((id, .aggregate(call)))
                    case .window(let call): entries.append((id, .window(withShiftedKey(call, order))))
                    default: continue
                    }
                    calls.replace(expression, by: CheckedExpression(.column(id), expression.type, expression.place))
                }
            }
            if entries.isEmpty { break }
            plan = .window(WindowPlan(input: plan, partition: partition, order: order, calls: entries, totals: nil))
            computations = calls.apply(computations)
        }
        plan = .project(ProjectPlan(input: plan, computations: computations))
    }

    /// Keys that no window node would work out, or several would, become columns: what is compared in them is counted once, and what
    /// fails in them fails.
    private func keepKeys(_ partition: inout [CheckedExpression], _ order: inout [CheckedSortKey], of plan: inout Plan) {
        var keys: [Computation] = []
        func kept(_ value: CheckedExpression) -> CheckedExpression {
            if case .column = value.node { return value }
            let id = numbers.make()
            keys.append(Computation(id: id, value: value))
            return CheckedExpression(.column(id), value.type, value.place)
        }
        partition = partition.map(kept)
        order = order.map { CheckedSortKey(kept($0.value), isDescending: $0.isDescending) }
        if !keys.isEmpty { plan = .project(ProjectPlan(input: plan, computations: keys)) }
    }

    /// `prior(x, d)` looks for the row whose key is this row's minus d, so it is given both keys: `prior(x, key, key − d)`.
    private func withShiftedKey(_ call: WindowCall, _ order: [CheckedSortKey]) -> WindowCall {
        guard call.function == "prior", call.arguments.count == 2, let key = order.first?.value else { return call }
        let distance = call.arguments[1]
        let back = CheckedExpression(.negate(distance), distance.type, distance.place)
        var result = call
        result.arguments = [call.arguments[0], key, CheckedExpression(.arithmetic(.shift, key, back), key.type, distance.place)]
        return result
    }
}

extension CheckedExpression {
    /// How many aggregate and window calls stand inside one another.
    fileprivate var callDepth: Int { (children.map(\.callDepth).max() ?? 0) + (isWindowOrAggregateCall ? 1 : 0) }

    /// Aggregate and window calls without another one inside.
    fileprivate func innermostCalls() -> [CheckedExpression] {
        let inner = children.flatMap { $0.innermostCalls() }
        if inner.isEmpty, isWindowOrAggregateCall { return [self] }
        return inner
    }
}
