import Diagnostics
import Syntax

/// Which types go together, and the conversions that are written out for it.
///
/// Nothing converts silently but what cannot lose anything: a number literal to the other side's kind and
/// currency, int to decimal to float inside arithmetic, a text literal to an enum's value. Comparing
/// takes a little more: the day of a timestamp against a date, an enum against text.
extension Checker {
    /// The kind that two values share, or `nil` when they have none. `comparing`: their values are only held against each other.
    func commonKind(_ lhs: CheckedExpression, _ rhs: CheckedExpression, comparing: Bool = false) -> Type.Kind? {
        let (a, b) = (lhs.type.kind, rhs.type.kind)
        if a == b { return a }
        switch (a, b) {
        case (.nothing, _): return b
        case (_, .nothing): return a
        case (.ratio(let one), .ratio(let other)): return .ratio(counted: one && other)
        case (.enumeration(let values), .text): return textKind(rhs, among: values, comparing)
        case (.text, .enumeration(let values)): return textKind(lhs, among: values, comparing)
        case (.enumeration, .enumeration): return .text
        case (.date, .timestamp), (.timestamp, .date): return comparing ? .date : nil
        case (.list(let x), .list(let y)): return x == .nothing ? b : y == .nothing ? a : nil
        default: break
        }
        guard a.isNumber, b.isNumber else { return nil }
        let currency: Currency?
        switch (a.currency, b.currency) {
        case (nil, nil): currency = nil
        case (let one?, let other?):
            guard one == other else { return nil }
            currency = one
        case (let one?, nil):
            guard isPlainNumber(rhs) else { return nil }
            currency = one
        case (nil, let other?):
            guard isPlainNumber(lhs) else { return nil }
            currency = other
        }
        switch (a, b) {
        case (.float, _), (_, .float): return .float(currency)
        case (.decimal, _), (_, .decimal): return .decimal(currency)
        default: return .int(currency)
        }
    }

    /// An enum and a text: a text that is written out is meant as a value of the enum, any other is text.
    private func textKind(_ text: CheckedExpression, among values: [String], _ comparing: Bool) -> Type.Kind {
        switch text.node {
        case .constant(.text(let written)): comparing || values.contains(written) ? .enumeration(values) : .text
        case .parameter: comparing ? .enumeration(values) : .text
        default: .text
        }
    }

    /// A number without a unit that is known before the first row, which takes the other side's unit.
    func isPlainNumber(_ value: CheckedExpression) -> Bool {
        guard value.type.kind.isNumber, value.type.kind.currency == nil else { return false }
        switch value.node {
        case .constant, .parameter: return true
        case .negate(let inner), .convert(let inner): return isPlainNumber(inner)
        case .arithmetic(_, let lhs, let rhs): return isPlainNumber(lhs) && isPlainNumber(rhs)
        default: return false
        }
    }

    /// Values brought to one kind, and their type. Reports when there is none.
    func unify(_ values: [CheckedExpression], symbol: String, comparing: Bool = false) -> ([CheckedExpression], Type)? {
        guard var common = values.first else { return ([], Type(.nothing)) }
        for value in values.dropFirst() {
            guard let kind = commonKind(common, value, comparing: comparing) else {
                reportMismatch(common, symbol, value)
                return nil
            }
            // The accumulated value stands for all before it; only its kind matters.
            let keepsNode = kind == common.type.kind
            common = CheckedExpression(keepsNode ? common.node : value.node, Type(kind), common.place)
        }
        let converted = values.compactMap { convert($0, to: common.type.kind, what: "\(Message.article(Type(common.type.kind)))") }
        guard converted.count == values.count else { return nil }
        return (converted, Type(common.type.kind, optional: values.contains { $0.type.isOptional }))
    }

