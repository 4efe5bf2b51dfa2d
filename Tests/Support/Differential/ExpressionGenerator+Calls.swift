import Engine
import Randomness
import Semantics

/// Calls of functions, drawn from the function tables by what they give and take, so that a new row is drawn too.
extension ExpressionGenerator {
    /// A scalar function that can give the kind; `nil` when none can.
    mutating func function(_ kind: Type.Kind, _ scope: Scope, depth: Int) -> String? {
        let rows = FunctionTables.signatures.filter { $0.role == .scalar && gives($0, kind) }
        guard !rows.isEmpty else { return nil }
        return call(random.pick(rows), giving: kind, scope, depth: depth)
    }

    /// An expression over a group of rows: aggregates, measures and what is made of them.
    mutating func overGroup(_ kind: Type.Kind, _ scope: Scope, depth: Int) -> String {
        let measures = scope.measures.filter { $0.kind == kind }.map(\.name)
        if !measures.isEmpty, random.oneIn(2) { return random.pick(measures) }
        if depth > 0, random.oneIn(4), let made = operation(kind, scope, depth: depth - 1) { return made }
        return aggregate(kind, scope.at(.row), depth: depth) ?? literal(kind) ?? "missing"
    }

    /// - Parameter scope: of the rows.
    mutating func aggregate(_ kind: Type.Kind, _ scope: Scope, depth: Int) -> String? {
        let rows = FunctionTables.signatures.filter { $0.role == .aggregate && gives($0, kind) }
        guard !rows.isEmpty else { return nil }
        var scope = scope
        scope.isInAggregate = true
        return call(random.pick(rows), giving: kind, scope, depth: depth, canHaveCondition: true)
    }

    mutating func window(_ kind: Type.Kind, _ scope: Scope, depth: Int) -> String? {
        let rows = FunctionTables.signatures.filter { row in
            row.role == .window && gives(row, kind) && (row.name != "prior" || scope.along == .date || scope.along == .period)
        }
        guard !rows.isEmpty else { return nil }
        return call(random.pick(rows), giving: kind, random.oneIn(4) ? scope : scope.at(.row), depth: depth - 1)
    }

    /// An aggregate over the rows that link to a row, or a measure of theirs.
    mutating func reverse(_ kind: Type.Kind, _ scope: Scope, depth: Int) -> String? {
        guard let name = scope.table, let table = generated.world.infos.first(where: { $0.name == name }), !table.reverseLinks.isEmpty else { return nil }
        let link = random.pick(table.reverseLinks)
        // A name of the rows at hand hides the link.
        guard !scope.columns.contains(where: { $0.text == link.name }) else { return nil }
        var linked = self.scope(of: link.table)
        linked.isInAggregate = true
        let measures = linked.measures.filter { $0.kind == kind }
        if !measures.isEmpty, random.oneIn(2) { return "\(link.name).\(random.pick(measures).name)" }
        let condition = random.oneIn(2) ? " where \(expression(.bool, linked, depth: depth - 1))" : ""
        if kind == .int(nil), random.oneIn(2) { return "count(\(link.name)\(condition))" }
        guard let column = linked.columns.filter({ $0.kind == kind }).randomElement(using: &random) else { return nil }
        let aggregate: String = switch kind {
        case .int, .decimal: random.pick(["sum", "min", "max", "first"])
        case .bool: random.pick(["any", "all"])
        case .duration: random.pick(["first", "last", "most_common"])
        case .ratio(counted: true): "pool"
        default: random.pick(["min", "max", "last", "most_common"])
        }
        return "\(aggregate)(\(link.name).\(column.text)\(condition))"
    }

    // MARK: Rows of the tables

    private func gives(_ row: FunctionSignature, _ kind: Type.Kind) -> Bool {
        // Numbers are taken by the row before.
        if row.name == "median" || row.name == "percentile", case .ordered = row.parameters[0].type, kind.isNumber || kind == .points { return false }
        switch row.result {
        case .kind(let fixed): return fixed == kind
        case .like(let index), .exactLike(let index): return takes(row.parameters[index].type, kind)
        case .common: return row.parameters.allSatisfy { takes($0.type, kind) }
        case .floatLike(let index):
            if kind == .points { return takes(row.parameters[index].type, .points) }
            guard case .float = kind else { return false }
            return true
        case .oneOf(let values): return kind == .enumeration(values)
        case .bands: return kind == .enumeration(ExpressionGenerator.bands)
        }
    }

    private func takes(_ parameter: FunctionSignature.Parameter, _ kind: Type.Kind) -> Bool {
        switch parameter {
        case .any, .like: return true
        case .bool: return kind == .bool
        case .text:
            if case .enumeration = kind { return true }
            return kind == .text
        case .int: if case .int = kind { return true } else { return false }
        case .number: return kind.isNumber
        case .numberOrPoints: return kind.isNumber || kind == .points
        case .ratio: return kind.isRatio
        case .date: return kind.isDay
        case .timestamp: return kind == .timestamp
        case .period: return kind == .period
        case .dateOrPeriod: return kind.isDay || kind == .period
        case .duration: return kind == .duration
        case .ordered:
            switch kind {
            case .duration, .list, .nothing: return false
            default: return true
            }
        case .list: return false
        case .constant(let inner): return takes(inner, kind)
        }
    }

