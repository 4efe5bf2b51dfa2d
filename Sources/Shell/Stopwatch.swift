import Glibc
import Reports

/// The time that a statement took, for `--timing`.
package final class Stopwatch {
    private var started = timespec()

    package init() {}

    package func start() { clock_gettime(CLOCK_MONOTONIC, &started) }

    /// Writes `time: 0.123 s`.
    package func stop(_ messages: TextOutput) {
        messages.line(text)
        messages.flush()
    }

    /// `time: 0.123 s`: wall time since `start`.
    var text: String {
        var now = timespec()
        clock_gettime(CLOCK_MONOTONIC, &now)
        let milliseconds = (now.tv_sec - started.tv_sec) * 1_000 + (now.tv_nsec - started.tv_nsec) / 1_000_000
        let fraction = String(milliseconds % 1_000)
        let padded = String(repeating: "0", count: 3 - fraction.count) + fraction
        return "time: \(milliseconds / 1_000).\(padded) s"
    }
}
