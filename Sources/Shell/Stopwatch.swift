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

    /// The most memory that the process has had, in whole megabytes.
    static var memory: String {
        var usage = rusage()
        // RUSAGE_SELF, which Swift imports as something else.
        getrusage(__rusage_who_t(0), &usage)
        return "memory: at most \(usage.ru_maxrss / 1_024) MB so far"
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
