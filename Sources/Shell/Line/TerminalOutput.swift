import Glibc

/// What the line editor itself draws: sent whole and at once, past the buffers that results go through.
struct TerminalOutput {
    func write(_ text: String) {
        if text.isEmpty { return }
        var bytes = Array(text.utf8)[...]
        while !bytes.isEmpty {
            let count = bytes.withUnsafeBytes { Glibc.write(STDOUT_FILENO, $0.baseAddress, $0.count) }
            if count > 0 {
                bytes = bytes.dropFirst(count)
            } else if count < 0, errno != EINTR, errno != EAGAIN {
                // The terminal is gone, which the next reading finds out.
                return
            }
        }
    }
}
