import Characters
import Diagnostics
import Glibc

/// Script and model files as text.
package enum ScriptFile {
    /// Reads a whole file that must be UTF-8.
    /// - Parameter name: what messages call it, where that is not the path.
    package static func read(_ path: String, named name: String? = nil) throws(DiagnosticList) -> SourceText {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw refused(path, errno) }
        defer { close(descriptor) }
        return try read(descriptor, name: name ?? path)
    }

    /// Reads what is left of an open file or pipe, which messages call `name`.
    package static func read(_ descriptor: Int32, name path: String) throws(DiagnosticList) -> SourceText {
        var bytes: [UInt8] = []
        var block = [UInt8](repeating: 0, count: 64 << 10)
        while true {
            let count = Glibc.read(descriptor, &block, block.count)
            if count < 0 {
                if errno == EINTR { continue }
                throw refused(path, errno)
            }
            if count == 0 { break }
            bytes.append(contentsOf: block[..<count])
        }
        if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { bytes.removeFirst(3) }
        // Zeros are valid, but no script has them; UTF-16 does.
        let wrong = bytes.withUnsafeBufferPointer { Utf8.firstInvalid(in: $0) } ?? bytes.firstIndex(of: 0)
        if let wrong {
            let line = bytes[..<wrong].count { $0 == 0x0A } + 1
            throw DiagnosticList(.scriptIsNotUTF8(path, line: line, bytes.withUnsafeBufferPointer { EncodingHint.guess($0, around: wrong) }))
        }
        return SourceText(name: path, text: String(decoding: bytes, as: UTF8.self))
    }

    private static func refused(_ path: String, _ number: Int32) -> DiagnosticList {
        DiagnosticList(.cannotRead(path, SystemError.text(number)))
    }
}
