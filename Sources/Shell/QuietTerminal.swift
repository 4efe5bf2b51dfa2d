import Glibc

/// The terminal while a query runs: what is typed is kept for the next line and not shown, so that it cannot spoil the line of progress. Ctrl-C and
/// Ctrl-Z are signals as usual. It stays so until the line editor takes over, for in between somebody may type too.
final class QuietTerminal {
    private var usual = termios()
    private let isTerminal: Bool

    /// Remembers the terminal as the user has it.
    init() { isTerminal = tcgetattr(STDIN_FILENO, &usual) == 0 }

    func quieten() {
        guard isTerminal else { return }
        var quiet = usual
        quiet.c_lflag &= ~tcflag_t(ECHO | ICANON)
        tcsetattr(STDIN_FILENO, TCSANOW, &quiet)
    }

    /// For another program, and at the end.
    func restore() {
        guard isTerminal else { return }
        tcsetattr(STDIN_FILENO, TCSANOW, &usual)
    }
}
