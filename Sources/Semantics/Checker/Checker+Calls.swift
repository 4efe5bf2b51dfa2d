import Diagnostics
import Syntax

/// Calls: rows of the function tables, user functions, aggregates over groups and over reverse links.
extension Checker {
    func call(_ receiver: Expression?, _ name: Name, _ arguments: Arguments, _ scope: Scope, span: Span) -> CheckedExpression? {
        let place = scope.place(span)
        if let receiver { return method(receiver, name, arguments, scope, place) }
        if let function = environment.functions[name.text] { return userFunction(function, name, arguments, scope, place) }
        let rows = catalogue.functions(name.text)
        guard let role = rows.first?.role else {
            let known = catalogue.functionNames + environment.functions.keys
            report(Message.unknownFunction(name.text), at: scope.place(name.span), hints: suggestions(name.text, among: known), fixes: fixes(name, among: known))
            return nil
        }
        switch role {
        case .scalar:
            if let condition = arguments.condition {
                report(("condition-outside-aggregate", "only an aggregate takes a 'where' inside its parentheses"), at: scope.place(condition.span))
                return nil
            }
            guard let values = values(of: arguments, name, rows, scope) else { return nil }
            return resolve(name, rows, values, scope, place) { overload, values, type in
                CheckedExpression(.call(name.text, overload: overload, values), type, place)
            }
        case .aggregate: return aggregate(name, rows, arguments, scope, place)
        case .window: return window(name, rows, arguments, scope, place)
        }
    }

    /// A call that the checker writes itself, of one row of the tables.
    func scalarCall(_ name: String, _ values: [CheckedExpression], _ place: Diagnostic.Place) -> CheckedExpression? {
        let scope = Scope(source: place.source, level: .row)
        return resolve(Name(name, place.span), catalogue.functions(name), values, scope, place) { overload, values, type in
            CheckedExpression(.call(name, overload: overload, values), type, place)
        }
    }

    private func method(_ receiver: Expression, _ name: Name, _ arguments: Arguments, _ scope: Scope, _ place: Diagnostic.Place) -> CheckedExpression? {
        guard name.text == "under" else {
            let inside = ([scope.source.slice(receiver.span)] + arguments.items.map { scope.source.slice($0.value.span) }).joined(separator: ", ")
            report(Message.unknownFunction(name.text), at: scope.place(name.span), hints: ["write  \(name.text)(\(inside))"],
                fixes: [Diagnostic.Fix("\(name.text)(\(inside))", at: place.span)])
            return nil
        }
        guard let value = expression(receiver, scope) else { return nil }
        guard case .link(let target) = value.type.kind, let table = catalogue.table(target), table.tree != nil else {
            report(Message.wanted("a link to a table with a tree", got: value.type), at: scope.place(receiver.span))
            return nil
        }
        guard arguments.items.count == 1, arguments.condition == nil else {
            report(("argument-count", "'under' takes one name, key or link"), at: place)
            return nil
        }
        guard let unit = expression(arguments.items[0].value, scope) else { return nil }
        switch unit.type.kind {
        case .text, .nothing, .link(target): break
        default:
            report(Message.wanted("a name, a key or a link to \(target)", got: unit.type), at: unit.place)
            return nil
        }
        return CheckedExpression(.under(value, table: target, unit), .bool, place)
    }

    private func userFunction(_ function: Environment.UserFunction, _ name: Name, _ arguments: Arguments, _ scope: Scope, _ place: Diagnostic.Place) -> CheckedExpression? {
        guard !expanding.contains("fn \(name.text)") else {
            report(("circular-definition", "'\(name.text)' is defined by itself"), at: place)
            return nil
        }
        guard arguments.items.count == function.parameters.count else {
            report(("argument-count", "'\(name.text)' takes \(function.parameters.count) values, and here are \(arguments.items.count)"), at: place)
            return nil
        }
        var locals: [String: CheckedExpression] = [:]
        for (parameter, argument) in zip(function.parameters, arguments.items) {
            guard let value = expression(argument.value, scope), let type = type(parameter.type, in: function.source) else { return nil }
            var given = value
            if type.kind == .date, given.type.kind == .timestamp, let day = convert(given, to: .date, what: "a date") { given = day }
            guard let converted = convert(given, to: type.kind, what: "\(Message.article(type)) for '\(parameter.name.text)'") else { return nil }
            locals[parameter.name.text] = converted
        }
        expanding.append("fn \(name.text)")
        defer { expanding.removeLast() }
        var inner = Scope(source: function.source, level: scope.level)
        inner.locals = locals
        guard var body = expression(function.body, inner) else { return nil }
        if let result = function.result, let type = type(result, in: function.source) {
            guard let converted = convert(body, to: type.kind, what: "\(Message.article(type)) as '\(name.text)' promises") else { return nil }
            body = converted
        }
        body.place = place
        return body
    }

