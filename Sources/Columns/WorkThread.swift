import CProcessors
import Glibc

/// A thread of the system that runs one body.
///
/// No pool: what runs on one takes a hundred times as long as a thread takes to start.
package struct WorkThread {
    private let thread: pthread_t

    /// Starts; `nil` when the system has no more threads to give.
    ///
    /// - Parameter works: this thread goes on working while the new one does, which therefore starts on another processor, if there is one. The
    ///   system often starts a thread on the processor of the one that started it and moves it only at its next tick: in work of some
    ///   milliseconds nothing is left to do then (measured: 1.9 ms until it begins, against 0.04).
    package init?(besideThis works: Bool = false, _ body: @escaping @Sendable () -> Void) {
        let work = Unmanaged.passRetained(Work(body))
        var attributes = pthread_attr_t()
        pthread_attr_init(&attributes)
        defer { pthread_attr_destroy(&attributes) }
        if works { processors_start_elsewhere(&attributes) }
        // Expressions nest as deep on these threads as on the first one.
        pthread_attr_setstacksize(&attributes, 8 << 20)
        var thread = pthread_t()
        let status = pthread_create(&thread, &attributes, { argument in
            if let argument { Unmanaged<Work>.fromOpaque(argument).takeRetainedValue().body() }
            return nil
        }, work.toOpaque())
        guard status == 0 else {
            work.release()
            return nil
        }
        self.thread = thread
        if works { processors_let_move(thread) }
    }

    /// Waits for its end. Once.
    package func join() { pthread_join(thread, nil) }

    /// Lets it run to its end by itself. Instead of `join`.
    package func detach() { pthread_detach(thread) }

    private final class Work: Sendable {
        let body: @Sendable () -> Void
        init(_ body: @escaping @Sendable () -> Void) { self.body = body }
    }
}
