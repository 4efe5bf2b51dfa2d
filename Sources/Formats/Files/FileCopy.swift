import Diagnostics
import Glibc

/// A copy of a file with its time of change.
package enum FileCopy {
    /// - Returns: the SHA-256 of the bytes that were copied.
    /// - Throws: when the file changes meanwhile, since the copy would be of no moment in particular.
    package static func make(of path: String, at target: String) throws(DiagnosticList) -> String {
        let input = try InputFile(path)
        let output = try AtomicFile(target)
        var digest = SHA256()
        let block = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 20, alignment: 64)
        defer { block.deallocate() }
        var offset = 0
        while true {
            let count = try input.read(at: offset, into: block)
            if count == 0 { break }
            let bytes = UnsafeRawBufferPointer(rebasing: block[..<count])
            digest.update(bytes)
            try output.write(bytes)
            offset += count
        }
        guard input.isUnchanged() else { throw Message.changedWhileRead(path) }
        try output.commit()
        let time = timespec(tv_sec: input.facts.modified / 1_000_000_000, tv_nsec: input.facts.modified % 1_000_000_000)
        guard utimensat(AT_FDCWD, target, [time, time], 0) == 0 else { throw Message.cannot("write", target, errno) }
        return digest.finish()
    }
}
