import Glibc

/// The clipboard: by a program where one is named or the desktop has one, else by the terminal itself.
enum Clipboard {
    /// - Parameter terminal: whether standard output is a terminal that may be asked (`OSC 52`).
    /// - Returns: false when nobody takes it.
    static func take(_ bytes: [UInt8], terminal: Bool) -> Bool {
        for command in ChosenProgram.clipboards where ChildProcess.run(command, input: bytes).isSuccess { return true }
        guard terminal else { return false }
        let sequence = Array("\u{1B}]52;c;".utf8) + base64(bytes) + [0x07]
        return sequence.withUnsafeBytes { write(STDOUT_FILENO, $0.baseAddress, $0.count) } == sequence.count
    }

    /// RFC 4648, section 4.
    static func base64(_ bytes: [UInt8]) -> [UInt8] {
        let letters = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)
        var result: [UInt8] = []
        result.reserveCapacity((bytes.count + 2) / 3 * 4)
        for start in stride(from: 0, to: bytes.count, by: 3) {
            let group = bytes[start..<min(start + 3, bytes.count)]
            let word = (0..<3).reduce(0) { $0 << 8 | (start + $1 < bytes.count ? Int(bytes[start + $1]) : 0) }
            for place in 0..<4 { result.append(place <= group.count ? letters[word >> (18 - 6 * place) & 63] : UInt8(ascii: "=")) }
        }
        return result
    }
}
