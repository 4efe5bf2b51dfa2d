import Columns
import Diagnostics
import Engine
import Reports
import Semantics
import Syntax
import Tables

/// The `check`s and `warn`s of a model's tables, with what every table promises by being one: keys that do not repeat and links that
/// point to rows.
///
/// They run when a script names the table (`check dossiers`), and for all tables in `motcua check --data PATH`.
extension Session {
    /// Every table of the model that was opened or is named by `use`.
    package func checkData(into sink: any OutputSink) -> RunStatus {
        var status = ExitStatus.done
        for table in tables where table.isModelled {
            do {
                status = status.worst(try checkRules(of: table, into: sink))
            } catch let error as DiagnosticList {
                sink.diagnostics(error.all)
                status = status.worst(ExitStatus(error.all))
                if !options.keepsGoing { break }
            } catch {
                return RunStatus(.interrupted)
            }
        }
        return RunStatus(status)
    }

    /// Runs one table's rules over all of its rows.
    /// - Throws: `DiagnosticList` for a rule that is wrong or data that cannot be read; `Interrupted`.
    func checkRules(of table: TableInfo, into sink: any OutputSink) throws -> ExitStatus {
        var status = ExitStatus.done
        for outcome in try promises(of: table, sink) {
            if outcome.verdict == .failed { status = .checkFailed }
            sink.block(.outcome(outcome))
        }
        guard let source = table.source, !table.rules.isEmpty else { return status }
        // The rules stand in the model's text, so that is where a mistake in one is shown.
        let span = Span(0, 0)
        let stages = table.rules.map { rule in Stage(rule.isWarning ? .warn(rule.assertion) : .check(rule.assertion), word: span, span: span) }
        let pipeline = Pipeline(source: Source(.name(Name(table.name, span)), span), stages: stages, span: span)
        return status.worst(try run(pipeline, in: source, sink))
    }

    private func run(_ pipeline: Pipeline, in source: SourceText, _ sink: any OutputSink) throws -> ExitStatus {
        guard let checked = try checked(pipeline, in: source) else { return .done }
        let runner = PipelineRunner(self, sink: sink, isReport: true, statement: nil)
        try runner.run(checked, printsItself: false, isScalar: false)
        return runner.status
    }

    private func checked(_ pipeline: Pipeline, in source: SourceText) throws(DiagnosticList) -> CheckedPipeline? {
        let checker = Checker(catalogue: world, environment: environment)
        let checked = checker.check(pipeline, in: source)
        if checker.hasErrors { throw DiagnosticList(checker.diagnostics) }
        return checked
    }

    /// What a table promises without saying so: that keys do not repeat, and that links point to rows. Counted in one pass.
    private func promises(of table: TableInfo, _ sink: any OutputSink) throws -> [CheckOutcome] {
        var items: [String] = []
        var words: [(held: String, broken: (Int64) -> String, isWarning: Bool)] = []
        if let key = table.key {
            items.append("n\(items.count) = count() - count_distinct(\(Checker.written(key)))")
            words.append(("\(table.name): no \(key) stands twice", { "\(table.name): \($0) row\($0 == 1 ? "" : "s") whose \(key) stands before" }, false))
        }
        for column in table.columns {
            guard case .link(let target) = column.type.kind, let key = world.table(target)?.key else { continue }
            let link = Checker.written(column.name)
            items.append("n\(items.count) = count(where \(link) is present and \(link).\(Checker.written(key)) is missing)")
            words.append(("\(table.name): each \(column.name) is one of \(target)", { "\(table.name): \($0) row\($0 == 1 ? "" : "s") whose \(column.name) \(target) does not have" }, true))
        }
        if items.isEmpty { return [] }
        let source = SourceText(name: SourceText.typed, text: "from \(Checker.written(table.name)) | summarize " + items.joined(separator: ", "))
        guard case .pipeline(let pipeline)? = Parser.parse(source).script.statements.first?.node, let checked = try checked(pipeline, in: source) else { return [] }
        let result = try PipelineRunner(self, sink: SilentSink(), isReport: true, statement: nil).table(checked)
        return zip(result.columns, words).map { column, words in
            guard case .int(let count) = column.values.value(0, type: column.type), count > 0 else { return CheckOutcome(verdict: .held, message: words.held) }
            return CheckOutcome(verdict: words.isWarning ? .warned : .failed, message: words.broken(count))
        }
    }
}
