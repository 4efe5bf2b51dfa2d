import Diagnostics
import Reports
import Session
import Syntax

/// Reads statements line by line and runs each when it is whole.
///
/// At a terminal only what has been typed decides: Enter runs a line unless a bracket or a `"""` is open
/// or the line ends in a connector, and a line that starts with `|` extends the last pipeline and runs it again. From a pipe
/// or a file the next line is there to be looked at, so a pipeline over several lines runs once, as in a script.
package final class Shell {
    let session: Session
    let sink: any OutputSink
    let messages: TextOutput
    let wording: Wording
    private let input: LineReader
    private let isInteractive: Bool
    private let stopwatch: Stopwatch?
    private var worst = ExitStatus.done
    private(set) var isLeaving = false
    /// Of the inputs typed at a terminal.
    var history: HistoryStore?
    /// Whether inputs come from the line editor.
    var isEdited = false
    /// The statements that ran last, for `.edit`.
    private var lastStatements = ""
    private var nextInput: NextInput?

    /// Lines of a statement that is not whole yet.
    private var pending: [String] = []
    /// The line of the input at which `pending` starts, from 0.
    private var pendingStart = 0
    private var lineCount = 0

    /// - Parameter stopwatch: where `--timing` reports; `nil` without it.
    package init(
        session: Session, input: LineReader, isInteractive: Bool, sink: any OutputSink, messages: TextOutput,
        wording: Wording = Wording(.en), stopwatch: Stopwatch? = nil
    ) {
        self.session = session
        self.input = input
        self.isInteractive = isInteractive
        self.sink = sink
        self.messages = messages
        self.wording = wording
        self.stopwatch = stopwatch
    }

    /// Reads until the end of input or `.quit`.
    /// - Returns: the worst status of all statements; always `done` at a terminal, where the user has seen each error.
    package func run() -> ExitStatus {
        while !isLeaving {
            prompt()
            switch input.next() {
            case .line(let line):
                take(line)
                lineCount += 1
            case .unreadable(let hint):
                pending = []
                report(.lineIsNotUTF8(lineCount + 1, hint))
                lineCount += 1
            case .interrupted:
                pending = []
                if !isInteractive { return .interrupted }
                messages.line()
            case .end:
                runPending()
                if isInteractive { messages.line() }
                isLeaving = true
            }
        }
        messages.flush()
        return isInteractive ? .done : worst
    }

    func leave() { isLeaving = true }

    // MARK: Inputs of the line editor

    enum Outcome { case done, failed, interrupted }

    /// Runs one input whole: a statement, or several with commands between them.
    func take(input: String) -> Outcome {
        worst = .done
        session.resume()
        let parts = InputPart.parts(of: input)
        for part in parts {
            switch part {
            case .command(let line): command(line)
            case .statements(let text):
                if parts.count == 1, !text.contains("\n"), let ours = Command.ours(for: text) {
                    report(.foreignCommand(text, ours: ours))
                } else {
                    lastStatements = text
                    run(SourceText(name: SourceText.typed, text: text))
                }
            }
            if worst == .interrupted { return .interrupted }
        }
        return worst == .done || worst == .checkFailed ? .done : .failed
    }

    /// What the next line of the editor begins with.
    struct NextInput {
        var text: String
        /// Whether the user's own editor has it first.
        var isForEditor: Bool
    }

    func editOutside() { nextInput = NextInput(text: lastStatements, isForEditor: true) }

    func takeNextInput() -> NextInput? {
        defer { nextInput = nil }
        return nextInput
    }

    func report(_ message: Message) { report([Diagnostic(message)]) }

    func report(_ diagnostics: [Diagnostic]) {
        worst = worst.worst(ExitStatus(diagnostics))
        sink.diagnostics(diagnostics)
    }

    private func prompt() {
        guard isInteractive else { return }
        messages.write(pending.isEmpty ? "motcua> " : "   ...> ")
        messages.flush()
    }

    // MARK: Lines to statements

    private func take(_ line: String) {
        session.resume()
        // A comment between two lines of a pipeline ends it no more than an empty line does.
        let start = line.first { !$0.isWhitespace }
        let isBlank = start == nil || start == "#"
        if pending.isEmpty, line.first == "." { return command(line) }
        if pending.isEmpty, let ours = Command.ours(for: line) { return report(.foreignCommand(line, ours: ours)) }
        if pending.isEmpty, isBlank { return }
        if isInteractive {
            takeTyped(line)
        } else {
            takeRead(line, isBlank: isBlank)
        }
    }

    private func takeTyped(_ line: String) {
        if pending.isEmpty { pendingStart = lineCount }
        pending.append(line)
        if Continuation.isComplete(pending.joined(separator: "\n")) { runPending() }
    }

    private func takeRead(_ line: String, isBlank: Bool) {
        if !pending.isEmpty, !isBlank, !Continuation.extends(line), Continuation.isComplete(pending.joined(separator: "\n")) {
            runPending()
            if line.first == "." { return command(line) }
        }
        if pending.isEmpty { pendingStart = lineCount }
        pending.append(line)
    }

    private func runPending() {
        guard !pending.isEmpty else { return }
        let text = pending.joined(separator: "\n")
        pending = []
        // Input from a file keeps its line numbers in messages.
        let source =
            isInteractive
            ? SourceText(name: SourceText.typed, text: text)
            : SourceText(name: "standard input", text: String(repeating: "\n", count: pendingStart) + text)
        run(source)
    }

    private func run(_ source: SourceText) {
        stopwatch?.start()
        let status = session.run(source, into: sink)
        stopwatch?.stop(messages)
        worst = worst.worst(status.exit)
    }

    private func command(_ line: String) {
        let words = line.dropFirst().split(whereSeparator: \.isWhitespace).map(String.init)
        let name = words.first ?? ""
        switch Command.find(name) {
        case .found(let command): command.run(self, Array(words.dropFirst()))
        case .ambiguous(let names): report(.ambiguousCommand(name, names))
        case .unknown(let nearest): report(.unknownCommand(name, nearest: nearest))
        }
    }
}
