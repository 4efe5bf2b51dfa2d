import Diagnostics
import Syntax

/// Arithmetic: numbers with their currencies, ratios and points, days and lengths of time (LANGUAGE sections 9 and 15).
extension Checker {
    func negate(_ operand: Expression, _ scope: Scope, _ place: Diagnostic.Place) -> CheckedExpression? {
        guard let value = expression(operand, scope) else { return nil }
        switch value.type.kind {
        case .int, .decimal, .float, .points, .duration:
            if case .constant(let constant) = value.node, let negated = Checker.negated(constant) {
                return CheckedExpression(.constant(negated), value.type, place)
            }
            return CheckedExpression(.negate(value), value.type, place)
        default:
            let written = scope.source.slice(operand.span)
            report(.wanted("a number", got: value.type), at: place,
                hints: scope.level == .row ? ["to leave a column out, write  | drop \(written);  to sort downwards,  \(written) desc"] : [])
            return nil
        }
    }

    private static func negated(_ value: Value) -> Value? {
        switch value {
        case .int(let number): number == .min ? nil : .int(-number)
        case .decimal(let number): .decimal(Decimal(-number.mantissa, scale: number.scale))
        case .float(let number): .float(-number)
        case .duration(let span): .duration(Duration(months: -span.months, days: -span.days, workingDays: -span.workingDays))
        default: nil
        }
    }

    func sum(_ lhs: CheckedExpression, _ rhs: CheckedExpression, isDifference: Bool, _ place: Diagnostic.Place) -> CheckedExpression? {
        let optional = lhs.type.isOptional || rhs.type.isOptional
        func make(_ form: ArithmeticForm, _ kind: Type.Kind, _ a: CheckedExpression, _ b: CheckedExpression) -> CheckedExpression {
            CheckedExpression(.arithmetic(form, a, b), Type(kind, optional: optional), place)
        }
        func negatedDuration() -> CheckedExpression {
            if case .constant(let value) = rhs.node, let negated = Checker.negated(value) { return CheckedExpression(.constant(negated), rhs.type, rhs.place) }
            return CheckedExpression(.negate(rhs), rhs.type, rhs.place)
        }
        switch (lhs.type.kind, rhs.type.kind) {
        case (.date, .duration), (.timestamp, .duration), (.period, .duration):
            return make(.shift, lhs.type.kind, lhs, isDifference ? negatedDuration() : rhs)
        case (.duration, .date) where !isDifference, (.duration, .timestamp) where !isDifference, (.duration, .period) where !isDifference:
            return make(.shift, rhs.type.kind, rhs, lhs)
        case (.duration, .duration):
            return make(.addDurations, .duration, lhs, isDifference ? negatedDuration() : rhs)
        case (let a, let b) where a.isDay && b.isDay && isDifference:
            guard let first = convert(lhs, to: .date, what: "a date"), let last = convert(rhs, to: .date, what: "a date") else { return nil }
            return make(.daysBetween, .int(nil), first, last)
        case (.ratio, .ratio):
            if isDifference { return make(.ratioDifference, .points, lhs, rhs) }
            report(.sumOfRatios, at: place)
            return nil
        case (.ratio, .points), (.points, .ratio):
            report(.ratioAndPoints, at: place)
            return nil
        case (.points, .points):
            return make(isDifference ? .subtractPoints : .addPoints, .points, lhs, rhs)
        case (.int, .ratio) where isDifference:
            guard case .constant(.int(1)) = lhs.node else { break }
            return CheckedExpression(.arithmetic(.ratioComplement, lhs, rhs), Type(rhs.type.kind, optional: optional), place)
        default: break
        }
        guard lhs.type.kind.isNumber || lhs.type.kind == .nothing, rhs.type.kind.isNumber || rhs.type.kind == .nothing,
            let kind = commonKind(lhs, rhs), kind.isNumber,
            let first = convert(lhs, to: kind, what: "a number"), let second = convert(rhs, to: kind, what: "a number")
        else {
            reportMismatch(lhs, isDifference ? "-" : "+", rhs)
            return nil
        }
        return make(isDifference ? .subtract : .add, kind, first, second)
    }

    /// A value as it stands inside a text with values in it.
    static func interpolated(_ value: CheckedExpression) -> String {
        if case .constant(.text(let text)) = value.node, !text.contains(where: { "\\\"{}\n".contains($0) }) { return text }
        return "{\(slice(value))}"
    }

    /// The literal `missing` as a number, beside a number.
    private func withMissingAsNumber(_ lhs: CheckedExpression, _ rhs: CheckedExpression) -> (CheckedExpression, CheckedExpression) {
        func number(_ value: CheckedExpression, beside other: CheckedExpression) -> CheckedExpression {
            guard value.type.kind == .nothing, other.type.kind.isNumber else { return value }
            return CheckedExpression(.constant(.missing), Type(.int(nil), optional: true), value.place)
        }
        return (number(lhs, beside: rhs), number(rhs, beside: lhs))
    }