    // MARK: Aggregates and windows

    private func aggregate(_ name: Name, _ rows: [FunctionSignature], _ arguments: Arguments, _ scope: Scope, _ place: Diagnostic.Place) -> CheckedExpression? {
        if let first = arguments.items.first?.value.unparenthesized, let (link, linked, rest) = reverseArgument(first, scope) {
            var inner = arguments
            if let rest { inner.items[0].value = rest } else { inner.items.removeFirst() }
            return reverse(link, linked, scope, place) { self.aggregate(name, rows, inner, $0, place) }
        }
        switch scope.level {
        case .constant:
            report(("aggregate-without-rows", "'\(name.text)' needs rows"), at: place, hints: ["write  (from … | summarize \(place.source.slice(place.span)))"])
            return nil
        case .row:
            report(("aggregate-in-rows", "'\(name.text)' is computed over many rows, and here one row at a time is looked at"), at: place,
                hints: ["write  | summarize …  first, or  | add x = \(place.source.slice(place.span)) by …"])
            return nil
        case .aggregate:
            report(("aggregate-in-aggregate", "an aggregate cannot stand inside another one"), at: place, hints: ["summarize twice, one after the other"])
            return nil
        case .group, .window: break
        }
        // A mean or sum of a ratio measure is the ratio mistake before it is anything else.
        if name.text == "avg" || name.text == "sum" || name.text == "pool", arguments.items.count == 1 {
            let argument = arguments.items[0].value
            var outer = scope
            outer.keys = [:]
            if let measure = silently({ self.expression(argument, outer) }), measure.type.kind.isRatio, isAggregated(measure) {
                if name.text == "pool" { return expression(argument, outer) }
                reportMeanOfRatio(name.text, argument, scope, place)
                return nil
            }
        }
        var inner = scope
        inner.level = .aggregate
        inner.keys = [:]
        var condition: CheckedExpression?
        if let written = arguments.condition {
            let known = facts(written, inner)
            guard let checked = self.condition(written, inner) else { return nil }
            condition = checked
            inner.proven.formUnion(known.whenTrue)
        }
        guard let values = values(of: arguments, name, rows, inner) else { return nil }
        if name.text == "avg" || name.text == "sum", values.count == 1, values[0].type.kind.isRatio {
            reportMeanOfRatio(name.text, arguments.items[0].value, scope, place)
            return nil
        }
        if name.text == "pool", values.count == 1, values[0].type.kind == .ratio(counted: false) {
            report(("pool-without-counts", "this percentage has no counts behind it, so it cannot be weighted"), at: place,
                hints: ["avg_of_rows(\(scope.source.slice(arguments.items[0].value.span)))  if a plain mean is really meant"])
            return nil
        }
        return resolve(name, rows, values, scope, place) { overload, values, type in
            CheckedExpression(.aggregate(AggregateCall(function: name.text, overload: overload, arguments: values, condition: condition, type: type)), type, place)
        }
    }

    private func reportMeanOfRatio(_ function: String, _ argument: Expression, _ scope: Scope, _ place: Diagnostic.Place) {
        let written = scope.source.slice(argument.span)
        report(("mean-of-ratio", "\(function) of a ratio would be a \(function == "avg" ? "mean" : "sum") of percentages"), at: place,
            hints: [
                "pool(\(written))         re-weights by the denominators (what a total row shows)",
                "avg_of_rows(\(written))  if a plain mean is really meant",
            ],
            fixes: [Diagnostic.Fix("pool(\(written))", at: place.span)])
    }

