import Glibc

/// The terminal while a query runs: what is typed is kept for the next line and not shown, so that it cannot spoil the line of progress. Ctrl-C and
/// Ctrl-Z are signals as usual.
final class QuietTerminal {
    private var before = termios()
    private let isTerminal: Bool

    init() {
        isTerminal = tcgetattr(STDIN_FILENO, &before) == 0
        quieten()
    }

    /// Again after the process was stopped, when a shell has had the terminal.
    func quieten() {
        guard isTerminal else { return }
        var quiet = before
        quiet.c_lflag &= ~tcflag_t(ECHO | ICANON)
        tcsetattr(STDIN_FILENO, TCSANOW, &quiet)
    }

    func restore() {
        guard isTerminal else { return }
        tcsetattr(STDIN_FILENO, TCSANOW, &before)
    }
}
