import Engine
import Randomness
import Semantics

/// Expressions of a wanted kind, as text.
///
/// What is drawn fits by construction, as far as that can be said without checking: the checker has the last word, and a program
/// that it refuses is thrown away.
struct ExpressionGenerator {
    /// What an expression sees where it stands.
    struct Scope {
        enum Level { case constant, row, group, window }
        var level: Level
        /// Names that stand for a value of each row.
        var columns: [Column] = []
        /// Aggregates by name, where there is a table to aggregate.
        var measures: [WorldGenerator.Definition] = []
        /// The table that the rows are rows of.
        var table: String?
        /// The keys of `along`, for `prior`.
        var along: Type.Kind?
        /// The argument of an aggregate, where rows that link here cannot be looked at.
        var isInAggregate = false

        func at(_ level: Level) -> Scope {
            var scope = self
            scope.level = level
            return scope
        }
    }

    struct Column {
        var text: String
        var kind: Type.Kind
    }

    var random: SeededRandom
    let generated: WorldGenerator.Generated

    private var infos: [TableInfo] { generated.world.infos }

    static let currencies: [Currency?] = [nil, Currency("VND"), Currency("USD")]

    /// Kinds that can be drawn anywhere; enums and links come from the columns at hand.
    static let simpleKinds: [Type.Kind] = [
        .bool, .int(nil), .int(nil), .decimal(nil), .decimal(Currency("VND")), .float(nil), .ratio(counted: true), .ratio(counted: false), .points, .text, .text,
        .date, .timestamp, .period, .duration, .enumeration(weekdays), .enumeration(dueStatus), .enumeration(bands),
    ]

    static let bands = ["< -1", "-1 – < 1.5", "1.5 – < 100000", "100000 +"]

    mutating func kind(_ scope: Scope) -> Type.Kind {
        if !scope.columns.isEmpty, random.oneIn(2) { return random.pick(scope.columns).kind }
        return random.pick(ExpressionGenerator.simpleKinds)
    }

    /// A kind that has an order and an equality, to group and sort by.
    mutating func orderedKind(_ scope: Scope) -> Type.Kind {
        for _ in 0..<10 {
            let kind = kind(scope)
            switch kind {
            case .duration, .list, .nothing: continue
            default: return kind
            }
        }
        return .int(nil)
    }

    // MARK: The one entrance

    mutating func expression(_ kind: Type.Kind, _ scope: Scope, depth: Int) -> String {
        // Money in a currency and links come from columns only.
        if kind.needsColumn, scope.level == .constant || !scope.columns.contains(where: { $0.kind == kind }) { return "missing" }
        if scope.level == .group { return overGroup(kind, scope, depth: depth) }
        if depth <= 0 || random.oneIn(5) { return leaf(kind, scope) }
        if scope.level == .window, random.oneIn(3), let call = window(kind, scope, depth: depth) { return call }
        if scope.level == .window, random.oneIn(6), let call = aggregate(kind, scope.at(.row), depth: depth - 1) { return call }
        if scope.level != .constant, !scope.isInAggregate, random.oneIn(7), let call = reverse(kind, scope, depth: depth - 1) { return call }
        switch random.number(1...10) {
        case 1...4: if let call = function(kind, scope, depth: depth - 1) { return call }
        case 5: return "(if \(expression(.bool, scope, depth: depth - 1)) then \(expression(kind, scope, depth: depth - 1)) else \(expression(kind, scope, depth: depth - 1)))"
        case 6: return "(\(expression(kind, scope, depth: depth - 1)) ?? \(expression(kind, scope, depth: depth - 1)))"
        case 7: if scope.level != .constant, let query = scalarQuery(kind) { return query }
        default: break
        }
        return operation(kind, scope, depth: depth - 1) ?? leaf(kind, scope)
    }

    // MARK: Leaves

    mutating func leaf(_ kind: Type.Kind, _ scope: Scope) -> String {
        var found = scope.level == .constant ? [] : scope.columns.filter { $0.kind == kind }.map(\.text)
        if scope.level != .constant, !random.oneIn(3) { found += paths(to: kind, scope) }
        if !found.isEmpty, !random.oneIn(5) { return random.pick(found) }
        return literal(kind) ?? (found.isEmpty ? "missing" : random.pick(found))
    }

