import Glibc
import Synchronization

/// How many threads a query may use, and from how many rows on a further one is worth starting.
package struct Parallelism: Sendable {
    package var threads: Int
    /// Below this a thread costs more than it saves: starting one and merging what it made takes some tens of microseconds.
    package var rowsPerThread: Int

    package init(threads: Int, rowsPerThread: Int = 50_000) {
        self.threads = threads
        self.rowsPerThread = rowsPerThread
    }

    package static let single = Parallelism(threads: 1)

    /// Processors of this machine that this process may use.
    package static var processors: Int { max(1, sysconf(Int32(_SC_NPROCESSORS_ONLN))) }

    /// Into how many parts to divide so many rows.
    func parts(of rows: Int) -> Int { max(1, min(threads, rows / max(1, rowsPerThread))) }

    /// Runs `body` for each number below `count`, each on a thread of its own, the last on this one. Returns when all are done.
    static func run(_ count: Int, _ body: @escaping @Sendable (Int) -> Void) {
        var started: [WorkThread] = []
        for number in 0..<max(0, count - 1) {
            if let thread = WorkThread({ body(number) }) {
                started.append(thread)
            } else {
                // No more threads to be had: this one does it.
                body(number)
            }
        }
        if count > 0 { body(count - 1) }
        for thread in started { thread.join() }
    }
}
