import Glibc
import Synchronization

/// A line on the terminal that says how far a query is, and is gone before anything else is written.
///
/// Whoever writes to the terminal does it under the same lock (`StandardStreams`), so that the line and results written by another thread never mix.
package final class StatusLine: Sendable {
    private struct State {
        var isShown = false
        /// Whether what was written last ended its line: only then is there room for ours.
        var isAtLineStart = true
    }

    private let state = Mutex(State())

    /// Puts the text in the place of what stood there. It must fit into the width of the terminal.
    func show(_ text: String) {
        state.withLock { state in
            guard state.isAtLineStart else { return }
            state.isShown = true
            StatusLine.send("\r\(text)\u{1B}[K")
        }
    }

    func erase() { state.withLock { StatusLine.erase(&$0) } }

    /// Writes something else.
    func writing(_ bytes: UnsafeRawBufferPointer, _ body: () -> Void) {
        state.withLock { state in
            StatusLine.erase(&state)
            body()
            if let last = bytes.last { state.isAtLineStart = last == 0x0A }
        }
    }

    private static func erase(_ state: inout State) {
        guard state.isShown else { return }
        state.isShown = false
        send("\r\u{1B}[K")
    }

    private static func send(_ text: String) {
        let bytes = Array(text.utf8)
        _ = bytes.withUnsafeBytes { write(STDERR_FILENO, $0.baseAddress, $0.count) }
    }
}
