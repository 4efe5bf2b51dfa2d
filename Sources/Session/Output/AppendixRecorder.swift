import Diagnostics
import Engine
import Formats
import Reports
import Semantics
import Tables

/// Hears a run like any sink and says at its end what the document rests on.
package final class AppendixRecorder: OutputSink {
    private var results: [Appendix.Result] = []
    private var definitions = DefinitionList()
    private var checks: [CheckOutcome] = []
    private var notices: [String] = []

    package init() {}

    package func block(_ block: Document.Block) {
        switch block {
        case .table(let table): record(table)
        case .chart(let chart): record(chart.marks)
        case .outcome(let outcome): checks.append(outcome)
        case .paragraph(let paragraph):
            for case .value(_, let derivation) in paragraph.pieces { _ = definitions.add(derivation) }
        case .title, .section, .note, .signatures, .appendix: break
        }
    }

    package func notice(_ text: String) {
        if !notices.contains(text) { notices.append(text) }
    }

    /// Only the last piece of a result has what it rests on.
    package var pieceRows: Int? { .max }

    /// Errors are no part of a document.
    package func diagnostics(_ list: [Diagnostic]) {}

    private func record(_ table: ResultTable) {
        guard let provenance = table.provenance else { return }
        _ = definitions.add(table)
        results.append(Appendix.Result(title: table.title, provenance))
    }

    package func appendix(_ session: Session) -> Appendix {
        var run = session.runFacts
        run.asOf = session.environment.asOf
        let script = run.script.flatMap { path in try? SHA256.hash(of: InputFile(path)) }
        return Appendix(
            run: run, scriptHash: script, models: session.modelFiles,
            files: session.filesRead.sorted { $0.path < $1.path }.map { file in
                Appendix.File(path: file.path, size: file.size, modified: file.modified, rows: file.rows, hash: try? session.hash(of: file))
            },
            results: results, definitions: definitions, checks: checks, notices: notices)
    }
}
