import Engine

/// A check's outcome in words: its verdict, one line, and details under it.
///
/// Every text target lays the same parts out, so that a failed check reads alike on a terminal, in a file and on a page.
package struct OutcomeText {
    package let verdict: String
    /// `1571 == 1575 (report.mc, line 12)`
    package let headline: String
    package let details: [String]
    /// Messages of the first rows that failed a row check.
    package let rows: [String]

    package init(_ outcome: CheckOutcome, _ options: RenderOptions) {
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
