import Characters
import Columns
import Diagnostics
import Engine
import Formats
import Reference
import Semantics
import Syntax

/// Linked tables with a model, for the engine and for the reference alike.
package final class TestWorld: Sendable {
    package struct Table: Sendable {
        package var name: String
        /// In the order of the model's columns, as a file would hold them: text need not be in normal form.
        package var rows: [[Value]]
        package init(name: String, rows: [[Value]]) {
            self.name = name
            self.rows = rows
        }
    }

    package let modelText: String
    package let tables: [Table]
    package let infos: [TableInfo]
    let calendars: [ReferenceCalendar]
    let zoneMinutes: Int
    package let asOf: Int32
    /// What lines before the programs have defined.
    package let environment: Environment
    package let reference: ReferenceWorld

    /// - Throws: what is wrong with the model.
    package init(modelText: String, tables: [Table], asOf: Int32, definitions: String = "") throws(DiagnosticList) {
        self.modelText = modelText
        self.tables = tables
        self.asOf = asOf
        let source = SourceText(name: "model.mc", text: modelText)
        let parsed = Parser.parse(source)
        if !parsed.diagnostics.isEmpty { throw DiagnosticList(parsed.diagnostics) }
        let (model, found) = ModelBuilder.build(parsed.script, source: source)
        if found.contains(where: { $0.severity == .error }) { throw DiagnosticList(found) }
        let infos = model.tables.map(\.info)
        self.infos = infos
        zoneMinutes = 7 * 60
        calendars = model.calendars.map(TestWorld.calendar)
        var referenceTables: [ReferenceTable] = []
        for info in infos {
            let rows = tables.first { $0.name == info.name }?.rows ?? []
            referenceTables.append(ReferenceTable(info: info, rows: rows.map { row in
                Dictionary(zip(info.columns.map(\.name), row.map(\.composed)), uniquingKeysWith: { first, _ in first })
            }))
        }
        reference = ReferenceWorld(tables: referenceTables, calendars: calendars, zoneMinutes: zoneMinutes, asOf: asOf)
        environment = try TestWorld.environment(definitions, model, infos, asOf: asOf)
    }

    /// - Throws: when the model has no such table.
    func info(of table: String) throws(DiagnosticList) -> TableInfo {
        guard let info = infos.first(where: { $0.name == table }) else { throw DiagnosticList(Message(NameCode.unknownTable, table)) }
        return info
    }

    /// The same model with other rows.
    func with(tables: [Table], definitions: String) -> TestWorld? {
        try? TestWorld(modelText: modelText, tables: tables, asOf: asOf, definitions: definitions)
    }

    private static func calendar(_ declared: Model.Calendar) -> ReferenceCalendar {
        let names = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
        return ReferenceCalendar(
            name: declared.name, covers: declared.covers ?? Period(first: 0, last: 0), reportingDay: declared.reportingDay ?? 15,
            weekend: Set((declared.weekend ?? ["saturday", "sunday"]).compactMap(names.firstIndex)), daysOff: Set(declared.alsoOff), daysWorked: Set(declared.alsoWorking))
    }

    /// Parameters, lets and functions, as lines of a script define them.
    private static func environment(_ definitions: String, _ model: Model, _ infos: [TableInfo], asOf: Int32) throws(DiagnosticList) -> Environment {
        var environment = Environment()
        environment.asOf = asOf
        let source = SourceText(name: "definitions", text: definitions)
        let parsed = Parser.parse(source)
        if !parsed.diagnostics.isEmpty { throw DiagnosticList(parsed.diagnostics) }
        for (source, statement) in model.rest.map({ (model.source, $0) }) + parsed.script.statements.map({ (source, $0) }) {
            switch statement.node {
            case .letPipeline(let name, let pipeline): environment.pipelines[name.text] = Environment.PipelineDefinition(pipeline: pipeline, source: source)
            case .function(let name, let parameters, let result, let body):
                environment.functions[name.text] = Environment.UserFunction(parameters: parameters, result: result, body: body, source: source)
            case .letValue(let name, let expression):
                let checker = Checker(catalogue: TestCatalogue(infos), environment: environment)
                guard let checked = checker.checkValue(expression, in: source), case .compute(let computations, _, _)? = checked.stages.first?.node,
                    let value = computations.first?.value.literal
                else { throw DiagnosticList(checker.diagnostics) }
                environment.variables[name.text] = Environment.Variable(type: checked.output.columns[0].type, value: value)
            default: break
            }
        }
        return environment
    }

    /// The tables as text: the model, and each table as the rows that a program could write.
    package var text: String {
        var parts = [modelText]
        for table in tables {
            guard let info = infos.first(where: { $0.name == table.name }) else { continue }
            let names = info.columns.map { WrittenValue.name($0.name) }.joined(separator: ", ")
            let rows = table.rows.map { row in "  (" + zip(row, info.columns).map { WrittenValue.text($0, $1.type.kind) }.joined(separator: ", ") + ")" }
            parts.append("\(table.name): rows (\(names)) [\n\(rows.joined(separator: ",\n"))\n]")
        }
        return parts.joined(separator: "\n\n")
    }
}

extension CheckedExpression {
    /// The value that is written out here.
    fileprivate var literal: Value? {
        switch node {
        case .constant(let value): return value
        case .list(let elements):
            let values = elements.compactMap(\.literal)
            return values.count == elements.count ? .list(values) : nil
        default: return nil
        }
    }
}

extension Value {
    /// Text in the normal form in which it enters the program.
    var composed: Value { if case .text(let text) = self { .text(NormalForm.composed(text)) } else { self } }
}

/// What a checker is told of a test world.
package final class TestCatalogue: Catalogue {
    private let tables: [TableInfo]

    package init(_ tables: [TableInfo]) { self.tables = tables }

    package func table(_ name: String) -> TableInfo? { tables.first { $0.name == name } }
    package var tableNames: [String] { tables.map(\.name) }
    package func ambiguousFiles(_ name: String) -> [String]? { nil }
    package func file(_ path: String, options: [String: Value], columns needed: Set<String>?) throws(DiagnosticList) -> TableInfo {
        throw DiagnosticList(Message(FileCode.noSuchFile, "a test world has no file '\(path)'"))
    }
    package func functions(_ name: String) -> [FunctionSignature] { FunctionTables.signatures(named: name) }
    package var functionNames: [String] { FunctionTables.signatures.map(\.name) }
}
