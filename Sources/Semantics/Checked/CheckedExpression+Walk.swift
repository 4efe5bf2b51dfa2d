/// Going through the parts of an expression: the one place that knows which cases have which.
extension CheckedExpression {
    /// The same expression with each direct part replaced; the parts of the calls that it holds included, and of a
    /// reverse aggregate both the key (over this row) and the value (over the linked table's rows).
    package func mapChildren(_ transform: (CheckedExpression) throws -> CheckedExpression) rethrows -> CheckedExpression {
        var result = self
        switch node {
        case .constant, .column, .parameter, .query:
            return self
        case .linked(let link, let table, let column): result.node = .linked(try transform(link), table: table, column: column)
        case .successor(let link, let table, let day): result.node = .successor(try transform(link), table: table, try transform(day))
        case .ancestor(let link, let table, let level, let asOf):
            result.node = .ancestor(try transform(link), table: table, level: level, asOf: try asOf.map(transform))
        case .under(let link, let table, let top, let asOf):
            result.node = .under(try transform(link), table: table, try transform(top), asOf: try asOf.map(transform))
        case .negate(let operand): result.node = .negate(try transform(operand))
        case .not(let operand): result.node = .not(try transform(operand))
        case .and(let lhs, let rhs): result.node = .and(try transform(lhs), try transform(rhs))
        case .or(let lhs, let rhs): result.node = .or(try transform(lhs), try transform(rhs))
        case .arithmetic(let form, let lhs, let rhs): result.node = .arithmetic(form, try transform(lhs), try transform(rhs))
        case .compare(let comparison, let form, let lhs, let rhs, let notice):
            result.node = .compare(comparison, form, try transform(lhs), try transform(rhs), notice: notice)
        case .isMissing(let operand): result.node = .isMissing(try transform(operand))
        case .search(let text, let pattern): result.node = .search(try transform(text), try transform(pattern))
        case .isIn(let operand, let elements): result.node = .isIn(try transform(operand), try elements.map(transform))
        case .isInList(let operand, let list): result.node = .isInList(try transform(operand), try transform(list))
        case .isInPeriod(let day, let period): result.node = .isInPeriod(try transform(day), try transform(period))
        case .isInQuery(let operand, let query): result.node = .isInQuery(try transform(operand), query)
        case .choose(let condition, let whenTrue, let whenFalse):
            result.node = .choose(try transform(condition), try transform(whenTrue), try transform(whenFalse))
        case .coalesce(let first, let second): result.node = .coalesce(try transform(first), try transform(second))
        case .per(let numerator, let denominator): result.node = .per(try transform(numerator), try transform(denominator))
        case .span(let first, let last): result.node = .span(try transform(first), try transform(last))
        case .call(let name, let overload, let arguments): result.node = .call(name, overload: overload, try arguments.map(transform))
        case .convert(let operand): result.node = .convert(try transform(operand))
        case .interpolate(let parts): result.node = .interpolate(try parts.map(transform))
        case .list(let elements): result.node = .list(try elements.map(transform))
        case .aggregate(var call):
            call.arguments = try call.arguments.map(transform)
            call.condition = try call.condition.map(transform)
            result.node = .aggregate(call)
        case .window(var call):
            call.arguments = try call.arguments.map(transform)
            result.node = .window(call)
        case .reverse(var reverse):
            reverse.key = try transform(reverse.key)
            reverse.value = try transform(reverse.value)
            result.node = .reverse(reverse)
        }
        return result
    }

    /// The same expression with every part replaced, innermost first; `transform` sees parts that are done already.
    package func map(_ transform: (CheckedExpression) throws -> CheckedExpression) rethrows -> CheckedExpression {
        try transform(try mapChildren { try $0.map(transform) })
    }

    /// The direct parts, in the order written.
    /// Whether a pipeline is asked for a value in it.
    package var asksQuery: Bool {
        switch node {
        case .query, .isInQuery: true
        default: children.contains(where: \.asksQuery)
        }
    }

    /// Whether what is read of it is a number: one itself, or a text that a number was made into.
    package var showsNumber: Bool {
        switch type.kind {
        case .int, .decimal, .float, .ratio, .points, .duration: return true
        case .text:
            if case .call("to_text", _, let arguments) = node { return arguments.first?.showsNumber ?? false }
            return children.contains { $0.type.kind == .text && $0.showsNumber }
        default: return false
        }
    }

    package var children: [CheckedExpression] {
        var found: [CheckedExpression] = []
        _ = mapChildren {
            found.append($0)
            return $0
        }
        return found
    }

    /// The same expression, of which no comparison is counted.
    package var withoutNotices: CheckedExpression {
        map { part in
            guard case .compare(let symbol, let form, let lhs, let rhs, notice: _?) = part.node else { return part }
            return CheckedExpression(.compare(symbol, form, lhs, rhs, notice: nil), part.type, part.place)
        }
    }

    /// Visits this expression and then its parts, outermost first.
    package func walk(_ visit: (CheckedExpression) throws -> Void) rethrows {
        try visit(self)
        for child in children { try child.walk(visit) }
    }

    /// Whether this expression or a part of it, at any depth, satisfies the condition.
    package func contains(_ condition: (CheckedExpression) throws -> Bool) rethrows -> Bool {
        if try condition(self) { return true }
        for child in children where try child.contains(condition) { return true }
        return false
    }

    /// The columns of this row that are read. What a reverse aggregate reads of its own table is not among them.
    package var columnsRead: Set<ColumnID> {
        var result: Set<ColumnID> = []
        collectColumns(into: &result)
        return result
    }

    private func collectColumns(into result: inout Set<ColumnID>) {
        switch node {
        case .column(let id): result.insert(id)
        case .reverse(let reverse): reverse.key.collectColumns(into: &result)
        default: for child in children { child.collectColumns(into: &result) }
        }
    }
}

extension AggregateCall {
    /// Its arguments and, last, its condition.
    package var expressions: [CheckedExpression] { arguments + (condition.map { [$0] } ?? []) }
}
