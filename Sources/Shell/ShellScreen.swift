import Diagnostics
import Engine
import Reports
import Session
import Tables

/// Where a shell shows what is said: the streams it was started with, in the manner chosen since, or a file or program for a while.
package final class ShellScreen: OutputSink {
    private let results: TextOutput
    private let messages: TextOutput
    /// The manner in which it was started.
    private let initial: StreamSink.Style
    private let isTerminal: Bool
    private var writer: StreamSink
    private var redirection: Redirection?
    /// Hears everything too, such as the log of the run.
    private let beside: (any OutputSink)?

    var settings: ShellSettings {
        didSet { writer = StreamSink(results: results, messages: messages, style: style) }
    }
    /// The window's size when `writer` was made.
    private var size: (rows: Int, columns: Int)?

    package init(results: TextOutput, messages: TextOutput, style: StreamSink.Style, isTerminal: Bool, showsTime: Bool = false, beside: (any OutputSink)? = nil) {
        self.results = results
        self.messages = messages
        self.isTerminal = isTerminal
        self.beside = beside
        var style = style
        style.results.isShell = true
        style.messages.isShell = true
        initial = style
        var settings = ShellSettings(style)
        settings.showsTime = showsTime
        self.settings = settings
        writer = StreamSink(results: results, messages: messages, style: style)
    }

    /// The streams' manner as the settings have changed it.
    private var style: StreamSink.Style { settings.applied(to: initial, isTerminal: isTerminal) }

    var wording: Wording { style.messages.wording }
    var display: DisplayText { style.results.display }

    /// Whether another screen may take its place while somebody still writes here: not when others hear what is said.
    var mayBeLeft: Bool { beside == nil }

    /// The screen for what follows when the thread that writes here is left to itself: the same streams and settings, nothing that both would write to.
    func successor() -> ShellScreen {
        let screen = ShellScreen(results: StandardStreams.output(), messages: StandardStreams.error(), style: initial, isTerminal: isTerminal)
        screen.settings = settings
        return screen
    }

    // MARK: What is said

    package func block(_ block: Document.Block) {
        beside?.block(block)
        adaptToWindow()
        if let redirection, !block.isOutcome { return redirection.sink.block(block) }
        if settings.pages, isTerminal, case .table(let table) = block { return show(whole: table) }
        writer.block(block)
    }

    /// Windows change between two results.
    private func adaptToWindow() {
        guard isTerminal, let now = StandardStreams.terminalSize, size.map({ $0 != now }) ?? true else { return }
        size = now
        writer = StreamSink(results: results, messages: messages, style: style)
    }

    /// Not for the pager, a file or a program, which get all rows.
    package var shownEnds: Int? { redirection == nil && beside == nil && !(settings.pages && isTerminal) ? writer.shownEnds : nil }

    package func notice(_ text: String) {
        beside?.notice(text)
        writer.notice(text)
    }

    package func diagnostics(_ list: [Diagnostic]) {
        beside?.diagnostics(list)
        writer.diagnostics(list)
    }

    /// A line that is no result: what a command has done.
    func remark(_ text: String) {
        messages.line(text)
        messages.flush()
    }

    /// Before a line is typed: no line break behind it.
    func prompt(_ text: String) {
        messages.write(text)
        messages.flush()
    }

    /// Closes what the format leaves open. Nothing may follow.
    package func finish() {
        do { try writer.finish() } catch { diagnostics(error.all) }
    }

    /// All rows of a table; on a terminal in the pager, if they are more than it has room for.
    func show(whole table: ResultTable, as format: OutputFormat? = nil) {
        var style = style
        style.format = format ?? style.format
        style.results.rowLimit = nil
        var bytes: [UInt8] = []
        let collected = TextOutput { bytes.append(contentsOf: $0) }
        let whole = style.format.writer(collected, style.results)
        whole.write(.table(table))
        do { try whole.finish() } catch { return diagnostics(error.all) }
        collected.flush()
        let lines = bytes.count { $0 == UInt8(ascii: "\n") }
        if isTerminal, let size = StandardStreams.terminalSize, lines >= size.rows, ChildProcess.run(ChosenProgram.pager, input: bytes) != ChildProcess.notFound { return }
        results.write(bytes: bytes)
        results.flush()
    }

    // MARK: Elsewhere

    /// Sends results to a file or program from now on, or for one statement.
    func redirect(to target: Redirection.Target, once: Bool) throws(DiagnosticList) {
        try endRedirection()
        redirection = try Redirection(target, style: initial, settings: settings, isOnce: once)
    }

    /// After a statement: what was meant for one is over.
    func endOnce() throws(DiagnosticList) {
        if redirection?.isOnce == true { try endRedirection() }
    }

    /// Before a statement: its results would be lost where nobody reads them any more.
    func leaveEndedProgram() throws(DiagnosticList) {
        guard let redirection, redirection.isReaderGone else { return }
        notice("'\(redirection.name)' has ended; results are shown here again")
        try endRedirection()
    }

    func endRedirection() throws(DiagnosticList) {
        guard let ended = redirection else { return }
        redirection = nil
        try ended.finish()
    }

    /// Where results go, when that is not the screen.
    var redirectionName: String? { redirection?.name }
}

extension Document.Block {
    fileprivate var isOutcome: Bool { if case .outcome = self { true } else { false } }
}
