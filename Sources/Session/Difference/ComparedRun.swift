import Diagnostics
import Engine
import Reports
import Tables

/// One run of a script, with all that it said, to be compared with another run of it.
package final class ComparedRun {
    let session: Session
    /// What the data is called: the name of frozen data, or `live`.
    let name: String
    /// Paragraphs and headings with their values written in.
    private(set) var texts: [String] = []
    private(set) var outcomes: [CheckOutcome] = []
    /// Each with the pipeline that it came from, where there is one.
    private(set) var results: [(table: ResultTable, shown: ShownResult?)] = []
    private(set) var diagnostics: [Diagnostic] = []

    package init(_ session: Session, name: String) {
        self.session = session
        self.name = name
    }

    /// - Throws: what made the run end early.
    package func run(script: String, parameters: [(name: String, value: String)], dataPath: String?, frozen: FrozenData?) throws(DiagnosticList) -> ExitStatus {
        let status = session.runScript(path: script, parameters: parameters, dataPath: dataPath, frozen: frozen, into: Keeper(self)).exit
        if status != .done, status != .checkFailed, !diagnostics.isEmpty { throw DiagnosticList(diagnostics) }
        return status
    }

    /// - Parameter inputs: hashes of what was read when the run was logged.
    /// - Throws: when live data has changed since, so that this is another run than the one that the log is of.
    package func verify(_ inputs: [String: String]) throws(DiagnosticList) {
        for file in session.filesRead {
            if let expected = inputs[file.path], try session.hash(of: file) != expected { throw DiagnosticList(.changedSinceLog(file.path, name)) }
        }
    }

    private final class Keeper: OutputSink {
        private let run: ComparedRun
        init(_ run: ComparedRun) { self.run = run }

        func block(_ block: Document.Block) {
            switch block {
            case .title(let text), .section(let text): run.texts.append(text)
            case .paragraph(let paragraph): run.texts.append(paragraph.text)
            case .outcome(let outcome): run.outcomes.append(outcome)
            // The session keeps the pipeline of what was shown last, until the next is.
            case .table(let table): run.results.append((table, table.provenance == nil ? nil : run.session.lastShown))
            case .chart(let chart): run.results.append((chart.marks, nil))
            case .note, .signatures, .appendix: break
            }
        }

        func notice(_ text: String) {}
        func diagnostics(_ list: [Diagnostic]) { run.diagnostics += list }
    }
}
