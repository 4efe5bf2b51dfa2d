import Diagnostics
import Glibc

/// A file that appears whole or not at all.
///
/// The bytes go to a temporary file in the same folder, which `commit` renames over the final name: on one file
/// system that is atomic (POSIX rename), so a reader sees the old file or the new one and never half of either.
package final class WholeFile {
    package let path: String
    private let temporaryPath: String
    private var descriptor: Int32
    private var failure: Int32 = 0

    /// - Throws: a diagnostic of kind `outside` when the folder is absent or closed to writing.
    package init(path: String) throws(Diagnostic) {
        self.path = path
        // The process number keeps two runs apart; the leading dot keeps `*.csv` from finding it.
        let (folder, name) = WholeFile.split(path)
        temporaryPath = folder + ".\(name).\(getpid()).tmp"
        if WholeFile.isFolder(path) {
            throw Diagnostic("cannot-write", "'\(path)' is a folder; name a file in it", kind: .outside)
        }
        descriptor = open(temporaryPath, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644)
        if descriptor < 0 { throw WholeFile.refused(path, errno) }
    }

    deinit { discard() }

    /// Bytes after a failed write are ignored; `commit` reports the failure.
    package func write(_ bytes: UnsafeRawBufferPointer) {
        guard failure == 0, descriptor >= 0 else { return }
        var rest = bytes[...]
        while !rest.isEmpty {
            let written = Glibc.write(descriptor, UnsafeRawBufferPointer(rebasing: rest).baseAddress, rest.count)
            if written < 0 {
                if errno == EINTR { continue }
                failure = errno
                return
            }
            rest = rest.dropFirst(written)
        }
    }

    /// Makes the file visible under its name.
    /// - Throws: a diagnostic of kind `outside` when the disk is full or the name cannot be replaced.
    package func commit() throws(Diagnostic) {
        guard descriptor >= 0 else { return }
        let closed = close(descriptor)
        descriptor = -1
        if failure == 0, closed != 0 { failure = errno }
        if failure == 0, rename(temporaryPath, path) != 0 { failure = errno }
        if failure != 0 {
            unlink(temporaryPath)
            throw WholeFile.refused(path, failure)
        }
    }

    /// Leaves no trace. After `commit` it does nothing.
    package func discard() {
        guard descriptor >= 0 else { return }
        close(descriptor)
        descriptor = -1
        unlink(temporaryPath)
    }

    private static func refused(_ path: String, _ number: Int32) -> Diagnostic {
        let hint: [String] =
            switch number {
            case ENOENT: ["the folder '\(split(path).folder)' does not exist"]
            case ENOSPC, EDQUOT: ["the disk is full"]
            default: []
            }
        return Diagnostic("cannot-write", "'\(path)' cannot be written: \(SystemError.text(number))", hints: hint, kind: .outside)
    }

    private static func split(_ path: String) -> (folder: String, name: String) {
        guard let slash = path.lastIndex(of: "/") else { return ("", path) }
        return (String(path[...slash]), String(path[path.index(after: slash)...]))
    }

    private static func isFolder(_ path: String) -> Bool {
        var status = stat()
        return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
    }
}

/// What the system said, in a few words.
package enum SystemError {
    /// The usual refusals in plain words, any other as the C library words it.
    package static func text(_ number: Int32) -> String {
        switch number {
        case ENOENT: "there is no such file"
        case EACCES, EPERM, EROFS: "you have no permission"
        case EISDIR: "it is a folder"
        case ENOTDIR: "part of its path is not a folder"
        case ENOSPC, EDQUOT: "no space is left"
        default: String(cString: strerror(number))
        }
    }
}
