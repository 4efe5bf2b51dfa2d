import Diagnostics
import Engine
import Formats
import Reports
import Semantics
import Syntax
import Tables

/// What may be known while somebody types: names, types and values that are in memory or in the head of a file. Nothing here runs a query.
extension Session {
    /// The rows that a pipeline gives; `nil` when its source is not known. Without a pipeline, the one row on which bare expressions stand.
    ///
    /// - Parameter preceding: statements typed before it, whose definitions it may use.
    package func prospect(of pipeline: String?, after preceding: String) -> Prospect? {
        let key = preceding + "\u{0}" + (pipeline ?? "")
        if let known = prospects[key] { return known }
        let checker = Checker(catalogue: GlimpsedWorld(world), environment: environment(after: preceding))
        var found: Prospect?
        if let pipeline {
            let typed = SourceText(name: SourceText.typed, text: pipeline)
            // `it` stands for the last pipeline here as when it is run.
            let source = (try? continued(typed))?.source ?? typed
            guard case .pipeline(let parsed)? = Parser.parse(source).script.statements.last?.node else { return nil }
            found = checker.prospect(of: parsed, in: source)
        } else {
            found = checker.prospect(of: nil, in: SourceText(name: SourceText.typed, text: ""))
        }
        // Typing goes on at one place; a few places more are those of lookups and nested pipelines.
        if prospects.count > 16 { prospects = [:] }
        prospects[key] = found
        return found
    }

    /// What is defined once the statements typed before have run. Their values are not computed.
    private func environment(after preceding: String) -> Environment {
        guard preceding.contains(where: { !$0.isWhitespace }) else { return environment }
        let source = SourceText(name: SourceText.typed, text: preceding)
        var result = environment
        for statement in Parser.parse(source).script.statements {
            let checker = Checker(catalogue: GlimpsedWorld(world), environment: result)
            switch statement.node {
            case .letPipeline(let name, let pipeline): result.pipelines[name.text] = Environment.PipelineDefinition(pipeline: pipeline, source: source)
            case .letValue(let name, let expression):
                let type = checker.checkDefinition(expression, in: source)?.output.columns.first?.type
                result.variables[name.text] = Environment.Variable(type: type ?? Type(.nothing), value: nil)
            case .param(let name, let type, _, _):
                result.variables[name.text] = Environment.Variable(type: checker.type(type, in: source) ?? Type(.nothing), value: nil)
            case .function(let name, let parameters, let type, let body):
                result.functions[name.text] = Environment.UserFunction(parameters: parameters, result: type, body: body, source: source)
            default: break
            }
        }
        return result
    }

    // MARK: Names

    /// Lets that are pipelines.
    package func pipelineNames(after preceding: String) -> [String] { environment(after: preceding).pipelines.keys.sorted() }

    /// What may stand behind a `$`, with its type where that is known.
    package func valueNames(after preceding: String) -> [(name: String, type: String)] {
        let environment = environment(after: preceding)
        return environment.valueNames.map { name in
            (name, environment.variables[name].map { "\($0.type)" } ?? (name == "as_of" ? "date" : ""))
        }
    }

    /// Functions that statements have defined.
    package func ownFunctions(after preceding: String) -> [(name: String, parameters: [String])] {
        environment(after: preceding).functions.own.filter { !Prelude.names.contains($0.key) }
            .map { ($0.key, $0.value.parameters.map(\.name.text)) }.sorted { $0.0 < $1.0 }
    }

    /// The functions of the language in table order, overloads once.
    package static let functionRows: [FunctionSignature] = {
        var seen: Set<String> = []
        return (FunctionTables.signatures + Prelude.signatures).filter { seen.insert($0.name).inserted }
    }()

    package func table(_ name: String) -> TableInfo? { world.table(name) }

    package var calendarNames: [String] { world.models.flatMap { $0.calendars.map(\.name) } }

    /// Columns of the result shown last.
    package var shownColumns: [(name: String, type: Type)] { (lastShown?.table.columns ?? []).map { ($0.name, $0.type) } }

    // MARK: Data

    package func sample(of column: Prospect.StoredColumn) -> ColumnSample? { world.sample(of: column) }

    /// Files and folders that a path in quotes may go on with.
    package func fileNames(under folder: String) -> [String] { world.fileNames(under: folder) }

    /// The day on which relative periods hang.
    package var day: Int32 { environment.asOf ?? options.today }
}