    /// The value as a value of `kind`; reports when that cannot be.
    func convert(_ value: CheckedExpression, to kind: Type.Kind, what: String) -> CheckedExpression? {
        if value.type.kind == kind { return value }
        let type = Type(kind, optional: value.type.isOptional)
        switch (value.type.kind, kind) {
        case (.nothing, _):
            // Whatever it is, it is missing.
            return CheckedExpression(.constant(.missing), Type(kind, optional: true), value.place)
        case (.text, .enumeration):
            // What chooses between texts chooses between values.
            switch value.node {
            case .choose(let condition, let whenTrue, let whenFalse):
                guard let first = convert(whenTrue, to: kind, what: what), let second = convert(whenFalse, to: kind, what: what) else { return nil }
                return CheckedExpression(.choose(condition, first, second), type, value.place)
            default: return convertText(value, to: kind, what: what)
            }
        case (.enumeration, .text), (.timestamp, .date), (.date, .period):
            return CheckedExpression(.convert(value), type, value.place)
        case (.ratio, .ratio): return value
        case (.list, .list):
            guard let elements = elements(of: value), case .list(let element) = kind else { break }
            let converted = elements.compactMap { convert($0, to: element, what: what) }
            return converted.count == elements.count ? CheckedExpression(.list(converted), type, value.place) : nil
        default:
            if value.type.kind.isNumber, kind.isNumber, rank(value.type.kind) <= rank(kind),
                value.type.kind.currency == kind.currency || value.type.kind.currency == nil && isPlainNumber(value)
            {
                return convertNumber(value, to: kind)
            }
        }
        report(.wanted(what, got: value.type), at: value.place)
        return nil
    }

    /// A text that is written out as a value of an enum.
    private func convertText(_ value: CheckedExpression, to kind: Type.Kind, what: String) -> CheckedExpression? {
        guard case .enumeration(let values) = kind else { return nil }
        // The value of a parameter is not known while a script is only checked.
        switch value.node {
        case .parameter, .constant(.missing): return CheckedExpression(value.node, Type(kind, optional: value.type.isOptional), value.place)
        default: break
        }
        guard case .constant(.text(let text)) = value.node else {
            report(.wanted(what, got: value.type), at: value.place)
            return nil
        }
        guard values.contains(text) else {
            report(.unknownValue(text, among: values), at: value.place,
                fixes: Spelling.nearest(text, in: values, limit: 1).compactMap { near in value.place.map { Diagnostic.Fix("\"\(near)\"", at: $0.span) } })
            return nil
        }
        return CheckedExpression(.constant(.text(text)), Type(kind), value.place)
    }

    /// The value as the text that shows it; a missing one stays missing.
    func shown(_ value: CheckedExpression) -> CheckedExpression {
        let none = CheckedExpression(.constant(.missing), Type(.text, optional: true), value.place)
        if value.type.kind == .nothing { return none }
        let written = CheckedExpression(.interpolate([value]), .text, value.place)
        return CheckedExpression(.choose(CheckedExpression(.isMissing(value), .bool, value.place), none, written), Type(.text, optional: true), value.place)
    }

    private func rank(_ kind: Type.Kind) -> Int {
        switch kind {
        case .int: 0
        case .decimal: 1
        default: 2
        }
    }

    private func convertNumber(_ value: CheckedExpression, to kind: Type.Kind) -> CheckedExpression {
        let type = Type(kind, optional: value.type.isOptional)
        switch (value.node, kind) {
        case (.constant(.int(let number)), .decimal):
            return CheckedExpression(.constant(.decimal(Decimal(Int128(number)))), type, value.place)
        case (.constant(.int(let number)), .float):
            return CheckedExpression(.constant(.float(Double(number))), type, value.place)
        case (.constant(.decimal(let number)), .float):
            return CheckedExpression(.constant(.float(number.double)), type, value.place)
        default:
            if rank(value.type.kind) == rank(kind) { return CheckedExpression(value.node, type, value.place) }
            return CheckedExpression(.convert(value), type, value.place)
        }
    }

    func reportMismatch(_ lhs: CheckedExpression, _ symbol: String, _ rhs: CheckedExpression) {
        let place = joined(lhs.place, rhs.place)
        if let one = lhs.type.kind.currency, let other = rhs.type.kind.currency, one != other {
            report(.twoCurrencies(one, other), at: place)
            return
        }
        let fixes = repairs(lhs, symbol, beside: rhs) + repairs(rhs, symbol, beside: lhs)
        report(.typeMismatch(lhs.type, symbol, rhs.type), at: place, hints: mismatchHints(lhs, symbol, rhs),
            fixes: fixes.isEmpty ? place.flatMap { wholeRepair(lhs, symbol, rhs, $0.span) }.map { [$0] } ?? [] : fixes)
    }

