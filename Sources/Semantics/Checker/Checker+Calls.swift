import Diagnostics
import Syntax

/// Calls: rows of the function tables, user functions, aggregates over groups and over reverse links.
extension Checker {
    /// `f(x)`, `unit.under(x)`: a user function stands before a built-in one of its name.
    func call(_ receiver: Expression?, _ name: Name, _ arguments: Arguments, _ scope: Scope, span: Span) -> CheckedExpression? {
        let place = scope.place(span)
        if let receiver { return method(receiver, name, arguments, scope, place) }
        if let function = environment.functions[name.text] { return userFunction(function, name, arguments, scope, place) }
        let rows = catalogue.functions(name.text)
        guard let role = rows.first?.role else {
            reportUnknownFunction(name, arguments, scope, place)
            return nil
        }
        switch role {
        case .scalar:
            guard isWithoutCondition(arguments, scope), isWithoutOrder(arguments, name, scope), let values = values(of: arguments, name, rows, scope) else { return nil }
            return resolve(name, rows, values, place) { overload, values, type in
                CheckedExpression(.call(name.text, overload: overload, values), type, place)
            }
        case .aggregate: return aggregate(name, rows, arguments, scope, place)
        case .window: return window(name, rows, arguments, scope, place)
        }
    }

    private func reportUnknownFunction(_ name: Name, _ arguments: Arguments, _ scope: Scope, _ place: Diagnostic.Place) {
        let known = catalogue.functionNames + environment.functions.names
        // `DATE("2019-01-01")`
        if arguments.items.count == 1, name.text.lowercased().contains("date"), case .text(let literal) = arguments.items[0].value.node,
            case .text(let text)? = literal.parts.first, literal.parts.count == 1, let day = Parser.date(text) {
            report(.foreignFunction(name.text, ours: day), at: scope.place(name.span), fixes: [Diagnostic.Fix(day, at: place.span)])
            return
        }
        let isOtherCase = known.contains(name.text.lowercased())
        if !isOtherCase, let advice = ForeignFunctions.advice(name.text), !replacesPlainText(name.text, arguments) {
            report(.unknownFunction(name.text), at: scope.place(name.span), hints: [advice])
            return
        }
        guard let row = ForeignFunctions.row(name.text, arguments: arguments.items.count), !isOtherCase else {
            let near = NearNames(name, among: known)
            // So short a name is as near to one function as to another.
            let isNear = name.text.count > 3 || isOtherCase
            report(.unknownFunction(name.text), at: scope.place(name.span), hints: isNear ? near.hints : near.question, fixes: isNear ? near.fixes() : [])
            return
        }
        var written = arguments.items.map { scope.source.slice($0.value.span) }
        // Spreadsheets have the condition before the value, Kusto and ClickHouse behind it.
        if row.hasCondition, written.count == 2, !isCondition(arguments.items[0].value, scope), isCondition(arguments.items[1].value, scope) { written.reverse() }
        if row.ours == "{1}", written.count == 1 {
            report(.needlessFunction(name.text), at: scope.place(name.span), fixes: [Diagnostic.Fix(written[0], at: place.span)])
            return
        }
        var fix = textFix(row, arguments, scope, place)
        var ours = row.written(["a", "b", "c"])
        if row.isName {
            // A stage that does what a function does elsewhere is only named.
            let isStage = !known.contains(row.ours)
            ours = isStage ? "| \(row.ours) …" : "\(row.ours)(…)"
            fix = isStage ? nil : formFix(row.ours, written, arguments, place) ?? Diagnostic.Fix(row.ours, at: name.span)
        } else if !row.joinsTexts, row.argumentCount == written.count {
            fix = Diagnostic.Fix(row.written(written), at: place.span)
        }
        report(.foreignFunction(name.text, ours: ours), at: scope.place(name.span), fixes: fix.map { [$0] } ?? [])
    }

    /// `concat(name, "-", dept)`: one text of all of them.
    private func textFix(_ row: ForeignFunctions.Row, _ arguments: Arguments, _ scope: Scope, _ place: Diagnostic.Place) -> Diagnostic.Fix? {
        guard row.joinsTexts, !arguments.items.isEmpty else { return nil }
        let parts = arguments.items.compactMap { $0.value.textParts(in: scope.source)?.joined() }
        guard parts.count == arguments.items.count else { return nil }
        return Diagnostic.Fix("\"\(parts.joined(separator: row.textSeparator))\"", at: place.span)
    }

