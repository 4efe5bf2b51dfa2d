import Diagnostics
import Syntax

/// Expressions: the switch over what can be written.
extension Checker {
    /// The expression with names and types resolved, as not missing where a guard proves that; `nil` when it is wrong.
    func expression(_ expression: Expression, _ scope: Scope) -> CheckedExpression? {
        resolved(expression, scope).map { narrowed($0, scope) }
    }

    private func resolved(_ expression: Expression, _ scope: Scope) -> CheckedExpression? {
        let place = scope.place(expression.span)
        switch expression.node {
        case .number(let literal): return number(literal, place)
        case .percent(let digits): return percent(digits, place)
        case .date(let text): return date(text, place)
        case .text(let literal): return text(literal, scope, span: expression.span)
        case .raw(let text): return CheckedExpression(.constant(.text(text)), .text, place)
        case .boolean(let value): return CheckedExpression(.constant(.bool(value)), .bool, place)
        case .missing: return CheckedExpression(.constant(.missing), Type(.nothing, optional: true), place)
        case .name(let name): return self.name(name, scope)
        case .parameter(let name): return parameter(name, scope)
        case .member(let base, let name): return member(base, name, scope, span: expression.span)
        case .call(let receiver, let name, let arguments):
            return call(receiver, name, arguments, scope, span: expression.span)
        case .negate(let operand): return negate(operand, scope, place)
        case .not(let operand):
            guard let condition = condition(operand, scope) else { return nil }
            return CheckedExpression(.not(condition), .bool, place)
        case .binary(let symbol, let symbolSpan, let lhs, let rhs):
            return binary(symbol, symbolSpan, lhs, rhs, scope, place)
        case .isMissing(let operand, let negated, let present):
            guard let value = self.expression(operand, scope), isSingle(value) else { return nil }
            let test = CheckedExpression(.isMissing(value), .bool, place)
            return present != negated ? CheckedExpression(.not(test), .bool, place) : test
        case .choose(let condition, let yes, let no): return choose(condition, yes, no, scope, place)
        case .list(let elements): return list(elements, scope, place)
        case .pipeline(let pipeline): return scalarQuery(pipeline, scope, place)
        case .parenthesized(let inner): return self.expression(inner, scope)
        case .absent: return nil
        }
    }

    /// An expression that must be true or false.
    func condition(_ expression: Expression, _ scope: Scope) -> CheckedExpression? {
        guard let value = self.expression(expression, scope) else { return nil }
        guard value.type.kind == .bool else {
            report(.wanted("a condition", got: value.type), at: scope.place(expression.span), hints: conditionHints(value.type))
            return nil
        }
        return value
    }

    private func conditionHints(_ type: Type) -> [String] {
        switch type.kind {
        case .int, .decimal, .float: ["compare it, such as  … > 0"]
        case .text, .enumeration: ["compare it, such as  … == \"…\""]
        case .date, .timestamp, .period: ["compare it, such as  … in @2019, or ask whether it  is present"]
        default: []
        }
    }

    // MARK: Literals

    private func number(_ literal: NumberLiteral, _ place: Diagnostic.Place) -> CheckedExpression? {
        guard var value = Decimal(literal.digits) else {
            report(.numberTooLong, at: place)
            return nil
        }
        func whole() -> Int32? {
            value.rescaled(to: 0).flatMap { Int32(exactly: $0.mantissa) }
        }
        func duration(_ make: (Int32) -> Duration?) -> CheckedExpression? {
            guard let count = whole(), let duration = make(count) else {
                report(.durationNotWhole, at: place)
                return nil
            }
            return CheckedExpression(.constant(.duration(duration)), Type(.duration), place)
        }
        switch literal.unit {
        case .days: return duration { Duration(days: $0) }
        case .weeks: return duration { count in count.multipliedReportingOverflow(by: 7).overflow ? nil : Duration(days: count * 7) }
        case .months: return duration { Duration(months: $0) }
        case .quarters: return duration { count in count.multipliedReportingOverflow(by: 3).overflow ? nil : Duration(months: count * 3) }
        case .years: return duration { count in count.multipliedReportingOverflow(by: 12).overflow ? nil : Duration(months: count * 12) }
        case .workingDays: return duration { Duration(workingDays: $0) }
        case .points: return CheckedExpression(.constant(.float(Decimal(value.mantissa, scale: min(38, value.scale + 2)).double)), Type(.points), place)
        case .thousand, .million, .billion, nil: break
        }
        let exponent = switch literal.unit {
        case .thousand: 3
        case .million: 6
        case .billion: 9
        default: 0
        }
        if exponent > 0 {
            if value.scale >= exponent {
                value.scale -= exponent
            } else {
                guard let factor = Decimal.powerOfTen(exponent - value.scale) else { return nil }
                let (product, overflow) = value.mantissa.multipliedReportingOverflow(by: factor)
                guard !overflow else {
                    report(.numberTooLong, at: place)
                    return nil
                }
                value = Decimal(product)
            }
        }
        if value.scale == 0 {
            if let int = Int64(exactly: value.mantissa) { return CheckedExpression(.constant(.int(int)), .int, place) }
        }
        return CheckedExpression(.constant(.decimal(value)), .decimal, place)
    }

