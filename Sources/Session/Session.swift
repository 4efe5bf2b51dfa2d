import Diagnostics
import Engine
import Formats
import Planning
import Reports
import Semantics
import Syntax
import Tables

/// Runs statements in an environment: the one place where the layers meet.
///
/// A session holds the opened data (`World`) and what statements have defined (`Environment`). Each statement goes
/// the whole way, parse → check → plan → execute → sink, before the next one is checked, because a later
/// one may use its values. Not thread-safe; `cancel` may be called from any thread.
package final class Session {
    package var options: SessionOptions
    let world: World
    var environment = Environment()
    /// The pipeline that a line starting with `|` extends.
    package internal(set) var lastPipeline: String?
    /// The pipeline or the expression that was shown last, which `let x = it` names.
    var lastResult: String?
    /// What still stands of all that was typed.
    package internal(set) var script = SessionScript()
    let cancellation = Cancellation()
    /// Nothing will be asked after the statement at hand.
    var isAtLastStatement = false
    /// What is shown last, for `.why` and `.rows`.
    var lastShown: ShownResult?
    /// The saved script that it was asked to run.
    private(set) var request: RunRequest?
    /// What holds for the whole run.
    var runFacts = RunFacts(version: Version.current)
    /// What was read for whatever was asked, shown or not, each file once.
    private(set) var filesRead: [Provenance.File] = []
    let hashes = FileHashes()
    /// Gathers what the plans of the statement at hand do; only while somebody has asked for it.
    var profiling: QueryProfile?
    /// The plan of the pipeline that was run last while it was asked for.
    var profiledPlan: PlannedPipeline?
    /// What was found out for suggestions, until the next statement.
    var prospects: [String: Prospect] = [:]

    package init(options: SessionOptions) {
        self.options = options
        self.world = World(options: options)
        // The cancellation holds the running query, which holds the world.
        world.isStopped = { [weak cancellation] in cancellation?.isWanted ?? false }
        environment.asOf = options.asOf ?? options.today
        environment.functions = UserFunctions(Prelude.functions)
    }

    /// Notes what a pipeline has read.
    func noteFiles(of tables: [Provenance.Table]) {
        for file in tables.flatMap(\.files) where !filesRead.contains(where: { $0.path == file.path }) { filesRead.append(file) }
    }

    /// The open model files, with their SHA-256; `nil` of one that is gone.
    var modelFiles: [(path: String, hash: String?)] {
        world.modelPaths.map { path in (world.shown(path), try? SHA256.hash(of: InputFile(path))) }
    }

    // MARK: Opening

    /// Opens a folder with a model, a folder of files, or files. Several paths add up.
    package func open(paths: [String]) throws(DiagnosticList) {
        for path in paths { try world.open(path) }
        try adoptModel()
    }

    /// Opens frozen data in place of a folder.
    package func open(frozen: FrozenData) throws(DiagnosticList) {
        try world.read(from: frozen, loadsModel: false)
        try open(paths: [frozen.root])
    }

    /// Takes over what the model defines besides tables.
    private func adoptModel() throws(DiagnosticList) {
        prospects = [:]
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

    /// What a text that is run is to the ones before it.
    package enum Standing {
        /// Typed, to be gone on with and kept.
        case statement
        /// Takes the place of the last pipeline.
        case replacement
        /// Runs beside, and leaves the last pipeline where it was.
        case aside
    }

    /// Runs the statements of `-c` or of one shell line.
    package func run(_ source: SourceText, into sink: any OutputSink, as standing: Standing = .statement) -> RunStatus {
        prospects = [:]
        world.forgetSamples()
        var source = source
        var replacesLast = standing == .replacement
        do throws(DiagnosticList) {
            if standing == .statement { (source, replacesLast) = try continued(source) }
        } catch {
            sink.diagnostics(error.all)
            return RunStatus(.queryError)
        }
        var result = Parser.parse(source)
        if result.diagnostics.contains(where: { $0.severity == .error }) {
            sink.diagnostics(result.diagnostics)
            return RunStatus(ExitStatus(result.diagnostics))
        }
        if result.script.statements.count == 1, let named = keepIt(result.script.statements[0]) {
            source = SourceText(name: source.name, text: "let \(Parser.written(named.name.text)) = \(named.definition)")
            result = Parser.parse(source)
        }
        let runner = StatementRunner(self, source: source, parameters: [:], sink: sink, isReport: false)
        let status = runner.run(result.script)
        if standing != .aside { keep(runner.completed, of: source, replacesLast: replacesLast, isWhole: status == .done || status == .checkFailed) }
        return RunStatus(status)
    }

    /// Remembers what went well. What did not run is not gone on with: the line before it still is.
    private func keep(_ statements: [Statement], of source: SourceText, replacesLast: Bool, isWhole: Bool) {
        for (index, statement) in statements.enumerated() {
            let isLast = isWhole && index == statements.count - 1
            let text = source.slice(statement.span)
            if replacesLast, isLast, case .pipeline = statement.node {
                script.replacePipeline(by: text)
            } else {
                script.add(statement, in: source)
            }
            guard isLast else { continue }
            switch statement.node {
            case .pipeline:
                lastPipeline = text
                lastResult = lastRows
            case .expression: lastResult = text
            default: break
            }
        }
    }

    /// Runs a saved script. Parameters are text as typed; each is read as its declared type.
    /// - Parameter frozen: what stands for all data and for the model.
    package func runScript(
        path: String, parameters: [(name: String, value: String)], dataPath: String?, frozen: FrozenData? = nil, into sink: any OutputSink
    ) -> RunStatus {
        do throws(DiagnosticList) {
            let source = try ScriptFile.read(path)
            let result = Parser.parse(source)
            guard !result.diagnostics.contains(where: { $0.severity == .error }) else { throw DiagnosticList(result.diagnostics) }
            request = RunRequest(
                script: path, parameters: parameters, asOf: options.asOf.map { CivilDate(days: $0).text }, frozen: frozen?.name, data: dataPath, name: path)
            world.enter(folder: FilePath.folder(of: path))
            if let dataPath { try world.replaceData(with: dataPath) }
            if let frozen {
                let namesModel = result.script.statements.contains { if case .use(let path) = $0.node { FilePath.name(of: path) == "model.mc" } else { false } }
                try world.read(from: frozen, loadsModel: !namesModel)
            }
            try adoptModel()
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
        try world.loadModel(try world.path(path, isModel: true))
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

    /// Whether that was asked since the last `resume`; may be asked from any thread.
    package var isStopped: Bool { cancellation.isWanted }

    /// A new input: that an earlier one was stopped is over.
    package func resume() { cancellation.begin() }

    /// How far the query at hand has come; may be asked from any thread.
    package var progress: QueryProgress? { cancellation.progress }

    func newContext() throws(DiagnosticList) -> QueryContext {
        // What was shown last is kept for commands about it; a query goes before them.
        if options.memory.isNearlyFull { lastShown = nil }
        let context = QueryContext(
            tables: world, calendars: try world.calendars(), zone: world.zone,
            asOf: environment.asOf ?? options.today, keepsGoing: options.keepsGoing, style: options.display.style,
            parallelism: options.parallelism, memory: options.memory, scratch: options.scratch)
        context.profile = profiling
        cancellation.adopt(context)
        return context
    }
}
