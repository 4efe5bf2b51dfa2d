import Diagnostics
import Syntax

/// Which row of the function tables a call means, and its arguments as that row wants them.
extension Checker {
    /// Arguments in the order of the parameters; labels such as `calendar:` are matched by name.
    func values(of arguments: Arguments, _ name: Name, _ rows: [FunctionSignature], _ scope: Scope) -> [CheckedExpression]? {
        var values: [CheckedExpression] = []
        for (index, argument) in arguments.items.enumerated() {
            if let label = argument.label {
                let position = rows.lazy.compactMap { row in row.parameters.firstIndex { $0.name == label.text } }.first
                guard position == index else {
                    report(.unknownArgument(label.text, of: name.text), at: scope.place(label.span), hints: Checker.forms(rows))
                    continue
                }
                // A calendar is named by a plain word.
                if label.text == "calendar", case .name(let word) = argument.value.node {
                    values.append(CheckedExpression(.constant(.text(word.text)), .text, scope.place(word.span)))
                    continue
                }
            }
            if let value = expression(argument.value, scope) { values.append(value) }
        }
        return values.count == arguments.items.count ? values : nil
    }

    /// Picks the first overload that fits, converting arguments to what it wants.
    func resolve(_ name: Name, _ rows: [FunctionSignature], _ values: [CheckedExpression], _ place: Diagnostic.Place, _ make: (Int, [CheckedExpression], Type) -> CheckedExpression) -> CheckedExpression? {
        let counted = rows.enumerated().filter { accepts($0.element, count: values.count) }
        guard !counted.isEmpty else {
            report(.argumentCount(name.text, given: values.count), at: place, hints: Checker.forms(rows))
            return nil
        }
        for (overload, row) in counted {
            if let (fitted, type) = silently({ fit(values, to: row) }) { return make(overload, fitted, type) }
        }
        reportUnfit(name, counted.map(\.element), values, place)
        return nil
    }

    /// Against the one row that could be meant, in its own words; against several, by naming them.
    private func reportUnfit(_ name: Name, _ rows: [FunctionSignature], _ values: [CheckedExpression], _ place: Diagnostic.Place) {
        // The rows that take the most of the arguments are the ones that were meant.
        let taken = rows.map { row in silently { values.indices.prefix { fit(values[$0], to: parameter($0, of: row)) != nil }.count } }
        let most = taken.max() ?? 0
        let nearest = zip(rows, taken).filter { $0.1 == most }.map(\.0)
        if nearest.count == 1, most < values.count {
            _ = fit(values[most], to: parameter(most, of: nearest[0]))
        } else if most < values.count {
            report(.argumentType(name.text, values[most].type), at: values[most].place ?? place, hints: Checker.forms(nearest))
        } else if fit(values, to: nearest[0]) != nil {
            report(.argumentsTogether(name.text), at: place, hints: Checker.forms(nearest))
        }
    }

    /// How a function is written, for hints.
    private static func forms(_ rows: [FunctionSignature]) -> [String] {
        var seen: Set<String> = []
        return rows.prefix(3).map(\.text).filter { seen.insert($0).inserted }.map { "it is written  \($0)" }
    }

    private func accepts(_ row: FunctionSignature, count: Int) -> Bool {
        let least = row.parameters.count - row.optionalCount
        return count >= least && (row.repeatsLast || count <= row.parameters.count)
    }

    private func parameter(_ index: Int, of row: FunctionSignature) -> FunctionSignature.Parameter {
        row.parameters[min(index, row.parameters.count - 1)].type
    }

