import Diagnostics
import Engine
import Formats
import Glibc

/// The folder where queries put what does not fit in memory: `--spill-dir`, else `$TMPDIR`.
///
/// A file in it never has a name that outlives its opening, so it is gone when the query ends, is stopped or is killed.
package final class ScratchFolder: ScratchStore {
    private let path: String
    /// What has to stay free on the disk for everybody else, in bytes.
    private let reserve: Int

    /// - Parameter path: `nil` for the folder of temporary files.
    package init(_ path: String? = nil, reserve: Int = 1 << 30) {
        self.path = path ?? TemporaryFile.folder
        self.reserve = reserve
    }

    package func makeFile() throws -> any ScratchFile {
        let descriptor = TemporaryFile.unnamed(in: path)
        guard descriptor >= 0 else { throw DiagnosticList(.scratchFailed(path, SystemError.text(errno))) }
        return File(descriptor, in: path, reserve: reserve)
    }

    private final class File: ScratchFile {
        private let descriptor: Int32
        private let path: String
        private let reserve: Int
        private var end = 0
        /// Up to where the disk has been found to have room.
        private var checked = 0
        private static let step = 64 << 20

        init(_ descriptor: Int32, in path: String, reserve: Int) {
            self.descriptor = descriptor
            self.path = path
            self.reserve = reserve
        }

        deinit { close(descriptor) }

        func append(_ page: UnsafeRawBufferPointer) throws -> Int {
            if end + page.count > checked { try checkRoom(for: page.count) }
            let start = end
            var written = 0
            while written < page.count {
                let count = pwrite(descriptor, page.baseAddress.map { $0 + written }, page.count - written, start + written)
                if count < 0 {
                    if errno == EINTR { continue }
                    throw errno == ENOSPC || errno == EDQUOT ? full : DiagnosticList(.scratchFailed(path, SystemError.text(errno)))
                }
                written += count
            }
            end += page.count
            return start
        }

        func read(at offset: Int, into page: UnsafeMutableRawBufferPointer) throws {
            var filled = 0
            while filled < page.count {
                let count = pread(descriptor, page.baseAddress.map { $0 + filled }, page.count - filled, offset + filled)
                if count < 0, errno == EINTR { continue }
                guard count > 0 else { throw DiagnosticList(.scratchFailed(path, count == 0 ? "a file in it was cut short" : SystemError.text(errno))) }
                filled += count
            }
        }

        private func checkRoom(for count: Int) throws {
            var status = statvfs()
            guard fstatvfs(descriptor, &status) == 0 else { throw DiagnosticList(.scratchFailed(path, SystemError.text(errno))) }
            let free = Int(status.f_bavail) * Int(status.f_frsize)
            guard free - count >= reserve else { throw full }
            // As much again as is free above the reserve may be written unasked, but others write too.
            checked = end + count + min(Self.step, free - count - reserve)
        }

        private var full: DiagnosticList { DiagnosticList(.scratchFull(path)) }
    }
}