    private func percent(_ digits: String, _ place: Diagnostic.Place) -> CheckedExpression? {
        guard let value = Decimal(digits), value.scale <= 36 else {
            report(.numberTooLong, at: place)
            return nil
        }
        return CheckedExpression(.constant(.ratio(.decimal(value), .int(100))), Type(.ratio(counted: false)), place)
    }

    private func date(_ text: String, _ place: Diagnostic.Place) -> CheckedExpression? {
        guard let value = DateLiteral.value(text, asOf: environment.asOf, zoneMinutes: environment.zoneMinutes) else {
            if DateLiteral.isRelative(text) { return reportNoAsOf("@\(text)", place) }
            report(.notADate(text), at: place)
            return nil
        }
        let type: Type = switch value {
        case .timestamp: .timestamp
        case .period: .period
        default: .date
        }
        return CheckedExpression(.constant(value), type, place)
    }

    func reportNoAsOf(_ written: String, _ place: Diagnostic.Place?) -> CheckedExpression? {
        report(.asOfUnknown(written), at: place)
        return nil
    }

    func text(_ literal: TextLiteral, _ scope: Scope, span: Span) -> CheckedExpression? {
        let place = scope.place(span)
        var parts: [CheckedExpression] = []
        var failed = false
        for part in literal.parts {
            switch part {
            case .text(let text): parts.append(CheckedExpression(.constant(.text(text)), .text, place))
            case .expression(let inner):
                if let value = expression(inner, scope) { parts.append(value) } else { failed = true }
            }
        }
        if failed { return nil }
        if parts.allSatisfy({ if case .constant(.text) = $0.node { !$0.isPrivate } else { false } }) {
            let whole = parts.map { part -> String in if case .constant(.text(let text)) = part.node { text } else { "" } }.joined()
            return CheckedExpression(.constant(.text(whole)), .text, place)
        }
        return CheckedExpression(.interpolate(parts), .text, place)
    }

    private func parameter(_ name: Name, _ scope: Scope) -> CheckedExpression? {
        let place = scope.place(name.span)
        if name.text == "as_of" {
            guard let asOf = environment.asOf else { return reportNoAsOf("$as_of", place) }
            return CheckedExpression(.constant(.date(asOf)), .date, place)
        }
        if let variable = environment.variables[name.text] {
            let node: CheckedExpression.Node = variable.value.map { .constant($0) } ?? .parameter(name.text)
            if let derivation = variable.derivation { meet(derivation) }
            var value = CheckedExpression(node, variable.type, place)
            value.isPrivate = variable.isPrivate
            return value
        }
        if let definition = environment.values[name.text] {
            guard beginExpanding("let \(name.text)", name.text, place) else { return nil }
            defer { endExpanding() }
            meet(Definition(name: "$\(name.text)", text: definition.source.slice(definition.expression.span)))
            guard var value = self.expression(definition.expression, Scope(source: definition.source, level: .constant)) else { return nil }
            value.place = place
            return value
        }
        if environment.unknown.contains(name.text) { return nil }
        if environment.pipelines[name.text] != nil {
            report(.tableAsValue(name.text), at: place)
            return nil
        }
        let known = environment.valueNames
        if scope.level != .constant, scope.relation?.columns.contains(where: { $0.name == name.text }) == true {
            report(.unknownParameter(name.text), at: place, hints: ["a column is written without '$'"], fixes: [Diagnostic.Fix(Parser.written(name.text), at: name.span)])
            return nil
        }
        if let day = Parser.date(name.text) {
            report(.unknownParameter(name.text), at: place, fixes: [Diagnostic.Fix(day, at: name.span)])
            return nil
        }
        let near = NearNames(name, among: known)
        report(.unknownParameter(name.text), at: place, hints: near.hints, fixes: near.fixes(sign: "$"))
        return nil
    }

    private func list(_ elements: [Expression], _ scope: Scope, _ place: Diagnostic.Place) -> CheckedExpression? {
        let values = elements.compactMap { expression($0, scope) }
        guard values.count == elements.count, let (unified, type) = unify(values, symbol: ",") else { return nil }
        return constantList(CheckedExpression(.list(unified), Type(.list(type.kind)), place))
    }

