import Diagnostics
import Engine
import Formats
import Synchronization
import Tables

/// SHA-256 of source files, worked out when somebody asks and remembered (DECISIONS 18).
final class FileHashes: Sendable {
    private struct Key: Hashable {
        var path: String
        var stamp: FileStamp
    }
    private let known = Mutex<[Key: String]>([:])

    /// The hash of the bytes that were read.
    /// - Parameter path: where the file is, which need not be where it is shown.
    /// - Throws: when the file has changed since: the hash of other bytes would prove the wrong thing.
    func hash(_ file: Provenance.File, at path: String) throws(DiagnosticList) -> String {
        let stamp = FileStamp(path)
        guard stamp.size == file.size, stamp.microseconds == file.modified else {
            throw DiagnosticList(.changedSinceRead(file.path))
        }
        let key = Key(path: path, stamp: stamp)
        if let hash = known.withLock({ $0[key] }) { return hash }
        let hash = try SHA256.hash(of: try InputFile(path, named: file.path))
        known.withLock { $0[key] = hash }
        return hash
    }
}
