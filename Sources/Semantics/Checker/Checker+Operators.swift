import Diagnostics
import Syntax

/// Operators: arithmetic, comparison, membership, search and the logic that carries guards.
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
            guard let test = membership(lhs, rhs, scope, place) else { return nil }
            return symbol == .isIn ? test : CheckedExpression(.not(test), .bool, place)
        default: break
        }
        let first = expression(lhs, scope)
        let second = expression(rhs, scope)
        guard let first, let second else { return nil }
        switch symbol {
        case .equal: return comparison(.equal, first, second, scope, place)
        case .notEqual: return comparison(.notEqual, first, second, scope, place)
        case .less: return comparison(.less, first, second, scope, place)
        case .lessOrEqual: return comparison(.lessOrEqual, first, second, scope, place)
        case .greater: return comparison(.greater, first, second, scope, place)
        case .greaterOrEqual: return comparison(.greaterOrEqual, first, second, scope, place)
        case .contains, .doesNotContain: return search(first, second, negated: symbol == .doesNotContain, place)
        case .range: return range(first, second, place)
        case .add: return sum(first, second, isDifference: false, place)
        case .subtract: return sum(first, second, isDifference: true, place)
        case .multiply: return product(first, second, place)
        case .divide: return quotient(first, second, place)
        case .per: return ratio(first, second, place)
        case .coalesce:
            guard let (sides, type) = unify([first, second], symbol: "??") else { return nil }
            return CheckedExpression(.coalesce(sides[0], sides[1]), Type(type.kind, optional: second.type.isOptional), place)
        case .and, .or, .isIn, .isNotIn: return nil
        }
    }

    func negate(_ operand: Expression, _ scope: Scope, _ place: Diagnostic.Place) -> CheckedExpression? {
        guard let value = expression(operand, scope) else { return nil }
        switch value.type.kind {
        case .int, .decimal, .float, .points, .duration:
            if case .constant(let constant) = value.node, let negated = Checker.negated(constant) {
                return CheckedExpression(.constant(negated), value.type, place)
            }
            return CheckedExpression(.negate(value), value.type, place)
        default:
            report(Message.wanted("a number", got: value.type), at: place)
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

    // MARK: Comparison

    func comparison(_ symbol: ComparisonOperator, _ lhs: CheckedExpression, _ rhs: CheckedExpression, _ scope: Scope, _ place: Diagnostic.Place) -> CheckedExpression? {
        var (lhs, rhs, symbol) = (lhs, rhs, symbol)
        let form: ComparisonForm
        switch (lhs.type.kind, rhs.type.kind) {
        case (.date, .period), (.timestamp, .period):
            form = .dayWithPeriod
            if lhs.type.kind == .timestamp, let day = convert(lhs, to: .date, what: "a date") { lhs = day }
        case (.period, .date), (.period, .timestamp):
            form = .dayWithPeriod
            (lhs, rhs, symbol) = (rhs, lhs, symbol.flipped)
            if lhs.type.kind == .timestamp, let day = convert(lhs, to: .date, what: "a date") { lhs = day }
        default:
            guard let (sides, type) = unify([lhs, rhs], symbol: symbol.rawValue, comparing: true), hasOneOrder(lhs, symbol, rhs, place) else { return nil }
            (lhs, rhs) = (sides[0], sides[1])
            guard let found = Checker.form(type.kind) else {
                report(("no-order", "\(Message.article(type)) cannot be compared with '\(symbol.rawValue)'"), at: place)
                return nil
            }
            form = found
        }
        let isOrdering = symbol != .equal && symbol != .notEqual
        if case .dayWithPeriod = form, !isOrdering {
            if isOneDay(rhs), let day = convert(lhs, to: .period, what: "a period") {
                return CheckedExpression(.compare(symbol, .period, day, rhs, notice: nil), .bool, place)
            }
            report(("day-equals-period", "a day is never equal to a longer period"), at: place, hints: ["to ask whether it lies inside, write '\(symbol == .equal ? "in" : "not in")' instead of '\(symbol.rawValue)'"])
            return nil
        }
        if isOrdering, lhs.type.kind == .bool {
            report(("no-order", "conditions have no order"), at: place)
            return nil
        }
        var notice: NoticeID?
        if isOrdering, lhs.type.isOptional || rhs.type.isOptional {
            guard let id = noticed([lhs, rhs], symbol, place) else { return nil }
            notice = id
        }
        return CheckedExpression(.compare(symbol, form, lhs, rhs, notice: notice), .bool, place)
    }

    /// Whether the values of both sides have one order: two enums have not, nor has an enum with texts that are not its values.
    private func hasOneOrder(_ lhs: CheckedExpression, _ symbol: ComparisonOperator, _ rhs: CheckedExpression, _ place: Diagnostic.Place) -> Bool {
        guard symbol != .equal, symbol != .notEqual else { return true }
        switch (lhs.type.kind, rhs.type.kind) {
        case (.nothing, _), (_, .nothing):
            report(("order-with-missing", "nothing comes before or after a missing value, so this is never true"), at: place, hints: ["ask  x is missing  or  x is present"])
            return false
        case (.enumeration(let one), .enumeration(let other)) where one != other:
            report(("no-order", "these two lists of values have different orders"), at: place, hints: ["compare them with '==', or each with one of its own values"])
            return false
        case (.enumeration, .text), (.text, .enumeration):
            let text = lhs.type.kind == .text ? lhs : rhs
            switch text.node {
            case .constant, .parameter: return true
            default:
                report(("no-order", "the values have an order of their own, which a text has not"), at: place, hints: ["compare with one of the values in quotes, or with '=='"])
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

    /// A number for a comparison that may meet missing values; `nil` after reporting it as a mistake where it must be guarded.
    private func noticed(_ sides: [CheckedExpression], _ symbol: ComparisonOperator, _ place: Diagnostic.Place) -> NoticeID? {
        let unsure = sides.filter { $0.type.isOptional }
        let names = unsure.map { Checker.slice($0) }
        if environment.isStrict, let index = unsure.firstIndex(where: isDeclaredOptional) {
            let name = names[index]
            report(("unguarded-comparison", "'\(name)' may be missing, and then '\(symbol.rawValue)' would quietly be false"), at: unsure[index].place ?? place,
                hints: ["say what to do then:  \(name) is present and …   or   \(name) is missing or …"])
            return nil
        }
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
    private func search(_ lhs: CheckedExpression, _ rhs: CheckedExpression, negated: Bool, _ place: Diagnostic.Place) -> CheckedExpression? {
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
            report(Message.wanted("text", got: value.type), at: value.place, hints: ["a link has several texts: name the one that is meant"],
                fixes: value.place.map { [Diagnostic.Fix("\(written).\(label)", at: $0.span)] } ?? [])
            return nil
        default:
            report(Message.wanted("text", got: value.type), at: value.place)
            return nil
        }
    }

    // MARK: Membership

    private func membership(_ lhs: Expression, _ rhs: Expression, _ scope: Scope, _ place: Diagnostic.Place) -> CheckedExpression? {
        guard let value = expression(lhs, scope) else { return nil }
        switch rhs.unparenthesized.node {
        case .pipeline(let pipeline):
            var converted = value
            let found = subquery(pipeline, scope, isScalar: false) { flow in
                let column = flow.relation.columns[0]
                let element = CheckedExpression(.column(column.id), column.type, scope.place(pipeline.span))
                guard let (sides, type) = unify([value, element], symbol: "in", comparing: true) else { return false }
                converted = sides[0]
                if type.kind == column.type.kind { return true }
                let id = numbers.make()
                flow.stages.append(CheckedStage(.compute([Computation(id: id, value: sides[1])], by: [], along: []), span: pipeline.span))
                flow.relation.columns = [Relation.Column(name: column.name, id: id, type: sides[1].type, isPrivate: inherit(id, from: sides[1]))]
                return true
            }
            guard let (id, _) = found else { return nil }
            return CheckedExpression(.isInQuery(converted, id), .bool, place)
        case .list(let elements):
            let checked = elements.compactMap { expression($0, scope) }
            guard checked.count == elements.count else { return nil }
            // A list of periods holds the days in them.
            if value.type.kind.isDay, !checked.isEmpty, checked.allSatisfy({ $0.type.kind == .period }) {
                let tests = checked.compactMap { inPeriod(value, $0, place) }
                return tests.dropFirst().reduce(tests[0]) { CheckedExpression(.or($0, $1), .bool, place) }
            }
            guard let (unified, _) = unify([value] + checked, symbol: "in", comparing: true) else { return nil }
            return CheckedExpression(.isIn(unified[0], Array(unified.dropFirst())), .bool, place)
        case .binary(.range, _, let from, let to):
            let ends = [from, to].compactMap { expression($0, scope) }
            guard ends.count == 2 else { return nil }
            let (first, last) = (ends[0], ends[1])
            if first.type.kind.isDay || first.type.kind == .period {
                guard let span = range(first, last, scope.place(rhs.span)) else { return nil }
                return inPeriod(value, span, place)
            }
            guard let (sides, type) = unify([value, first, last], symbol: "in", comparing: true) else { return nil }
            guard type.kind != .bool, let form = Checker.form(type.kind) else {
                report(("no-order", "\(Message.article(type)) has no order, so nothing lies between two of them"), at: place)
                return nil
            }
            let low = CheckedExpression(.compare(.greaterOrEqual, form, sides[0], sides[1], notice: nil), .bool, place)
            let high = CheckedExpression(.compare(.lessOrEqual, form, sides[0], sides[2], notice: nil), .bool, place)
            return CheckedExpression(.and(low, high), .bool, place)
        default: break
        }
        guard let container = expression(rhs, scope) else { return nil }
        switch container.type.kind {
        case .period: return inPeriod(value, container, place)
        case .list(let element):
            guard let converted = convert(value, to: element, what: Message.article(Type(element))) else { return nil }
            return CheckedExpression(.isInList(converted, container), .bool, place)
        case .date, .timestamp:
            report(("in-one-day", "a day holds nothing but itself"), at: place, hints: ["write '==' instead of 'in'"])
            return nil
        default:
            report(Message.wanted("a list, a period or a pipeline in parentheses", got: container.type), at: container.place, hints: ["such as  in [\"a\", \"b\"]  or  in @2019-H1"],
                fixes: dateFix(container, beside: value.type.kind.isDay).map { [$0] } ?? [])
            return nil
        }
    }

    private func inPeriod(_ value: CheckedExpression, _ period: CheckedExpression, _ place: Diagnostic.Place) -> CheckedExpression? {
        switch value.type.kind {
        case .date: return CheckedExpression(.isInPeriod(value, period), .bool, place)
        case .timestamp:
            guard let day = convert(value, to: .date, what: "a date") else { return nil }
            return CheckedExpression(.isInPeriod(day, period), .bool, place)
        case .period:
            // A period lies in another when both its ends do.
            guard let first = scalarCall("start_of", [value], place), let last = scalarCall("end_of", [value], place) else { return nil }
            return CheckedExpression(
                .and(CheckedExpression(.isInPeriod(first, period), .bool, place), CheckedExpression(.isInPeriod(last, period), .bool, place)), .bool, place)
        case .nothing: return CheckedExpression(.constant(.bool(false)), .bool, place)
        default:
            report(Message.wanted("a date or a period", got: value.type), at: value.place)
            return nil
        }
    }

    private func range(_ lhs: CheckedExpression, _ rhs: CheckedExpression, _ place: Diagnostic.Place) -> CheckedExpression? {
        // One or the other side of a range in time: a period as it is, a day as the period of that day.
        func end(_ value: CheckedExpression) -> CheckedExpression? {
            switch value.type.kind {
            case .period: value
            case .date, .timestamp: (value.type.kind == .date ? value : convert(value, to: .date, what: "a date")).flatMap { convert($0, to: .period, what: "a period") }
            default: nil
            }
        }
        if lhs.type.kind.isDay || lhs.type.kind == .period || rhs.type.kind.isDay || rhs.type.kind == .period {
            guard let first = end(lhs), let last = end(rhs) else {
                reportMismatch(lhs, "..", rhs)
                return nil
            }
            if case .constant(.period(let from)) = lhs.node, case .constant(.period(let to)) = rhs.node, from.first > to.last {
                return reportBackwards(place)
            }
            if case .constant(.date(let from)) = lhs.node, case .constant(.date(let to)) = rhs.node, from > to { return reportBackwards(place) }
            return CheckedExpression(.span(first, last), Type(.period, optional: lhs.type.isOptional || rhs.type.isOptional), place)
        }
        guard case .constant(.int(let low)) = lhs.node, case .constant(.int(let high)) = rhs.node else {
            report(("range-not-constant", "a range by itself needs two whole numbers, dates or periods"), at: place, hints: ["to compare, write  x in a..b"])
            return nil
        }
        guard low <= high else { return reportBackwards(place) }
        let (length, overflow) = high.subtractingReportingOverflow(low)
        guard !overflow, length < 100_000 else {
            report(("range-too-long", "a list of more than 100,000 numbers is not made"), at: place)
            return nil
        }
        let elements = (low...high).map { CheckedExpression(.constant(.int($0)), .int, place) }
        return CheckedExpression(.list(elements), Type(.list(.int(nil))), place)
    }

    private func reportBackwards(_ place: Diagnostic.Place) -> CheckedExpression? {
        report(("range-backwards", "this range ends before it begins"), at: place, hints: ["the smaller or earlier end stands first"])
        return nil
    }

    // MARK: Arithmetic

    private func sum(_ lhs: CheckedExpression, _ rhs: CheckedExpression, isDifference: Bool, _ place: Diagnostic.Place) -> CheckedExpression? {
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
            report(("sum-of-ratios", "two ratios do not add up: their wholes differ"), at: place, hints: ["add the counts and divide again:  (a + b) per (c + d)"])
            return nil
        case (.ratio, .points), (.points, .ratio):
            report(("ratio-and-points", "a ratio and percentage points are not added: points are the distance of two ratios"), at: place,
                hints: ["compare the distance:  a - b <= 0.1 points"])
            return nil
        case (.points, .points):
            return make(isDifference ? .subtractPoints : .addPoints, .points, lhs, rhs)
        case (.int, .ratio) where isDifference:
            guard case .constant(.int(1)) = lhs.node else { break }
            return CheckedExpression(.arithmetic(.ratioComplement, lhs, rhs), Type(rhs.type.kind, optional: optional), place)
        case (.text, .text) where !isDifference:
            let whole = "\"\(Checker.interpolated(lhs))\(Checker.interpolated(rhs))\""
            report(("sum-of-texts", "texts are not added"), at: place, hints: ["put them into one text"], fixes: [Diagnostic.Fix(whole, at: place.span)])
            return nil
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
    private static func interpolated(_ value: CheckedExpression) -> String {
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

    private func product(_ lhs: CheckedExpression, _ rhs: CheckedExpression, _ place: Diagnostic.Place) -> CheckedExpression? {
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
            report(("money-times-money", "money is not multiplied by money"), at: place)
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

    private func quotient(_ lhs: CheckedExpression, _ rhs: CheckedExpression, _ place: Diagnostic.Place) -> CheckedExpression? {
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

    private func ratio(_ lhs: CheckedExpression, _ rhs: CheckedExpression, _ place: Diagnostic.Place) -> CheckedExpression? {
        let (lhs, rhs) = withMissingAsNumber(lhs, rhs)
        guard lhs.type.kind.isNumber, rhs.type.kind.isNumber else {
            let wrong = lhs.type.kind.isNumber ? rhs : lhs
            report(Message.wanted("a number", got: wrong.type), at: wrong.place, hints: ["'a per b' divides two counts or sums and remembers both"])
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

extension ComparisonOperator {
    /// The operator with its sides exchanged.
    var flipped: ComparisonOperator {
        switch self {
        case .equal, .notEqual: self
        case .less: .greater
        case .lessOrEqual: .greaterOrEqual
        case .greater: .less
        case .greaterOrEqual: .lessOrEqual
        }
    }
}

extension Expression {
    /// The expression without parentheses around it.
    var unparenthesized: Expression {
        if case .parenthesized(let inner) = node { return inner.unparenthesized }
        return self
    }
}
