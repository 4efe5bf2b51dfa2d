import Semantics

/// Aggregates and windows leave the expressions they stand in: the calls become a node, the rest a projection above it.
extension Lowering {
    /// `summarize`: equal calls are computed once. An item that is nothing but a call needs no projection.
    mutating func lowerSummarize(keys: [Computation], items: [Computation], totals: ColumnID?, empty: [KeyDomain] = [], onto plan: inout Plan) {
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
        let domains = empty.map { domain -> PlannedDomain in
            switch domain.node {
            case .declared(let values): PlannedDomain(keys: domain.keys, values: .declared(values))
            case .rows(let pipeline): PlannedDomain(keys: domain.keys, values: .rows(self.plan(pipeline, needsResult: true)))
            case .periods(let unit, let isReporting, let calendar, let span):
                PlannedDomain(keys: domain.keys, values: .periods(unit, isReporting: isReporting, calendar: calendar, span: span))
            case .present: PlannedDomain(keys: domain.keys, values: .present)
            }
        }
        plan = .aggregate(AggregatePlan(input: plan, keys: keys, aggregates: aggregates, totals: totals, domains: domains))
        if !rest.isEmpty { plan = .project(ProjectPlan(input: plan, computations: rest)) }
    }

    private func collect(_ expression: CheckedExpression, as id: ColumnID, into aggregates: inout [AggregateComputation], _ calls: inout Substitution) {
        guard case .aggregate(let call) = expression.node else { return }
        aggregates.append(AggregateComputation(id: id, call: call))
        calls.replace(expression, by: CheckedExpression(.column(id), call.type, expression.place))
    }

    /// `pivot`: like `summarize`, once for each value of the key. What an item computes of its calls is a projection above them.
    mutating func lowerPivot(_ pivot: CheckedPivot, onto plan: inout Plan) {
        let attached = attachReverses(in: pivot.rowKeys.map(\.value) + [pivot.across] + pivot.items.map(\.value), to: &plan)
        let items = pivot.items.map { CheckedPivot.Item(value: attached.apply($0.value), cells: $0.cells, total: $0.total) }
        var cells: [PivotPlan.Cells] = []
        var perValue = [Substitution](repeating: Substitution(), count: pivot.values.count)
        var total = Substitution()
        var known = Substitution()
        func collect(_ expression: CheckedExpression, _ ids: [ColumnID], total totalID: ColumnID?) {
            guard case .aggregate(let call) = expression.node else { return }
            func column(_ id: ColumnID) -> CheckedExpression { CheckedExpression(.column(id), call.type, expression.place) }
            cells.append(PivotPlan.Cells(call: call, ids: ids, total: totalID))
            known.replace(expression, by: expression)
            for (index, id) in ids.enumerated() { perValue[index].replace(expression, by: column(id)) }
            if let totalID { total.replace(expression, by: column(totalID)) }
        }
        var rest: [CheckedPivot.Item] = []
        for item in items {
            if item.value.isAggregateCall, known.replacement(of: item.value) == nil { collect(item.value, item.cells, total: item.total) } else { rest.append(item) }
        }
        var computations: [Computation] = []
        for item in rest {
            for call in item.value.outermost(\.isAggregateCall) where known.replacement(of: call) == nil {
                collect(call, pivot.values.map { _ in numbers.make() }, total: item.total.map { _ in numbers.make() })
            }
            computations += zip(item.cells, perValue).map { Computation(id: $0, value: $1.apply(item.value)) }
            if let id = item.total { computations.append(Computation(id: id, value: total.apply(item.value))) }
        }
        plan = .pivot(PivotPlan(
            input: plan, keys: attached.apply(pivot.rowKeys), across: attached.apply(pivot.across), values: pivot.values, cells: cells,
            demandsSingle: pivot.demandsSingle, groupOrder: pivot.groupOrder, totals: pivot.totals))
        if !computations.isEmpty { plan = .project(ProjectPlan(input: plan, computations: computations)) }
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
                    case .window(let call): entries.append((id, .window(call)))
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