    /// Which cell makes text of a column of a file, for a place where a number is wanted.
    func whyText(_ value: CheckedExpression) -> [String] {
        guard case .column(let column) = value.node, let reason = whyText[column] else { return [] }
        return [reason]
    }

    /// A date or period that was written as text or without its `@`, beside a day.
    func dateFix(_ value: CheckedExpression, beside day: Bool) -> Diagnostic.Fix? {
        guard day, let place = value.place else { return nil }
        let text = if case .constant(.text(let text)) = value.node { text } else { Checker.slice(value).filter { $0 != " " } }
        return Parser.date(text).map { Diagnostic.Fix($0, at: place.span) }
    }

    /// What is written of a value, written as the value beside it wants it.
    private func repairs(_ value: CheckedExpression, _ symbol: String, beside other: CheckedExpression) -> [Diagnostic.Fix] {
        guard let span = value.place?.span else { return [] }
        switch (value.node, value.type.kind, other.type.kind) {
        case (.constant(.text), _, let kind) where kind.isDay || kind == .period:
            return dateFix(value, beside: true).map { [$0] } ?? []
        case (.constant(.text("true")), _, .bool), (.constant(.int(1)), _, .bool): return [Diagnostic.Fix("true", at: span)]
        case (.constant(.text("false")), _, .bool), (.constant(.int(0)), _, .bool): return [Diagnostic.Fix("false", at: span)]
        case (.list(let elements), _, _) where elements.count == 1:
            return [Diagnostic.Fix(Checker.slice(elements[0]), at: span)]
        case (.call(let part, _, let arguments), .period, let kind) where kind.isNumber && ["year", "month", "day"].contains(part) && arguments.count == 1 && part != "year":
            return [Diagnostic.Fix("\(part)_of(\(Checker.slice(arguments[0])))", at: span)]
        case (_, let kind, let other) where kind.isNumber && (other.isDay || other == .period) && dateFix(value, beside: true) != nil:
            return dateFix(value, beside: true).map { [$0] } ?? []
        case (.constant(.text(let text)), _, let kind) where kind.isNumber:
            return text.first?.isNumber == true && Decimal(text) != nil ? [Diagnostic.Fix(text, at: span)] : []
        case (.constant(let number), let kind, .ratio) where kind.isNumber && symbol != "/":
            return Checker.percent(number).map { [Diagnostic.Fix($0, at: span)] } ?? []
        case (.constant, let kind, .points) where kind.isNumber:
            return [Diagnostic.Fix("\(Checker.slice(value)) points", at: span)]
        case (.constant, .int(nil), let kind) where kind.isDay && (symbol == "+" || symbol == "-"):
            return [Diagnostic.Fix("\(Checker.slice(value)) days", at: span)]
        case (_, .link(let table), .text):
            let columns = [catalogue.table(table)?.labelColumn ?? "name", catalogue.table(table)?.key ?? "id"]
            guard columns[0] != columns[1] else { return [Diagnostic.Fix("\(Checker.slice(value)).\(columns[0])", at: span)] }
            // What begins with a digit is a key more often than a name.
            let isKey = if case .constant(.text(let text)) = other.node { text.first?.isNumber == true } else { false }
            return (isKey ? columns.reversed() : columns).map { Diagnostic.Fix("\(Checker.slice(value)).\($0)", at: span) }
        default: return []
        }
    }