    func product(_ lhs: CheckedExpression, _ rhs: CheckedExpression, _ place: Diagnostic.Place) -> CheckedExpression? {
        let (lhs, rhs) = withMissingAsNumber(lhs, rhs)
        let optional = lhs.type.isOptional || rhs.type.isOptional
        switch (lhs.type.kind, rhs.type.kind) {
        case (.ratio, let kind) where kind.isNumber:
            return CheckedExpression(.arithmetic(.ratioTimes, lhs, rhs), Type(.float(kind.currency), optional: true), place)
        case (let kind, .ratio) where kind.isNumber:
            return CheckedExpression(.arithmetic(.ratioTimes, rhs, lhs), Type(.float(kind.currency), optional: true), place)
        case (.int, .duration):
            return CheckedExpression(.arithmetic(.scaleDuration, lhs, rhs), Type(.duration, optional: optional), place)
        case (.duration, .int):
            return CheckedExpression(.arithmetic(.scaleDuration, rhs, lhs), Type(.duration, optional: optional), place)
        case (.points, let kind) where kind.isNumber && kind.currency == nil, (let kind, .points) where kind.isNumber && kind.currency == nil:
            return CheckedExpression(.arithmetic(.multiply, pointsOrFloat(lhs), pointsOrFloat(rhs)), Type(.points, optional: optional), place)
        default: break
        }
        guard lhs.type.kind.isNumber, rhs.type.kind.isNumber else {
            reportMismatch(lhs, "*", rhs)
            return nil
        }
        if lhs.type.kind.currency != nil, rhs.type.kind.currency != nil {
            report(.moneyTimesMoney, at: place)
            return nil
        }
        let currency = lhs.type.kind.currency ?? rhs.type.kind.currency
        let kind: Type.Kind = switch (lhs.type.kind, rhs.type.kind) {
        case (.float, _), (_, .float): .float(currency)
        case (.decimal, _), (_, .decimal): .decimal(currency)
        default: .int(currency)
        }
        let (first, second) = (widened(lhs, to: kind), widened(rhs, to: kind))
        return CheckedExpression(.arithmetic(.multiply, first, second), Type(kind, optional: optional), place)
    }

    private func pointsOrFloat(_ value: CheckedExpression) -> CheckedExpression {
        value.type.kind == .points ? value : widened(value, to: .float(nil))
    }

    func quotient(_ lhs: CheckedExpression, _ rhs: CheckedExpression, _ place: Diagnostic.Place) -> CheckedExpression? {
        let (lhs, rhs) = withMissingAsNumber(lhs, rhs)
        guard lhs.type.kind.isNumber || lhs.type.kind == .points, rhs.type.kind.isNumber else {
            reportMismatch(lhs, "/", rhs)
            return nil
        }
        var currency = lhs.type.kind.currency
        if let divisor = rhs.type.kind.currency {
            guard currency == divisor else {
                reportMismatch(lhs, "/", rhs)
                return nil
            }
            currency = nil
        }
        if lhs.type.kind == .points {
            return CheckedExpression(.arithmetic(.divide, lhs, pointsOrFloat(rhs)), Type(.points, optional: true), place)
        }
        let (first, second) = (widened(lhs, to: .float(lhs.type.kind.currency)), widened(rhs, to: .float(rhs.type.kind.currency)))
        return CheckedExpression(.arithmetic(.divide, first, second), Type(.float(currency), optional: true), place)
    }

    func ratio(_ lhs: CheckedExpression, _ rhs: CheckedExpression, _ place: Diagnostic.Place) -> CheckedExpression? {
        let (lhs, rhs) = withMissingAsNumber(lhs, rhs)
        guard lhs.type.kind.isNumber, rhs.type.kind.isNumber else {
            let wrong = lhs.type.kind.isNumber ? rhs : lhs
            report(.wanted("a number", got: wrong.type), at: wrong.place, hints: ["'a per b' divides two counts or sums and remembers both"])
            return nil
        }
        if let one = lhs.type.kind.currency, let other = rhs.type.kind.currency, one != other {
            reportMismatch(lhs, "per", rhs)
            return nil
        }
        return CheckedExpression(.per(lhs, rhs), Type(.ratio(counted: true), optional: true), place)
    }

    /// A number in the physical kind of `kind`, whatever its currency.
    private func widened(_ value: CheckedExpression, to kind: Type.Kind) -> CheckedExpression {
        let wanted: Type.Kind = switch kind {
        case .int: .int(value.type.kind.currency)
        case .decimal: .decimal(value.type.kind.currency)
        default: .float(value.type.kind.currency)
        }
        return convert(value, to: wanted, what: "a number") ?? value
    }
}
