import Columns
import Tables

/// How undeclared columns may be read whole for their types: by how many threads, and for how long.
package struct WholeReading: Sendable {
    var threads: Int
    /// Asked every few thousand rows, by each thread; then the reading ends with an empty list of mistakes.
    var isStopped: @Sendable () -> Bool

    package init(threads: Int = 1, isStopped: @escaping @Sendable () -> Bool = { false }) {
        self.threads = threads
        self.isStopped = isStopped
    }

    init(_ context: any ReadingContext) { self.init(threads: context.parallelism.threads) { context.isStopped } }
}
