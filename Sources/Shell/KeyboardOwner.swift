import Glibc
import Synchronization

/// Who has the keyboard while an input runs: the shell, which keeps it quiet, or whoever was asked for by the input.
///
/// Quiet, what is typed is kept for the next line and not shown, so that it cannot spoil the line of progress; Ctrl-C and Ctrl-Z are signals as usual.
/// It is lent by the session's thread while the main thread watches the query, so both ask here. One a process, as the terminal is.
enum KeyboardOwner {
    enum Borrower {
        /// A program of the system, which hears Ctrl-C itself.
        case program
        /// A command of ours that reads lines.
        case command
        /// A program that gets results as they come and may show them; the keyboard stays ours.
        case reader
    }

    private struct State {
        /// The terminal as the user has it.
        var usual: termios?
        var isQuiet = false
        var borrowers: [Borrower: Int] = [:]

        func has(_ borrower: Borrower) -> Bool { borrowers[borrower, default: 0] > 0 }
        var isKeyboardLent: Bool { has(.program) || has(.command) }
    }

    private static let state = Mutex(State())

    /// Before anything else changes the terminal.
    static func rememberTerminal() {
        var usual = termios()
        guard tcgetattr(STDIN_FILENO, &usual) == 0 else { return }
        let found = usual
        state.withLock { $0.usual = found }
    }

    static func quieten() {
        state.withLock { state in
            state.isQuiet = true
            if !state.isKeyboardLent { apply(state.usual, without: hidden) }
        }
    }

    /// As the user had it, at the end.
    static func restore() {
        state.withLock { state in
            state.isQuiet = false
            apply(state.usual)
        }
    }

    /// Whether the screen may show what others write.
    static var isScreenShared: Bool { state.withLock { $0.isKeyboardLent || $0.has(.reader) } }

    static var isLentToProgram: Bool { state.withLock { $0.has(.program) } }

    static func lend<Result>(to borrower: Borrower, _ body: () -> Result) -> Result {
        take(by: borrower)
        defer { giveBack(by: borrower) }
        return body()
    }

    static func take(by borrower: Borrower) {
        state.withLock { state in
            state.borrowers[borrower, default: 0] += 1
            StandardStreams.status.erase()
            // But that Ctrl-C is written, behind which the prompt would come to stand.
            if state.isKeyboardLent { apply(state.usual, without: tcflag_t(ECHOCTL)) }
        }
    }

    static func giveBack(by borrower: Borrower) {
        state.withLock { state in
            state.borrowers[borrower, default: 0] -= 1
            // Another program may have left it in any state.
            if !state.isKeyboardLent { apply(state.usual, without: state.isQuiet ? hidden : 0) }
        }
    }

    private static let hidden = tcflag_t(ECHO | ICANON)

    /// Keeps what has been typed.
    private static func apply(_ usual: termios?, without flags: tcflag_t = 0) {
        guard var settings = usual else { return }
        settings.c_lflag &= ~flags
        tcsetattr(STDIN_FILENO, TCSANOW, &settings)
    }
}
