import Diagnostics
import Formats
import Glibc
import Session

/// The file in which a shell keeps its session after every statement, so that `motcua --resume` brings it back.
package struct AutosavedSession: Sendable {
    private let path: String

    package init(path: String) { self.path = path }

    /// `$XDG_STATE_HOME/motcua/session.mc`, readable by its owner alone; `nil` where there is no home.
    package static var standard: AutosavedSession? { HistoryStore.folder.map { AutosavedSession(path: $0 + "/session.mc") } }

    /// Nobody is told when the disk takes nothing: what was asked for has been done.
    func save(_ session: Session) {
        guard !session.script.isEmpty else { return }
        do throws(DiagnosticList) {
            try AtomicFile.makeFolders(for: path)
            if let slash = path.lastIndex(of: "/") { chmod(String(path[..<slash]), 0o700) }
            let file = try AtomicFile(path)
            try file.write(session.recovery)
            try file.commit()
            chmod(path, 0o600)
        } catch {}
    }

    /// - Throws: when there is no such file, or it cannot be brought back.
    package func resume(_ session: Session) throws(DiagnosticList) {
        guard access(path, F_OK) == 0 else { throw DiagnosticList(.nothingToResume(path)) }
        try session.resume(try ScriptFile.read(path))
    }
}
