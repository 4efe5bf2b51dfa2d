import Diagnostics
import Syntax

/// Guards: which conditions prove that a value is present.
///
/// Only what is written proves something (`x is present and …`, `x is missing or …`, `if x is present then …`,
/// their `not` forms, an earlier `where`): a computed column does not, so that a reader of the
/// script sees the guard beside the comparison (LANGUAGE section 8).
extension Checker {
    struct Facts {
        /// Present when the condition is true.
        var whenTrue: Set<String> = []
        /// Present when it is false.
        var whenFalse: Set<String> = []
    }

    func facts(_ expression: Expression, _ scope: Scope) -> Facts {
        switch expression.node {
        case .parenthesized(let inner): return facts(inner, scope)
        case .not(let inner):
            let inside = facts(inner, scope)
            return Facts(whenTrue: inside.whenFalse, whenFalse: inside.whenTrue)
        case .isMissing(let operand, let negated, let present):
            guard let key = silently({ self.expression(operand, scope) }).flatMap(guardKey) else { return Facts() }
            return present != negated ? Facts(whenTrue: [key]) : Facts(whenFalse: [key])
        case .binary(.and, _, let lhs, let rhs):
            return Facts(whenTrue: facts(lhs, scope).whenTrue.union(facts(rhs, scope).whenTrue))
        case .binary(.or, _, let lhs, let rhs):
            return Facts(whenFalse: facts(lhs, scope).whenFalse.union(facts(rhs, scope).whenFalse))
        default: return Facts()
        }
    }

    /// A name for the value of a column or a path, equal for equal values; `nil` for what is computed.
    func guardKey(_ expression: CheckedExpression) -> String? {
        switch expression.node {
        case .column(let id): return "\(id)"
        case .linked(let link, let table, let column): return guardKey(link).map { "\($0)->\(table).\(column)" }
        case .ancestor(let link, let table, let level): return guardKey(link).map { "\($0)^\(table).\(level)" }
        case .convert(let inner): return guardKey(inner)
        case .call(_, _, let arguments) where arguments.count == 1: return guardKey(arguments[0])
        default: return nil
        }
    }

    /// The value as not missing, where the scope proves it.
    func narrowed(_ expression: CheckedExpression, _ scope: Scope) -> CheckedExpression {
        guard expression.type.isOptional, let key = guardKey(expression), scope.proven.contains(key) else { return expression }
        var result = expression
        result.type.isOptional = false
        return result
    }

    /// Whether a value comes straight from a column that its file or model says may be missing.
    func isDeclaredOptional(_ expression: CheckedExpression) -> Bool {
        switch expression.node {
        case .column(let id): return declaredOptional.contains(id)
        case .linked(_, let table, let column): return catalogue.table(table)?.column(column)?.type.isOptional ?? false
        case .convert(let inner): return isDeclaredOptional(inner)
        case .call(_, _, let arguments) where arguments.count == 1: return isDeclaredOptional(arguments[0])
        default: return false
        }
    }
}