    func isAggregated(_ expression: CheckedExpression) -> Bool {
        expression.contains {
            switch $0.node {
            case .aggregate, .reverse, .window: true
            default: false
            }
        }
    }

    /// `dossiers`, or `dossiers.fee` with `fee` left over.
    private func reverseArgument(_ argument: Expression, _ scope: Scope) -> (TableInfo.ReverseLink, TableInfo, Expression?)? {
        switch argument.node {
        case .name(let root):
            guard let (link, linked) = reverseLink(root.text, scope) else { return nil }
            return (link, linked, nil)
        case .member(let base, let name):
            guard let (link, linked, rest) = reverseArgument(base, scope) else { return nil }
            let path: Expression = rest.map { Expression(.member($0, name), argument.span) } ?? Expression(.name(name), name.span)
            return (link, linked, path)
        default: return nil
        }
    }

    private func window(_ name: Name, _ rows: [FunctionSignature], _ arguments: Arguments, _ scope: Scope, _ place: Diagnostic.Place) -> CheckedExpression? {
        guard scope.level == .window else {
            report(("window-outside-add", "'\(name.text)' looks at neighbouring rows, which only 'add' and 'set' do"), at: place,
                hints: ["write  | add x = \(place.source.slice(place.span)) by … along …"])
            return nil
        }
        guard let values = values(of: arguments, name, rows, scope) else { return nil }
        let order = arguments.items.first?.order
        return resolve(name, rows, values, scope, place) { overload, values, type in
            CheckedExpression(.window(WindowCall(function: name.text, overload: overload, arguments: values, order: order, type: type)), type, place)
        }
    }

    // MARK: Overloads

    /// Arguments in the order of the parameters; labels such as `calendar:` are matched by name.
    private func values(of arguments: Arguments, _ name: Name, _ rows: [FunctionSignature], _ scope: Scope) -> [CheckedExpression]? {
        var values: [CheckedExpression] = []
        var failed = false
        for argument in arguments.items {
            if let label = argument.label {
                let position = rows.lazy.compactMap { row in row.parameters.firstIndex { $0.name == label.text } }.first
                guard let position, position == values.count else {
                    report(("unknown-argument", "'\(name.text)' has no argument '\(label.text)' here"), at: scope.place(label.span),
                        hints: rows.first.map { ["it is written  \($0.text)"] } ?? [])
                    failed = true
                    continue
                }
                // A calendar is named by a plain word.
                if label.text == "calendar", case .name(let word) = argument.value.node {
                    values.append(CheckedExpression(.constant(.text(word.text)), .text, scope.place(word.span)))
                    continue
                }
            }
            if let value = expression(argument.value, scope) { values.append(value) } else { failed = true }
        }
        return failed ? nil : values
    }

    /// Picks the first overload that fits, converting arguments to what it wants.
    func resolve(_ name: Name, _ rows: [FunctionSignature], _ values: [CheckedExpression], _ scope: Scope, _ place: Diagnostic.Place, _ make: (Int, [CheckedExpression], Type) -> CheckedExpression) -> CheckedExpression? {
        let counted = rows.enumerated().filter { accepts($0.element, count: values.count) }
        guard !counted.isEmpty else {
            report(("argument-count", "'\(name.text)' does not take \(values.count) value\(values.count == 1 ? "" : "s")"), at: place, hints: rows.prefix(3).map { "it is written  \($0.text)" })
            return nil
        }
        for (overload, row) in counted {
            if let (fitted, type) = silently({ fit(values, to: row) }) { return make(overload, fitted, type) }
        }
        // Report against the nearest one, for the sake of its wording.
        guard let row = counted.first?.element else { return nil }
        if fit(values, to: row) != nil || !hasErrors {
            report(("argument-type", "'\(name.text)' does not take \(values.map { Message.article($0.type) }.joined(separator: ", "))"), at: place, hints: ["it is written  \(row.text): \(row.summary)"])
        }
        return nil
    }

