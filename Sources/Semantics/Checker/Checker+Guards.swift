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
            guard let value = silently({ self.expression(operand, scope) }) else { return Facts() }
            let proven = provenPresent(with: value)
            return present != negated ? Facts(whenTrue: proven) : Facts(whenFalse: proven)
        case .binary(.and, _, let lhs, let rhs):
            return Facts(whenTrue: facts(lhs, scope).whenTrue.union(facts(rhs, scope).whenTrue))
        case .binary(.or, _, let lhs, let rhs):
            return Facts(whenFalse: facts(lhs, scope).whenFalse.union(facts(rhs, scope).whenFalse))
        default: return Facts()
        }
    }

    /// What is present wherever this value is: itself, and what it cannot be computed without.
    private func provenPresent(with value: CheckedExpression) -> Set<String> {
        var result: Set<String> = guardKey(value).map { [$0] } ?? []
        for needed in needed(for: value) { result.formUnion(provenPresent(with: needed)) }
        return result
    }

    /// The parts without which a value is missing: a link for its path, both sides of a sum.
    private func needed(for value: CheckedExpression) -> [CheckedExpression] {
        switch value.node {
        case .linked(let link, _, _), .ancestor(let link, _, _, _), .successor(let link, _, _): [link]
        case .convert(let inner), .negate(let inner): [inner]
        case .arithmetic(_, let lhs, let rhs), .per(let lhs, let rhs), .span(let lhs, let rhs): [lhs, rhs]
        case .call(let name, let overload, let arguments): propagates(name, overload) ? arguments : []
        default: []
        }
    }

    private func propagates(_ name: String, _ overload: Int) -> Bool {
        let rows = catalogue.functions(name)
        guard rows.indices.contains(overload), case .propagates = rows[overload].missing else { return false }
        return true
    }

    /// A name for a value, equal for equal values of one row; `nil` for what is not compared part by part.
    func guardKey(_ expression: CheckedExpression) -> String? {
        func joined(_ parts: [CheckedExpression]) -> String? {
            let keys = parts.compactMap(guardKey)
            return keys.count == parts.count ? keys.joined(separator: ",") : nil
        }
        switch expression.node {
        case .column(let id): return "\(id)"
        case .constant(let value): return "\(value)"
        case .parameter(let name): return "$\(name)"
        case .linked(let link, let table, let column): return guardKey(link).map { "\($0)->\(table).\(column)" }
        case .ancestor(let link, let table, let level, let asOf):
            return joined([link] + (asOf.map { [$0] } ?? [])).map { "\($0)^\(table).\(level)" }
        case .successor(let link, _, let day): return joined([link, day]).map { "at(\($0))" }
        case .convert(let inner): return guardKey(inner).map { "\(expression.type.kind)(\($0))" }
        case .negate(let inner): return guardKey(inner).map { "-(\($0))" }
        case .arithmetic(let form, let lhs, let rhs): return joined([lhs, rhs]).map { "\(form)(\($0))" }
        case .per(let lhs, let rhs): return joined([lhs, rhs]).map { "per(\($0))" }
        case .call(let name, let overload, let arguments): return joined(arguments).map { "\(name)/\(overload)(\($0))" }
        default: return nil
        }
    }

    /// The value as not missing, where the scope proves it.
    func narrowed(_ expression: CheckedExpression, _ scope: Scope) -> CheckedExpression {
        guard expression.type.isOptional, !scope.proven.isEmpty, let key = guardKey(expression), scope.proven.contains(key) else { return expression }
        var result = expression
        result.type.isOptional = false
        return result
    }

    /// Whether a value comes straight from a column that its file or model says may be missing.
    func isDeclaredOptional(_ expression: CheckedExpression) -> Bool {
        switch expression.node {
        case .column(let id): declaredOptional.contains(id)
        case .linked(let link, let table, let column):
            catalogue.table(table)?.column(column)?.type.isOptional ?? false || isDeclaredOptional(link)
        case .convert(let inner): isDeclaredOptional(inner)
        case .call(_, _, let arguments) where arguments.count == 1: isDeclaredOptional(arguments[0])
        default: false
        }
    }
}
