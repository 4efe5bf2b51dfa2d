import Diagnostics
import Syntax

/// `in` and `..`: lists, ranges, periods and pipelines that hold a value or do not.
extension Checker {
    func membership(_ lhs: Expression, _ rhs: Expression, _ scope: Scope, _ place: Diagnostic.Place, symbol: Span) -> CheckedExpression? {
        guard let value = expression(lhs, scope) else { return nil }
        switch rhs.unparenthesized.node {
        case .pipeline(let pipeline):
            var converted = value
            let found = subquery(pipeline, scope, isScalar: false) { flow in
                let column = flow.relation.columns[0]
                let element = CheckedExpression(.column(column.id), column.type, scope.place(pipeline.span))
                // A number beside a link can only be the key; of texts it is not known whether they are keys or names.
                let sides =
                    element.type.kind.isNumber
                    ? matched(value, element, symbol: "in") : unify([value, element], symbol: "in", comparing: true).map { ($0.0[0], $0.0[1]) }
                guard let (first, second) = sides else { return false }
                converted = first
                if second.type.kind == column.type.kind { return true }
                let id = numbers.make()
                flow.stages.append(CheckedStage(.compute([Computation(id: id, value: second)], by: [], along: []), span: pipeline.span))
                flow.relation.columns = [Relation.Column(name: column.name, id: id, type: second.type, isPrivate: inherit(id, from: second))]
                return true
            }
            guard let (id, _) = found else { return nil }
            return CheckedExpression(.isInQuery(converted, id), .bool, place)
        case .list(let elements):
            // Written out here, its elements may hang on the row.
            var inner = scope
            inner.beside = value.type.kind
            let checked = elements.compactMap { expression($0, inner) }
            return checked.count == elements.count ? isAmong(value, checked, place) : nil
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
                report(.nothingBetween(type), at: place)
                return nil
            }
            let low = CheckedExpression(.compare(.greaterOrEqual, form, sides[0], sides[1], notice: nil), .bool, place)
            let high = CheckedExpression(.compare(.lessOrEqual, form, sides[0], sides[2], notice: nil), .bool, place)
            return CheckedExpression(.and(low, high), .bool, place)
        default: break
        }
        if case .name(let name) = rhs.unparenthesized.node, isTable(name, scope) {
            report(.tableAsValue(name.text), at: scope.place(rhs.span), fixes: tableFix(lhs, name, rhs, scope))
            return nil
        }
        guard let container = expression(rhs, scope) else { return nil }
        if container.type.kind == .text, !isConstant(container), case .constant(.text) = value.node {
            // `"A" in name`: the two sides the other way round.
            let isNegated = scope.source.slice(symbol) != "in"
            let ours = "\(isNegated ? "not " : "")contains(\(scope.source.slice(rhs.span)), \(scope.source.slice(lhs.span)))"
            report(.wanted("a list, a period or a pipeline in parentheses", got: container.type), at: container.place, fixes: [Diagnostic.Fix(ours, at: place.span)])
            return nil
        }
        switch container.type.kind {
        case .period: return inPeriod(value, container, place)
        case .list(let element): return inList(value, container, of: element, place)
        case .date, .timestamp:
            let isNegated = scope.source.slice(symbol) != "in"
            report(.inOneDay, at: place, fixes: [Diagnostic.Fix(isNegated ? "!=" : "==", at: symbol)])
            return nil
        default:
            report(.wanted("a list, a period or a pipeline in parentheses", got: container.type), at: container.place, hints: ["such as  in [\"a\", \"b\"]  or  in @2019-H1"],
                fixes: containerFix(container, for: value).map { [$0] } ?? [])
            return nil
        }
    }

    /// Whether a name is that of a table or of a `let`, and of no column.
    private func isTable(_ name: Name, _ scope: Scope) -> Bool {
        guard scope.locals == nil, scope.linkedRow == nil, environment.pipelines[name.text] != nil || catalogue.table(name.text) != nil else { return false }
        return silently { expression(Expression(.name(name), name.span), scope) } == nil
    }

    /// The column of the table that the value can be among: the one of its name, else the only one.
    private func tableFix(_ value: Expression, _ table: Name, _ container: Expression, _ scope: Scope) -> [Diagnostic.Fix] {
        let source = Source(.name(table), table.span)
        guard let columns = silently({ flow(of: source, in: scope.source, following: []) })?.relation.columns.map(\.name) else { return [] }
        let name: String? = switch value.unparenthesized.node {
        case .name(let name), .member(_, let name): name.text
        default: nil
        }
        guard let column = columns.first(where: { $0 == name }) ?? (columns.count == 1 ? columns[0] : nil) else { return [] }
        return [Diagnostic.Fix("(from \(Checker.written(table.text)) | keep \(Checker.written(column)))", at: container.span)]
    }

    /// What a list holds, each element with its type; `nil` when it is chosen by a condition.
    func elements(of list: CheckedExpression) -> [CheckedExpression]? {
        guard case .list(let element) = list.type.kind else { return nil }
        switch list.node {
        case .list(let elements): return elements
        case .constant(.list(let values)): return values.map { CheckedExpression(.constant($0), Type(element, optional: $0.isMissing), list.place) }
        // The elements of a parameter are not known while a script is only checked; their type is.
        case .parameter: return [CheckedExpression(list.node, Type(element, optional: true), list.place)]
        default: return nil
        }
    }

    private func inList(_ value: CheckedExpression, _ list: CheckedExpression, of element: Type.Kind, _ place: Diagnostic.Place) -> CheckedExpression? {
        guard let elements = elements(of: list) else {
            guard let converted = convert(value, to: element, what: Message.article(Type(element))) else { return nil }
            return CheckedExpression(.isInList(converted, list), .bool, place)
        }
        return isAmong(value, elements, place)
    }

    private func isAmong(_ value: CheckedExpression, _ elements: [CheckedExpression], _ place: Diagnostic.Place) -> CheckedExpression? {
        // A list of periods holds the days in them.
        if value.type.kind.isDay, !elements.isEmpty, elements.allSatisfy({ $0.type.kind == .period }) {
            let tests = elements.compactMap { inPeriod(value, $0, place) }
            return tests.dropFirst().reduce(tests[0]) { CheckedExpression(.or($0, $1), .bool, place) }
        }
        guard let (unified, _) = unify([value] + elements, symbol: "in", comparing: true) else { return nil }
        return CheckedExpression(.isIn(unified[0], Array(unified.dropFirst())), .bool, place)
    }

    /// A period for what is written without its `@` or with `-` between two days, a list for a single value.
    private func containerFix(_ container: CheckedExpression, for value: CheckedExpression) -> Diagnostic.Fix? {
        guard let span = container.place?.span else { return nil }
        if case .arithmetic(.daysBetween, let first, let last) = container.node {
            return Diagnostic.Fix("\(Checker.slice(first))..\(Checker.slice(last))", at: span)
        }
        if let date = dateFix(container, beside: value.type.kind.isDay) { return date }
        return commonKind(value, container, comparing: true) == nil ? nil : Diagnostic.Fix("[\(Checker.slice(container))]", at: span)
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
            report(.wanted("a date or a period", got: value.type), at: value.place)
            return nil
        }
    }

    func range(_ lhs: CheckedExpression, _ rhs: CheckedExpression, _ place: Diagnostic.Place) -> CheckedExpression? {
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
                return reportBackwards(lhs, rhs, place)
            }
            if case .constant(.date(let from)) = lhs.node, case .constant(.date(let to)) = rhs.node, from > to { return reportBackwards(lhs, rhs, place) }
            return CheckedExpression(.span(first, last), Type(.period, optional: lhs.type.isOptional || rhs.type.isOptional), place)
        }
        guard case .constant(.int(let low)) = lhs.node, case .constant(.int(let high)) = rhs.node else {
            report(.rangeNotConstant, at: place)
            return nil
        }
        guard low <= high else { return reportBackwards(lhs, rhs, place) }
        let (length, overflow) = high.subtractingReportingOverflow(low)
        guard !overflow, length < 100_000 else {
            report(.rangeTooLong, at: place)
            return nil
        }
        let elements = (low...high).map { CheckedExpression(.constant(.int($0)), .int, place) }
        return CheckedExpression(.list(elements), Type(.list(.int(nil))), place)
    }

    private func reportBackwards(_ lhs: CheckedExpression, _ rhs: CheckedExpression, _ place: Diagnostic.Place) -> CheckedExpression? {
        report(.rangeBackwards, at: place, fixes: [Diagnostic.Fix("\(Checker.slice(rhs))..\(Checker.slice(lhs))", at: place.span)])
        return nil
    }
}
