import Diagnostics
import Semantics
import Syntax
import Testing

/// The tables of `provinceModel`, one file without a model, and the rows of `functionRows`.
final class TestCatalogue: Catalogue {
    private let tables: [String: TableInfo]

    init(model: String = provinceModel) {
        let source = SourceText(name: "model.mc", text: model)
        let (model, _) = ModelBuilder.build(Parser.parse(source).script, source: source)
        tables = Dictionary(uniqueKeysWithValues: model.tables.map { ($0.info.name, $0.info) })
    }

    func table(_ name: String) -> TableInfo? { tables[name] }
    var tableNames: [String] { tables.keys.sorted() }
    func ambiguousFiles(_ name: String) -> [String]? { name == "twice" ? ["twice.csv", "twice.tsv"] : nil }
    func functions(_ name: String) -> [FunctionSignature] { functionRows.filter { $0.name == name } }
    var functionNames: [String] { functionRows.map(\.name) }

    /// `targets.csv` has a code, a target with empty cells and a column whose name needs backquotes; no other file is there.
    func file(_ path: String, options: [String: Value], columns needed: Set<String>?) throws(DiagnosticList) -> TableInfo {
        guard path == "targets.csv" else { throw DiagnosticList(Message(FileCode.noSuchFile, "there is no file '\(path)'", kind: .outside)) }
        return TableInfo(
            name: path,
            columns: [
                TableInfo.Column(name: "id", type: .text),
                TableInfo.Column(name: "target", type: Type(.int(nil), optional: true)),
                TableInfo.Column(name: "Tỷ lệ (%)", type: Type(.float(nil), optional: true)),
            ])
    }
}

/// What the catalogue of these tests says; the real one has it from the layer that reads files.
private enum FileCode: String, DiagnosticCode {
    case noSuchFile = "no-such-file"

    var explanation: Explanation { Explanation(withoutExample: "no other file is there") }
}

/// A program after checking: all its statements, and what the last of them makes.
struct CheckedProgram {
    var diagnostics: [Diagnostic] = []
    var last: CheckedPipeline?

    /// - Parameter strict: as in `run` and in model files; else as in the shell, where comparisons are only counted.
    init(_ text: String, strict: Bool = false, asOf: String? = "2019-09-26", model: String = provinceModel) {
        let source = SourceText(name: "line", text: text)
        let catalogue = TestCatalogue(model: model)
        var environment = Environment()
        environment.isStrict = strict
        if case .date(let day)? = asOf.flatMap({ DateLiteral.value($0, asOf: nil, zoneMinutes: 0) }) { environment.asOf = day }
        let parsed = Parser.parse(source)
        diagnostics = parsed.diagnostics
        for statement in parsed.script.statements {
            let checker = Checker(catalogue: catalogue, environment: environment)
            last = nil
            switch statement.node {
            case .pipeline(let pipeline): last = checker.check(pipeline, in: source)
            case .expression(let expression): last = checker.checkValue(expression, in: source)
            case .check(let assertion): last = checker.check(assertion, isWarning: false, in: source, span: statement.span)
            case .title(let literal): last = checker.checkTexts([literal], in: source, span: statement.span)
            case .letPipeline(let name, let pipeline):
                _ = checker.check(pipeline, in: source)
                if checker.hasErrors { environment.unknown.insert(name.text) } else { environment.pipelines[name.text] = Environment.PipelineDefinition(pipeline: pipeline, source: source) }
            case .letValue(let name, let expression):
                if let type = checker.checkValue(expression, in: source)?.output.columns[0].type {
                    environment.variables[name.text] = Environment.Variable(type: type, value: nil)
                } else {
                    environment.unknown.insert(name.text)
                }
            case .param(let name, let type, let value, _):
                if let type = checker.type(type, in: source) {
                    environment.variables[name.text] = Environment.Variable(type: type, value: nil)
                    if let value { _ = checker.checkConstant(value, as: type, in: source) }
                }
            case .function(let name, let parameters, let result, let body):
                environment.functions[name.text] = Environment.UserFunction(parameters: parameters, result: result, body: body, source: source)
            default: break
            }
            diagnostics += checker.diagnostics
        }
    }

    /// The mistakes as they are printed.
    var printed: String { DiagnosticRenderer().render(diagnostics) }

    /// The columns that come out, `id: text, fee: money VND?`, or the mistakes.
    var columns: String {
        guard diagnostics.isEmpty, let last else { return messages }
        return last.output.columns.map { "\($0.name): \($0.type)" }.joined(separator: ", ")
    }

    /// The mistakes without their places: `unknown-column: 'x' is not a column of dossiers`.
    var messages: String { diagnostics.map { "\($0.code): \($0.message)" }.joined(separator: "; ") }

    /// The codes of the mistakes, in the order in which they were found.
    var codes: [String] { diagnostics.map(\.code) }

    /// What the carets stand under.
    var underlined: [String] { diagnostics.map { $0.place.map { $0.source.slice($0.span) } ?? "" } }

    /// The comparisons that are counted, in the words that the notice uses.
    var notices: [String] {
        guard diagnostics.isEmpty, let last else { return [messages] }
        return last.notices.sorted { $0.key.number < $1.key.number }.map(\.value)
    }
}

/// The columns that come out of a program, or its mistakes.
func columns(_ program: String, strict: Bool = false) -> String { CheckedProgram(program, strict: strict).columns }

/// The type of an expression over a row of `kinds`, or its mistakes.
func type(_ expression: String) -> String {
    let columns = CheckedProgram("from kinds | keep value = \(expression)").columns
    return columns.hasPrefix("value: ") ? String(columns.dropFirst(7)) : columns
}

/// Checks programs against the mistakes that a transcript shows: lines after `> ` are a program, as in a saved script, what
/// follows is printed of it.
func expectTranscript(_ transcript: String, sourceLocation: SourceLocation = #_sourceLocation) {
    for block in transcript.split(separator: "\n\n> ") {
        var lines = block.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        if lines[0].hasPrefix("> ") { lines[0].removeFirst(2) }
        let end = lines.dropFirst().firstIndex { !$0.hasPrefix("> ") } ?? lines.count
        let program = lines[..<end].map { $0.hasPrefix("> ") ? String($0.dropFirst(2)) : $0 }.joined(separator: "\n")
        let printed = lines[end...].joined(separator: "\n")
        #expect(CheckedProgram(program, strict: true).printed == printed, "\(program)", sourceLocation: sourceLocation)
    }
}