    /// `unit.name`, `unit.district.weight`: columns of the rows that links at hand lead to.
    private mutating func paths(to kind: Type.Kind, _ scope: Scope) -> [String] {
        var paths: [String] = []
        for column in scope.columns {
            guard case .link(let target) = column.kind, let table = infos.first(where: { $0.name == target }) else { continue }
            let levels = table.tree?.levels ?? []
            let then = table.validity == nil || random.oneIn(2) ? [] : ["\(column.text).at(\(day(scope)))"]
            for start in [column.text] + then + (random.oneIn(3) ? ([column.text] + then).flatMap { start in levels.map { "\(start).\($0)" } } : []) {
                paths += table.columns.filter { $0.type.kind == kind }.map { "\(start).\(WrittenValue.name($0.name))" }
                paths += (generated.computed[target] ?? []).filter { $0.kind == kind }.map { "\(start).\($0.name)" }
            }
            if kind == column.kind { paths += then + ([column.text] + then).flatMap { start in levels.map { "\(start).\($0)" } } }
        }
        return paths
    }

    /// A day as of which something is asked: of the row or of the script.
    private mutating func day(_ scope: Scope) -> String {
        let days = scope.columns.filter { $0.kind == .date || $0.kind == .timestamp }.map(\.text)
        return days.isEmpty || random.oneIn(3) ? random.pick(["$as_of", "@2019-04-15", "@2019-06-01", "@2019-07-20", "missing"]) : random.pick(days)
    }

    mutating func literal(_ kind: Type.Kind) -> String? {
        switch kind {
        case .bool: return random.pick(["true", "false"])
        case .int(nil): return random.pick(weighted: [(8, "\(random.number(-3...9))"), (1, "$limit"), (1, "double(\(random.number(0...4)))"), (1, "1_000")]).negativesInParentheses
        case .int(_?): return nil
        case .decimal(nil): return random.pick(["0.5", "2.50", "12.345", "0.001", "100.0"])
        case .decimal(_?): return nil
        case .float(nil): return random.pick(["(1 / 3)", "(5 / 2)", "(7 / 4)", "sqrt(2)"])
        case .float(_?): return nil
        case .ratio(counted: true): return "(\(random.number(0...9)) per \(random.number(0...4)))"
        case .ratio(counted: false): return random.pick(["97.2%", "50%", "$share", "0%", "33.3%"])
        case .points: return random.pick(["0.1 points", "2 points", "(95% - 92.5%)"])
        case .text: return random.pick(["\"a\"", "\"\"", "\"Đường\"", "'duong'", "\"Huyện Ý Yên\"", "\"Phường 10\"", "\"1.234,5\"", "\"hoà\"", "\"Đu\u{31B}o\u{31B}\u{300}ng\""])
        case .date: return random.pick(["@2019-04-15", "@2019-02-28", "@2019-03-31", "$as_of", "@today"])
        case .timestamp: return random.pick(["@2019-04-15T00:00", "@2019-03-31T23:59", "@2019-05-01T07:30"])
        case .period: return random.pick(["@2019", "@2019-H1", "@2019-Q2", "@2019-04", "@2019-W07", "@2019-9M", "@last_month", "@this_quarter", "(@2019-02..@2019-03)"])
        case .duration: return random.pick(["1 month", "3 months", "10 days", "2 weeks", "1 year", "1 quarter", "3 working days", "(1 month + 2 days)"])
        case .enumeration(let values): return WrittenValue.quoted(random.pick(values))
        case .link, .list, .nothing: return nil
        }
    }

    // MARK: Operators

