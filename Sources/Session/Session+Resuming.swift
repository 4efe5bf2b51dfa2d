import Diagnostics
import Semantics
import Syntax

/// A session as a text from which it can be brought back.
extension Session {
    private static let openMark = "# open: "
    private static let dayMark = "# as_of: "

    /// What is open, on which day, and the statements that still stand.
    package var recovery: String {
        var head = ["# a session of motcua \(Version.current), for motcua --resume"]
        head += (world.modelPaths + world.openedPaths).map { Session.openMark + FilePath.absolute($0) }
        if let day = environment.asOf, day != options.today { head.append(Session.dayMark + CivilDate(days: day).text) }
        return script.text(head: [head.joined(separator: "\n")])
    }

    /// Opens what was open and defines what was defined. Pipelines do not run again: the last one is there to be gone on with.
    ///
    /// - Throws: what can no longer be opened, or is no session.
    package func resume(_ source: SourceText) throws(DiagnosticList) {
        var paths: [String] = []
        for line in source.text.split(separator: "\n").prefix(while: { $0.hasPrefix("#") }) {
            if line.hasPrefix(Session.openMark) { paths.append(String(line.dropFirst(Session.openMark.count))) }
            if line.hasPrefix(Session.dayMark), let period = Period(name: line.dropFirst(Session.dayMark.count)) { setDay(period.first) }
        }
        try open(paths: paths)
        let parsed = Parser.parse(source)
        guard !parsed.diagnostics.contains(where: { $0.severity == .error }) else { throw DiagnosticList(parsed.diagnostics) }
        for statement in parsed.script.statements {
            switch statement.node {
            case .param, .letPipeline, .letValue, .function, .table, .calendar, .zone:
                let runner = StatementRunner(self, source: source, parameters: [:], sink: SilentSink(), isReport: false)
                // What no longer means anything is left behind, and named by whatever uses it.
                guard runner.run(Script([statement])) == .done else { continue }
            case .pipeline:
                lastPipeline = source.slice(statement.span)
                lastResult = lastRows
            case .edition, .use, .title, .section, .text, .check, .warn, .expression, .absent: break
            }
            script.add(statement, in: source)
        }
    }
}
