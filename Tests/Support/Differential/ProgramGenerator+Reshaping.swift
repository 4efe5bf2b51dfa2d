import Randomness
import Semantics

/// Stages that give rows another shape, and those that say something about all of them.
extension ProgramGenerator {
    // MARK: Groups without rows

    /// `summarize … with empty` by keys that have a domain, often after a condition that narrows it.
    mutating func summarizeWithEmpty(_ relation: Relation, _ rows: ExpressionGenerator.Scope) -> [TestProgram.Stage] {
        var stages: [TestProgram.Stage] = []
        var hasPeriods = false
        var keys: [String] = []
        for _ in 0..<expressions.random.number(1...2) {
            let candidates = rows.columns.filter { $0.kind.hasDomain }
            guard !candidates.isEmpty, !expressions.random.oneIn(6) else {
                keys.append(expressions.expression(expressions.orderedKind(rows), rows, depth: 0))
                continue
            }
            let column = expressions.random.pick(candidates)
            switch column.kind {
            case .link("units"):
                keys.append(column.text + expressions.random.pick(["", ".district", ".province", ".name", ".level", ".parent", ".district.name"]))
                if expressions.random.oneIn(2) {
                    stages.append(TestProgram.Stage("where", [expressions.random.pick([
                        "\(column.text).level == \"commune\"", "\(column.text).level != \"province\" and \(column.text) is present",
                        "\(column.text).weight > 2", "\(column.text).name ~ \"y\"", "not \(column.text).is_high",
                    ] + expressions.units().map { "\(column.text).under(\($0))" })]))
                }
            case .date, .timestamp, .period:
                // The product of two long rows of periods would be too many groups for any judge.
                if hasPeriods { continue }
                hasPeriods = true
                let isNarrow = expressions.random.oneIn(2) && column.kind != .period
                if isNarrow { stages.append(TestProgram.Stage("where", ["\(column.text) in \(expressions.random.pick(["@2019-H1", "@2019-Q2", "@last_month", "@2019-02..@2019-06"]))"])) }
                if isNarrow || column.kind == .period {
                    keys.append(column.text + expressions.random.pick(column.kind == .period ? ["", "", ".month"] : [".week", ".day", ".month", ".quarter", ".half", ".year"]))
                } else {
                    keys.append(expressions.random.oneIn(4) ? "reporting_period(\(column.text), \"quarter\")" : column.text + expressions.random.pick([".quarter", ".half", ".year"]))
                }
            default: keys.append(column.text)
            }
        }
        if keys.isEmpty { return [] }
        let group = scope(relation, .group)
        let items = (0..<expressions.random.number(1...2)).map { _ in "\(newName()) = \(expressions.expression(expressions.kind(rows), group, depth: 1))" }
        let options = ["empty"] + (expressions.random.oneIn(3) ? ["totals"] : [])
        stages.append(TestProgram.Stage(
            "summarize", items, TestProgram.Clause(lead: "by", items: keys.map { "\(newName()) = \($0)" }), TestProgram.Clause(lead: "with", items: options)))
        return stages
    }

    // MARK: Rows and columns

    /// Over a few columns, since every column that is not mentioned tells rows apart.
    mutating func pivot(_ relation: Relation, _ rows: ExpressionGenerator.Scope, _ program: TestProgram) -> [TestProgram.Stage] {
        let columns = relation.columns.filter { $0.type.kind.isOrdered }
        guard columns.count > 1 else { return [] }
        let few = columns.filter { $0.type.kind.hasFewValues }
        let exact = columns.filter { $0.type.kind.isExact }
        guard let any = exact.randomElement(using: &expressions.random) else { return [] }
        let key = few.isEmpty || !generated.isLarge && expressions.random.oneIn(3) ? any : expressions.random.pick(few)
        if generated.isLarge, !key.type.kind.hasFewValues { return [] }
        var across = WrittenValue.name(key.name)
        switch key.type.kind {
        case .link("units") where expressions.random.oneIn(2): across += expressions.random.pick([".district", ".level", ".name"])
        case .date, .timestamp: across += expressions.random.pick([".month", ".quarter", ".year"])
        case .int where expressions.random.oneIn(2): across = "mod(\(across), 2)"
        default: break
        }
        let others = columns.filter { $0.id != key.id }
        let kept = Set((0..<expressions.random.number(1...3)).map { _ in expressions.random.pick(others).id })
        var stages: [TestProgram.Stage] = []
        var seen = relation
        // Directly behind a `summarize` it takes its place.
        let takesPlace = program.stages.last?.word == "summarize" && !expressions.random.oneIn(3)
        if !takesPlace {
            seen.columns = columns.filter { $0.id == key.id || kept.contains($0.id) }
            stages.append(TestProgram.Stage("keep", seen.columns.map { WrittenValue.name($0.name) }))
        }
        let group = scope(seen, .group)
        var isOfRows = false
        var items: [String] = []
        for _ in 0..<expressions.random.pick(weighted: [(3, 1), (1, 2)]) {
            if expressions.random.oneIn(2) {
                let plain = WrittenValue.name(expressions.random.pick(seen.columns.filter { $0.id != key.id }).name)
                isOfRows = true
                if !items.contains(plain) { items.append(plain) }
            } else {
                items.append("\(newName()) = \(expressions.expression(expressions.kind(group), group, depth: 1))")
            }
        }
        // Of values of single rows there is no total, unless a `summarize` right before tells how they came about.
        let totals = expressions.random.oneIn(3) && (takesPlace || !isOfRows || expressions.random.oneIn(8)) ? ["totals"] : []
        stages.append(TestProgram.Stage("pivot", items, TestProgram.Clause(lead: "across", items: [across]), TestProgram.Clause(lead: "with", items: totals)))
        return stages
    }

