import Demo
import Diagnostics
import Formats
import Glibc
import Session

/// The generator's files in a folder of the disk, each visible when it is whole.
final class DemoFolder: DemoSink {
    private let path: String
    private var current: AtomicFile?
    private(set) var fileCount = 0
    private(set) var byteCount = 0

    init(path: String) { self.path = path }

    func begin(_ name: String) throws {
        try makeFolders(of: name)
        current = try AtomicFile("\(path)/\(name)")
    }

    func append(_ bytes: UnsafeRawBufferPointer) throws {
        try current?.write(bytes)
        byteCount += bytes.count
    }

    func finish() throws {
        try current?.commit()
        current = nil
        fileCount += 1
    }

    /// The folder itself and those that `large/dossiers-2018.csv` names.
    private func makeFolders(of name: String) throws {
        var folder = ""
        for part in "\(path)/\(name)".split(separator: "/", omittingEmptySubsequences: false).dropLast() {
            folder += "\(part)/"
            if !part.isEmpty, mkdir(folder, 0o755) != 0, errno != EEXIST {
                throw Diagnostic(
                    "cannot-write", "the folder '\(folder.dropLast())' cannot be made: \(SystemError.text(errno))", kind: .outside)
            }
        }
    }
}