    /// Where both sides have to change: a key is text, and a text with a number in it is one text.
    private func wholeRepair(_ lhs: CheckedExpression, _ symbol: String, _ rhs: CheckedExpression, _ span: Span) -> Diagnostic.Fix? {
        switch (lhs.type.kind, symbol, rhs.type.kind, rhs.node) {
        case (.link(let table), "==", .int, .constant), (.link(let table), "!=", .int, .constant):
            guard let key = catalogue.table(table)?.key else { return nil }
            let number = Checker.slice(rhs)
            let value = keyKind(of: table)?.isNumber == true ? number : "\"\(number)\""
            return Diagnostic.Fix("\(Checker.slice(lhs)).\(key) \(symbol) \(value)", at: span)
        case (_, "==", _, .constant(let empty)), (_, "!=", _, .constant(let empty)):
            guard empty == .text("") || empty == .int(0) && lhs.type.kind.isDay else { return nil }
            return Diagnostic.Fix("\(Checker.slice(lhs)) is \(symbol == "==" ? "missing" : "present")", at: span)
        case (.text, "+", _, _), (_, "+", .text, _):
            return Diagnostic.Fix("\"\(Checker.interpolated(lhs))\(Checker.interpolated(rhs))\"", at: span)
        default: return nil
        }
    }

    /// `95%` for 95 and for 0.95.
    private static func percent(_ number: Value) -> String? {
        switch number {
        case .int(let whole): return whole == 1 ? "100%" : "\(whole)%"
        case .decimal(let number):
            guard number.double <= 1 else { return "\(number.normalized)%" }
            return number.rescaled(to: max(2, number.scale)).map { "\(Decimal($0.mantissa, scale: $0.scale - 2).normalized)%" }
        default: return nil
        }
    }

    private func mismatchHints(_ lhs: CheckedExpression, _ symbol: String, _ rhs: CheckedExpression) -> [String] {
        switch (lhs.type.kind, rhs.type.kind) {
        case (let a, let b) where a.isNumber && b.isNumber:
            ["one side is money, the other a plain number"]
        case (.link(let table), .text): [linkHint(lhs, table)]
        case (.text, .link(let table)): [linkHint(rhs, table)]
        case (.link(let one), .link(let other)): ["one links to \(one), the other to \(other)"]
        case (.ratio, .points), (.points, .ratio): []
        case (.ratio, let number) where number.isNumber, (let number, .ratio) where number.isNumber:
            symbol == "/" ? ["multiply instead, such as  rate * 0.5, or take the ratio's parts:  a per b"] : ["write the number as a percentage, such as  95%"]
        case (.points, let number) where number.isNumber, (let number, .points) where number.isNumber:
            ["write the number as percentage points, such as  0.1 points"]
        case (.date, .timestamp): ["take the day of the other:  \(Checker.slice(rhs)).date"]
        case (.timestamp, .date): ["take the day of the other:  \(Checker.slice(lhs)).date"]
        case (.period, let number) where number.isNumber, (let number, .period) where number.isNumber:
            ["a year is written  @2019; as numbers there are  year_of(x), month_of(x)  and  day_of(x)"]
        case (let day, let number) where day.isDay && number.isNumber: ["a length of time has a unit, such as  5 days  or  3 working days"]
        case (.text, .date), (.date, .text), (.text, .timestamp), (.timestamp, .text):
            ["a date is written  @2019-06-30; a text column becomes one with  parse_date(x, \"dd/MM/yyyy\")"]
        case (.text, let number) where number.isNumber, (let number, .text) where number.isNumber:
            whyText(lhs) + whyText(rhs) + ["text becomes a number with  parse_number(x, \"vi\"), a number becomes text with  \"{x}\""]
        default: []
        }
    }

    private func linkHint(_ link: CheckedExpression, _ table: String) -> String {
        let info = catalogue.table(table)
        let (key, label) = (info?.key ?? "id", info?.labelColumn ?? "name")
        let written = Checker.slice(link)
        return key == label ? "compare its key:  \(written).\(key)" : "compare its key or its name:  \(written).\(key)  or  \(written).\(label)"
    }

    func joined(_ lhs: Diagnostic.Place?, _ rhs: Diagnostic.Place?) -> Diagnostic.Place? {
        guard let lhs else { return rhs }
        guard let rhs, rhs.source === lhs.source else { return lhs }
        return Diagnostic.Place(source: lhs.source, span: lhs.span.joined(with: rhs.span))
    }
}