    /// `to_char(day, "YYYY-MM")`: the call with the form as it is written here.
    private func formFix(_ function: String, _ written: [String], _ arguments: Arguments, _ place: Diagnostic.Place) -> Diagnostic.Fix? {
        guard function == "to_text" || function == "parse_date", written.count == 2, let form = arguments.items[1].value.plainText, let ours = ForeignDateForm.literal(form) else { return nil }
        return Diagnostic.Fix("\(function)(\(written[0]), \(ours))", at: place.span)
    }

    /// Whether a function that replaces what a pattern finds is given one that finds itself only.
    private func replacesPlainText(_ name: String, _ arguments: Arguments) -> Bool {
        guard ForeignFunctions.patternReplacers.contains(name.lowercased()), arguments.items.count == 3 else { return false }
        let pattern = arguments.items[name.lowercased() == "gsub" ? 0 : 1].value.plainText
        return pattern.map { !$0.contains { "\\^$.|?*+()[]{}".contains($0) } } ?? false
    }

    /// Whether it is true or false in a row.
    private func isCondition(_ value: Expression, _ scope: Scope) -> Bool {
        var row = scope
        row.level = .row
        return silently { expression(value, row)?.type.kind == .bool }
    }

    /// A call that the checker writes itself, of one row of the tables.
    func scalarCall(_ name: String, _ values: [CheckedExpression], _ place: Diagnostic.Place) -> CheckedExpression? {
        resolve(Name(name, place.span), catalogue.functions(name), values, place) { overload, values, type in
            CheckedExpression(.call(name, overload: overload, values), type, place)
        }
    }

    /// An aggregate that the checker writes itself.
    func aggregateCall(_ name: String, _ values: [CheckedExpression], _ place: Diagnostic.Place) -> CheckedExpression? {
        resolve(Name(name, place.span), catalogue.functions(name), values, place) { overload, values, type in
            var call = AggregateCall(function: name, overload: overload, arguments: values, condition: nil, type: type)
            call.isTold = false
            return CheckedExpression(.aggregate(call), type, place)
        }
    }

    private func isWithoutCondition(_ arguments: Arguments, _ scope: Scope) -> Bool {
        guard let condition = arguments.condition else { return true }
        report(.conditionOutsideAggregate, at: scope.place(condition.span))
        return false
    }

    private func isWithoutOrder(_ arguments: Arguments, _ name: Name, _ scope: Scope) -> Bool {
        guard let ordered = arguments.items.first(where: { $0.order != nil }) else { return true }
        report(.orderInCall(name.text), at: scope.place(ordered.value.span))
        return false
    }

    private func method(_ receiver: Expression, _ name: Name, _ arguments: Arguments, _ scope: Scope, _ place: Diagnostic.Place) -> CheckedExpression? {
        if name.text == "at" { return successor(receiver, arguments, scope, place) }
        guard name.text == "under" else {
            let inside = ([scope.source.slice(receiver.span)] + arguments.items.map { scope.source.slice($0.value.span) }).joined(separator: ", ")
            if catalogue.functions(name.text).isEmpty, environment.functions[name.text] == nil {
                if let row = ForeignFunctions.row(name.text, arguments: arguments.items.count + 1), !row.isName, row.argumentCount == arguments.items.count + 1 {
                    let written = [scope.source.slice(receiver.span)] + arguments.items.map { scope.source.slice($0.value.span) }
                    report(.foreignFunction(name.text, ours: row.written(["a", "b", "c"])), at: scope.place(name.span), fixes: [Diagnostic.Fix(row.written(written), at: place.span)])
                } else {
                    let known = catalogue.functionNames + ["under", "at"]
                    report(.unknownFunction(name.text), at: scope.place(name.span), hints: NearNames(name, among: known).hints)
                }
            } else {
                report(.functionAfterDot(name.text), at: scope.place(name.span),
                    fixes: [Diagnostic.Fix("\(name.text)(\(inside))", at: place.span)])
            }
            return nil
        }
        guard let value = expression(receiver, scope) else { return nil }
        guard case .link(let target) = value.type.kind, let table = catalogue.table(target), table.tree != nil else {
            report(.wanted("a link to a table with a tree", got: value.type), at: scope.place(receiver.span))
            return nil
        }
        guard arguments.items.count == 1, arguments.condition == nil else {
            report(.underTakesOne, at: place)
            return nil
        }
        guard let unit = expression(arguments.items[0].value, scope) else { return nil }
        switch unit.type.kind {
        case .text, .nothing, .link(target): break
        default:
            report(.wanted("a name, a key or a link to \(target)", got: unit.type), at: unit.place)
            return nil
        }
        return CheckedExpression(.under(told(value), table: target, unit, asOf: day(of: value, table)), .bool, place)
    }