    /// `nil` when no operator gives the kind.
    mutating func operation(_ kind: Type.Kind, _ scope: Scope, depth: Int) -> String? {
        func operand(_ kind: Type.Kind, _ self: inout ExpressionGenerator) -> String { self.expression(kind, scope, depth: depth) }
        switch kind {
        case .bool: return condition(scope, depth: depth)
        case .int(nil):
            switch random.number(1...6) {
            case 1: return "(\(operand(.date, &self)) - \(operand(random.oneIn(3) ? .timestamp : .date, &self)))"
            case 2: return "(-\(operand(kind, &self)))"
            default: return "(\(operand(kind, &self)) \(random.pick(["+", "-", "*"])) \(operand(kind, &self)))"
            }
        case .int(_?): return nil
        case .decimal(let currency):
            switch random.number(1...5) {
            case 1: return "(\(operand(kind, &self)) * \(operand(random.oneIn(2) ? .int(nil) : .decimal(nil), &self)))"
            case 2: return "(-\(operand(kind, &self)))"
            case 3 where currency == nil: return "(\(operand(.int(nil), &self)) + \(operand(kind, &self)))"
            case 3: return "(\(operand(kind, &self)) + \(random.pick(["200_000", "1 million", "0.5"])))"
            default: return "(\(operand(kind, &self)) \(random.pick(["+", "-"])) \(operand(kind, &self)))"
            }
        case .float(let currency):
            switch random.number(1...5) {
            case 1 where currency == nil: return "(\(operand(random.oneIn(2) ? .ratio(counted: true) : .ratio(counted: false), &self)) * \(operand(.int(nil), &self)))"
            case 2 where currency == nil:
                let amounts = money(scope)
                return "(\(operand(amounts, &self)) / \(operand(amounts, &self)))"
            case 3 where currency == nil: return "(\(operand(kind, &self)) \(random.pick(["+", "-", "*"])) \(operand(random.oneIn(2) ? .int(nil) : kind, &self)))"
            case 4: return "(\(operand(kind, &self)) / \(operand(.int(nil), &self)))"
            default: return "(\(operand(.decimal(currency), &self)) / \(operand(random.pick([.int(nil), .decimal(nil), .float(nil)]), &self)))"
            }
        case .ratio(counted: true):
            if random.oneIn(4) { return "(1 - \(operand(kind, &self)))" }
            let number = random.pick([Type.Kind.int(nil), .int(nil), .decimal(nil), money(scope), .float(nil)])
            return "(\(operand(number, &self)) per \(operand(random.oneIn(4) ? .int(nil) : number, &self)))"
        case .ratio(counted: false): return random.oneIn(2) ? "(1 - \(operand(kind, &self)))" : nil
        case .points:
            switch random.number(1...4) {
            case 1: return "(\(operand(.ratio(counted: random.oneIn(2)), &self)) - \(operand(.ratio(counted: random.oneIn(2)), &self)))"
            case 2: return "(\(operand(kind, &self)) * \(operand(.int(nil), &self)))"
            case 3: return "(\(operand(kind, &self)) / \(operand(.int(nil), &self)))"
            default: return "(\(operand(kind, &self)) \(random.pick(["+", "-"])) \(operand(kind, &self)))"
            }
        case .text: return interpolation(scope, depth: depth)
        case .date, .timestamp: return "(\(operand(kind, &self)) \(random.pick(["+", "-"])) \(shift(scope, depth: depth)))"
        case .period:
            switch random.number(1...3) {
            case 1: return "(\(operand(kind, &self)) \(random.pick(["+", "-"])) \(random.pick(["1 month", "1 quarter", "2 years", "1 day", "3 weeks"])))"
            case 2: return "\(operand(random.pick([.date, .timestamp, .period]), &self)).\(random.pick(["year", "half", "quarter", "month", "week", "day"]))"
            default: return random.oneIn(4) ? "(\(operand(.date, &self))..\(operand(.date, &self)))" : nil
            }
        case .duration: return random.oneIn(2) ? "(\(operand(kind, &self)) \(random.pick(["+", "-"])) \(operand(kind, &self)))" : "(\(operand(.int(nil), &self)) * \(random.pick(["1 day", "2 months", "1 working day"])))"
        case .enumeration(ExpressionGenerator.weekdays): return "\(operand(random.pick([.date, .timestamp]), &self)).weekday"
        case .enumeration, .link, .list, .nothing: return nil
        }
    }

    /// Amounts of money, where there are any.
    private func money(_ scope: Scope) -> Type.Kind {
        let amounts = Type.Kind.decimal(Currency("VND"))
        return scope.level != .constant && scope.columns.contains { $0.kind == amounts } ? amounts : .decimal(nil)
    }