    private mutating func call(_ row: FunctionSignature, giving kind: Type.Kind, _ scope: Scope, depth: Int, canHaveCondition: Bool = false) -> String {
        var count = row.parameters.count - (row.optionalCount > 0 ? random.number(0...row.optionalCount) : 0)
        if row.repeatsLast { count += random.number(0...1) }
        var arguments: [String] = []
        var kinds: [Type.Kind] = []
        for index in 0..<count {
            let parameter = row.parameters[min(index, row.parameters.count - 1)]
            let wanted: Type.Kind
            switch row.result {
            case .like(index), .exactLike(index), .common: wanted = kind
            case .floatLike(index):
                wanted = kind == .points ? .points : random.pick([.int(kind.currency), .decimal(kind.currency), .float(kind.currency)])
            default: wanted = argumentKind(parameter.type, kinds, scope)
            }
            kinds.append(wanted)
            arguments.append(argument(row, index, parameter, wanted, kinds, scope, depth: depth))
        }
        if row.role == .window, !arguments.isEmpty, ["rank", "dense_rank", "percent_rank"].contains(row.name), random.oneIn(2) { arguments[0] += " desc" }
        let condition = canHaveCondition && random.oneIn(3) ? (arguments.isEmpty ? "where " : " where ") + expression(.bool, scope, depth: depth - 1) : ""
        if row.family == .dates, row.parameters.count == 1, row.parameters[0].name == "d" || row.parameters[0].name == "t", random.oneIn(2), condition.isEmpty,
            ["year", "half", "quarter", "month", "week", "day", "weekday", "hour"].contains(row.name)
        {
            return "\(arguments[0]).\(row.name)"
        }
        return "\(row.name)(\(arguments.joined(separator: ", "))\(condition))"
    }

    private mutating func argumentKind(_ parameter: FunctionSignature.Parameter, _ earlier: [Type.Kind], _ scope: Scope) -> Type.Kind {
        switch parameter {
        case .any: return kind(scope)
        case .bool: return .bool
        case .text: return .text
        case .int: return .int(nil)
        case .number: return random.pick([.int(nil), .decimal(nil), .float(nil), .int(nil)])
        case .numberOrPoints: return random.pick([.int(nil), .decimal(nil), .float(nil), .points])
        case .ratio: return .ratio(counted: !random.oneIn(4))
        case .date: return random.oneIn(4) ? .timestamp : .date
        case .timestamp: return .timestamp
        case .period: return .period
        case .dateOrPeriod: return random.pick([.date, .timestamp, .period])
        case .duration: return .duration
        case .ordered: return orderedKind(scope)
        case .like(let index): return index < earlier.count ? earlier[index] : kind(scope)
        case .list(let element): return .list(argumentKind(element, earlier, scope))
        case .constant(let inner): return argumentKind(inner, earlier, scope)
        }
    }

    private mutating func argument(
        _ row: FunctionSignature, _ index: Int, _ parameter: (name: String, type: FunctionSignature.Parameter), _ wanted: Type.Kind, _ kinds: [Type.Kind],
        _ scope: Scope, depth: Int
    ) -> String {
        switch (row.name, parameter.name) {
        case ("percentile", "p"): return wanted.isRatio ? random.pick(["90%", "25%", "0%"]) : random.pick(["0.5", "0.9", "1", "0", "0.25"])
        case ("join_text", "sep"): return random.pick(["\"; \"", "\"\""])
        case ("most_frequent", _) where index == 1: return "\(random.number(1...4))"
        case ("tiles", "n"), ("moving_sum", "n"), ("moving_avg", "n"): return "\(random.number(1...4))"
        case ("lag", "n"), ("lead", "n"): return random.pick(["1", "2", "0", "(-1)"])
        case ("matches", "pattern"), ("extract", "pattern"):
            return random.pick(["'^H\\d+'", "'[a-z]+'", "'(\\d+)\\D(\\d+)'", "'(a|ab)(c|bcd)?'", "'\\w+?'", "'^.{2,4}'", "'Đ|đ'", "'(?:\\d{2}/)?\\d'", "'$'", "'[^0-9.]+$'"])
        case ("extract", "group"): return "0"
        case ("to_text", "format"):
            switch kinds.first {
            case .date: return random.pick(["\"dd/MM/yyyy\"", "\"d.M.yy\"", "\"yyyy-MM\""])
            case .timestamp: return random.pick(["\"HH:mm dd/MM\"", "\"yyyy-MM-dd HH:mm:ss\""])
            case .ratio?: return random.pick(["\"0.0%\"", "\"0,00%\"", "\"0%\""])
            default: return random.pick(["\"0.00\"", "\"#.##0,0\"", "\"#,##0\"", "\"0000\"", "\"vi\"", "\"C\"", "\"0.0%\""])
            }
        case ("parse_number", "style"): return random.pick(["\"vi\"", "\"C\""])
        case ("parse_date", "format"): return random.pick(["\"dd/MM/yyyy\"", "\"d/M/yyyy\"", "\"yyyy-MM-dd\""])
        case ("bands", "limits"): return "[-1, 1.5, 100_000]"
        case ("reporting_period", "unit"): return random.pick(["\"month\"", "\"quarter\"", "\"half\"", "\"year\""])
        case (_, "calendar"): return random.oneIn(2) ? "calendar: six_days" : "calendar: office"
        case ("pad_left", "n"), ("pad_right", "n"): return "\(random.number(0...14))"
        case ("round", "digits"): return random.oneIn(4) ? "(-1)" : "\(random.number(0...3))"
        case ("date", _): return parameter.name == "year" ? "2019" : expression(.int(nil), scope, depth: 0)
        case ("reporting", "p"): return random.oneIn(8) ? expression(.period, scope, depth: depth) : "\(expression(.date, scope, depth: min(depth, 1))).\(random.pick(["month", "quarter", "half", "year"]))"
        case ("add_working_days", "n"): return random.pick(["3", "(-2)", "0", "10", expression(.int(nil), scope, depth: 0)])
        default: break
        }
        if case .constant = parameter.type { return literal(wanted) ?? "missing" }
        if case .list(let element) = wanted { return "[\(literal(element) ?? "1")]" }
        return expression(wanted, scope, depth: depth)
    }
}
