import Glibc
import Synchronization

/// A folder that is gone when the last reference to it is, and in any case with the process: what a static holds is never let go.
package final class TemporaryFolder: Sendable {
    package let path: String

    package init() {
        let parent = getenv("TMPDIR").map { String(cString: $0) } ?? "/tmp"
        var template = Array("\(parent)/motcua-test-XXXXXX".utf8CString)
        guard mkdtemp(&template) != nil else { preconditionFailure("no temporary folder can be made in \(parent)") }
        path = String(decoding: template.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
        _ = TemporaryFolder.removal
        TemporaryFolder.live.withLock { [path] in _ = $0.insert(path) }
    }

    deinit {
        TemporaryFolder.live.withLock { [path] in _ = $0.remove(path) }
        TemporaryFolder.remove(path)
    }

    private static let live = Mutex<Set<String>>([])
    private static let removal: Void = { atexit { for path in TemporaryFolder.live.withLock({ $0 }) { TemporaryFolder.remove(path) } } }()

    /// Writes a file and returns its path. Folders in `name` are made.
    @discardableResult
    package func write(_ name: String, _ text: String) -> String { write(name, Array(text.utf8)) }

    @discardableResult
    package func write(_ name: String, _ bytes: [UInt8]) -> String {
        let file = "\(path)/\(name)"
        TemporaryFolder.makeFolders(for: file)
        guard let stream = fopen(file, "w") else { preconditionFailure("\(file) cannot be written") }
        fwrite(bytes, 1, bytes.count, stream)
        fclose(stream)
        return file
    }

    /// Another folder under a name in this one.
    package func link(_ name: String, to folder: String) {
        TemporaryFolder.makeFolders(for: "\(path)/\(name)")
        precondition(symlink(folder, "\(path)/\(name)") == 0, "\(name) cannot be linked")
    }

    /// The folders above a file.
    static func makeFolders(for file: String) {
        var folder = ""
        for part in file.split(separator: "/", omittingEmptySubsequences: false).dropLast() {
            folder += "\(part)/"
            if !part.isEmpty { mkdir(folder, 0o755) }
        }
    }

    private static func remove(_ path: String) {
        // A link goes, what it leads to stays; a folder cannot be unlinked.
        guard unlink(path) != 0, let directory = opendir(path) else { return }
        while let entry = readdir(directory) {
            let name = withUnsafeBytes(of: entry.pointee.d_name) { bytes in
                String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
            }
            if name != ".", name != ".." { remove("\(path)/\(name)") }
        }
        closedir(directory)
        rmdir(path)
    }
}