    static let weekdays = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]

    private static let dueStatus = ["early", "on time", "late", "open in time", "open overdue", "paused", "no due date"]

    private mutating func shift(_ scope: Scope, depth: Int) -> String {
        random.oneIn(3) ? expression(.duration, scope, depth: depth - 1) : literal(.duration) ?? "1 day"
    }

    private mutating func interpolation(_ scope: Scope, depth: Int) -> String {
        var text = ""
        for _ in 0..<random.number(1...2) {
            let part = expression(kind(scope), scope, depth: min(depth, 1))
            // Inside braces of a text there are no double quotes.
            text += random.pick(["", "a", ": "]) + (part.contains("\"") || part.contains("from") ? "\(random.number(0...9))" : "{\(part)}")
        }
        return "\"\(text)\""
    }

    private mutating func condition(_ scope: Scope, depth: Int) -> String {
        func operand(_ kind: Type.Kind, _ self: inout ExpressionGenerator) -> String { self.expression(kind, scope, depth: depth) }
        let kind = orderedKind(scope)
        switch random.number(1...14) {
        case 1: return "(\(operand(.bool, &self)) and \(operand(.bool, &self)))"
        case 2: return "(\(operand(.bool, &self)) or \(operand(.bool, &self)))"
        case 3: return "(not \(operand(.bool, &self)))"
        case 4: return "(\(operand(self.kind(scope), &self)) is \(random.pick(["missing", "present", "not missing"])))"
        case 5: return "(\(operand(.text, &self)) \(random.pick(["~", "~", "!~"])) \(random.pick(["\"duong\"", "\"đường\"", "\"ý y\"", "\"hòa\"", "\"\"", operand(.text, &self)])))"
        case 6: return "(\(operand(random.pick([.date, .timestamp, .period]), &self)) \(random.pick(["in", "not in"])) \(operand(.period, &self)))"
        case 7: return "(\(operand(random.pick([.date, .timestamp]), &self)) \(random.pick(["<", "<=", ">", ">="])) \(operand(.period, &self)))"
        case 8: return membership(scope, depth: depth)
        case 9:
            guard let link = scope.columns.filter({ $0.kind == .link("units") }).map(\.text).randomElement(using: &random), scope.level != .constant else { break }
            let hasHeirs = infos.contains { $0.validity != nil }
            return "\(link)\(hasHeirs && random.oneIn(2) ? ".at(\(day(scope)))" : "").under(\(random.pick(units() + [link])))"
        default: break
        }
        let symbol = kind == .bool ? random.pick(["==", "!="]) : random.pick(["==", "!=", "<", "<=", ">", ">="])
        return "(\(operand(kind, &self)) \(symbol) \(operand(kind, &self)))"
    }

    /// Keys and names that mean one row.
    func units() -> [String] {
        let rows = generated.world.tables.first { $0.name == "units" }?.rows ?? []
        return ["U0", "U1", "U4"].filter { key in rows.contains { $0[0] == .text(key) } }.map { "\"\($0)\"" } + (rows.count > 2 ? ["\"Huyện Ý Yên\"", "\"Ý Yên\""] : [])
    }

    private mutating func membership(_ scope: Scope, depth: Int) -> String {
        let symbol = random.pick(["in", "not in"])
        switch random.number(1...6) {
        case 1: return "(\(expression(.text, scope, depth: depth)) \(symbol) $wanted)"
        case 2: return "(\(expression(.int(nil), scope, depth: depth)) \(symbol) $several)"
        case 3:
            let kind = random.pick([Type.Kind.int(nil), .decimal(nil), .date, .text, .period])
            return "(\(expression(kind, scope, depth: depth)) \(symbol) \(expression(kind, scope, depth: 0))..\(expression(kind, scope, depth: 0)))"
        case 4:
            let kind = orderedKind(scope)
            if let query = listQuery(kind) { return "(\(expression(kind, scope, depth: depth)) \(symbol) \(query))" }
        default: break
        }
        let kind = orderedKind(scope)
        var elements = (0..<random.number(1...3)).map { _ in expression(kind, scope, depth: random.oneIn(3) ? depth : 0) }
        if random.oneIn(4) { elements.append("missing") }
        return "(\(expression(kind, scope, depth: depth)) \(symbol) [\(elements.joined(separator: ", "))])"
    }

    // MARK: Pipelines in parentheses

    /// The names of a table's columns, as a scope of its rows.
    func scope(of table: String) -> Scope {
        guard let info = infos.first(where: { $0.name == table }) else { return Scope(level: .row) }
        var scope = Scope(level: .row, table: table)
        scope.columns = info.columns.map { Column(text: WrittenValue.name($0.name), kind: $0.type.kind) }
        scope.columns += (generated.computed[table] ?? []).map { Column(text: $0.name, kind: $0.kind) }
        scope.measures = generated.measures[table] ?? []
        return scope
    }

    private mutating func scalarQuery(_ kind: Type.Kind) -> String? {
        let table = random.pick(infos).name
        let scope = scope(of: table)
        let condition = random.oneIn(2) ? " | where \(expression(.bool, scope, depth: 1))" : ""
        if random.oneIn(3) {
            return "(from \(table)\(condition) | keep x = \(expression(kind, scope, depth: 1)) | take 1)"
        }
        return aggregate(kind, scope, depth: 1).map { "(from \(table)\(condition) | summarize x = \($0))" }
    }

    private mutating func listQuery(_ kind: Type.Kind) -> String? {
        let table = random.pick(infos).name
        let scope = scope(of: table)
        let condition = random.oneIn(2) ? " | where \(expression(.bool, scope, depth: 1))" : ""
        return "(from \(table)\(condition) | keep x = \(expression(kind, scope, depth: 1)))"
    }
}

extension Type.Kind {
    /// No literal gives it.
    fileprivate var needsColumn: Bool { currency != nil || { if case .link = self { true } else { false } }() }
}

extension String {
    /// `-3` where an operator may stand before it.
    fileprivate var negativesInParentheses: String { hasPrefix("-") ? "(\(self))" : self }
}
