import Semantics

/// What a node reads and hands on: the one place that knows which cases have which parts.
extension Plan {
    /// The columns that come out, in no promised order but that of the batches.
    package var columns: [ColumnID] {
        switch self {
        case .scan(let scan): scan.columns.map(\.id)
        case .values(let columns, _, _): columns
        case .filter(let plan): plan.input.columns
        case .project(let plan): plan.input.columns + plan.computations.map(\.id)
        case .aggregate(let plan): plan.keys.map(\.id) + plan.aggregates.map(\.id) + (plan.totals.map { [$0] } ?? [])
        case .window(let plan): plan.input.columns + plan.calls.map(\.id)
        case .sort(let plan): plan.input.columns
        case .take(let plan): plan.input.columns
        case .distinct(let plan): plan.keys.map(\.id)
        case .join(let plan): plan.columns
        case .append(let plan): plan.columns.map(\.id)
        case .pivot(let plan): plan.columns
        case .unpivot(let plan): plan.kept + [plan.reshape.name] + plan.reshape.values.map(\.id)
        case .sample(let plan): plan.input.columns
        case .check(let plan): plan.input.columns
        case .kept(let rows): rows.columns
        }
    }

    /// The plans below, left before right.
    package var inputs: [Plan] {
        switch self {
        case .scan, .values, .kept: []
        case .filter(let plan): [plan.input]
        case .project(let plan): [plan.input]
        case .aggregate(let plan): [plan.input] + plan.domains.compactMap { if case .rows(let rows) = $0.values { rows } else { nil } }
        case .window(let plan): [plan.input]
        case .sort(let plan): [plan.input]
        case .take(let plan): [plan.input]
        case .distinct(let plan): [plan.input]
        case .join(let plan): [plan.left, plan.right]
        case .append(let plan): [plan.left, plan.right]
        case .pivot(let plan): [plan.input]
        case .unpivot(let plan): [plan.input]
        case .sample(let plan): [plan.input]
        case .check(let plan): [plan.input]
        }
    }

    /// The same node over other inputs.
    package func mapInputs(_ transform: (Plan) -> Plan) -> Plan {
        switch self {
        case .scan, .values, .kept: return self
        case .filter(var plan):
            plan.input = transform(plan.input)
            return .filter(plan)
        case .project(var plan):
            plan.input = transform(plan.input)
            return .project(plan)
        case .aggregate(var plan):
            plan.input = transform(plan.input)
            for index in plan.domains.indices {
                if case .rows(let rows) = plan.domains[index].values { plan.domains[index].values = .rows(transform(rows)) }
            }
            return .aggregate(plan)
        case .window(var plan):
            plan.input = transform(plan.input)
            return .window(plan)
        case .sort(var plan):
            plan.input = transform(plan.input)
            return .sort(plan)
        case .take(var plan):
            plan.input = transform(plan.input)
            return .take(plan)
        case .distinct(var plan):
            plan.input = transform(plan.input)
            return .distinct(plan)
        case .join(var plan):
            plan.left = transform(plan.left)
            plan.right = transform(plan.right)
            return .join(plan)
        case .append(var plan):
            plan.left = transform(plan.left)
            plan.right = transform(plan.right)
            return .append(plan)
        case .pivot(var plan):
            plan.input = transform(plan.input)
            return .pivot(plan)
        case .unpivot(var plan):
            plan.input = transform(plan.input)
            return .unpivot(plan)
        case .sample(var plan):
            plan.input = transform(plan.input)
            return .sample(plan)
        case .check(var plan):
            plan.input = transform(plan.input)
            return .check(plan)
        }
    }

    /// The same node with other expressions in the same places; its inputs stay as they are.
    package func mapExpressions(_ transform: (CheckedExpression) -> CheckedExpression) -> Plan {
        func mapped(_ computations: [Computation]) -> [Computation] {
            computations.map { Computation(id: $0.id, value: transform($0.value)) }
        }
        func mapped(_ keys: [CheckedSortKey]) -> [CheckedSortKey] {
            keys.map { CheckedSortKey(transform($0.value), isDescending: $0.isDescending) }
        }
        switch self {
        case .scan, .kept: return self
        case .values(let columns, let types, let rows): return .values(columns, types: types, rows.map { $0.map(transform) })
        case .filter(var plan):
            plan.condition = transform(plan.condition)
            return .filter(plan)
        case .project(var plan):
            plan.computations = mapped(plan.computations)
            return .project(plan)
        case .aggregate(var plan):
            plan.keys = mapped(plan.keys)
            plan.aggregates = plan.aggregates.map { AggregateComputation(id: $0.id, call: $0.call.mapExpressions(transform)) }
            for index in plan.domains.indices {
                if case .periods(let unit, let isReporting, let calendar, let span?) = plan.domains[index].values {
                    plan.domains[index].values = .periods(unit, isReporting: isReporting, calendar: calendar, span: transform(span))
                }
            }
            return .aggregate(plan)
        case .window(var plan):
            plan.partition = plan.partition.map(transform)
            plan.order = mapped(plan.order)
            plan.calls = plan.calls.map { (id: $0.id, call: $0.call.mapExpressions(transform)) }
            return .window(plan)
        case .sort(var plan):
            plan.keys = mapped(plan.keys)
            if let top = plan.top { plan.top = SortPlan.Top(count: transform(top.count), partition: top.partition.map(transform), keepsTies: top.keepsTies) }
            return .sort(plan)
        case .take(var plan):
            plan.count = transform(plan.count)
            plan.partition = plan.partition.map(transform)
            plan.ties = plan.ties.map(mapped)
            return .take(plan)
        case .distinct(var plan):
            plan.keys = mapped(plan.keys)
            return .distinct(plan)
        case .join(var plan):
            plan.leftKeys = plan.leftKeys.map(transform)
            plan.rightKeys = plan.rightKeys.map(transform)
            return .join(plan)
        case .append(var plan):
            plan.columns = plan.columns.map { (id: $0.id, left: transform($0.left), right: transform($0.right)) }
            return .append(plan)
        case .pivot(var plan):
            plan.keys = mapped(plan.keys)
            plan.across = transform(plan.across)
            plan.cells = plan.cells.map { PivotPlan.Cells(call: $0.call.mapExpressions(transform), ids: $0.ids, total: $0.total) }
            return .pivot(plan)
        case .unpivot(var plan):
            plan.reshape.values = plan.reshape.values.map { CheckedUnpivot.Values(id: $0.id, parts: $0.parts.map(transform)) }
            return .unpivot(plan)
        case .sample(var plan):
            plan.choice.amount = transform(plan.choice.amount)
            return .sample(plan)
        case .check(var plan):
            plan.assertion = plan.assertion.mapExpressions(transform)
            return .check(plan)
        }
    }

    /// The expressions of this node, not of those below.
    package var expressions: [CheckedExpression] {
        var found: [CheckedExpression] = []
        _ = mapExpressions {
            found.append($0)
            return $0
        }
        return found
    }
}

extension AggregateCall {
    /// The same call of other arguments, under another condition.
    package func mapExpressions(_ transform: (CheckedExpression) -> CheckedExpression) -> AggregateCall {
        var result = self
        result.arguments = arguments.map(transform)
        result.condition = condition.map(transform)
        return result
    }
}

extension WindowPlan.Call {
    /// The same call of other arguments.
    package func mapExpressions(_ transform: (CheckedExpression) -> CheckedExpression) -> WindowPlan.Call {
        switch self {
        case .aggregate(let call): return .aggregate(call.mapExpressions(transform))
        case .window(var call):
            call.arguments = call.arguments.map(transform)
            return .window(call)
        }
    }
}
