import Diagnostics
import Session
import Synchronization

/// The session as it was before the input that runs: what is gone on with when that is left to itself.
///
/// Taken by the session's thread, read by the main thread, which may not touch a session that is at work.
final class SessionBackup: Sendable {
    private struct State: Sendable {
        var options: SessionOptions
        var text: String
    }

    private let state: Mutex<State>

    init(_ session: Session) { state = Mutex(State(options: session.options, text: session.recovery)) }

    func renew(_ session: Session) {
        let new = State(options: session.options, text: session.recovery)
        state.withLock { $0 = new }
    }

    /// A session with what was open and defined, and what of it could not be brought back.
    func restored() -> (Session, mistakes: [Diagnostic]) {
        let kept = state.withLock { $0 }
        let session = Session(options: kept.options)
        do throws(DiagnosticList) {
            try session.resume(SourceText(name: SourceText.typed, text: kept.text))
            return (session, [])
        } catch {
            return (session, error.all)
        }
    }
}
