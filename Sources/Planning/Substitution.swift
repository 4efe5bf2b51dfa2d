import Semantics

/// Calls that have become columns: rewrites expressions to read them.
struct Substitution {
    private var replacements: [String: CheckedExpression] = [:]

    /// From now on the part `original` of an expression reads as `replacement`.
    mutating func replace(_ original: CheckedExpression, by replacement: CheckedExpression) {
        replacements[ExpressionText.identity(original)] = replacement
    }

    func replacement(of expression: CheckedExpression) -> CheckedExpression? {
        replacements[ExpressionText.identity(expression)]
    }

    /// Replaces outermost parts first, so that what stands inside a replaced call is not looked at.
    func apply(_ expression: CheckedExpression) -> CheckedExpression {
        if replacements.isEmpty { return expression }
        switch expression.node {
        // Only calls are ever replaced, and spelling out each part of a long expression would be quadratic.
        case .aggregate, .window, .reverse:
            if let found = replacement(of: expression) { return found }
        default: break
        }
        return expression.mapChildren(apply)
    }
}

extension CheckedExpression {
    /// The outermost parts that satisfy the condition, in the order written.
    package func outermost(_ condition: (CheckedExpression) -> Bool) -> [CheckedExpression] {
        if condition(self) { return [self] }
        return children.flatMap { $0.outermost(condition) }
    }

    var isAggregateCall: Bool { if case .aggregate = node { true } else { false } }

    var isWindowOrAggregateCall: Bool {
        switch node {
        case .aggregate, .window: true
        default: false
        }
    }

    var isReverseAggregate: Bool { if case .reverse = node { true } else { false } }
}
