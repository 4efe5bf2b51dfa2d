import Diagnostics
import Syntax

/// `check` and `warn`: conditions over rows, or over the whole table when they aggregate.
extension Checker {
    func check(_ written: Assertion, isWarning: Bool, _ stage: Stage, _ flow: inout Flow, _ scope: Scope) -> Bool {
        guard let checked = assertion(written, isWarning: isWarning, scope) else { return false }
        flow.stages.append(CheckedStage(.check(checked), span: stage.span))
        return true
    }

    func assertion(_ written: Assertion, isWarning: Bool, _ scope: Scope) -> CheckedAssertion? {
        var scope = scope
        if scope.level != .constant, mentionsAggregate(written.condition, scope) { scope.level = .group }
        let place = scope.place(written.condition.span)
        guard let condition = self.condition(written.condition, scope) else { return nil }
        var sides: (CheckedExpression, CheckedExpression)?
        var test = condition
        if case .compare(.equal, _, let lhs, let rhs, _) = condition.node { sides = (lhs, rhs) }
        if let within = written.within {
            guard let pair = sides else {
                report(.withinWithoutEqual, at: scope.place(within.span))
                return nil
            }
            guard let tolerance = expression(within, Scope(source: scope.source, level: .constant)), let close = closeness(pair.0, pair.1, tolerance, scope, place) else { return nil }
            test = close
        }
        var otherwise: CheckedExpression?
        if let message = written.otherwise {
            guard let text = text(message, scope, span: written.condition.span) else { return nil }
            otherwise = withoutPrivateParts(text)
        }
        let source: String? = written.source.map { literal in
            literal.parts.map { part in if case .text(let text) = part { text } else { "" } }.joined()
        }
        if let (lhs, rhs) = sides, isPrivate(lhs) || isPrivate(rhs) { sides = nil }
        return CheckedAssertion(
            condition: test, sides: sides, text: onOneLine(scope.source.slice(written.condition.span)), source: source, otherwise: otherwise,
            isWarning: isWarning, isOverTable: scope.level == .group || scope.level == .constant, place: place)
    }

    /// A condition as it is quoted in a list of outcomes: its lines after one another.
    private func onOneLine(_ written: String) -> String {
        written.split { $0 == "\n" }.map { line in line.drop { $0 == " " } }.joined(separator: " ")
    }

    /// |a − b| ≤ tolerance, the limit included; a percentage is relative to the right side.
    func closeness(_ lhs: CheckedExpression, _ rhs: CheckedExpression, _ tolerance: CheckedExpression, _ scope: Scope, _ place: Diagnostic.Place) -> CheckedExpression? {
        let isRatio = lhs.type.kind.isRatio
        var limit = tolerance
        switch tolerance.type.kind {
        case .ratio where !isRatio && lhs.type.kind.isNumber:
            // |b| × 1 %
            guard let size = scalarCall("abs", [rhs], place) else { return nil }
            limit = CheckedExpression(.arithmetic(.ratioTimes, tolerance, size), Type(.float(rhs.type.kind.currency), optional: true), tolerance.place)
        case .points where isRatio || lhs.type.kind == .points: break
        case let kind where kind.isNumber && lhs.type.kind.isNumber: break
        default:
            report(.wanted(isRatio ? "a distance in percentage points" : "a number or a percentage", got: tolerance.type), at: tolerance.place,
                hints: isRatio ? ["such as  within 0.05 points"] : [])
            return nil
        }
        func difference(_ a: CheckedExpression, _ b: CheckedExpression) -> CheckedExpression {
            let form: ArithmeticForm = isRatio ? .ratioDifference : lhs.type.kind == .points ? .subtractPoints : .subtract
            return CheckedExpression(.arithmetic(form, a, b), Type(isRatio ? .points : lhs.type.kind, optional: lhs.type.isOptional || rhs.type.isOptional), place)
        }
        func atMost(_ value: CheckedExpression) -> CheckedExpression? {
            guard let (sides, type) = unify([value, limit], symbol: "within", comparing: true), let form = Checker.form(type.kind) else { return nil }
            return CheckedExpression(.compare(.lessOrEqual, form, sides[0], sides[1], notice: nil), .bool, place)
        }
        guard let above = atMost(difference(lhs, rhs)), let below = atMost(difference(rhs, lhs)) else { return nil }
        return CheckedExpression(.and(above, below), .bool, place)
    }

    /// Whether computing it takes more than the row at hand.
    func mentionsAggregate(_ expression: Expression, _ scope: Scope) -> Bool {
        switch expression.node {
        case .call(let receiver, let name, let arguments):
            if receiver == nil, catalogue.functions(name.text).first?.role == .aggregate {
                // An aggregate over a reverse link belongs to its row.
                if case .name(let root)? = arguments.items.first?.value.rootName, reverseLink(root.text, scope) != nil { return false }
                return true
            }
            return arguments.items.contains { mentionsAggregate($0.value, scope) }
        case .name(let name):
            guard let base = scope.relation?.base, scope.relation?.columns.contains(where: { $0.name == name.text }) == false else { return false }
            return catalogue.table(base.table)?.measures.contains { $0.name == name.text } ?? false
        case .negate(let inner), .not(let inner), .isMissing(let inner, _, _), .parenthesized(let inner), .member(let inner, _):
            return mentionsAggregate(inner, scope)
        case .binary(_, _, let lhs, let rhs): return mentionsAggregate(lhs, scope) || mentionsAggregate(rhs, scope)
        case .choose(let test, let yes, let no): return [test, yes, no].contains { mentionsAggregate($0, scope) }
        case .list(let elements): return elements.contains { mentionsAggregate($0, scope) }
        case .number, .percent, .date, .text, .raw, .boolean, .missing, .parameter, .pipeline, .absent: return false
        }
    }
}

extension Expression {
    /// The name that a path starts with.
    var rootName: Expression.Node? {
        switch node {
        case .name: node
        case .member(let base, _): base.rootName
        default: nil
        }
    }
}
