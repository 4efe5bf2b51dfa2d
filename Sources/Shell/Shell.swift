import Diagnostics
import Glibc
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
    /// Where everything is said.
    let screen: ShellScreen
    private let input: LineReader
    let isInteractive: Bool
    private let stopwatch = Stopwatch()
    /// Keeps the session for `--resume`.
    private let autosave: AutosavedSession?
    /// Where `.tour` goes on.
    var nextTourStep = 0
    private var worst = ExitStatus.done
    private(set) var isLeaving = false
    /// Of the inputs typed at a terminal.
    var history: HistoryStore?
    /// Whether inputs come from the line editor.
    var isEdited = false
    /// The statements that ran last, for `.edit`.
    private var lastStatements = ""
    private var nextInput: NextInput?
    /// An example that help has just shown and that can be run here.
    private var offer: String?

    /// Lines of a statement that is not whole yet.
    private var pending: [String] = []
    /// The line of the input at which `pending` starts, from 0.
    private var pendingStart = 0
    private var lineCount = 0

    package init(session: Session, input: LineReader, isInteractive: Bool, screen: ShellScreen, autosave: AutosavedSession? = nil) {
        self.session = session
        self.input = input
        self.isInteractive = isInteractive
        self.screen = screen
        self.autosave = autosave
    }

    /// In the place of a shell whose query is left to itself.
    convenience init(session: Session, input: LineReader, isInteractive: Bool, screen: ShellScreen, autosave: AutosavedSession?, after other: Shell) {
        self.init(session: session, input: input, isInteractive: isInteractive, screen: screen, autosave: autosave)
        (history, isEdited, nextTourStep, lastStatements) = (other.history, other.isEdited, other.nextTourStep, other.lastStatements)
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
                screen.remark("")
            case .end:
                runPending()
                if isInteractive { screen.remark("") }
                isLeaving = true
            }
        }
        close()
        return isInteractive ? .done : worst
    }

    func leave() { isLeaving = true }

    /// Ends what results are sent to, after the last input.
    func close() {
        do throws(DiagnosticList) { try screen.endRedirection() } catch { report(error.all) }
    }

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

    /// Where a line is edited, a key brings the example into the next one. Only what can be run with what is open here.
    func offer(_ example: String) {
        if session.mistakes(whileTyping: example).isEmpty { offer(runnable: example) }
    }

    func offer(_ command: Command) {
        guard !command.example.isEmpty else { return }
        let words = CommandLine(command.example).words.dropFirst()
        let isAbsent = words.enumerated().contains { command.argument($0) == .table && session.table($1) == nil && Int($1) == nil }
        if !isAbsent { offer(runnable: command.example) }
    }

    private func offer(runnable text: String) {
        guard isEdited else { return }
        offer = text
        screen.remark("Right brings the example into the line, Enter runs it")
    }

    func takeOffer() -> String? {
        defer { offer = nil }
        return offer
    }

    func takeNextInput() -> NextInput? {
        defer { nextInput = nil }
        return nextInput
    }

    func report(_ message: Message) { report([Diagnostic(message)]) }

    func report(_ diagnostics: [Diagnostic]) {
        worst = worst.worst(ExitStatus(diagnostics))
        screen.diagnostics(diagnostics)
    }

    private func prompt() {
        if isInteractive { screen.prompt(pending.isEmpty ? "motcua> " : "   ...> ") }
    }

    /// A path of a command, as seen from where the shell works.
    func path(_ written: String) -> String {
        let folder = session.options.workingFolder
        return written.hasPrefix("/") || folder == "." || folder.isEmpty ? written : folder + "/" + written
    }

    // MARK: Lines to statements

    private func take(_ line: String) {
        session.resume()
        // A comment between two lines of a pipeline ends it no more than an empty line does.
        let start = line.first { !$0.isWhitespace }
        let isBlank = start == nil || start == "#"
        if pending.isEmpty, isCommand(line) { return command(line) }
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
            if isCommand(line) { return command(line) }
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
            : SourceText(name: "standard input", text: text, linesBefore: pendingStart)
        run(source)
    }

    /// Runs statements, says how long it took where that is wanted, and ends what was meant for one statement.
    @discardableResult
    func run(_ source: SourceText, as standing: Session.Standing = .statement) -> ExitStatus {
        do throws(DiagnosticList) { try screen.leaveEndedProgram() } catch { report(error.all) }
        stopwatch.start()
        let status = session.run(source, into: screen, as: standing)
        if screen.settings.showsTime { screen.remark("\(stopwatch.text), \(Stopwatch.memory)") }
        finish(status)
        return status.exit
    }

    /// After whatever has run.
    func finish(_ status: RunStatus) {
        worst = worst.worst(status.exit)
        do throws(DiagnosticList) { try screen.endOnce() } catch { report(error.all) }
        if !SessionThread.isAbandoned { autosave?.save(session) }
    }

    // MARK: Commands

    /// `.name …`, or `?topic`, which is `.help topic`.
    private func isCommand(_ line: String) -> Bool { line.first == "." || line.first == "?" }

    private func command(_ line: String) {
        if line.first == "?" { return Command.help(self, CommandLine(String(line.dropFirst()))) }
        let name = line.dropFirst().prefix { !$0.isWhitespace }
        switch Command.find(String(name)) {
        case .found(let command): command.run(self, CommandLine(String(line.dropFirst(1 + name.count))))
        case .ambiguous(let names): report(.ambiguousCommand(String(name), names))
        case .unknown(let nearest): report(.unknownCommand(String(name), nearest: nearest))
        }
    }

    /// A whole statement or command, as if it had been typed.
    func take(line: String) {
        if isCommand(line) { command(line) } else { run(SourceText(name: SourceText.typed, text: line)) }
    }

    /// Runs a script's statements here; lines that begin with a dot are commands. Stops at the first mistake, as a script does.
    func read(_ source: SourceText) {
        let before = worst
        worst = .done
        defer { worst = worst.worst(before) }
        var start = 0
        for line in source.lineStarts.indices {
            let text = source.slice(source.lineSpan(line))
            guard isCommand(text) else { continue }
            readStatements(source, lines: start..<line)
            if worst.stopsScript || isLeaving { return }
            command(text)
            if worst.stopsScript || isLeaving { return }
            start = line + 1
        }
        readStatements(source, lines: start..<source.lineStarts.count)
    }

    /// The lines as they stand in their file, so that mistakes are told at their places.
    private func readStatements(_ source: SourceText, lines: Range<Int>) {
        guard let first = lines.first, let last = lines.last else { return }
        let text = source.slice(Span(source.lineStarts[first], source.lineSpan(last).end))
        guard text.contains(where: { !$0.isWhitespace }) else { return }
        run(SourceText(name: source.name, text: text, linesBefore: source.linesBefore + first))
    }

    /// `.read -`: what is left of the input is one script.
    func readRest() {
        guard isEdited else { return readRest(of: input) }
        KeyboardOwner.lend(to: .command) { [session] in
            // Lent before it is said, so that what is typed then is shown.
            screen.remark("type or paste statements; Ctrl-D at the start of a line ends them and runs them, Ctrl-C throws them away")
            readRest(of: LineReader(descriptor: STDIN_FILENO, isStopped: { session.isStopped }))
        }
    }

    private func readRest(of input: LineReader) {
        var lines: [String] = []
        while true {
            switch input.next() {
            case .line(let line):
                lines.append(line)
                lineCount += 1
                continue
            case .unreadable(let hint): return report(.lineIsNotUTF8(lineCount + 1, hint))
            case .interrupted: return
            case .end: break
            }
            break
        }
        if !isInteractive { isLeaving = true }
        read(SourceText(name: "standard input", text: lines.joined(separator: "\n")))
    }
}

extension ExitStatus {
    /// A failed check is told and gone on from.
    fileprivate var stopsScript: Bool { self != .done && self != .checkFailed }
}