    mutating func unpivot(_ relation: Relation) -> TestProgram.Stage? {
        guard let first = relation.columns.randomElement(using: &expressions.random) else { return nil }
        let alike = relation.columns.filter { $0.type.kind == first.type.kind || $0.type.kind.isNumber && first.type.kind.isNumber && $0.type.kind.currency == first.type.kind.currency }
        var names: [String] = []
        for column in alike.shuffled(using: &expressions.random).prefix(expressions.random.number(1...3)) { names.append(WrittenValue.name(column.name)) }
        return TestProgram.Stage("unpivot", names, TestProgram.Clause(lead: "into", items: [newName(), newName()]))
    }

    // MARK: A published table

    /// The rows against themselves: some of them, and some of them changed.
    mutating func compare(_ relation: Relation, _ program: TestProgram) -> [TestProgram.Stage] {
        guard program.stages.count < 4 else { return [] }
        let keys = relation.columns.filter { $0.type.kind.isExact }
        guard let key = keys.randomElement(using: &expressions.random) else { return [] }
        let others = relation.columns.filter { $0.id != key.id && $0.type.kind.isOrdered }.shuffled(using: &expressions.random).prefix(expressions.random.number(1...3))
        guard !others.isEmpty else { return [] }
        let names = [key.name] + others.map(\.name)
        var stages: [TestProgram.Stage] = []
        if !expressions.random.oneIn(5) { stages.append(TestProgram.Stage("take", ["1"], TestProgram.Clause(lead: "by", items: [WrittenValue.name(key.name)]))) }
        stages.append(TestProgram.Stage("keep", names.map(WrittenValue.name)))
        var published = program
        published.stages.removeAll(where: \.tells)
        published.stages += stages
        var seen = relation
        seen.columns = [key] + others
        let rows = scope(seen, .row)
        if expressions.random.oneIn(2) { published.stages.append(TestProgram.Stage("where", [expressions.expression(.bool, rows, depth: 1)])) }
        if expressions.random.oneIn(2) {
            let column = expressions.random.pick(Array(others))
            let value: String
            switch column.type.kind {
            case .decimal(nil) where expressions.random.oneIn(2), .ratio where expressions.random.oneIn(2):
                value = "round(\(WrittenValue.name(column.name)), \(expressions.random.number(0...1)))"
            default: value = expressions.expression(column.type.kind, rows, depth: 1)
            }
            published.stages.append(TestProgram.Stage("set", ["\(WrittenValue.name(column.name)) = \(value)"]))
        }
        let hasRatio = others.contains { $0.type.kind.isRatio || $0.type.kind == .points }
        let hasNumber = others.contains { $0.type.kind.isNumber }
        let tolerances = (hasNumber ? ["1", "0.5", "5%"] : []) + (hasRatio ? ["0.5 points"] : [])
        let within = tolerances.isEmpty || expressions.random.oneIn(3) ? [] : [expressions.random.pick(tolerances)]
        stages.append(TestProgram.Stage(
            "compare", [published.nested], TestProgram.Clause(lead: "on", items: [WrittenValue.name(key.name)]), TestProgram.Clause(lead: "within", items: within)))
        return stages
    }

    // MARK: All rows

    mutating func sample() -> TestProgram.Stage {
        let amount = expressions.random.pick(["3", "1", "0", "10", "2_048", "50%", "33.3%", "100%", "0%", "$share", "$limit", "(1 per 3)", "(from units | summarize count())"])
        let seed = expressions.random.oneIn(2) ? ["\(expressions.random.number(0...9))"] : []
        return TestProgram.Stage("sample", [amount], TestProgram.Clause(lead: "seed", items: seed))
    }

    mutating func chart(_ rows: ExpressionGenerator.Scope) -> TestProgram.Stage {
        let form = expressions.random.pick(ChartForm.all)
        var channels: [String] = []
        for channel in form.channels where !channel.isOptional || expressions.random.oneIn(2) {
            let kind: Type.Kind = switch channel.wanted {
            case .category: expressions.orderedKind(rows)
            case .measure: expressions.random.pick([.int(nil), .decimal(nil), .float(nil), .points, .ratio(counted: true)])
            case .position: expressions.random.pick([.int(nil), .decimal(nil), .float(nil), .date, .timestamp])
            }
            channels.append("\(channel.name): \(expressions.expression(kind, rows, depth: 1))")
        }
        return TestProgram.Stage("chart", ["\(form.name)(\(channels.joined(separator: ", ")))" + (expressions.random.oneIn(3) ? " \"a title\"" : "")])
    }
}

extension Type.Kind {
    /// What `with empty` knows the values of.
    fileprivate var hasDomain: Bool {
        switch self {
        case .enumeration, .link, .date, .timestamp, .period, .bool: true
        default: false
        }
    }

    fileprivate var hasFewValues: Bool {
        switch self {
        case .enumeration, .link, .bool: true
        default: false
        }
    }

    /// Equal or not: floats are the same only within 1e-9, and so is what is made of them.
    fileprivate var isExact: Bool {
        switch self {
        case .float, .points, .ratio: false
        default: isOrdered
        }
    }

    fileprivate var isOrdered: Bool {
        switch self {
        case .duration, .list, .nothing: false
        default: true
        }
    }
}
