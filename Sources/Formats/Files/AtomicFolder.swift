import Diagnostics
import Glibc

/// A folder that appears whole or not at all: filled beside its place under a hidden name, then renamed.
package final class AtomicFolder {
    package let path: String
    /// Where its files are written.
    package let temporary: String
    private var isOpen = true

    /// - Throws: when the folder cannot be made; folders above it are.
    package init(_ path: String) throws(DiagnosticList) {
        self.path = path
        try AtomicFile.makeFolders(for: path)
        let (folder, name) = path.lastIndex(of: "/").map { (String(path[...$0]), String(path[path.index(after: $0)...])) } ?? ("", path)
        var template = Array("\(folder).\(name).XXXXXX".utf8CString)
        guard mkdtemp(&template) != nil else { throw Message.cannot("write", path, errno) }
        temporary = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
        UnfinishedPaths.add(temporary)
    }

    deinit { discard() }

    /// Puts the folder in its place, which must be free.
    /// - Parameter isReadOnly: nobody may change, add or remove what is in it without saying so first.
    package func commit(isReadOnly: Bool) throws(DiagnosticList) {
        guard isOpen else { return }
        if isReadOnly { AtomicFolder.protect(temporary) }
        guard rename(temporary, path) == 0 else {
            let code = errno
            discard()
            throw Message.cannot("write", path, code)
        }
        isOpen = false
        UnfinishedPaths.remove(temporary)
    }

    /// Leaves everything as it was.
    package func discard() {
        guard isOpen else { return }
        isOpen = false
        UnfinishedPaths.remove(temporary)
        AtomicFolder.remove(temporary)
    }

    /// Takes a folder away with all that is in it, protected or not.
    static func remove(_ path: String) {
        // A file or a link goes at once; a folder cannot be unlinked.
        if unlink(path) == 0 { return }
        chmod(path, 0o700)
        for name in Glob.names(in: path) { remove("\(path)/\(name)") }
        rmdir(path)
    }

    private static func protect(_ folder: String) {
        for name in Glob.names(in: folder) {
            let path = "\(folder)/\(name)"
            var status = stat()
            guard lstat(path, &status) == 0 else { continue }
            if status.st_mode & S_IFMT == S_IFDIR { protect(path) } else { chmod(path, 0o444) }
        }
        chmod(folder, 0o555)
    }
}
