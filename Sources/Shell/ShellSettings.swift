import Engine
import Reports
import Session
import Tables

/// What the user has chosen for this shell: `.mode`, `.width`, `.set` and the others.
struct ShellSettings: Sendable {
    enum Width: Sendable, Equatable {
        /// The terminal's, asked for anew each time, since windows change.
        case automatic
        case cells(Int)
    }

    /// Colours by the terminal's own sixteen, or none: what is said never hangs on them.
    enum Theme: String, Sendable, CaseIterable {
        case color, mono
    }

    var format: OutputFormat
    var width = Width.automatic
    /// Rows after which the middle of a result is left out; `nil` as many as the screen has.
    var rows: Int?
    var missing = DisplayText.missing
    var showsTime = false
    /// Whether long results open the pager by themselves.
    var pages = false
    /// Ratios with the two numbers behind them.
    var showsCounts = false
    var style: NumberStyle
    var language: Language
    var theme = Theme.color

    init(_ style: StreamSink.Style) {
        format = style.format
        self.style = style.results.display.style
        language = style.results.wording.language
    }

    func applied(to initial: StreamSink.Style, isTerminal: Bool) -> StreamSink.Style {
        var result = initial
        result.format = format
        result.results = applied(to: initial.results)
        result.messages = applied(to: initial.messages)
        switch width {
        case .automatic:
            if isTerminal, let size = StandardStreams.terminalSize {
                result.results.width = size.columns
                result.results.rowLimit = RenderOptions.rowLimit(onScreenOf: size.rows)
            }
        case .cells(let cells): result.results.width = cells
        }
        if let rows { result.results.rowLimit = rows }
        return result
    }

    private func applied(to options: RenderOptions) -> RenderOptions {
        var result = options
        result.display = DisplayText(style: style, zone: options.display.zone)
        result.wording = Wording(language)
        result.missing = missing
        result.showsCounts = showsCounts
        if theme == .mono { result.hasColor = false }
        return result
    }
}
