import Characters
import Tables

/// A check's outcome in words: its verdict, one line, and details under it.
///
/// Every text target lays the same parts out, so that a failed check reads alike on a terminal, in a file and on a page.
struct OutcomeText {
    let verdict: String
    /// `1571 == 1575 (report.mc, line 12)`
    let headline: String
    let details: [String]
    /// Messages of the first rows that failed a row check.
    let rows: [String]

    init(_ outcome: CheckOutcome, _ options: RenderOptions) {
        let wording = options.wording
        switch outcome.verdict {
        case .held: verdict = wording.held
        case .failed: verdict = wording.failed
        case .warned: verdict = wording.warned
        }
        headline = outcome.message + (outcome.place.map { " (\($0))" } ?? "")
        var details: [String] = []
        if let comparison = outcome.comparison { details.append(comparison) }
        if let source = outcome.source { details.append("\(wording.source): \(source)") }
        if let count = outcome.rowCount, outcome.verdict != .held {
            details.append(
                wording.failedRows(
                    options.count(count), listed: outcome.rowMessages.count, isMore: count > outcome.rowMessages.count))
        }
        self.details = details
        rows = outcome.verdict == .held ? [] : outcome.rowMessages
    }
}

extension TextOutput {
    /// An outcome as lines of text:
    ///
    ///     FAILED: finished >= received (report.mc, line 12)
    ///       12 rows, the first 2:
    ///         H40.1: trả trước khi nhận
    package func write(outcome: CheckOutcome, _ options: RenderOptions) {
        let ink: Ink =
            switch outcome.verdict {
            case .held: .green
            case .failed: .red
            case .warned: .yellow
            }
        let text = OutcomeText(outcome, options)
        line(Ink.paint(text.verdict, ink, options.hasColor) + ": " + visibleLines(text.headline))
        for detail in text.details { line("  " + visibleLines(detail)) }
        for row in text.rows { line("    " + DisplayWidth.visible(row)) }
    }
}

/// A paragraph whose line breaks are meant, with every other control character made visible.
package func visibleLines(_ text: String) -> String {
    text.split(separator: "\n", omittingEmptySubsequences: false)
        .map { DisplayWidth.visible(String($0)) }.joined(separator: "\n")
}
