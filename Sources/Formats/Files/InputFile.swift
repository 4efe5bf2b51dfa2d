import Diagnostics
import Glibc

/// A file opened for reading, by blocks at given places.
///
/// What is not a regular file (a pipe, `/dev/stdin`) is copied first into a temporary file without a
/// name: types are facts of the whole file, so it is read twice.
package final class InputFile: Sendable {
    /// As the user wrote it, or as it is shown.
    package let path: String
    package let facts: FileFacts
    /// Which file of the disk it is; `nil` for what was copied from a pipe.
    let identity: FileIdentity?
    private let descriptor: Int32

    /// - Parameter name: what messages call it, where that is not the path.
    package init(_ path: String, named name: String? = nil) throws(DiagnosticList) {
        let opened = open(path, O_RDONLY | O_CLOEXEC)
        guard opened >= 0 else { throw Message.cannot("read", path, errno) }
        var status = stat()
        guard fstat(opened, &status) == 0 else {
            let code = errno
            close(opened)
            throw Message.cannot("read", path, code)
        }
        if status.st_mode & S_IFMT == S_IFDIR {
            close(opened)
            throw Message.cannot("read", path, EISDIR)
        }
        let isOnDisk = status.st_mode & S_IFMT == S_IFREG
        if isOnDisk {
            descriptor = opened
        } else {
            defer { close(opened) }
            descriptor = try Self.spooled(opened, path)
            guard fstat(descriptor, &status) == 0 else { throw Message.cannot("read", path, errno) }
        }
        self.path = name ?? path
        facts = FileFacts(path: name ?? path, status)
        identity = isOnDisk ? FileIdentity(status) : nil
    }

    deinit { close(descriptor) }

    /// Fills `target` from byte `offset` on as far as the file goes.
    ///
    /// - Returns: bytes read; fewer than asked only at the end of the file.
    package func read(at offset: Int, into target: UnsafeMutableRawBufferPointer) throws(DiagnosticList) -> Int {
        var done = 0
        while done < target.count {
            let count = pread(descriptor, target.baseAddress.map { $0 + done }, target.count - done, off_t(offset + done))
            if count == 0 { break }
            if count < 0 {
                if errno == EINTR { continue }
                throw Message.cannot("read", path, errno)
            }
            done += count
        }
        return done
    }

    /// Where the first line begins that begins at `offset` or behind it; the file's size where none does.
    func lineStart(from offset: Int, newline: UInt8) throws(DiagnosticList) -> Int {
        if offset == 0 { return 0 }
        let block = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 12, alignment: 64)
        defer { block.deallocate() }
        // The line that ends right before begins here.
        var place = offset - 1
        while true {
            let count = try read(at: place, into: block)
            if let found = block[..<count].firstIndex(of: newline) { return place + found + 1 }
            place += count
            if count < block.count { return place }
        }
    }

    /// Whether size and time of change are still those at opening.
    func isUnchanged() -> Bool {
        var status = stat()
        guard fstat(descriptor, &status) == 0 else { return false }
        return FileFacts(path: path, status) == facts
    }

    private static func spooled(_ source: Int32, _ path: String) throws(DiagnosticList) -> Int32 {
        let folder = TemporaryFile.folder
        let target = TemporaryFile.unnamed(in: folder)
        guard target >= 0 else { throw Message.cannot("write", folder, errno) }
        let block = UnsafeMutableRawPointer.allocate(byteCount: 1 << 18, alignment: 64)
        defer { block.deallocate() }
        while true {
            let count = Glibc.read(source, block, 1 << 18)
            if count == 0 { return target }
            if count < 0 {
                if errno == EINTR { continue }
                let code = errno
                close(target)
                throw Message.cannot("read", path, code)
            }
            var written = 0
            while written < count {
                let step = write(target, block + written, count - written)
                if step < 0 {
                    if errno == EINTR { continue }
                    let code = errno
                    close(target)
                    throw Message.cannot("write", folder, code)
                }
                written += step
            }
        }
    }
}

/// What provenance says of a file.
package struct FileFacts: Hashable, Sendable {
    package let path: String
    /// Bytes.
    package let size: Int
    /// Nanoseconds since 1970 at the last change.
    package let modified: Int

    init(path: String, _ status: stat) {
        self.path = path
        size = Int(status.st_size)
        modified = Int(status.st_mtim.tv_sec) * 1_000_000_000 + Int(status.st_mtim.tv_nsec)
    }
}

/// What tells one file of a machine from all others, and one state of it from the next.
struct FileIdentity: Sendable {
    let device: UInt
    let inode: UInt
    /// Nanoseconds since 1970 at the last change of the file or of what the disk knows about it.
    let changed: Int

    init(_ status: stat) {
        device = UInt(status.st_dev)
        inode = UInt(status.st_ino)
        changed = Int(status.st_ctim.tv_sec) * 1_000_000_000 + Int(status.st_ctim.tv_nsec)
    }
}
