import Columns
import Diagnostics
import Engine
import Planning
import Reports
import Semantics
import Syntax
import Tables

/// What the shell's commands ask of a session beside running statements.
extension Session {
    // MARK: The last result

    /// - Throws: when nothing has been shown.
    package func shownTable() throws(DiagnosticList) -> ResultTable {
        guard let shown = lastShown else { throw DiagnosticList(.nothingShown) }
        return shown.table
    }

    /// The last pipeline's rows, as a text that further stages can be added to: without what shows or writes them at its end.
    package var lastRows: String? {
        guard let last = lastPipeline else { return nil }
        let source = SourceText(name: SourceText.typed, text: last)
        guard case .pipeline(let pipeline)? = Parser.parse(source).script.statements.last?.node else { return nil }
        let rest = pipeline.stages.reversed().drop { stage in
            switch stage.node {
            case .show, .chart, .save, .describe: true
            default: false
            }
        }
        let end = rest.first?.span.end ?? pipeline.source.span.end
        return source.slice(Span(pipeline.span.start, end))
    }

    /// Whether a let of that name is a pipeline.
    package func isPipeline(_ name: String) -> Bool { environment.pipelines[name] != nil }

    /// Writes a table to a file whose ending says how.
    /// - Returns: what whoever opens the file should know and it does not say itself.
    package func export(_ table: ResultTable, to name: String) throws -> [String] {
        try SavedFile.write(to: FilePath.joined(options.workingFolder, name), options: [:], rendering: savingOptions) { _ in table }.remarks
    }

    /// How results are written that a statement or a command saves.
    var savingOptions: RenderOptions {
        var rendering = RenderOptions(display: options.display, language: options.language)
        rendering.asOf = environment.asOf
        rendering.guardsFormulas = options.guardsFormulas
        rendering.threads = options.parallelism.threads
        return rendering
    }

    /// Runs the statements of a text, shows nothing of them, and tells what each node of the last plan did; `nil` when there are mistakes, which are
    /// told, and nothing where there was no plan to run.
    package func profile(_ source: SourceText, into sink: any OutputSink) -> [ProfiledLine]? {
        let profile = QueryProfile()
        profiling = profile
        profiledPlan = nil
        defer { profiling = nil }
        let status = run(source, into: QuietSink(sink), as: .aside)
        guard status.exit == .done || status.exit == .checkFailed else { return nil }
        guard let plan = profiledPlan else { return [] }
        return PlanText.lines(plan).map { line in
            ProfiledLine(text: String(line.spelled().dropLast()), entry: line.node.flatMap(profile.entry))
        }
    }

    // MARK: Parameters

    /// Parameters and lets that are values, with what they are.
    package var variableTexts: [(name: String, type: String, value: String)] {
        let asOf = environment.asOf ?? options.today
        return environment.variables.sorted { $0.key < $1.key }.map { name, variable in
            (name, "\(variable.type)", variable.isPrivate && !options.showsPrivate ? "(private)" : variable.value.map { options.display.text($0, type: variable.type) } ?? "")
        } + [("as_of", "date", options.display.text(.date(asOf), type: .date))]
    }

    /// `.param name=value`, the value as it is written on the command line.
    package func setParameter(_ name: String, _ text: String, into sink: any OutputSink) -> RunStatus {
        prospects = [:]
        let type: Type
        if name == "as_of" {
            type = .date
        } else if let known = environment.variables[name] {
            type = known.type
        } else {
            sink.diagnostics([Diagnostic(.noParameterHere(name, near: Spelling.nearest(name, in: environment.variables.keys.sorted() + ["as_of"], limit: 1).first))])
            return RunStatus(.queryError)
        }
        let source = SourceText(name: SourceText.typed, text: "param \(Parser.written(name)): \(type)")
        let before = options.asOf
        if name == "as_of" { options.asOf = nil }
        let runner = StatementRunner(self, source: source, parameters: [name: text], sink: sink, isReport: false)
        let status = runner.run(Parser.parse(source).script)
        guard status == .done else {
            options.asOf = before
            return RunStatus(status)
        }
        if name != "as_of" { script.setParameter(name, "\(source.text) = \(ParameterText.literal(text, of: type))") }
        return RunStatus(status)
    }

    /// The day that open deadlines hang on from now on.
    package func setDay(_ day: Int32) {
        prospects = [:]
        options.asOf = nil
        environment.asOf = day
    }

    // MARK: The model

    /// What the open models say; of files without one, a model to start from. `nil` when nothing is open.
    package func modelText() throws(DiagnosticList) -> String? {
        let written = world.models.map(\.source.text)
        let hasBareFiles = world.tableNames.contains { world.table($0)?.isModelled == false }
        let inferred = hasBareFiles ? [try modelText(paths: [])] : []
        let texts = written + inferred
        return texts.isEmpty ? nil : texts.joined(separator: "\n")
    }
}

/// A line of a plan that was run.
package struct ProfiledLine: Sendable {
    package var text: String
    /// `nil` for what is no node, and for nodes that were asked for nothing.
    package var entry: QueryProfile.Entry?
}

/// Passes on what is wrong, and nothing else.
private final class QuietSink: OutputSink {
    private let sink: any OutputSink
    init(_ sink: any OutputSink) { self.sink = sink }
    func block(_ block: Document.Block) {}
    func notice(_ text: String) {}
    func diagnostics(_ list: [Diagnostic]) { sink.diagnostics(list) }
}
