import Columns
import Diagnostics
import Engine
import Reports
import Semantics
import Syntax

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

    /// The last pipeline up to each of its stages: how long it took, and how many rows it gave. Nothing when it has mistakes, which are told.
    package func timed(_ source: SourceText, into sink: any OutputSink) -> [(name: String, microseconds: Int, rows: Int)] {
        guard case .pipeline(let pipeline)? = Parser.parse(source).script.statements.last?.node else { return [] }
        var result: [(String, Int, Int)] = []
        for count in 0...pipeline.stages.count {
            let end = count == 0 ? pipeline.source.span.end : pipeline.stages[count - 1].span.end
            let name = count == 0 ? source.slice(Span(pipeline.span.start, end)) : source.slice(pipeline.stages[count - 1].span)
            let counter = RowCounter(sink)
            let clock = ContinuousClock()
            var status = RunStatus(.done)
            let took = clock.measure { status = run(SourceText(name: source.name, text: source.slice(Span(pipeline.span.start, end))), into: counter, as: .aside) }
            guard status.exit == .done || status.exit == .checkFailed else { return [] }
            let microseconds = took.components.seconds * 1_000_000 + took.components.attoseconds / 1_000_000_000_000
            result.append((name.split(whereSeparator: \.isWhitespace).joined(separator: " "), Int(microseconds), counter.rows))
        }
        return result
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

/// Counts the rows that are shown, and passes on what is wrong.
private final class RowCounter: OutputSink {
    private let sink: any OutputSink
    private(set) var rows = 0
    init(_ sink: any OutputSink) { self.sink = sink }
    func block(_ block: Document.Block) { if case .table(let table) = block { rows = table.rowCount } }
    func notice(_ text: String) {}
    func diagnostics(_ list: [Diagnostic]) { sink.diagnostics(list) }
}
