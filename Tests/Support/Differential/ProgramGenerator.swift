import Diagnostics
import Randomness
import Semantics
import Syntax

/// Programs over a world, stage by stage: what each stage may name is what the checker says comes out of those before it.
package struct ProgramGenerator {
    var expressions: ExpressionGenerator
    let generated: WorldGenerator.Generated
    private var columnNumber = 0
    private var random: SeededRandom {
        get { expressions.random }
        set { expressions.random = newValue }
    }

    package init(_ generated: WorldGenerator.Generated, seed: UInt64) {
        self.generated = generated
        expressions = ExpressionGenerator(random: SeededRandom(seed: seed), generated: generated)
    }

    /// A program and what the checker has made of it.
    package struct Generated {
        package var program: TestProgram
        /// `nil` when the checker refuses it.
        package var checked: CheckedPipeline?
        /// Why.
        package var mistake: Diagnostic?
    }

    package mutating func program() -> Generated {
        var program = TestProgram(source: source(), stages: [])
        var result = ProgramGenerator.check(program, in: generated.world)
        let length = expressions.random.number(1...(generated.isLarge ? 4 : 7))
        for _ in 0..<length {
            guard let checked = result.checked else { break }
            for stage in stages(checked.output, program) where result.checked != nil {
                program.stages.append(stage)
                result = ProgramGenerator.check(program, in: generated.world)
            }
        }
        return result
    }

    /// What the checker makes of a program.
    package static func check(_ program: TestProgram, in world: TestWorld) -> Generated { check(program.text, program, in: world) }

    private static func check(_ text: String, _ program: TestProgram, in world: TestWorld) -> Generated {
        let source = SourceText(name: SourceText.typed, text: text)
        let parsed = Parser.parse(source)
        if let mistake = parsed.diagnostics.first { return Generated(program: program, checked: nil, mistake: mistake) }
        guard case .pipeline(let pipeline)? = parsed.script.statements.first?.node else { return Generated(program: program, checked: nil, mistake: nil) }
        let checker = Checker(catalogue: TestCatalogue(world.infos), environment: world.environment)
        checker.pivotKeys = { try world.pivotKeys($0) }
        let checked = checker.check(pipeline, in: source)
        return Generated(program: program, checked: checked, mistake: checker.diagnostics.first)
    }

    // MARK: Sources

    private mutating func source() -> String {
        let tables = generated.world.infos.map(\.name)
        switch expressions.random.number(1...12) {
        case 1: return "from \(expressions.random.pick(["high", "some"]))"
        case 2: return "from rows (a, b, c) [\((0..<expressions.random.number(1...5)).map { _ in row() }.joined(separator: ", "))]"
        case 3:
            let table = expressions.random.pick(tables)
            return "from (from \(table) | where \(expressions.expression(.bool, expressions.scope(of: table), depth: 1)))"
        case 4, 5: return "from \(expressions.random.pick(tables))"
        default: return "from cases"
        }
    }

    private mutating func row() -> String {
        func orMissing(_ text: String, _ self: inout ProgramGenerator) -> String { self.expressions.random.oneIn(5) ? "missing" : text }
        let number = orMissing("\(expressions.random.number(0...4))", &self)
        let text = orMissing(expressions.literal(.text) ?? "\"\"", &self)
        let day = orMissing(expressions.random.pick(["@2019-04-15", "@2019-04-16", "@2018-12-31"]), &self)
        return "(\(number), \(text), \(day))"
    }

    // MARK: Stages

    /// What an expression of the next stage sees.
    func scope(_ relation: Relation, _ level: ExpressionGenerator.Scope.Level) -> ExpressionGenerator.Scope {
        var scope = ExpressionGenerator.Scope(level: level)
        scope.columns = relation.columns.map { ExpressionGenerator.Column(text: WrittenValue.name($0.name), kind: $0.type.kind) }
        guard let base = relation.base else { return scope }
        scope.table = base.table
        let visible = Set(relation.columns.map(\.name))
        for (name, column) in base.columns.sorted(by: { $0.key < $1.key }) where !visible.contains(name) {
            scope.columns.append(ExpressionGenerator.Column(text: WrittenValue.name(name), kind: column.type.kind))
        }
        // `set` may have given a column another type, which what is defined by it cannot follow.
        let info = generated.world.infos.first { $0.name == base.table }
        let isChanged = info?.columns.contains { base.columns[$0.name]?.type.kind != $0.type.kind } ?? true
        guard !isChanged else { return scope }
        scope.columns += (generated.computed[base.table] ?? []).filter { !visible.contains($0.name) && base.columns[$0.name] == nil }
            .map { ExpressionGenerator.Column(text: $0.name, kind: $0.kind) }
        if !base.isMultiplied { scope.measures = (generated.measures[base.table] ?? []).filter { !visible.contains($0.name) } }
        return scope
    }

    mutating func newName() -> String {
        columnNumber += 1
        return "x\(columnNumber)"
    }

    private var depth: Int { generated.isLarge ? 2 : 3 }

    /// One stage, with what it needs before it.
    private mutating func stages(_ relation: Relation, _ program: TestProgram) -> [TestProgram.Stage] {
        let rows = scope(relation, .row)
        if relation.totals != nil { return [stageAfterTotals(relation, rows)].compactMap { $0 } }
        let word = expressions.random.pick(weighted: [
            (6, "where"), (8, "add"), (3, "set"), (3, "keep"), (1, "drop"), (1, "rename"), (8, "summarize"), (4, "sort"), (4, "take"), (2, "distinct"),
            (3, "lookup"), (2, "join"), (2, "append"), (2, "check"), (1, "warn"), (1, "show"),
            (3, "with empty"), (4, "pivot"), (2, "unpivot"), (3, "compare"), (2, "sample"), (1, "describe"), (1, "chart"),
        ])
        switch word {
        case "with empty": return summarizeWithEmpty(relation, rows)
        case "pivot": return pivot(relation, rows, program)
        case "compare": return compare(relation, program)
        default: return [stage(word, relation, rows, program)].compactMap { $0 }
        }
    }

    private mutating func stage(_ word: String, _ relation: Relation, _ rows: ExpressionGenerator.Scope, _ program: TestProgram) -> TestProgram.Stage? {
        switch word {
        case "unpivot": return unpivot(relation)
        case "sample": return sample()
        case "describe": return TestProgram.Stage(word)
        case "chart": return chart(rows)
        case "where": return TestProgram.Stage(word, [expressions.expression(.bool, rows, depth: depth)])
        case "add", "set": return compute(word, relation, rows)
        case "keep": return keep(relation, rows)
        case "drop":
            guard relation.columns.count > 1 else { return nil }
            return TestProgram.Stage(word, [WrittenValue.name(expressions.random.pick(relation.columns).name)])
        case "rename":
            // A pivot of no rows has no columns.
            guard !relation.columns.isEmpty else { return nil }
            return TestProgram.Stage(word, ["\(newName()) = \(WrittenValue.name(expressions.random.pick(relation.columns).name))"])
        case "summarize": return summarize(relation, rows)
        case "sort": return sort(rows)
        case "take": return take(rows, program)
        case "distinct":
            if expressions.random.oneIn(2) || relation.columns.isEmpty { return TestProgram.Stage(word) }
            let columns = Set((0..<2).map { _ in WrittenValue.name(expressions.random.pick(relation.columns).name) })
            return TestProgram.Stage(word, columns.sorted())
        case "lookup", "join": return join(word, relation, rows)
        case "append":
            guard program.stages.count < 4 else { return nil }
            var other = program
            // What they show and check is shown and checked whether or not anybody reads the rest.
            other.stages.removeAll(where: \.tells)
            let condition = expressions.expression(.bool, rows, depth: 1)
            other.stages.append(TestProgram.Stage("where", [condition]))
            return TestProgram.Stage(word, [other.nested])
        case "check", "warn":
            let condition: String
            if expressions.random.oneIn(2) {
                condition = expressions.expression(.bool, rows, depth: 2)
            } else {
                let group = scope(relation, .group)
                let kind = expressions.random.pick([Type.Kind.int(nil), .decimal(nil), .float(nil)])
                condition = "\(expressions.overGroup(kind, group, depth: 1)) == \(expressions.overGroup(kind, group, depth: 1))"
            }
            let within = condition.contains(" == ") && expressions.random.oneIn(3) && !condition.hasPrefix("(") ? " within 1" : ""
            return TestProgram.Stage(word, [condition + within + (expressions.random.oneIn(2) ? " else \"wrong\"" : "")])
        case "show": return TestProgram.Stage(word, expressions.random.oneIn(2) ? ["\"a title\""] : [])
        default: return nil
        }
    }

    private mutating func stageAfterTotals(_ relation: Relation, _ rows: ExpressionGenerator.Scope) -> TestProgram.Stage? {
        switch expressions.random.number(1...6) {
        case 1, 2: return sort(rows)
        case 6: return chart(rows)
        case 3: return TestProgram.Stage("add", ["\(newName()) = \(expressions.expression(expressions.kind(rows), rows, depth: 2))"])
        case 4: return keep(relation, rows)
        default: return TestProgram.Stage("show")
        }
    }

    private mutating func sort(_ rows: ExpressionGenerator.Scope) -> TestProgram.Stage {
        TestProgram.Stage("sort", sortKeys(rows, expressions.random.number(1...2)))
    }

    private mutating func sortKeys(_ rows: ExpressionGenerator.Scope, _ count: Int) -> [String] {
        (0..<count).map { _ in
            let key = expressions.expression(expressions.orderedKind(rows), rows, depth: expressions.random.oneIn(2) ? 0 : 2)
            return key + expressions.random.pick(["", "", " desc", " asc"])
        }
    }

    private mutating func compute(_ word: String, _ relation: Relation, _ rows: ExpressionGenerator.Scope) -> TestProgram.Stage? {
        var window = scope(relation, .window)
        var along: [String] = []
        if expressions.random.oneIn(2) {
            if expressions.random.oneIn(3), let column = rows.columns.first(where: { $0.kind == .date || $0.kind == .period }) {
                window.along = column.kind
                along = [column.text]
            } else {
                along = sortKeys(rows, expressions.random.number(1...2))
            }
        }
        let by = expressions.random.oneIn(2) ? [expressions.expression(expressions.orderedKind(rows), rows, depth: expressions.random.oneIn(3) ? 1 : 0)] : []
        var items: [String] = []
        for _ in 0..<expressions.random.number(1...2) {
            if word == "add" {
                items.append("\(newName()) = \(expressions.expression(expressions.kind(window), window, depth: depth))")
            } else {
                guard !relation.columns.isEmpty else { return nil }
                let column = expressions.random.pick(relation.columns)
                if items.contains(where: { $0.hasPrefix("\(WrittenValue.name(column.name)) = ") }) { continue }
                items.append("\(WrittenValue.name(column.name)) = \(expressions.expression(column.type.kind, window, depth: 2))")
            }
        }
        return TestProgram.Stage(word, items, TestProgram.Clause(lead: "by", items: by), TestProgram.Clause(lead: "along", items: along))
    }

    private mutating func keep(_ relation: Relation, _ rows: ExpressionGenerator.Scope) -> TestProgram.Stage? {
        var items: [String] = []
        var names: Set<String> = []
        for column in relation.columns where !expressions.random.oneIn(3) {
            items.append(WrittenValue.name(column.name))
            names.insert(column.name)
        }
        if expressions.random.oneIn(2) {
            items.append("\(newName()) = \(expressions.expression(expressions.kind(rows), rows, depth: 2))")
        }
        if expressions.random.oneIn(4) { items.append("*") }
        return items.isEmpty ? nil : TestProgram.Stage("keep", items)
    }

    private mutating func summarize(_ relation: Relation, _ rows: ExpressionGenerator.Scope) -> TestProgram.Stage {
        let group = scope(relation, .group)
        var keys: [String] = []
        if !expressions.random.oneIn(4) {
            for _ in 0..<expressions.random.number(1...2) {
                keys.append("\(newName()) = \(expressions.expression(expressions.orderedKind(rows), rows, depth: expressions.random.oneIn(2) ? 0 : 2))")
            }
        }
        var items: [String] = []
        for _ in 0..<expressions.random.number(1...3) {
            items.append("\(newName()) = \(expressions.expression(expressions.kind(rows), group, depth: 2))")
        }
        let totals = !keys.isEmpty && expressions.random.oneIn(4) ? ["totals"] : []
        return TestProgram.Stage("summarize", items, TestProgram.Clause(lead: "by", items: keys), TestProgram.Clause(lead: "with", items: totals))
    }

    private mutating func take(_ rows: ExpressionGenerator.Scope, _ program: TestProgram) -> TestProgram.Stage {
        let count = expressions.random.pick(weighted: [(6, "\(expressions.random.number(1...4))"), (1, "0"), (1, "$limit"), (1, "2_048"), (1, "(from units | summarize count())")])
        let by = expressions.random.oneIn(3) ? [expressions.expression(expressions.orderedKind(rows), rows, depth: 0)] : []
        let hasTies = program.stages.contains { $0.word == "sort" } && expressions.random.oneIn(2)
        // A later sort or group may have ended what the ties would be in; then the checker says so.
        let ties = hasTies && program.stages.last?.word == "sort" ? ["ties"] : []
        return TestProgram.Stage(expressions.random.oneIn(4) ? "take last" : "take", [count], TestProgram.Clause(lead: "by", items: by), TestProgram.Clause(lead: "with", items: ties))
    }

    private mutating func join(_ word: String, _ relation: Relation, _ rows: ExpressionGenerator.Scope) -> TestProgram.Stage? {
        let alias = newName()
        let tables = generated.world.infos.map(\.name)
        // By a link to the key of its table.
        let links = relation.columns.filter { if case .link = $0.type.kind { true } else { false } }
        if !links.isEmpty, expressions.random.oneIn(3) {
            let link = expressions.random.pick(links)
            guard case .link(let table) = link.type.kind, let key = generated.world.infos.first(where: { $0.name == table })?.key else { return nil }
            return TestProgram.Stage(word, ["\(table) as \(alias) on \(WrittenValue.name(link.name)) == \(alias).\(key)"])
        }
        // By any column to a pipeline with a key of that kind.
        let candidates = relation.columns.filter { column in
            switch column.type.kind {
            case .duration, .list, .nothing, .ratio: false
            default: true
            }
        }
        guard !candidates.isEmpty else { return nil }
        let column = expressions.random.pick(candidates)
        var (own, kind) = (WrittenValue.name(column.name), column.type.kind)
        // Keys may be paths.
        if kind == .link("units"), expressions.random.oneIn(2) {
            let (step, found) = expressions.random.pick([("district", kind), ("name", Type.Kind.text), ("weight", .int(nil))])
            (own, kind) = ("\(own).\(step)", found)
        }
        let table = expressions.random.pick(tables)
        let other = expressions.scope(of: table)
        var group = other
        group.level = .group
        let key = expressions.expression(kind, other, depth: 1)
        let value = newName()
        let valueKind = expressions.kind(other)
        let right: String
        if word == "lookup" || expressions.random.oneIn(2) {
            right = "(from \(table) | summarize \(value) = \(expressions.expression(valueKind, group, depth: 1)) by k = \(key))"
        } else {
            right = "(from \(table) | keep k = \(key), \(value) = \(expressions.expression(valueKind, other, depth: 1)) | take 6)"
        }
        return TestProgram.Stage(word, ["\(right) as \(alias) on \(own) == \(alias).k"])
    }
}
