import Engine
import Synchronization

/// Hands the user's wish to stop to whichever query is running.
final class Cancellation: Sendable {
    private struct Running: @unchecked Sendable { var context: QueryContext? }
    private let running = Mutex(Running())

    func adopt(_ context: QueryContext) { running.withLock { $0.context = context } }

    func cancel() { running.withLock { $0.context?.isCancelled.store(true, ordering: .relaxed) } }
}
