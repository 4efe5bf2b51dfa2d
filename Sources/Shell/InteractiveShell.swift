import Diagnostics
import Glibc
import Reports
import Session
import Synchronization

/// The shell at a terminal: the line editor on the main thread, the session on a thread of its own.
///
/// While a line is edited, the session's thread answers questions about it. While an input runs there, the main thread watches the terminal: it shows
/// how far the query is, and hears of Ctrl-C. Neither thread touches what the other one has.
package final class InteractiveShell {
    private let shell: Shell
    private let editor: LineEditor
    private let events: EventPipe
    private let thread: SessionThread
    private let history: HistoryStore?
    private let screen: ShellScreen
    private let hasProgress: Bool
    private let folder: String
    private let terminal = QuietTerminal()

    /// How the shell appears on this terminal.
    package struct Terminal: Sendable {
        package var hasColour: Bool
        /// `ACCESSIBLE`: what is on the screen is read aloud, so nothing is drawn over or beside the line.
        package var isReadAloud: Bool
        package init(hasColour: Bool, isReadAloud: Bool) {
            self.hasColour = hasColour
            self.isReadAloud = isReadAloud
        }
    }

    /// - Returns: `nil` where the terminal cannot be edited on; lines can still be read from it.
    package init?(
        session: Session, screen: ShellScreen, autosave: AutosavedSession?, terminal: Terminal
    ) {
        guard let events = EventPipe() else { return nil }
        let thread = SessionThread()
        let history = HistoryStore.folder.map { HistoryStore(folder: $0) }
        let advisor = SessionAdvisor(session: session, thread: thread, events: events, complete: { Completer(session).complete($0, cursor: $1) })
        let style = LineEditor.Style(hasColour: terminal.hasColour && !terminal.isReadAloud, isDecorated: !terminal.isReadAloud)
        guard let editor = LineEditor(prompt: "motcua> ", style: style, events: events, advisor: advisor, history: InputHistory(history?.inputs ?? [])) else {
            return nil
        }
        self.events = events
        self.thread = thread
        self.history = history
        self.editor = editor
        self.screen = screen
        hasProgress = StandardStreams.errorIsTerminal && !terminal.isReadAloud
        folder = InteractiveShell.workingFolder
        shell = Shell(session: session, input: LineReader(descriptor: STDIN_FILENO), isInteractive: true, screen: screen, autosave: autosave)
        shell.history = history
        shell.isEdited = true
        Interruption.listen(session, events: events)
    }

    /// Runs what is typed until Ctrl-D or `.quit`.
    package func run() -> ExitStatus {
        for line in Welcome.lines(shell.session) { screen.remark(line) }
        var start: String?
        while !shell.isLeaving {
            let outcome = editor.read(startingWith: start)
            start = nil
            switch outcome {
            case .input(let text):
                start = run(text)
            case .interrupted: break
            case .end:
                screen.remark("")
                if events.requestedEnd != 0 { Interruption.leave(events.requestedEnd) }
                shell.leave()
            }
        }
        terminal.restore()
        shell.close()
        return .done
    }

    /// - Returns: what the line should begin with next, if the input says so.
    private func run(_ text: String) -> String? {
        guard !text.allSatisfy(\.isWhitespace) else { return nil }
        if history?.keeps(text) ?? (text.first != " ") { editor.remember(text) }
        history?.begin(text, time: Clock.localTime(), folder: folder)
        let started = Clock.milliseconds()
        let isDone = Flag()
        var outcome = Shell.Outcome.failed
        thread.run { [shell, events] in
            outcome = shell.take(input: text)
            isDone.set()
            events.send(.answer)
        }
        watch(isDone, since: started)
        if outcome == .interrupted {
            screen.remark("stopped after \(Clock.seconds(Clock.milliseconds() - started))")
        }
        history?.finish(isDone: outcome == .done, milliseconds: Clock.milliseconds() - started)
        guard let next = shell.takeNextInput() else { return nil }
        guard next.isForEditor else { return next.text }
        terminal.restore()
        defer { _ = events.take() }
        return ExternalEditor.edit(next.text) ?? next.text
    }

    /// Shows how far the query is until it is done.
    private func watch(_ isDone: Flag, since started: Int) {
        terminal.quieten()
        let progress = ProgressLine(started: started)
        var isStopping = false
        while !isDone.isSet {
            _ = events.wait(milliseconds: 100)
            let taken = events.take()
            if taken.contains(.end) {
                StandardStreams.status.erase()
                terminal.restore()
                Interruption.leave(events.requestedEnd)
            }
            if taken.contains(.resume) { terminal.quieten() }
            if taken.contains(.interrupt) {
                isStopping = true
                StandardStreams.isSilenced.store(true, ordering: .relaxed)
            }
            guard hasProgress, !isDone.isSet, Clock.milliseconds() - started >= ProgressLine.delay || isStopping else { continue }
            let columns = StandardStreams.terminalSize?.columns ?? 80
            StandardStreams.status.show(progress.text(shell.session.progress, now: Clock.milliseconds(), isStopping: isStopping, columns: columns))
        }
        StandardStreams.status.erase()
        StandardStreams.isSilenced.store(false, ordering: .relaxed)
    }

    private static var workingFolder: String {
        guard let path = getcwd(nil, 0) else { return "" }
        defer { free(path) }
        return String(cString: path)
    }
}