    /// `unit.at(received)`: what the unit has become by then.
    private func successor(_ receiver: Expression, _ arguments: Arguments, _ scope: Scope, _ place: Diagnostic.Place) -> CheckedExpression? {
        guard let value = expression(receiver, scope) else { return nil }
        guard case .link(let target) = value.type.kind, let table = catalogue.table(target), table.validity?.successor != nil else {
            report(.wanted("a link to a table that says what took whose place", got: value.type), at: scope.place(receiver.span),
                hints: ["the model says so with  valid from first_day to last_day into successor"])
            return nil
        }
        guard arguments.items.count == 1, arguments.condition == nil else {
            report(.atTakesOne, at: place)
            return nil
        }
        guard let written = expression(arguments.items[0].value, scope) else { return nil }
        guard written.type.kind.isDay || written.type.kind == .nothing, let day = convert(written, to: .date, what: "a date") else {
            report(.wanted("a date", got: written.type), at: written.place)
            return nil
        }
        return CheckedExpression(.successor(told(value), table: target, day), Type(.link(target), optional: value.type.isOptional || day.type.isOptional), place)
    }

    /// The day as of which a path from this link follows the tree: that of an `at`, else `$as_of`.
    func day(of link: CheckedExpression, _ table: TableInfo) -> CheckedExpression? {
        guard table.validity?.successor != nil else { return nil }
        if case .successor(_, _, let day) = link.node { return day }
        return environment.asOf.map { CheckedExpression(.constant(.date($0)), .date, link.place) }
    }

    private func userFunction(_ function: Environment.UserFunction, _ name: Name, _ arguments: Arguments, _ scope: Scope, _ place: Diagnostic.Place) -> CheckedExpression? {
        guard arguments.items.count == function.parameters.count else {
            report(.argumentCount(name.text, wanted: function.parameters.map(\.name.text), given: arguments.items.count), at: place)
            return nil
        }
        guard isWithoutCondition(arguments, scope), isWithoutOrder(arguments, name, scope), let locals = locals(function, name, arguments, scope) else { return nil }
        guard beginExpanding("fn \(name.text)", name.text, place) else { return nil }
        defer { endExpanding() }
        let parameters = function.parameters.map(\.name.text).joined(separator: ", ")
        meet(Definition(name: "\(name.text)(\(parameters))", text: function.source.slice(function.body.span)))
        var inner = Scope(source: function.source, level: scope.level)
        inner.locals = locals
        inner.proven = scope.proven
        guard var body = expression(function.body, inner) else { return nil }
        if let result = function.result, let type = type(result, in: function.source) {
            guard let converted = convert(body, to: type.kind, what: "\(Message.article(type)) as '\(name.text)' promises") else { return nil }
            body = converted
        }
        body.place = place
        return body
    }

    /// The arguments under the names that the function gives them.
    private func locals(_ function: Environment.UserFunction, _ name: Name, _ arguments: Arguments, _ scope: Scope) -> [String: CheckedExpression]? {
        var locals: [String: CheckedExpression] = [:]
        for (parameter, argument) in zip(function.parameters, arguments.items) {
            if let label = argument.label, label.text != parameter.name.text {
                report(.unknownArgument(label.text, of: name.text), at: scope.place(label.span),
                    hints: ["it is written  \(name.text)(\(function.parameters.map(\.name.text).joined(separator: ", ")))"])
                continue
            }
            guard let value = expression(argument.value, scope), let type = type(parameter.type, in: function.source) else { continue }
            var given = value
            if type.kind == .date, given.type.kind == .timestamp, let day = convert(given, to: .date, what: "a date") { given = day }
            guard let converted = convert(given, to: type.kind, what: "\(Message.article(type)) for '\(parameter.name.text)'") else { continue }
            locals[parameter.name.text] = converted
        }
        return locals.count == arguments.items.count ? locals : nil
    }

