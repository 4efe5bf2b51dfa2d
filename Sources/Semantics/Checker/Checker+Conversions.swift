import Diagnostics
import Syntax

/// Which types go together, and the conversions that are written out for it.
///
/// Nothing converts silently but what cannot lose anything: a number literal to the other side's kind and
/// currency, int to decimal to float inside arithmetic, a text literal to an enum's value.
extension Checker {
    /// The kind that two values share, or `nil` when they have none.
    func commonKind(_ lhs: CheckedExpression, _ rhs: CheckedExpression) -> Type.Kind? {
        let (a, b) = (lhs.type.kind, rhs.type.kind)
        if a == b { return a }
        switch (a, b) {
        case (.nothing, _): return b
        case (_, .nothing): return a
        case (.ratio, .ratio): return .ratio(counted: true)
        case (.enumeration, .text), (.text, .enumeration):
            if isConstantText(lhs) || isConstantText(rhs) { return isConstantText(lhs) ? b : a }
            return .text
        case (.enumeration, .enumeration): return .text
        case (.date, .timestamp), (.timestamp, .date): return .date
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

    /// A number without a unit that is known before the first row, which takes the other side's unit.
    func isPlainNumber(_ value: CheckedExpression) -> Bool {
        guard value.type.kind.isNumber, value.type.kind.currency == nil else { return false }
        switch value.node {
        case .constant: return true
        case .negate(let inner), .convert(let inner): return isPlainNumber(inner)
        case .arithmetic(_, let lhs, let rhs): return isPlainNumber(lhs) && isPlainNumber(rhs)
        default: return false
        }
    }

    private func isConstantText(_ value: CheckedExpression) -> Bool {
        if value.type.kind == .text, case .constant = value.node { return true }
        return false
    }

    /// Values brought to one kind, and their type. Reports when there is none.
    func unify(_ values: [CheckedExpression], symbol: String) -> ([CheckedExpression], Type)? {
        guard var common = values.first else { return ([], Type(.nothing)) }
        for value in values.dropFirst() {
            guard let kind = commonKind(common, value) else {
                reportMismatch(common, symbol, value)
                return nil
            }
            // The accumulated value stands for all before it; only its kind matters.
            let keepsNode = kind == common.type.kind
            common = CheckedExpression(keepsNode ? common.node : value.node, Type(kind), common.place)
        }
        var converted: [CheckedExpression] = []
        for value in values {
            guard let result = convert(value, to: common.type.kind, what: "\(Message.article(Type(common.type.kind)))") else { return nil }
            converted.append(result)
        }
        return (converted, Type(common.type.kind, optional: values.contains { $0.type.isOptional }))
    }

    /// The value as a value of `kind`; reports when that cannot be.
    func convert(_ value: CheckedExpression, to kind: Type.Kind, what: String) -> CheckedExpression? {
        if value.type.kind == kind { return value }
        let type = Type(kind, optional: value.type.isOptional)
        switch (value.type.kind, kind) {
        case (.nothing, _):
            return CheckedExpression(value.node, Type(kind, optional: true), value.place)
        case (.text, .enumeration(let values)):
            guard case .constant(.text(let text)) = value.node else { break }
            guard values.contains(text) else {
                report(("unknown-value", "'\(text)' is not one of the values here"), at: value.place,
                    hints: ["they are: " + values.prefix(8).map { "\"\($0)\"" }.joined(separator: ", ") + (values.count > 8 ? ", …" : "")] + suggestions(text, among: values),
                    fixes: Spelling.nearest(text, in: values, limit: 1).compactMap { near in value.place.map { Diagnostic.Fix("\"\(near)\"", at: $0.span) } })
                return nil
            }
            return CheckedExpression(.constant(.text(text)), Type(kind), value.place)
        case (.enumeration, .text), (.timestamp, .date), (.date, .period):
            return CheckedExpression(.convert(value), type, value.place)
        case (.ratio, .ratio):
            return CheckedExpression(value.node, type, value.place)
        case (.list, .list):
            guard case .list(let elements) = value.node, case .list(let element) = kind else { break }
            let converted = elements.compactMap { convert($0, to: element, what: what) }
            return converted.count == elements.count ? CheckedExpression(.list(converted), type, value.place) : nil
        default:
            if value.type.kind.isNumber, kind.isNumber, rank(value.type.kind) <= rank(kind),
                value.type.kind.currency == kind.currency || value.type.kind.currency == nil && isPlainNumber(value)
            {
                return convertNumber(value, to: kind)
            }
        }
        report(Message.wanted(what, got: value.type), at: value.place)
        return nil
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
        var hints: [String] = []
        switch (lhs.type.kind, rhs.type.kind) {
        case (let a, let b) where a.isNumber && b.isNumber:
            if let one = a.currency, let other = b.currency, one != other {
                report(("two-currencies", "\(one.code) and \(other.code) cannot be put together"), at: place,
                    hints: ["convert one of them with a rate and its date, or keep them apart"])
                return
            }
            hints = ["one side is money, the other a plain number"]
        case (.link(let table), .text), (.text, .link(let table)):
            let label = catalogue.table(table)?.labelColumn ?? "name"
            let key = catalogue.table(table)?.key ?? "id"
            let link = isLink(lhs) ? lhs : rhs
            let written = link.place.map { $0.source.slice($0.span) } ?? "…"
            hints = ["compare its key or its name:  \(written).\(key)  or  \(written).\(label)"]
        case (.link(let one), .link(let other)):
            hints = ["one links to \(one), the other to \(other)"]
        case (.ratio, let number) where number.isNumber, (let number, .ratio) where number.isNumber:
            hints = ["write the number as a percentage, such as  95%"]
        case (.points, _), (_, .points):
            hints = ["write  0.1 points"]
        case (.text, .date), (.date, .text), (.text, .timestamp), (.timestamp, .text):
            hints = ["a date is written  @2019-06-30; a text column becomes one with  parse_date(x, \"dd/MM/yyyy\")"]
        case (.text, let number) where number.isNumber, (let number, .text) where number.isNumber:
            hints = ["text becomes a number with  parse_number(x, \"vi\"), a number text with  \"{x}\""]
        default: break
        }
        report(Message.typeMismatch(lhs.type, symbol, rhs.type), at: place, hints: hints)
    }

    private func isLink(_ value: CheckedExpression) -> Bool { if case .link = value.type.kind { true } else { false } }

    func joined(_ lhs: Diagnostic.Place?, _ rhs: Diagnostic.Place?) -> Diagnostic.Place? {
        guard let lhs else { return rhs }
        guard let rhs, rhs.source === lhs.source else { return lhs }
        return Diagnostic.Place(source: lhs.source, span: lhs.span.joined(with: rhs.span))
    }
}
