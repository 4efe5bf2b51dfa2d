import Semantics

/// Checked expressions in a stable text form: the language's own spelling, with `#n` for columns.
package struct ExpressionText {
    /// Also say of each part what type it has. Two expressions with the same such text compute the same: the planner's test for it.
    var showsTypes = false

    package init() {}

    /// What identifies a computation, whatever notices and places hang on it.
    package static func identity(_ expression: CheckedExpression) -> String {
        var text = ExpressionText()
        text.showsTypes = true
        return text.text(expression)
    }

    package func text(_ expression: CheckedExpression) -> String { text(expression, Level.lowest) }

    package func text(_ computation: Computation) -> String { "\(computation.id) = \(text(computation.value))" }

    package func text(_ key: CheckedSortKey) -> String { text(key.value) + (key.isDescending ? " desc" : "") }

    package func text(_ call: AggregateCall) -> String {
        let arguments = call.arguments.map { text($0) }.joined(separator: ", ")
        let condition = call.condition.map { (call.arguments.isEmpty ? "" : " ") + "where \(text($0))" } ?? ""
        return "\(name(call.function, call.overload))(\(arguments)\(condition))"
    }

    package func text(_ call: WindowCall) -> String {
        var arguments = call.arguments.map { text($0) }
        if call.isDescending, !arguments.isEmpty { arguments[0] += " desc" }
        return "\(name(call.function, call.overload))(\(arguments.joined(separator: ", ")))"
    }

    /// How tightly each form binds, loosest first, as the grammar has it.
    private enum Level: Int {
        case lowest, or, and, not, comparison, range, sum, product, negation, coalescing, postfix
        var tighter: Level { Level(rawValue: rawValue + 1) ?? .postfix }
    }

    private func text(_ expression: CheckedExpression, _ outer: Level) -> String {
        let (text, level) = spelled(expression)
        let typed = showsTypes ? "\(level.rawValue < Level.postfix.rawValue ? "(\(text))" : text):\(expression.type)" : text
        return !showsTypes && level.rawValue < outer.rawValue ? "(\(typed))" : typed
    }

    private func spelled(_ expression: CheckedExpression) -> (String, Level) {
        func infix(_ lhs: CheckedExpression, _ symbol: String, _ rhs: CheckedExpression, _ level: Level) -> (String, Level) {
            ("\(text(lhs, level)) \(symbol) \(text(rhs, level.tighter))", level)
        }
        switch expression.node {
        case .constant(let value): return (constant(value, expression.type), .postfix)
        case .column(let id): return ("\(id)", .postfix)
        case .parameter(let name): return ("$\(name)", .postfix)
        case .linked(let link, let table, let column): return ("\(text(link, .postfix)).\(table).\(column)", .postfix)
        case .successor(let link, _, let day): return ("\(text(link, .postfix)).at(\(text(day)))", .postfix)
        case .ancestor(let link, let table, let level, let asOf): return ("\(text(link, .postfix)).\(table)^\(level)\(self.asOf(asOf))", .postfix)
        case .under(let link, _, let top, let asOf): return ("\(text(link, .postfix)).under(\(text(top)))\(self.asOf(asOf))", .postfix)
        case .negate(let operand): return ("-\(text(operand, .negation))", .negation)
        case .not(let operand): return ("not \(text(operand, .not))", .not)
        case .and(let lhs, let rhs): return infix(lhs, "and", rhs, .and)
        case .or(let lhs, let rhs): return infix(lhs, "or", rhs, .or)
        case .arithmetic(let form, let lhs, let rhs):
            switch form {
            case .add, .addDurations, .shift, .addPoints: return infix(lhs, "+", rhs, .sum)
            case .subtract, .daysBetween, .ratioDifference, .ratioComplement, .subtractPoints: return infix(lhs, "-", rhs, .sum)
            case .multiply, .scaleDuration, .ratioTimes: return infix(lhs, "*", rhs, .product)
            case .divide: return infix(lhs, "/", rhs, .product)
            }
        case .compare(let comparison, _, let lhs, let rhs, notice: _):
            return ("\(text(lhs, .range)) \(comparison.rawValue) \(text(rhs, .range))", .comparison)
        case .isMissing(let operand): return ("\(text(operand, .range)) is missing", .comparison)
        case .search(let operand, let pattern): return ("\(text(operand, .range)) ~ \(text(pattern, .range))", .comparison)
        case .isIn(let operand, let elements): return ("\(text(operand, .range)) in [\(list(elements))]", .comparison)
        case .isInList(let operand, let list): return ("\(text(operand, .range)) in \(text(list, .range))", .comparison)
        case .isInPeriod(let day, let period): return ("\(text(day, .range)) in \(text(period, .range))", .comparison)
        case .isInQuery(let operand, let query): return ("\(text(operand, .range)) in (query \(query.number))", .comparison)
        case .query(let query): return ("(query \(query.number))", .postfix)
        case .choose(let condition, let whenTrue, let whenFalse):
            return ("if \(text(condition)) then \(text(whenTrue)) else \(text(whenFalse))", .lowest)
        case .coalesce(let first, let second): return infix(first, "??", second, .coalescing)
        case .per(let numerator, let denominator): return infix(numerator, "per", denominator, .product)
        case .span(let first, let last): return ("\(text(first, .sum))..\(text(last, .sum))", .range)
        case .call(let name, let overload, let arguments): return ("\(self.name(name, overload))(\(list(arguments)))", .postfix)
        case .convert(let operand): return ("\(shortName(expression.type.kind))(\(text(operand)))", .postfix)
        case .interpolate(let parts): return ("text(\(list(parts)))", .postfix)
        case .list(let elements): return ("[\(list(elements))]", .postfix)
        case .aggregate(let call): return (text(call), .postfix)
        case .window(let call): return (text(call), .postfix)
        case .reverse(let reverse):
            return ("\(reverse.scan.table)[\(reverse.linkColumn) == \(text(reverse.key))].(\(text(reverse.value)))", .postfix)
        }
    }

    private func asOf(_ day: CheckedExpression?) -> String { day.map { "@(\(text($0)))" } ?? "" }

    private func list(_ parts: [CheckedExpression]) -> String { parts.map { text($0) }.joined(separator: ", ") }

    /// Overloads differ by the types of their arguments; the number only matters where those are shown.
    private func name(_ name: String, _ overload: Int) -> String { showsTypes ? "\(name)/\(overload)" : name }

    private func shortName(_ kind: Type.Kind) -> String {
        if case .enumeration = kind, !showsTypes { return "enum" }
        return "\(kind)"
    }

    private func constant(_ value: Value, _ type: Type) -> String {
        switch value {
        case .missing: "missing"
        case .bool(let flag): "\(flag)"
        case .int(let number): "\(number)"
        case .decimal(let number): "\(number)"
        case .float(let number): type.kind == .points ? "\(number * 100) points" : "\(number)"
        case .text(let text): "\"\(text)\""
        case .date(let day): "@\(CivilDate(days: day).text)"
        case .timestamp(let moment): "@\(moment)us"
        case .period(let period): "@" + period.name
        case .duration(let duration): durationText(duration)
        case .ratio(let numerator, let denominator): "\(constant(numerator, type)) per \(constant(denominator, type))"
        case .list(let values): "[" + values.map { constant($0, type) }.joined(separator: ", ") + "]"
        }
    }

    private func durationText(_ duration: Duration) -> String {
        var parts: [String] = []
        if duration.months != 0 { parts.append("\(duration.months) months") }
        if duration.workingDays != 0 { parts.append("\(duration.workingDays) working days") }
        if duration.days != 0 || parts.isEmpty { parts.append("\(duration.days) days") }
        return parts.joined(separator: " + ")
    }
}
