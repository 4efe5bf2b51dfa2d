import Columns
import Engine
import Glibc
import Synchronization

/// The one thread that touches the session while the main thread has the terminal: it runs inputs, and answers questions about the line being typed.
///
/// One for both, because a session is not thread-safe: an answer and a run can never meet, and the next input finds what the last one has left behind.
final class SessionThread: Sendable {
    private struct Work: @unchecked Sendable {
        var runs: [() -> Void] = []
        /// The question that was asked last; an older one that nobody has begun to answer is dropped.
        var question: (() -> Void)?
    }

    private let work = Mutex(Work())
    /// Counts what there is to do, so that the thread sleeps while there is nothing.
    private let waiting: Semaphore
    /// Of the system.
    private let identity = Mutex<pthread_t?>(nil)

    init() {
        waiting = Semaphore()
        let thread = WorkThread { [self] in
            identity.withLock { $0 = pthread_self() }
            while true {
                waiting.wait()
                let next = work.withLock { work -> (() -> Void)? in
                    if !work.runs.isEmpty { return work.runs.removeFirst() }
                    defer { work.question = nil }
                    return work.question
                }
                next?()
            }
        }
        thread?.detach()
    }

    // MARK: Left to itself

    private static let abandoned = Mutex<Set<pthread_t>>([])

    /// Nothing that it still has to say is heard.
    func abandon() {
        guard let thread = identity.withLock({ $0 }) else { return }
        SessionThread.abandoned.withLock { _ = $0.insert(thread) }
    }

    /// Whether this runs on a thread that was left to itself.
    static var isAbandoned: Bool { abandoned.withLock { !$0.isEmpty && $0.contains(pthread_self()) } }

    /// Runs after what was given before.
    func run(_ body: @escaping () -> Void) {
        let body = Unchecked(body)
        work.withLock { $0.runs.append(body.value) }
        waiting.signal()
    }

    /// Runs when nothing else is to be done, unless another question has come by then.
    func answer(_ body: @escaping () -> Void) {
        let body = Unchecked(body)
        work.withLock { $0.question = body.value }
        waiting.signal()
    }

    /// What is handed to the thread is left alone by everybody else until it is done.
    private struct Unchecked: @unchecked Sendable {
        let value: () -> Void
        init(_ value: @escaping () -> Void) { self.value = value }
    }
}

/// A counter that threads wait for.
final class Semaphore: @unchecked Sendable {
    private let semaphore: UnsafeMutablePointer<sem_t>

    init() {
        semaphore = .allocate(capacity: 1)
        sem_init(semaphore, 0, 0)
    }

    deinit {
        sem_destroy(semaphore)
        semaphore.deallocate()
    }

    func signal() { sem_post(semaphore) }

    func wait() { while sem_wait(semaphore) != 0 {} }

    /// - Returns: false when nobody has signalled in time.
    func wait(milliseconds: Int) -> Bool {
        var deadline = timespec()
        clock_gettime(CLOCK_REALTIME, &deadline)
        deadline.tv_nsec += milliseconds % 1_000 * 1_000_000
        deadline.tv_sec += milliseconds / 1_000 + deadline.tv_nsec / 1_000_000_000
        deadline.tv_nsec %= 1_000_000_000
        while sem_timedwait(semaphore, &deadline) != 0 { if errno != EINTR { return false } }
        return true
    }
}
