import Columns
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
    /// The session of an interactive shell, and where its line editor hears of what happens.
    private struct Listener: @unchecked Sendable {
        var session: Session?
        var events: EventPipe?
    }
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
        for number in [SIGINT, SIGQUIT, SIGTERM, SIGHUP, SIGWINCH, SIGCONT] { sigaddset(&waited, number) }
        pthread_sigmask(SIG_BLOCK, &waited, nil)
        let main = pthread_self()
        let signals = waited
        WorkThread { wait(for: signals, main) }?.detach()
    }

    /// From now on Ctrl-C stops the running query of this session and not the process.
    /// - Parameter events: of the line editor, which then also puts the terminal in order before the process ends.
    package static func listen(_ session: Session, events: EventPipe? = nil) {
        let new = Listener(session: session, events: events)
        listener.withLock { $0 = new }
    }

    private static func wait(for signals: sigset_t, _ main: pthread_t) {
        var signals = signals
        while true {
            var number: Int32 = 0
            guard sigwait(&signals, &number) == 0 else { continue }
            // Of the group at the terminal every process gets Ctrl-C; this one is the other program's.
            if number == SIGINT, KeyboardOwner.isLentToProgram { continue }
            let (isHandled, events) = listener.withLock { listener in
                if number == SIGINT { listener.session?.cancel() }
                return (number == SIGINT && listener.session != nil, listener.events)
            }
            switch number {
            case SIGWINCH: events?.send(.resize)
            case SIGCONT: events?.send(.resume)
            case SIGINT where isHandled:
                if let events { events.send(.interrupt) } else { pthread_kill(main, wakeUp) }
            default:
                if let events {
                    events.sendEnd(number)
                } else {
                    leave(number)
                }
            }
        }
    }

    /// Ends the process as the signal would, with no half-written file.
    package static func leave(_ signal: Int32) -> Never {
        AtomicFile.discardAll()
        _exit(128 + signal)
    }
}
