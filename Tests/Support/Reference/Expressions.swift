import Diagnostics
import Semantics

/// Expressions over one row: the switch over what they are.
extension ReferenceRun {
    func value(_ expression: CheckedExpression, _ row: Row) throws -> Value {
        func part(_ part: CheckedExpression) throws -> Value { try value(part, row) }
        func ifPresent(_ parts: CheckedExpression..., then body: ([Value]) throws -> Value) throws -> Value {
            let values = try parts.map(part)
            return values.contains(where: \.isAbsent) ? .missing : try body(values)
        }
        switch expression.node {
        case .constant(let value): return value
        case .column(let id):
            let value = try deferred[id]?(row) ?? row[id]
            // The key of a table read as a link to it.
            if case .link = expression.type.kind, case .int = value { return value.asLink }
            return value
        case .parameter(let name): preconditionFailure("the parameter '\(name)' has no value")
        case .linked(let link, let table, let column):
            return self.table(table).value(try target(of: link, part(link), table), column)
        case .ancestor(let link, let table, let level, let asOf):
            let start = try target(of: link, part(link), table)
            return try ancestor(start, self.table(table), level, asOf: try asOf.map(part))
        case .under(let link, let table, let top, let asOf):
            let start = try target(of: link, part(link), table)
            return .bool(try isUnder(start, part(top), isLink: top.type.kind == .link(table), self.table(table), asOf: try asOf.map(part)))
        case .successor(let link, let table, let day):
            let (start, day) = (try target(of: link, part(link), table), try part(day))
            guard let start, !day.isAbsent, let key = self.table(table).info.key else { return .missing }
            return self.table(table).value(self.table(table).row(start, on: day.day), key).asLink
        case .negate(let operand): return try ifPresent(operand) { try Arithmetic.negated($0[0]) }
        case .not(let operand): return .bool(!(try part(operand).isTrue))
        case .and(let lhs, let rhs): return .bool(try part(lhs).isTrue && part(rhs).isTrue)
        case .or(let lhs, let rhs): return .bool(try part(lhs).isTrue || part(rhs).isTrue)
        // The rest of a whole of 0 has parts that a pool adds up.
        case .arithmetic(.ratioComplement, _, let ratio): return try Ratio.complement(part(ratio))
        case .arithmetic(let form, let lhs, let rhs): return try ifPresent(lhs, rhs) { try Arithmetic.apply(form, $0[0], $0[1], in: self) }
        case .compare(let comparison, let form, let lhs, let rhs, notice: _):
            return .bool(compare(comparison, form, try part(lhs), try part(rhs), lhs.type.kind))
        case .isMissing(let operand): return .bool(try part(operand).isAbsent)
        case .search(let text, let pattern):
            let (text, pattern) = (try part(text), try part(pattern))
            return .bool(!text.isAbsent && !pattern.isAbsent && Search.finds(pattern.string, in: text.string))
        case .isIn(let operand, let elements):
            let (subject, values) = (try part(operand), try elements.map(part))
            return .bool(values.contains { Order(run: self).areEqual(subject, $0, operand.type.kind) })
        case .isInList(let operand, let list):
            let subject = try part(operand)
            guard case .list(let elements) = try part(list) else { return .bool(false) }
            return .bool(elements.contains { Order(run: self).areEqual(subject, $0, operand.type.kind) })
        case .isInPeriod(let day, let period):
            let (day, period) = (try part(day), try part(period))
            guard !day.isAbsent, !period.isAbsent else { return .bool(false) }
            return .bool(period.asPeriod.first <= day.day && day.day <= period.asPeriod.last)
        case .isInQuery(let operand, let query):
            let subject = try part(operand)
            return .bool((lists[query] ?? []).contains { Order(run: self).areEqual(subject, $0, operand.type.kind) })
        case .query(let query): return scalars[query] ?? .missing
        case .choose(let condition, let whenTrue, let whenFalse): return try part(condition).isTrue ? part(whenTrue) : part(whenFalse)
        case .coalesce(let first, let second):
            let value = try part(first)
            return value.isAbsent ? try part(second) : value
        case .per(let numerator, let denominator): return .ratio(try part(numerator), try part(denominator))
        case .span(let first, let last):
            return try ifPresent(first, last) { ends in
                let (first, last) = (ends[0].asPeriod, ends[1].asPeriod)
                if first.first > last.last { throw ReferenceMistake("span-backwards") }
                return .period(Period(first: first.first, last: last.last))
            }
        case .call(let name, _, let arguments):
            return try Functions(run: self).call(name, try arguments.map { (try part($0), $0.type) }, result: expression.type)
        case .convert(let operand): return try ifPresent(operand) { converted($0[0], to: expression.type.kind) }
        case .interpolate(let parts):
            return .text(try parts.map { Display(run: self).text(try part($0), $0.type) }.joined())
        case .list(let elements): return .list(try elements.map(part))
        case .aggregate(let call): preconditionFailure("'\(call.function)' has not been worked out beforehand")
        case .window(let call): preconditionFailure("'\(call.function)' has not been worked out beforehand")
        case .reverse(let reverse): preconditionFailure("the rows of '\(reverse.scan.table)' have not been looked at beforehand")
        }
    }

    private func compare(_ comparison: ComparisonOperator, _ form: ComparisonForm, _ lhs: Value, _ rhs: Value, _ kind: Type.Kind) -> Bool {
        let order = Order(run: self)
        switch comparison {
        case .equal: return order.areEqual(lhs, rhs, kind)
        case .notEqual: return !order.areEqual(lhs, rhs, kind)
        case .less, .lessOrEqual, .greater, .greaterOrEqual: break
        }
        guard !lhs.isAbsent, !rhs.isAbsent else { return false }
        let difference: Int
        switch form {
        case .dayWithPeriod:
            let (day, period) = (lhs.day, rhs.asPeriod)
            difference = day < period.first ? -1 : day > period.last ? 1 : 0
        case .same, .decimal, .text, .enumeration, .link, .ratio, .points, .period:
            difference = order.compare(lhs, rhs, kind)
        }
        switch comparison {
        case .less: return difference < 0
        case .lessOrEqual: return difference <= 0
        case .greater: return difference > 0
        case .greaterOrEqual: return difference >= 0
        case .equal, .notEqual: return false
        }
    }

    private func converted(_ value: Value, to kind: Type.Kind) -> Value {
        switch (value, kind) {
        case (.int(let number), .decimal): .decimal(Decimal(Int128(number)))
        case (.int, .float), (.decimal, .float): .float(value.double)
        case (.timestamp(let utc), .date): .date(Moment(utc, zoneMinutes: world.zoneMinutes).day)
        case (.date, .period): .period(value.asPeriod)
        case (.int, .link): value.keyText.map { .text($0) } ?? .missing
        default: value
        }
    }
}
