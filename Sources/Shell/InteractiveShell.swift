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
    private var shell: Shell
    private let editor: LineEditor
    private let events: EventPipe
    private var thread: SessionThread
    private let history: HistoryStore?
    private let autosave: AutosavedSession?
    private let hasProgress: Bool
    private let folder: String
    private let backup: SessionBackup

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
        let advisor = SessionAdvisor(session: session, thread: thread, events: events)
        KeyboardOwner.rememberTerminal()
        let style = LineEditor.Style(hasColour: terminal.hasColour && !terminal.isReadAloud, isDecorated: !terminal.isReadAloud)
        guard let editor = LineEditor(prompt: "motcua> ", style: style, events: events, advisor: advisor, history: InputHistory(history?.inputs ?? [])) else {
            return nil
        }
        self.events = events
        self.thread = thread
        self.history = history
        self.autosave = autosave
        self.editor = editor
        backup = SessionBackup(session)
        hasProgress = StandardStreams.errorIsTerminal && !terminal.isReadAloud
        folder = InteractiveShell.workingFolder
        shell = Shell(session: session, input: LineReader(descriptor: STDIN_FILENO), isInteractive: true, screen: screen, autosave: autosave)
        shell.history = history
        shell.isEdited = true
        Interruption.listen(session, events: events)
    }

    /// Runs what is typed until Ctrl-D or `.quit`.
    package func run() -> ExitStatus {
        for line in Welcome.lines(shell.session) { shell.screen.remark(line) }
        var start: String?
        while !shell.isLeaving {
            let outcome = editor.read(startingWith: start, offering: shell.takeOffer())
            start = nil
            switch outcome {
            case .input(let text):
                start = run(text)
            case .interrupted: break
            case .end:
                shell.screen.remark("")
                if events.requestedEnd != 0 { leaveAsAsked() }
                shell.leave()
            }
        }
        shell.close()
        KeyboardOwner.restore()
        return .done
    }

    /// - Returns: what the line should begin with next, if the input says so.
    private func run(_ text: String) -> String? {
        guard !text.allSatisfy(\.isWhitespace) else { return nil }
        if history?.keeps(text) ?? (text.first != " ") { editor.remember(text) }
        history?.begin(text, time: Clock.localTime(), folder: folder)
        let run = Run()
        thread.run { [shell, events, backup] in
            backup.renew(shell.session)
            run.outcome = shell.take(input: text)
            run.isDone.set()
            events.send(.answer)
        }
        let end = watch(run)
        let took = Clock.milliseconds() - run.started
        let isStopped = end == .stopped || end == .over && run.outcome == .interrupted
        if end == .givenUp { goOnWithout(took) }
        if isStopped { shell.screen.remark("stopped after \(Clock.seconds(took))") }
        history?.finish(isDone: end == .over && run.outcome == .done, milliseconds: took)
        guard end != .givenUp, let next = shell.takeNextInput() else { return nil }
        return next.isForEditor ? ExternalEditor.edit(next.text) ?? next.text : next.text
    }

    /// An input at work. The outcome is the session's thread's until it is done.
    private final class Run: @unchecked Sendable {
        let started = Clock.milliseconds()
        let isDone = Flag()
        var outcome = Shell.Outcome.failed
    }

    private enum RunEnd {
        case over
        /// Ctrl-C was pressed, so what was shown is perhaps not all.
        case stopped
        /// It still runs.
        case givenUp
    }

    /// Leaves a query to itself that does not stop, as one that waits for a broken disk or for the other end of a pipe.
    ///
    /// A thread cannot be ended from outside, and what it works on may be touched by nobody else. So it keeps that, is heard no more, and stops at its
    /// next chance; a new session takes the place of the old one, as `--resume` would bring it back.
    private func goOnWithout(_ took: Int) {
        thread.abandon()
        thread = SessionThread()
        let (session, mistakes) = backup.restored()
        let screen = shell.screen.successor()
        shell = Shell(session: session, input: LineReader(descriptor: STDIN_FILENO), isInteractive: true, screen: screen, autosave: autosave, after: shell)
        editor.advisor = SessionAdvisor(session: session, thread: thread, events: events)
        Interruption.listen(session, events: events)
        screen.remark("given up after \(Clock.seconds(took)); what was opened and defined is there, the last result is not")
        if !mistakes.isEmpty { screen.diagnostics(mistakes) }
    }

    private func leaveAsAsked() -> Never {
        KeyboardOwner.restore()
        Interruption.leave(events.requestedEnd)
    }

    /// Milliseconds after which Ctrl-C again means it: a query that can stop has done so by then.
    private static let patience = 1_000

    /// Shows how far the query is until it is done.
    private func watch(_ run: Run) -> RunEnd {
        KeyboardOwner.quieten()
        let progress = ProgressLine(started: run.started)
        var stoppedAt: Int?
        defer {
            StandardStreams.status.erase()
            StandardStreams.isSilenced.store(false, ordering: .relaxed)
        }
        while !run.isDone.isSet {
            _ = events.wait(milliseconds: 100)
            let taken = events.take()
            if taken.contains(.end) {
                StandardStreams.status.erase()
                leaveAsAsked()
            }
            if taken.contains(.resume) { KeyboardOwner.quieten() }
            let now = Clock.milliseconds()
            let mayBeGivenUp = shell.screen.mayBeLeft && stoppedAt.map { now - $0 >= Self.patience } ?? false
            if taken.contains(.interrupt), !run.isDone.isSet {
                if mayBeGivenUp { return .givenUp }
                stoppedAt = stoppedAt ?? now
                StandardStreams.isSilenced.store(true, ordering: .relaxed)
            }
            guard hasProgress, !run.isDone.isSet, !KeyboardOwner.isScreenShared, now - run.started >= ProgressLine.delay || stoppedAt != nil else { continue }
            let columns = StandardStreams.terminalSize?.columns ?? 80
            let stopping: ProgressLine.Stopping = stoppedAt == nil ? .no : mayBeGivenUp ? .slowly : .soon
            StandardStreams.status.show(progress.text(shell.session.progress, now: now, stopping, columns: columns))
        }
        return stoppedAt == nil ? .over : .stopped
    }

    private static var workingFolder: String {
        guard let path = getcwd(nil, 0) else { return "" }
        defer { free(path) }
        return String(cString: path)
    }
}
