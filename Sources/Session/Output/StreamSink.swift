import Diagnostics
import Reports

/// What a run says, on two streams: results on one, everything else on the other (CLI.md).
///
/// Both may be one terminal; a stream is therefore emptied before the other is written, and checks and notices
/// stand under the result that they speak of.
package final class StreamSink: OutputSink {
    /// How the two streams are written.
    package struct Style {
        package var format: OutputFormat
        /// For results.
        package var results: RenderOptions
        /// For checks and notices.
        package var messages: RenderOptions
        /// Leaves out notices and checks that held.
        package var isQuiet: Bool
        /// Checks, notes and the appendix stand among the results as well: of a report as a page.
        package var isReport: Bool

        package init(format: OutputFormat, results: RenderOptions, messages: RenderOptions, isQuiet: Bool = false, isReport: Bool = false) {
            self.format = format
            self.results = results
            self.messages = messages
            self.isQuiet = isQuiet
            self.isReport = isReport
        }
    }

    private let results: TextOutput
    private let messages: TextOutput
    private let style: Style
    private let writer: any DocumentWriter

    package init(results: TextOutput, messages: TextOutput, style: Style) {
        self.results = results
        self.messages = messages
        self.style = style
        writer = style.format.writer(results, style.results)
    }

    package func block(_ block: Document.Block) {
        let outcome: CheckOutcome? = if case .outcome(let outcome) = block { outcome } else { nil }
        if outcome == nil || style.isReport {
            writer.write(block)
            results.flush()
        }
        guard let outcome else { return }
        if style.isQuiet, outcome.verdict == .held { return }
        messages.write(outcome: outcome, style.messages)
        messages.flush()
    }

    /// Whoever reads the stream shall find nothing there when a row fails; so a result comes whole while there is memory for it.
    package var pieceRows: Int? { style.format.takesPieces && !style.isReport ? .max : nil }

    package var shownEnds: Int? { style.format.name == OutputFormat.box.name && !style.isReport ? style.results.mostRows : nil }

    package func notice(_ text: String) {
        if style.isReport { writer.write(.note(text)) }
        if style.isQuiet { return }
        messages.line(style.messages.wording.notice(visibleLines(text)))
        messages.flush()
    }

    package func diagnostics(_ list: [Diagnostic]) {
        if list.isEmpty { return }
        messages.line(DiagnosticRenderer(color: style.messages.hasColor).render(list))
        messages.flush()
    }

    /// Closes what the format leaves open (the page of `html`). Nothing may follow.
    /// - Throws: why the results could not be written in this format.
    package func finish(appendix: Appendix? = nil) throws(DiagnosticList) {
        defer { messages.flush() }
        if let appendix { writer.write(.appendix(appendix)) }
        try writer.finish()
        results.flush()
        for remark in writer.remarks { notice(remark) }
    }
}