    private func fit(_ values: [CheckedExpression], to row: FunctionSignature) -> ([CheckedExpression], Type)? {
        var fitted: [CheckedExpression] = []
        for (index, value) in values.enumerated() {
            guard let result = fit(value, to: parameter(index, of: row)) else { return nil }
            fitted.append(result)
        }
        // What must be of one kind with an earlier argument widens that one too.
        var groups: [Int: [Int]] = [:]
        for index in values.indices { if case .like(let first) = parameter(index, of: row) { groups[first, default: [first]].append(index) } }
        for group in groups.values {
            guard let (unified, _) = unify(group.map { fitted[$0] }, symbol: ",") else { return nil }
            for (index, value) in zip(group, unified) { fitted[index] = value }
        }
        let kind: Type.Kind
        switch row.result {
        case .kind(let fixed): kind = fixed
        case .like(let index), .exactLike(let index): kind = fitted[index].type.kind
        case .common:
            guard let (unified, type) = unify(fitted, symbol: ",") else { return nil }
            fitted = unified
            kind = type.kind
        case .floatLike(let index): kind = fitted[index].type.kind == .points ? .points : .float(fitted[index].type.kind.currency)
        case .oneOf(let values): kind = .enumeration(values)
        case .bands(let index): kind = BandNames.values(of: fitted[index]).map { .enumeration($0) } ?? .text
        }
        let optional = switch row.missing {
        case .propagates: fitted.contains { $0.type.isOptional }
        case .possible: true
        case .never: false
        }
        return (fitted, Type(kind, optional: optional))
    }

    private func fit(_ value: CheckedExpression, to parameter: FunctionSignature.Parameter) -> CheckedExpression? {
        let kind = value.type.kind
        func wanted(_ what: String, hints: [String] = []) -> CheckedExpression? {
            report(.wanted(what, got: value.type), at: value.place, hints: hints)
            return nil
        }
        func number(_ what: String) -> CheckedExpression? { wanted(what, hints: whyText(value)) }
        if kind == .nothing { return fitMissing(value, to: parameter) }
        switch parameter {
        case .any, .like:
            if case .list = kind { return wanted("a single value") }
            return value
        case .bool: return kind == .bool ? value : wanted("a condition")
        case .text: return asText(value)
        case .int:
            if case .int = kind { return value }
            return number("a whole number")
        case .number: return kind.isNumber ? value : number("a number")
        case .numberOrPoints: return kind.isNumber || kind == .points ? value : number("a number")
        case .ratio: return kind.isRatio ? value : wanted("a ratio")
        case .date:
            if kind == .timestamp { return convert(value, to: .date, what: "a date") }
            return kind == .date ? value : wanted("a date")
        case .timestamp: return kind == .timestamp ? value : wanted("a date with a time")
        case .period: return kind == .period ? value : wanted("a period")
        case .dateOrPeriod:
            if kind == .timestamp { return convert(value, to: .date, what: "a date") }
            return kind == .date || kind == .period ? value : wanted("a date or a period")
        case .duration: return kind == .duration ? value : wanted("a length of time")
        case .ordered:
            switch kind {
            case .duration, .list: return wanted("a value with an order")
            default: return value
            }
        case .list(let element):
            guard case .list(let inner) = kind else { return wanted("a list") }
            if inner == .nothing { return value }
            return fit(CheckedExpression(.constant(.missing), Type(inner), value.place), to: element) == nil ? nil : value
        case .constant(let inner):
            guard isConstant(value) else {
                report(.notConstant, at: value.place)
                return nil
            }
            return fit(value, to: inner)
        }
    }

    /// The literal `missing` as a value of what the parameter takes.
    private func fitMissing(_ value: CheckedExpression, to parameter: FunctionSignature.Parameter) -> CheckedExpression? {
        let kind: Type.Kind
        switch parameter {
        case .any, .ordered, .like: return value
        case .bool: kind = .bool
        case .text: kind = .text
        case .int: kind = .int(nil)
        case .number, .numberOrPoints: kind = .float(nil)
        case .ratio: kind = .ratio(counted: true)
        case .date, .dateOrPeriod: kind = .date
        case .timestamp: kind = .timestamp
        case .period: kind = .period
        case .duration: kind = .duration
        case .list:
            report(.wanted("a list", got: value.type), at: value.place)
            return nil
        case .constant(let inner): return fitMissing(value, to: inner)
        }
        return CheckedExpression(.constant(.missing), Type(kind, optional: true), value.place)
    }

    /// Whether the value is known before the first row.
    func isConstant(_ value: CheckedExpression) -> Bool {
        !value.contains {
            switch $0.node {
            case .column, .linked, .ancestor, .successor, .aggregate, .window, .reverse: true
            default: false
            }
        }
    }
}
