import Synchronization

/// How far a running query has come, for whoever watches it from another thread. Counts of all its scans together.
package final class QueryProgress: Sendable {
    private let rowsRead = Atomic<Int>(0)
    private let bytesRead = Atomic<Int>(0)
    private let bytesToRead = Atomic<Int>(0)

    package init() {}

    package var rows: Int { rowsRead.load(ordering: .relaxed) }
    package var bytes: Int { bytesRead.load(ordering: .relaxed) }
    /// Of the files opened so far; 0 where everything is in memory.
    package var totalBytes: Int { bytesToRead.load(ordering: .relaxed) }

    package func addRows(_ count: Int) { rowsRead.wrappingAdd(count, ordering: .relaxed) }
    package func addBytes(_ count: Int) { bytesRead.wrappingAdd(count, ordering: .relaxed) }
    package func expectBytes(_ count: Int) { bytesToRead.wrappingAdd(count, ordering: .relaxed) }
}
