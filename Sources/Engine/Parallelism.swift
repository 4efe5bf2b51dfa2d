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
    ///
    /// Threads of the system and no pool: a query of a hundred thousand rows runs a hundred times as long as a thread takes to start.
    static func run(_ count: Int, _ body: @escaping @Sendable (Int) -> Void) {
        var started: [pthread_t] = []
        var left = count - 1
        while left > 0 {
            left -= 1
            let work = Unmanaged.passRetained(Work(body, left))
            var attributes = pthread_attr_t()
            pthread_attr_init(&attributes)
            // Expressions nest as deep on these threads as on the first one.
            pthread_attr_setstacksize(&attributes, 8 << 20)
            var thread = pthread_t()
            let status = pthread_create(&thread, &attributes, { argument in
                if let argument { Unmanaged<Work>.fromOpaque(argument).takeRetainedValue().run() }
                return nil
            }, work.toOpaque())
            pthread_attr_destroy(&attributes)
            if status == 0 {
                started.append(thread)
            } else {
                // No more threads to be had: this one does it.
                work.takeRetainedValue().run()
            }
        }
        if count > 0 { body(count - 1) }
        for thread in started { pthread_join(thread, nil) }
    }

    private final class Work: Sendable {
        private let body: @Sendable (Int) -> Void
        private let number: Int

        init(_ body: @escaping @Sendable (Int) -> Void, _ number: Int) {
            self.body = body
            self.number = number
        }

        func run() { body(number) }
    }
}
