import Formats
import Glibc
import Session
import Synchronization

/// What Ctrl-C and the other requests to stop do.
///
/// A thread of its own waits for them, because nothing useful may be done inside a signal handler. Without
/// a shell the process ends at once, with status 130 and no half-written file; in a shell the running query stops,
/// and a waiting read returns so that a new prompt appears.
package enum Interruption {
    /// The session of an interactive shell.
    private struct Listener: @unchecked Sendable { var session: Session? }
    private static let listener = Mutex(Listener())

    /// Sent to the main thread to make its read return; its handler does nothing.
    private static let wakeUp = SIGUSR1

    /// Call once, before any other thread starts: threads inherit which signals they leave alone.
    package static func install() {
        signal(SIGPIPE, SIG_IGN)
        // Without SA_RESTART, so that the read is not taken up again.
        var action = sigaction()
        action.__sigaction_handler.sa_handler = { _ in }
        sigaction(wakeUp, &action, nil)
        var waited = sigset_t()
        sigemptyset(&waited)
        for number in [SIGINT, SIGTERM, SIGHUP] { sigaddset(&waited, number) }
        pthread_sigmask(SIG_BLOCK, &waited, nil)
        let main = pthread_self()
        let signals = waited
        Thread.start { wait(for: signals, main) }
    }

    /// From now on Ctrl-C stops the running query of this session and not the process.
    package static func listen(_ session: Session) { listener.withLock { $0.session = session } }

    private static func wait(for signals: sigset_t, _ main: pthread_t) {
        var signals = signals
        while true {
            var number: Int32 = 0
            guard sigwait(&signals, &number) == 0 else { continue }
            let isHandled = listener.withLock { listener in
                guard number == SIGINT, let session = listener.session else { return false }
                session.cancel()
                return true
            }
            if isHandled {
                pthread_kill(main, wakeUp)
            } else {
                AtomicFile.discardAll()
                _exit(128 + number)
            }
        }
    }
}

/// A detached thread of the system.
private enum Thread {
    private final class Body {
        let run: () -> Void
        init(_ run: @escaping () -> Void) { self.run = run }
    }

    static func start(_ run: @escaping () -> Void) {
        var thread = pthread_t()
        let body = Unmanaged.passRetained(Body(run)).toOpaque()
        let status = pthread_create(
            &thread, nil,
            { argument in
                guard let argument else { return nil }
                Unmanaged<Body>.fromOpaque(argument).takeRetainedValue().run()
                return nil
            }, body)
        if status == 0 { pthread_detach(thread) }
    }
}