    private func accepts(_ row: FunctionSignature, count: Int) -> Bool {
        let least = row.parameters.count - row.optionalCount
        return count >= least && (row.repeatsLast || count <= row.parameters.count)
    }

    private func fit(_ values: [CheckedExpression], to row: FunctionSignature) -> ([CheckedExpression], Type)? {
        var fitted = values
        for (index, value) in values.enumerated() {
            let parameter = row.parameters[min(index, row.parameters.count - 1)].type
            guard let result = fit(value, to: parameter, fitted) else { return nil }
            fitted[index] = result
        }
        let kind: Type.Kind
        switch row.result {
        case .kind(let fixed): kind = fixed
        case .like(let index): kind = fitted[min(index, fitted.count - 1)].type.kind
        case .common:
            guard let (unified, type) = unify(fitted, symbol: ",") else { return nil }
            fitted = unified
            kind = type.kind
        case .floatLike(let index): kind = fitted[index].type.kind == .points ? .points : .float(fitted[index].type.kind.currency)
        case .exactLike(let index): kind = fitted[index].type.kind
        case .oneOf(let values): kind = .enumeration(values)
        }
        let optional = switch row.missing {
        case .propagates: fitted.contains { $0.type.isOptional }
        case .possible: true
        case .never: false
        }
        return (fitted, Type(kind, optional: optional))
    }

    private func fit(_ value: CheckedExpression, to parameter: FunctionSignature.Parameter, _ earlier: [CheckedExpression]) -> CheckedExpression? {
        let kind = value.type.kind
        func wanted(_ what: String) -> CheckedExpression? {
            report(Message.wanted(what, got: value.type), at: value.place)
            return nil
        }
        if kind == .nothing { return fitMissing(value, to: parameter, earlier) }
        switch parameter {
        case .any: return value
        case .bool: return kind == .bool ? value : wanted("a condition")
        case .text: return asText(value)
        case .int:
            if case .int = kind { return value }
            return wanted("a whole number")
        case .number: return kind.isNumber ? value : wanted("a number")
        case .numberOrPoints: return kind.isNumber || kind == .points ? value : wanted("a number")
        case .ratio: return kind.isRatio ? value : wanted("a ratio")
        case .date:
            if kind == .timestamp { return convert(value, to: .date, what: "a date") }
            return kind == .date ? value : wanted("a date")
        case .timestamp: return kind == .timestamp ? value : wanted("a time of day")
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
        case .like(let index):
            guard earlier.indices.contains(index), let common = commonKind(earlier[index], value) else { return wanted("the same kind of value as before") }
            return convert(value, to: common, what: "the same kind of value as before")
        case .list(let element):
            guard case .list(let inner) = kind else { return wanted("a list") }
            if inner == .nothing { return value }
            return fit(CheckedExpression(.constant(.missing), Type(inner), value.place), to: element, earlier) == nil ? nil : value
        case .constant(let inner):
            guard isConstant(value) else {
                report(("not-constant", "this must be the same for every row"), at: value.place)
                return nil
            }
            return fit(value, to: inner, earlier)
        }
    }

    private func fitMissing(_ value: CheckedExpression, to parameter: FunctionSignature.Parameter, _ earlier: [CheckedExpression]) -> CheckedExpression? {
        let kind: Type.Kind
        switch parameter {
        case .any, .ordered: return value
        case .bool: kind = .bool
        case .text: kind = .text
        case .int: kind = .int(nil)
        case .number, .numberOrPoints: kind = .float(nil)
        case .ratio: kind = .ratio(counted: true)
        case .date, .dateOrPeriod: kind = .date
        case .timestamp: kind = .timestamp
        case .period: kind = .period
        case .duration: kind = .duration
        case .like(let index): kind = earlier.indices.contains(index) ? earlier[index].type.kind : .nothing
        case .list: return nil
        case .constant(let inner): return fitMissing(value, to: inner, earlier)
        }
        return CheckedExpression(value.node, Type(kind, optional: true), value.place)
    }

    func isConstant(_ value: CheckedExpression) -> Bool {
        !value.contains {
            switch $0.node {
            case .column, .linked, .ancestor, .aggregate, .window, .reverse: true
            default: false
            }
        }
    }
}
