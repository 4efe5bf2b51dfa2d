import Diagnostics
import Syntax

/// Types as written.
extension Checker {
    package func type(_ written: TypeSyntax, in source: SourceText) -> Type? {
        let place = Diagnostic.Place(source: source, span: written.span)
        let kind: Type.Kind
        switch written.node {
        case .named(let name):
            guard let found = Checker.simpleKind(name.text) ?? (catalogue.table(name.text).map { _ in .link(name.text) }) else {
                let known = Checker.typeNames + catalogue.tableNames
                let near = NearNames(name, among: known)
                let fixes = near.fixes()
                report(.unknownType(name.text), at: place,
                    hints: fixes.isEmpty ? ["there are: \(Checker.typeNames.joined(separator: ", ")), money VND, one of [\"a\", \"b\"], and the tables"] : near.hints, fixes: fixes)
                return nil
            }
            kind = found
        case .money(let currency): kind = .decimal(Currency(currency.text))
        case .oneOf(let elements):
            var values: [String] = []
            for element in elements {
                guard let value = expression(element, Scope(source: source, level: .constant)) else { return nil }
                guard case .constant(.text(let text)) = value.node else {
                    report(.wanted("text in quotes", got: value.type), at: value.place)
                    return nil
                }
                guard !values.contains(text) else {
                    report(.repeatedValue(text), at: value.place)
                    return nil
                }
                values.append(text)
            }
            kind = .enumeration(values)
        case .list(let element):
            guard let inner = Checker.simpleKind(element.text) ?? (catalogue.table(element.text).map { _ in .link(element.text) }) else {
                let near = NearNames(element, among: Checker.typeNames + catalogue.tableNames)
                report(.unknownType(element.text), at: place, hints: near.hints, fixes: near.fixes())
                return nil
            }
            kind = .list(inner)
        case .absent: return nil
        }
        return Type(kind, optional: written.isOptional)
    }

    static let typeNames = ["int", "decimal", "float", "ratio", "points", "bool", "text", "date", "timestamp", "period", "duration"]

    static func simpleKind(_ name: String) -> Type.Kind? {
        switch name {
        case "int": .int(nil)
        case "decimal": .decimal(nil)
        case "float": .float(nil)
        case "ratio": .ratio(counted: false)
        case "points": .points
        case "bool": .bool
        case "text": .text
        case "date": .date
        case "timestamp": .timestamp
        case "period": .period
        case "duration": .duration
        default: nil
        }
    }
}
