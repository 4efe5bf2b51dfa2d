import Semantics

/// Rewrites plans into cheaper ones with the same answer, the same notices and the same errors.
package struct Optimiser: Sendable {
    /// Names of rules that are not applied; the answer stays the same without them.
    package var disabled: Set<String>

    package init(disabled: Set<String> = []) {
        self.disabled = disabled
    }

    package static let none = Optimiser(disabled: Set(Rule.all.map(\.name)))

    /// - Parameter value: of an expression that reads no column; `nil` for one that cannot be worked out.
    package func optimise(_ pipeline: PlannedPipeline, value: (CheckedExpression) -> Value? = { _ in nil }) -> PlannedPipeline {
        rules.reduce(pipeline) { $1.apply($0, value) }
    }

    /// The same, with the names of the rules that changed something, in their order.
    package func explain(_ pipeline: PlannedPipeline, value: (CheckedExpression) -> Value?) -> (result: PlannedPipeline, rules: [String]) {
        var pipeline = pipeline
        let changing = rules.filter { rule in
            let before = PlanText.text(pipeline)
            pipeline = rule.apply(pipeline, value)
            return PlanText.text(pipeline) != before
        }
        return (pipeline, changing.map(\.name))
    }

    private var rules: [Rule] { Rule.all.filter { !disabled.contains($0.name) } }
}

/// A rewriting that never changes an answer.
package struct Rule: Sendable {
    package let name: String
    let apply: @Sendable (PlannedPipeline, (CheckedExpression) -> Value?) -> PlannedPipeline

    init(_ name: String, apply: @escaping @Sendable (PlannedPipeline) -> PlannedPipeline) { self.init(name) { pipeline, _ in apply(pipeline) } }

    init(_ name: String, apply: @escaping @Sendable (PlannedPipeline, (CheckedExpression) -> Value?) -> PlannedPipeline) {
        self.name = name
        self.apply = apply
    }
}

extension PlannedPipeline {
    /// The same steps over other plans.
    func mapPlans(_ transform: (Plan) -> Plan) -> PlannedPipeline {
        var result = self
        result.steps = steps.map { step in
            switch step {
            case .keep(let rows, let plan): return .keep(rows, transform(plan))
            case .show(var show):
                show.plan = transform(show.plan)
                return .show(show)
            case .save(var save):
                save.plan = transform(save.plan)
                return .save(save)
            case .chart(var chart):
                chart.plan = transform(chart.plan)
                return .chart(chart)
            case .check(var check):
                check.plan = transform(check.plan)
                return .check(check)
            }
        }
        result.result = transform(self.result)
        return result
    }
}
