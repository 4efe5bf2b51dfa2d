import Engine
import Synchronization
import Tables

/// Hands the user's wish to stop to whichever query is running, and to those that the same run would begin after it.
final class Cancellation: Sendable {
    private struct Running: @unchecked Sendable {
        var context: QueryContext?
        var isWanted = false
    }

    private let running = Mutex(Running())

    /// A new run: what was stopped before it is over.
    func begin() { running.withLock { $0 = Running() } }

    func adopt(_ context: QueryContext) {
        running.withLock { running in
            running.context = context
            if running.isWanted { context.isCancelled.store(true, ordering: .relaxed) }
        }
    }

    func cancel() {
        running.withLock { running in
            running.isWanted = true
            running.context?.isCancelled.store(true, ordering: .relaxed)
        }
    }

    var isWanted: Bool { running.withLock { $0.isWanted } }

    var progress: QueryProgress? { running.withLock { $0.context?.progress } }
}
