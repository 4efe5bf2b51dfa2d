import Diagnostics
import Syntax

/// Operators: which of them is meant, and the logic that carries guards from its left to its right side.
extension Checker {
    func binary(_ symbol: BinaryOperator, _ symbolSpan: Span, _ lhs: Expression, _ rhs: Expression, _ scope: Scope, _ place: Diagnostic.Place) -> CheckedExpression? {
        switch symbol {
        case .and, .or:
            let known = facts(lhs, scope)
            var inner = scope
            inner.proven.formUnion(symbol == .and ? known.whenTrue : known.whenFalse)
            let first = condition(lhs, scope)
            let second = condition(rhs, inner)
            guard let first, let second else { return nil }
            return CheckedExpression(symbol == .and ? .and(first, second) : .or(first, second), .bool, place)
        case .isIn, .isNotIn:
            guard let test = membership(lhs, rhs, scope, place, symbol: symbolSpan) else { return nil }
            return symbol == .isIn ? test : CheckedExpression(.not(test), .bool, place)
        default: break
        }
        var outer = scope
        outer.addition = nil
        var inner = outer
        // The first two of several texts that are added say how all of them are put together.
        let addition = symbol == .add ? scope.addition ?? Expression(.binary(symbol, operatorSpan: symbolSpan, lhs, rhs), place.span) : nil
        if case .binary(.add, _, _, _) = lhs.node { outer.addition = addition }
        let first = expression(lhs, outer)
        inner.beside = first?.type.kind
        let second = expression(rhs, inner)
        guard let first, let second else { return nil }
        if let addition, first.type.kind == .text, second.type.kind == .text {
            let whole = addition.textParts(in: scope.source).map { Diagnostic.Fix("\"\($0.joined())\"", at: addition.span) }
            report(.sumOfTexts, at: scope.place(addition.span), fixes: whole.map { [$0] } ?? [])
            return nil
        }
        switch symbol {
        case .equal: return comparison(.equal, first, second, scope, place, symbolSpan)
        case .notEqual: return comparison(.notEqual, first, second, scope, place, symbolSpan)
        case .less: return comparison(.less, first, second, scope, place, symbolSpan)
        case .lessOrEqual: return comparison(.lessOrEqual, first, second, scope, place, symbolSpan)
        case .greater: return comparison(.greater, first, second, scope, place, symbolSpan)
        case .greaterOrEqual: return comparison(.greaterOrEqual, first, second, scope, place, symbolSpan)
        case .contains, .doesNotContain: return search(first, second, negated: symbol == .doesNotContain, place)
        case .range: return range(first, second, place)
        case .add: return sum(first, second, isDifference: false, place)
        case .subtract: return sum(first, second, isDifference: true, place)
        case .multiply: return product(first, second, place)
        case .divide: return quotient(first, second, place)
        case .per: return ratio(first, second, place)
        case .coalesce:
            guard isSingle(first), let (sides, type) = unify([first, second], symbol: "??") else { return nil }
            return CheckedExpression(.coalesce(sides[0], sides[1]), Type(type.kind, optional: second.type.isOptional), place)
        case .and, .or, .isIn, .isNotIn: return nil
        }
    }
}

extension Expression {
    /// The expression without parentheses around it.
    var unparenthesized: Expression {
        if case .parenthesized(let inner) = node { return inner.unparenthesized }
        return self
    }

    /// The operands of a chain of `+` as they stand inside one text; `nil` where one has quotes of both kinds.
    func textParts(in source: SourceText) -> [String]? {
        switch node {
        case .binary(.add, _, let first, let second):
            guard let first = first.textParts(in: source), let second = second.textParts(in: source) else { return nil }
            return first + second
        case .text(let literal) where !literal.isBlock: return [String(source.slice(span).dropFirst().dropLast())]
        case .raw(let text): return [String(Parser.quoted(text).dropFirst().dropLast())]
        default:
            let written = source.slice(unparenthesized.span)
            guard written.contains("\"") else { return ["{\(written)}"] }
            // Inside the braces a text stands in single quotes, where nothing is escaped.
            return written.contains { "'\\{".contains($0) } ? nil : ["{\(written.replacing("\"", with: "'"))}"]
        }
    }
}
