import Glibc

/// Files that are needed for a while.
package enum TemporaryFile {
    /// Where they go: `$TMPDIR`, else `/tmp`.
    package static var folder: String {
        guard let value = getenv("TMPDIR"), value.pointee != 0 else { return "/tmp" }
        return String(cString: value)
    }

    /// A file that no name outlives, so it is gone when it is closed or the process ends in whatever way.
    /// - Returns: what reads and writes it; negative, with `errno`, where the disk takes none.
    package static func unnamed(in folder: String) -> Int32 {
        let descriptor = open(folder, O_TMPFILE_FLAGS, 0o600)
        guard descriptor < 0, errno == EOPNOTSUPP || errno == EISDIR else { return descriptor }
        // A file system without unnamed files: the name is taken away at once.
        var name = Array("\(folder)/motcua-XXXXXX".utf8CString)
        let named = mkstemp(&name)
        if named >= 0 {
            _ = fcntl(named, F_SETFD, FD_CLOEXEC)
            unlink(name)
        }
        return named
    }

    /// O_TMPFILE is a composed macro, which Swift does not import: O_DIRECTORY and one bit of its own.
    private static let O_TMPFILE_FLAGS: Int32 = 0o20_000_000 | O_DIRECTORY | O_RDWR | O_CLOEXEC
}
