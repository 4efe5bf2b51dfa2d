import Formats
import Glibc
import Reports
import Synchronization

/// The process's own streams: what is a terminal, how wide it is, and bytes on their way out.
package enum StandardStreams {
    package static var inputIsTerminal: Bool { isatty(STDIN_FILENO) == 1 }
    package static var outputIsTerminal: Bool { isatty(STDOUT_FILENO) == 1 }
    package static var errorIsTerminal: Bool { isatty(STDERR_FILENO) == 1 }

    package static func output() -> TextOutput { TextOutput { send($0, to: STDOUT_FILENO) } }
    package static func error() -> TextOutput { TextOutput { send($0, to: STDERR_FILENO) } }

    /// Below what has been written, while a query runs.
    static let status = StatusLine()
    /// Set when the user has stopped what is being written: a long result ends at once.
    static let isSilenced = Atomic<Bool>(false)

    /// Rows and columns of the terminal on standard output; `nil` when it is none or does not say.
    package static var terminalSize: (rows: Int, columns: Int)? {
        var size = winsize()
        guard ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return nil }
        return (Int(size.ws_row), Int(size.ws_col))
    }

    private static func send(_ bytes: UnsafeRawBufferPointer, to descriptor: Int32) {
        if isSilenced.load(ordering: .relaxed) || SessionThread.isAbandoned { return }
        status.writing(bytes) { write(bytes, to: descriptor) }
    }

    /// Writes all bytes. A reader that has gone away (`motcua … | head`) ends the process quietly: nobody is left
    /// to whom the rest matters, and nothing is wrong. The other refusals end it with the status for outside failures.
    private static func write(_ bytes: UnsafeRawBufferPointer, to descriptor: Int32) {
        var rest = bytes[...]
        while !rest.isEmpty {
            let written = Glibc.write(descriptor, UnsafeRawBufferPointer(rebasing: rest).baseAddress, rest.count)
            if written < 0 {
                switch errno {
                case EINTR, EAGAIN: continue
                case EPIPE: leave(0)
                default: leave(4)
                }
            }
            rest = rest.dropFirst(written)
        }
    }

    private static func leave(_ status: Int32) -> Never {
        AtomicFile.discardAll()
        exit(status)
    }
}
