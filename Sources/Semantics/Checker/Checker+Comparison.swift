import Diagnostics
import Syntax

/// Comparison and search: two sides of one kind and one order, and what is counted when a side may be missing.
extension Checker {
    func comparison(
        _ symbol: ComparisonOperator, _ lhs: CheckedExpression, _ rhs: CheckedExpression, _ scope: Scope, _ place: Diagnostic.Place, _ symbolSpan: Span
    ) -> CheckedExpression? {
        var (lhs, rhs, symbol) = (lhs, rhs, symbol)
        var isFlipped = false
        let form: ComparisonForm
        switch (lhs.type.kind, rhs.type.kind) {
        case (.date, .period), (.timestamp, .period):
            form = .dayWithPeriod
            if lhs.type.kind == .timestamp, let day = convert(lhs, to: .date, what: "a date") { lhs = day }
        case (.period, .date), (.period, .timestamp):
            form = .dayWithPeriod
            (lhs, rhs, symbol) = (rhs, lhs, symbol.flipped)
            isFlipped = true
            if lhs.type.kind == .timestamp, let day = convert(lhs, to: .date, what: "a date") { lhs = day }
        default:
            guard let (sides, type) = unify([lhs, rhs], symbol: symbol.rawValue, comparing: true), hasOneOrder(lhs, symbol, rhs, place) else { return nil }
            (lhs, rhs) = (sides[0], sides[1])
            guard let found = Checker.form(type.kind) else {
                report(.cannotBeCompared(type, with: symbol.rawValue), at: place)
                return nil
            }
            form = found
        }
        let isOrdering = symbol != .equal && symbol != .notEqual
        if case .dayWithPeriod = form, !isOrdering {
            if isOneDay(rhs), let day = convert(lhs, to: .period, what: "a period") {
                return CheckedExpression(.compare(symbol, .period, day, rhs, notice: nil), .bool, place)
            }
            let repair = Diagnostic.Fix(symbol == .equal ? "in" : "not in", at: symbolSpan)
            report(.dayEqualsPeriod(symbol), at: place, fixes: isFlipped ? [] : [repair])
            return nil
        }
        if isOrdering, lhs.type.kind == .bool {
            report(.conditionsHaveNoOrder, at: place)
            return nil
        }
        var notice: NoticeID?
        if isOrdering, lhs.type.isOptional || rhs.type.isOptional {
            guard isUnguardedAllowed([lhs, rhs], symbol, place) else { return nil }
            notice = noticed([lhs, rhs])
        }
        return CheckedExpression(.compare(symbol, form, lhs, rhs, notice: notice), .bool, place)
    }

    /// Whether the values of both sides have one order: two enums have not, nor has an enum with texts that are not its values.
    private func hasOneOrder(_ lhs: CheckedExpression, _ symbol: ComparisonOperator, _ rhs: CheckedExpression, _ place: Diagnostic.Place) -> Bool {
        guard symbol != .equal, symbol != .notEqual else { return true }
        switch (lhs.type.kind, rhs.type.kind) {
        case (.nothing, _), (_, .nothing):
            let missing = lhs.type.kind == .nothing ? lhs : rhs
            if case .column = missing.node, let named = missing.place {
                report(.orderWithEmptyColumn(named.source.slice(named.span)), at: place)
            } else {
                report(.orderWithMissing, at: place)
            }
            return false
        case (.enumeration(let one), .enumeration(let other)) where one != other:
            report(.twoOrders, at: place)
            return false
        case (.enumeration, .text), (.text, .enumeration):
            let text = lhs.type.kind == .text ? lhs : rhs
            switch text.node {
            case .constant, .parameter: return true
            default:
                report(.orderAgainstText, at: place)
                return false
            }
        default: return true
        }
    }

    /// A period that is known to be a single day: `x.day`, or one written out.
    private func isOneDay(_ period: CheckedExpression) -> Bool {
        switch period.node {
        case .call("day", _, _): true
        case .constant(.period(let span)): span.first == span.last
        default: false
        }
    }

    /// Whether a comparison may meet missing values; where it must be guarded, it is reported.
    private func isUnguardedAllowed(_ sides: [CheckedExpression], _ symbol: ComparisonOperator, _ place: Diagnostic.Place) -> Bool {
        guard environment.isStrict, let unsure = sides.first(where: { $0.type.isOptional && isDeclaredOptional($0) }) else { return true }
        report(.unguardedComparison(Checker.slice(unsure), symbol), at: unsure.place ?? place)
        return false
    }

    /// A number for a comparison that may meet missing values, unless it is told already.
    private func noticed(_ sides: [CheckedExpression]) -> NoticeID? {
        guard !isReadAgain else { return nil }
        let names = sides.filter { $0.type.isOptional }.map { Checker.slice($0) }
        let id = NoticeID(notices.count)
        var seen: [String] = []
        for name in names where !seen.contains(name) { seen.append(name) }
        notices[id] = seen.joined(separator: ", ")
        return id
    }

    static func form(_ kind: Type.Kind) -> ComparisonForm? {
        switch kind {
        case .nothing, .bool, .int, .float, .date, .timestamp: .same
        case .decimal: .decimal
        case .text: .text
        case .enumeration: .enumeration
        case .link: .link
        case .ratio: .ratio
        case .points: .points
        case .period: .period
        case .duration, .list: nil
        }
    }

    /// `a ~ pattern`: both text, or an enum as its text.
    func search(_ lhs: CheckedExpression, _ rhs: CheckedExpression, negated: Bool, _ place: Diagnostic.Place) -> CheckedExpression? {
        guard let text = asText(lhs), let pattern = asText(rhs) else { return nil }
        let test = CheckedExpression(.search(text, pattern), .bool, place)
        return negated ? CheckedExpression(.not(test), .bool, place) : test
    }

    /// Text, or an enum as its text; a link is told which of its texts to name.
    func asText(_ value: CheckedExpression) -> CheckedExpression? {
        switch value.type.kind {
        case .text, .nothing: return value
        case .enumeration: return convert(value, to: .text, what: "text")
        case .link(let table):
            let written = Checker.slice(value)
            let label = catalogue.table(table)?.labelColumn ?? "name"
            report(.wanted("text", got: value.type), at: value.place, hints: ["a link has several texts: name the one that is meant"],
                fixes: value.place.map { [Diagnostic.Fix("\(written).\(label)", at: $0.span)] } ?? [])
            return nil
        default:
            report(.wanted("text", got: value.type), at: value.place)
            return nil
        }
    }
}

extension ComparisonOperator {
    /// The operator with its sides exchanged.
    package var flipped: ComparisonOperator {
        switch self {
        case .equal, .notEqual: self
        case .less: .greater
        case .lessOrEqual: .greaterOrEqual
        case .greater: .less
        case .greaterOrEqual: .lessOrEqual
        }
    }
}
