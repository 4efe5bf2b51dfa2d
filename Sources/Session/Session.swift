import Diagnostics
import Engine
import Reports
import Semantics
import Syntax

/// Runs statements in an environment: the one place where the layers meet.
///
/// A session holds the opened data (`World`) and what statements have defined (`Environment`). Each statement goes
/// the whole way, parse → check → plan → execute → sink, before the next one is checked, because a later
/// one may use its values. Not thread-safe; `cancel` may be called from any thread.
package final class Session {
    package let options: SessionOptions
    let world: World
    var environment = Environment()
    /// The pipeline that a line starting with `|` extends.
    private(set) var lastPipeline: String?
    let cancellation = Cancellation()
    /// What is shown last, for `.why` and `.rows`.
    var lastShown: ShownResult?
    /// What holds for the whole run.
    var runFacts = RunFacts(version: Version.current)
    let hashes = FileHashes()

    package init(options: SessionOptions) {
        self.options = options
        self.world = World(options: options)
        world.isStopped = { [cancellation] in cancellation.isWanted }
        environment.asOf = options.asOf ?? options.today
        environment.functions = Prelude.functions
    }

    // MARK: Opening

    /// Opens a folder with a model, a folder of files, or files. Several paths add up.
    package func open(paths: [String]) throws(DiagnosticList) {
        for path in paths { try world.open(path) }
        try adoptModel()
    }

    /// Takes over what the model defines besides tables.
    private func adoptModel() throws(DiagnosticList) {
        guard let model = world.takeNewModel() else { return }
        environment.zoneMinutes = world.zone.offsetMinutes
        var found: [Diagnostic] = []
        for statement in model.rest {
            switch statement.node {
            case .function(let name, let parameters, let result, let body):
                environment.functions[name.text] = Environment.UserFunction(parameters: parameters, result: result, body: body, source: model.source)
            case .letPipeline(let name, let pipeline):
                environment.pipelines[name.text] = Environment.PipelineDefinition(pipeline: pipeline, source: model.source)
            case .letValue(let name, let expression):
                environment.values[name.text] = Environment.ValueDefinition(expression: expression, source: model.source)
            case .absent: break
            default:
                found.append(Diagnostic(.notInModel, at: Diagnostic.Place(source: model.source, span: statement.span)))
            }
        }
        var strict = environment
        strict.isStrict = true
        // A definition may hang on the day of the report, which is known when it is used.
        strict.asOf = strict.asOf ?? options.today
        let checker = Checker(catalogue: world, environment: strict)
        for table in model.tables { checker.checkDefinitions(of: table.info) }
        for case .letValue(_, let expression) in model.rest.map(\.node) { _ = checker.checkDefinition(expression, in: model.source) }
        found += checker.diagnostics
        if found.contains(where: { $0.severity == .error }) { throw DiagnosticList(found) }
    }

    // MARK: Running

    /// Runs the statements of `-c` or of one shell line.
    package func run(_ source: SourceText, into sink: any OutputSink) -> RunStatus {
        var source = source
        let trimmed = source.text.drop { $0.isWhitespace }
        if Parser.continuesStatement(SourceText(name: source.name, text: String(trimmed))) {
            guard let last = lastPipeline else {
                sink.diagnostics([Diagnostic(.nothingToExtend, at: Diagnostic.Place(source: source, span: Span(0, 1)))])
                return RunStatus(.queryError)
            }
            source = SourceText(name: source.name, text: last + "\n" + trimmed)
        }
        let result = Parser.parse(source)
        if result.diagnostics.contains(where: { $0.severity == .error }) {
            sink.diagnostics(result.diagnostics)
            return RunStatus(ExitStatus(result.diagnostics))
        }
        let status = StatementRunner(self, source: source, parameters: [:], sink: sink, isReport: false).run(result.script)
        // What did not run is not gone on with: the line before it still is.
        if status == .done || status == .checkFailed, case .pipeline(let pipeline)? = result.script.statements.last?.node {
            lastPipeline = source.slice(pipeline.span)
        }
        return RunStatus(status)
    }

    /// Runs a saved script. Parameters are text as typed; each is read as its declared type.
    package func runScript(path: String, parameters: [(name: String, value: String)], dataPath: String?, into sink: any OutputSink) -> RunStatus {
        do throws(DiagnosticList) {
            let source = try ScriptFile.read(path)
            let result = Parser.parse(source)
            guard !result.diagnostics.contains(where: { $0.severity == .error }) else { throw DiagnosticList(result.diagnostics) }
            world.enter(folder: FilePath.folder(of: path))
            if let dataPath { try world.replaceData(with: dataPath) }
            environment.isStrict = true
            environment.asOf = options.asOf
            runFacts.script = path
            let given = try Session.matched(parameters, to: result.script, source)
            let runner = StatementRunner(self, source: source, parameters: given, sink: sink, isReport: true)
            return RunStatus(runner.run(result.script))
        } catch {
            sink.diagnostics(error.all)
            return RunStatus(ExitStatus(error.all))
        }
    }

    private static func matched(_ given: [(name: String, value: String)], to script: Script, _ source: SourceText) throws(DiagnosticList) -> [String: String] {
        let known = script.statements.compactMap { statement -> String? in if case .param(let name, _, _, _) = statement.node { name.text } else { nil } }
        var result: [String: String] = [:]
        for (name, value) in given {
            guard known.contains(name) else {
                let near = Spelling.nearest(name, in: known, limit: 1)
                throw DiagnosticList(.noParameter(name, in: source.name, near: near.first, known: known))
            }
            result[name] = value
        }
        return result
    }

    /// Parses and checks a script and looks that its files exist; runs nothing.
    package func check(path: String) -> [Diagnostic] {
        do throws(DiagnosticList) {
            let source = try ScriptFile.read(path)
            let result = Parser.parse(source)
            guard !result.diagnostics.contains(where: { $0.severity == .error }) else { return result.diagnostics }
            let isModel = result.script.statements.contains { if case .table = $0.node { true } else { false } }
            world.enter(folder: FilePath.folder(of: path))
            if isModel {
                try world.loadModel(path)
                try adoptModel()
                return []
            }
            environment.isStrict = true
            environment.asOf = options.asOf
            return StatementRunner(self, source: source, parameters: [:], sink: nil, isReport: true).check(result.script)
        } catch {
            return error.all
        }
    }

    /// `use "model.mc"`
    func use(_ path: String) throws(DiagnosticList) {
        try world.loadModel(world.path(path))
        try adoptModel()
    }

    /// `table`, `calendar` and `zone` in a script: a model of their own, beside those that are open.
    func declare(_ statements: [Statement], in source: SourceText) throws(DiagnosticList) {
        let (model, found) = ModelBuilder.build(Script(statements), source: source, beside: world.models, replaces: !environment.isStrict)
        guard !found.contains(where: { $0.severity == .error }) else { throw DiagnosticList(found) }
        try world.declare(model)
        try adoptModel()
    }

    package static func scriptHelp(path: String) throws(DiagnosticList) -> ScriptHelp {
        let source = try ScriptFile.read(path)
        let result = Parser.parse(source)
        return ScriptHelp(result.script, source: source)
    }

    // MARK: What there is

    package var tables: [TableInfo] { world.tableNames.compactMap { world.table($0) } }

    /// - Throws: why a file that has no model cannot be read.
    package func schema(of name: String) throws(DiagnosticList) -> TableInfo? {
        guard let table = world.table(name) else { return nil }
        if table.isModelled { return table }
        return try world.file(name, options: [:], columns: nil)
    }

    package var functions: [FunctionSignature] { world.functionNames.flatMap { world.functions($0) } + Prelude.signatures }

    /// Asks the running query to stop; it does within its next block of rows. What follows it is stopped too, until `resume`.
    package func cancel() { cancellation.cancel() }

    /// A new input: that an earlier one was stopped is over.
    package func resume() { cancellation.begin() }

    /// How far the query at hand has come; may be asked from any thread.
    package var progress: QueryProgress? { cancellation.progress }

    func newContext() throws(DiagnosticList) -> QueryContext {
        let context = QueryContext(
            tables: world, calendars: try world.calendars(), zone: world.zone,
            asOf: environment.asOf ?? options.today, keepsGoing: options.keepsGoing, style: options.display.style,
            parallelism: options.parallelism)
        cancellation.adopt(context)
        return context
    }
}
