/// Replacing expressions wherever a pipeline holds one: how parameters and subqueries get their values before planning.
extension CheckedPipeline {
    /// The same pipeline with `transform` applied to every whole expression, in the pipelines of joins and appends too.
    /// Subqueries are pipelines of their own and stay as they are.
    package func mapExpressions(_ transform: (CheckedExpression) throws -> CheckedExpression) rethrows -> CheckedPipeline {
        var result = self
        if case .rows(let columns, let types, let rows) = source {
            result.source = .rows(columns, types: types, try rows.map { try $0.map(transform) })
        }
        result.stages = try stages.map { try $0.mapExpressions(transform) }
        return result
    }
}

extension CheckedPipeline {
    /// Visits every part of every expression, in the pipelines of joins and appends too.
    package func walkExpressions(_ visit: (CheckedExpression) -> Void) {
        _ = mapExpressions { expression in
            expression.walk(visit)
            return expression
        }
    }
}

extension CheckedStage {
    func mapExpressions(_ transform: (CheckedExpression) throws -> CheckedExpression) rethrows -> CheckedStage {
        func mapped(_ computations: [Computation]) throws -> [Computation] {
            try computations.map { Computation(id: $0.id, value: try transform($0.value)) }
        }
        func mapped(_ keys: [CheckedSortKey]) throws -> [CheckedSortKey] {
            try keys.map { CheckedSortKey(try transform($0.value), isDescending: $0.isDescending) }
        }
        var result = self
        switch node {
        case .filter(let condition): result.node = .filter(try transform(condition))
        case .compute(let computations, let by, let along):
            result.node = .compute(try mapped(computations), by: try by.map(transform), along: try mapped(along))
        case .summarize(let keys, let items, let totals, let empty):
            result.node = .summarize(keys: try mapped(keys), items: try mapped(items), totals: totals, empty: try empty?.map { try $0.mapExpressions(transform) })
        case .sort(let keys, let totals): result.node = .sort(try mapped(keys), totals: totals)
        case .take(let count, let last, let by, let ties):
            result.node = .take(try transform(count), last: last, by: try by.map(transform), ties: try ties.map(mapped))
        case .distinct(let keys): result.node = .distinct(try mapped(keys))
        case .join(var join):
            join.right = try join.right.mapExpressions(transform)
            join.leftKeys = try join.leftKeys.map(transform)
            join.rightKeys = try join.rightKeys.map(transform)
            result.node = .join(join)
        case .append(var append):
            append.right = try append.right.mapExpressions(transform)
            append.columns = try append.columns.map { (id: $0.id, left: try transform($0.left), right: try transform($0.right)) }
            result.node = .append(append)
        case .pivot(var pivot):
            pivot.rowKeys = try mapped(pivot.rowKeys)
            pivot.across = try transform(pivot.across)
            pivot.items = try pivot.items.map { CheckedPivot.Item(value: try transform($0.value), cells: $0.cells, total: $0.total) }
            result.node = .pivot(pivot)
        case .unpivot(var unpivot):
            unpivot.values = try unpivot.values.map { CheckedUnpivot.Values(id: $0.id, parts: try $0.parts.map(transform)) }
            result.node = .unpivot(unpivot)
        case .sample(var sample):
            sample.amount = try transform(sample.amount)
            result.node = .sample(sample)
        case .check(let assertion): result.node = .check(try assertion.mapExpressions(transform))
        case .show(let title, let options, let relation):
            result.node = .show(title: try title.map(transform), with: options, relation)
        case .save: break
        case .describe(let stages, let relation): result.node = .describe(try stages.map { try $0.mapExpressions(transform) }, relation)
        case .chart(var chart):
            chart.title = try chart.title.map(transform)
            chart.marks = try mapped(chart.marks)
            result.node = .chart(chart)
        }
        return result
    }
}

extension KeyDomain {
    fileprivate func mapExpressions(_ transform: (CheckedExpression) throws -> CheckedExpression) rethrows -> KeyDomain {
        switch node {
        case .rows(let pipeline): KeyDomain(keys: keys, node: .rows(try pipeline.mapExpressions(transform)))
        case .periods(let unit, let isReporting, let calendar, let span):
            KeyDomain(keys: keys, node: .periods(unit, isReporting: isReporting, calendar: calendar, span: try span.map(transform)))
        case .declared, .present: self
        }
    }
}

extension CheckedAssertion {
    /// The same assertion about other expressions: its condition, its sides and its message.
    package func mapExpressions(_ transform: (CheckedExpression) throws -> CheckedExpression) rethrows -> CheckedAssertion {
        var result = self
        result.condition = try transform(condition)
        if let (left, right) = sides { result.sides = (try transform(left), try transform(right)) }
        result.otherwise = try otherwise.map(transform)
        return result
    }

    /// Every expression that it holds.
    package var expressions: [CheckedExpression] {
        var result = [condition]
        if let (left, right) = sides { result += [left, right] }
        if let otherwise { result.append(otherwise) }
        return result
    }
}