    private func choose(_ test: Expression, _ yes: Expression, _ no: Expression, _ scope: Scope, _ place: Diagnostic.Place) -> CheckedExpression? {
        let known = facts(test, scope)
        var whenTrue = scope
        whenTrue.proven.formUnion(known.whenTrue)
        var whenFalse = scope
        whenFalse.proven.formUnion(known.whenFalse)
        let checkedTest = condition(test, scope)
        let first = expression(yes, whenTrue)
        let second = expression(no, whenFalse)
        guard let checkedTest, let first, let second, let (sides, type) = unify([first, second], symbol: "else") else { return nil }
        return constantList(CheckedExpression(.choose(checkedTest, sides[0], sides[1]), type, place))
    }

    /// The value, unless it is a list that hangs on the row: lists are known before the first row.
    private func constantList(_ value: CheckedExpression) -> CheckedExpression? {
        guard case .list = value.type.kind, !isConstant(value) else { return value }
        report(.listNotConstant, at: value.place, fixes: elementFix(value))
        return nil
    }

    /// Whether the value is no list, which is never missing; reports when it is one.
    func isSingle(_ value: CheckedExpression) -> Bool {
        guard case .list = value.type.kind else { return true }
        report(.wanted("a single value", got: value.type), at: value.place)
        return false
    }

    /// Whether the value may stand in a row. A list may not; that is reported.
    func fitsIntoRow(_ value: CheckedExpression) -> Bool {
        guard case .list = value.type.kind else { return true }
        report(.listInRow, at: value.place, fixes: elementFix(value))
        return false
    }

    /// The only element of a list that is written out.
    private func elementFix(_ list: CheckedExpression) -> [Diagnostic.Fix] {
        guard case .list(let elements) = list.node, elements.count == 1, let span = list.place?.span else { return [] }
        return [Diagnostic.Fix(Checker.slice(elements[0]), at: span)]
    }

    // MARK: Pipelines as values

    func scalarQuery(_ pipeline: Pipeline, _ scope: Scope, _ place: Diagnostic.Place) -> CheckedExpression? {
        guard let (id, column) = subquery(pipeline, scope, isScalar: true) else { return nil }
        return CheckedExpression(.query(id), column.type.optional(), place)
    }

    /// Checks a pipeline in parentheses and files it; it must have one column, which `adapt` may still convert.
    func subquery(_ pipeline: Pipeline, _ scope: Scope, isScalar: Bool, adapt: (inout Flow) -> Bool = { _ in true }) -> (SubqueryID, Relation.Column)? {
        let place = scope.place(pipeline.span)
        guard var flow = flow(of: pipeline, in: scope.source, following: []) else { return nil }
        guard isWithoutTotals(flow, place) else { return nil }
        guard flow.relation.columns.count == 1 else {
            if flow.holes.isOpen || !flow.holes.names.isEmpty { return nil }
            report(.oneColumnWanted(flow.relation.columns.count, offered: flow.relation.columns.first.map { Checker.written($0.name) } ?? "…"), at: place)
            return nil
        }
        if isScalar, !endsInOneRow(pipeline) {
            report(.oneRowWanted, at: place)
            return nil
        }
        guard adapt(&flow) else { return nil }
        let id = SubqueryID(subqueries.count)
        let checked = CheckedPipeline(source: flow.source, stages: flow.stages, output: flow.relation, numbers: numbers)
        subqueries.append(Subquery(id: id, pipeline: checked, place: place, isScalar: isScalar))
        if let derivation = flow.relation.columns[0].derivation { derivation.uses.forEach(meet) }
        return (id, flow.relation.columns[0])
    }

    private func endsInOneRow(_ pipeline: Pipeline) -> Bool {
        for stage in pipeline.stages.reversed() {
            switch stage.node {
            case .summarize(_, let by, _): return by.isEmpty
            case .take(let count, _, let by, let ties):
                guard by.isEmpty, !ties, case .number(let literal) = count.node else { return false }
                return literal.digits == "1" && literal.unit == nil
            case .add, .set, .keep, .drop, .rename, .filter, .sort, .distinct, .lookup, .sample, .check, .warn, .show, .save: continue
            default: return false
            }
        }
        switch pipeline.source.node {
        case .name(let name): return environment.pipelines[name.text].map { endsInOneRow($0.pipeline) } ?? false
        case .pipeline(let inner): return endsInOneRow(inner)
        case .rows(_, let rows): return rows.count <= 1
        case .file, .fileWithOptions, .absent: return false
        }
    }

    /// Total rows are not rows: what goes on as a source or as values must not hold them.
    func isWithoutTotals(_ flow: Flow, _ place: Diagnostic.Place) -> Bool {
        guard flow.relation.totals != nil else { return true }
        report(.totalsTakenForRows, at: place)
        return false
    }
}