    // MARK: Aggregates and windows

    private func aggregate(_ name: Name, _ rows: [FunctionSignature], _ arguments: Arguments, _ scope: Scope, _ place: Diagnostic.Place) -> CheckedExpression? {
        if let first = arguments.items.first?.value.unparenthesized, let (link, linked, rest) = reverseArgument(first, scope) {
            var inner = arguments
            if let rest { inner.items[0].value = rest } else { inner.items.removeFirst() }
            return reverse(link, linked, scope, place, aggregate: name.text) { self.aggregate(name, rows, inner, $0, place) }
        }
        switch scope.level {
        case .constant:
            report(.aggregateWithoutRows(name.text, written: place.source.slice(place.span)), at: place)
            return nil
        case .row:
            report(.aggregateInRows(name.text, written: place.source.slice(place.span)), at: place)
            return nil
        case .aggregate:
            report(.aggregateInAggregate, at: place)
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
        guard isWithoutOrder(arguments, name, scope) else { return nil }
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
            let written = scope.source.slice(arguments.items[0].value.span)
            report(.poolWithoutCounts(written), at: place, fixes: [Diagnostic.Fix("avg_of_rows(\(written))", at: place.span)])
            return nil
        }
        return resolve(name, rows, values, place) { overload, values, type in
            var call = AggregateCall(function: name.text, overload: overload, arguments: values, condition: condition, type: type)
            call.isTold = !isReadAgain
            return CheckedExpression(.aggregate(call), type, place)
        }
    }

    private func reportMeanOfRatio(_ function: String, _ argument: Expression, _ scope: Scope, _ place: Diagnostic.Place) {
        let written = scope.source.slice(argument.span)
        report(.meanOfRatio(function, written), at: place, fixes: [Diagnostic.Fix("pool(\(written))", at: place.span)])
    }

    /// Whether a part of it looks at other rows than its own.
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
            report(.windowOutsideAdd(name.text, written: place.source.slice(place.span)), at: place)
            return nil
        }
        guard isWithoutCondition(arguments, scope), let values = values(of: arguments, name, rows, scope) else { return nil }
        let order = arguments.items.first?.order
        if name.text == "prior" { return prior(name, rows, values, scope, place) }
        return resolve(name, rows, values, place) { overload, values, type in
            if rows[overload].needsOrder, scope.along == nil { report(.rankWithoutOrder(name.text), at: place) }
            return CheckedExpression(.window(WindowCall(function: name.text, overload: overload, arguments: values, order: order, type: type)), type, place)
        }
    }

    /// `prior(x, d)` looks for the row whose key is this row's less d, so it is given both keys: `prior(x, key, key - d)`. The key is that of
    /// `along`, else the only period or date there is.
    private func prior(_ name: Name, _ rows: [FunctionSignature], _ values: [CheckedExpression], _ scope: Scope, _ place: Diagnostic.Place) -> CheckedExpression? {
        let made = resolve(name, rows, values, place) { overload, values, type in
            CheckedExpression(.window(WindowCall(function: name.text, overload: overload, arguments: values, order: nil, type: type)), type, place)
        }
        guard let made, case .window(var call) = made.node, let key = scope.along ?? onlyTime(scope, place) else { return nil }
        switch key.type.kind {
        case .period, .date, .timestamp: break
        default:
            report(.priorKey(key.type), at: key.place ?? place)
            return nil
        }
        let distance = call.arguments[1]
        let back = CheckedExpression(.negate(distance), distance.type, distance.place)
        call.arguments = [call.arguments[0], key, CheckedExpression(.arithmetic(.shift, key, back), key.type, distance.place)]
        return CheckedExpression(.window(call), made.type, made.place)
    }

    private func onlyTime(_ scope: Scope, _ place: Diagnostic.Place) -> CheckedExpression? {
        let times = (scope.relation?.columns ?? []).filter { $0.type.kind == .period || $0.type.kind.isDay }
        if times.count == 1 { return CheckedExpression(.column(times[0].id), times[0].type, place) }
        report(.priorWithoutOrder(times.map { Checker.written($0.name) }), at: place)
        return nil
    }
}
