import Columns
import Diagnostics
import Glibc

/// A file that appears whole or not at all: written beside its place under another name, then renamed.
///
/// What is there already and is no regular file (`/dev/null`, a named pipe) is written to
/// directly, since renaming would put a file in its place. A symbolic link is followed.
package final class AtomicFile {
    package let path: String
    private let target: String
    private let temporary: String?
    private var descriptor: Int32

    /// - Parameter mode: the rights of a file that is new, less what the process's mask takes away.
    package init(_ path: String, mode: mode_t = 0o666) throws(DiagnosticList) {
        self.path = path
        var status = stat()
        let exists = stat(path, &status) == 0
        if exists, status.st_mode & S_IFMT == S_IFDIR { throw Message.cannot("write", path, EISDIR) }
        if exists, status.st_mode & S_IFMT != S_IFREG {
            target = path
            temporary = nil
            descriptor = open(path, O_WRONLY | O_CLOEXEC)
            guard descriptor >= 0 else { throw Message.cannot("write", path, errno) }
            return
        }
        let place = exists ? Self.resolved(path) : path
        target = place
        let folder = place.lastIndex(of: "/").map { String(place[...$0]) } ?? ""
        let name = place.lastIndex(of: "/").map { String(place[place.index(after: $0)...]) } ?? place
        var made: (Int32, String)?
        var code: Int32 = 0
        for attempt in 0..<100 {
            let candidate = "\(folder).\(name).\(getpid())-\(attempt).tmp"
            let opened = open(candidate, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, mode)
            if opened >= 0 {
                made = (opened, candidate)
                break
            }
            code = errno
            if code != EEXIST { break }
        }
        guard let made else { throw Message.cannot("write", path, code) }
        descriptor = made.0
        temporary = made.1
        UnfinishedPaths.add(made.1)
        // The file keeps the rights that it had.
        if exists { fchmod(descriptor, status.st_mode & 0o7777) }
    }

    deinit { discard() }

    package func write(_ bytes: UnsafeRawBufferPointer) throws(DiagnosticList) {
        var done = 0
        while done < bytes.count {
            let count = Glibc.write(descriptor, bytes.baseAddress.map { $0 + done }, bytes.count - done)
            if count < 0 {
                if errno == EINTR { continue }
                throw Message.cannot("write", path, errno)
            }
            done += count
        }
    }

    package func write(_ text: String) throws(DiagnosticList) { try write(Array(text.utf8)) }

    package func write(_ bytes: [UInt8]) throws(DiagnosticList) {
        // Typed throws do not pass through `withUnsafeBytes`.
        var failure: DiagnosticList?
        bytes.withUnsafeBytes { raw in
            do throws(DiagnosticList) { try write(raw) } catch { failure = error }
        }
        if let failure { throw failure }
    }

    /// Puts the file in its place. Nothing may be written afterwards.
    package func commit() throws(DiagnosticList) {
        guard descriptor >= 0 else { return }
        let closed = close(descriptor)
        let code = errno
        descriptor = -1
        defer { forget() }
        guard closed == 0 else {
            if let temporary { unlink(temporary) }
            throw Message.cannot("write", path, code)
        }
        if let temporary, rename(temporary, target) != 0 {
            let code = errno
            unlink(temporary)
            throw Message.cannot("write", path, code)
        }
    }

    /// What has been written so far, as memory that outlives the file.
    func mapped() throws(DiagnosticList) -> Buffer {
        let reading = open(temporary ?? target, O_RDONLY | O_CLOEXEC)
        guard reading >= 0 else { throw Message.cannot("read", path, errno) }
        defer { close(reading) }
        var status = stat()
        guard fstat(reading, &status) == 0, let mapping = Buffer.mapping(reading, byteCount: Int(status.st_size)) else { throw Message.cannot("read", path, errno) }
        return mapping
    }

    /// Leaves everything as it was.
    package func discard() {
        guard descriptor >= 0 else { return }
        close(descriptor)
        descriptor = -1
        if let temporary { unlink(temporary) }
        forget()
    }

    /// Makes the folders that the path of a file names, as far as they are not there.
    package static func makeFolders(for path: String) throws(DiagnosticList) {
        var folder = ""
        for part in path.split(separator: "/", omittingEmptySubsequences: false).dropLast() {
            folder += "\(part)/"
            if !part.isEmpty, mkdir(folder, 0o755) != 0, errno != EEXIST { throw Message.cannot("write", String(folder.dropLast()), errno) }
        }
    }

    /// Removes every unfinished file and folder, for a process that is about to end. May be called from any thread.
    package static func discardAll() { UnfinishedPaths.discardAll() }

    private func forget() {
        if let temporary { UnfinishedPaths.remove(temporary) }
    }

    private static func resolved(_ path: String) -> String {
        guard let real = realpath(path, nil) else { return path }
        defer { free(real) }
        return String(cString: real)
    }
}
