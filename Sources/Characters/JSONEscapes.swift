/// Escapes of JSON texts (RFC 8259, section 7), both ways.
package enum JSONEscapes {
    /// Resolves escapes that have been checked, in place: the value is never longer. Lone surrogates become U+FFFD.
    ///
    /// - Returns: the length of the value; what is left over is filled with blanks.
    package static func resolve(_ text: UnsafeMutablePointer<UInt8>, _ length: Int) -> Int {
        var (from, to) = (0, 0)
        while from < length {
            guard text[from] == UInt8(ascii: "\\") else {
                text[to] = text[from]
                from += 1
                to += 1
                continue
            }
            let mark = text[from + 1]
            from += 2
            if mark == UInt8(ascii: "u") {
                var scalar = unit(text + from)
                from += 4
                if scalar & 0xFC00 == 0xD800, from + 6 <= length, text[from] == UInt8(ascii: "\\"), text[from + 1] == UInt8(ascii: "u") {
                    let low = unit(text + from + 2)
                    if low & 0xFC00 == 0xDC00 {
                        scalar = 0x1_0000 + ((scalar & 0x3FF) << 10 | low & 0x3FF)
                        from += 6
                    }
                }
                for byte in String(Unicode.Scalar(scalar).map(Character.init) ?? "\u{FFFD}").utf8 {
                    text[to] = byte
                    to += 1
                }
                continue
            }
            text[to] =
                switch mark {
                case UInt8(ascii: "n"): 0x0A
                case UInt8(ascii: "r"): 0x0D
                case UInt8(ascii: "t"): 0x09
                case UInt8(ascii: "b"): 0x08
                case UInt8(ascii: "f"): 0x0C
                default: mark
                }
            to += 1
        }
        for index in to..<length { text[index] = 0x20 }
        return to
    }

    /// Whether each backslash begins an escape that is all there.
    package static func areWhole(_ text: [UInt8]) -> Bool {
        var index = 0
        while index < text.count {
            if text[index] < 0x20 { return false }
            guard text[index] == UInt8(ascii: "\\") else {
                index += 1
                continue
            }
            guard index + 1 < text.count else { return false }
            if text[index + 1] == UInt8(ascii: "u") {
                guard index + 5 < text.count, text[(index + 2)...(index + 5)].allSatisfy({ $0.hexadecimalDigit != nil }) else { return false }
                index += 6
            } else {
                guard "\"\\/bfnrt".utf8.contains(text[index + 1]) else { return false }
                index += 2
            }
        }
        return true
    }

    private static func unit(_ digits: UnsafePointer<UInt8>) -> UInt32 {
        (0..<4).reduce(0) { $0 << 4 | (digits[$1].hexadecimalDigit ?? 0) }
    }

    /// Appends a text with its quotes.
    package static func append(_ text: some Sequence<UInt8>, to output: inout [UInt8]) {
        output.append(UInt8(ascii: "\""))
        for byte in text {
            switch byte {
            case UInt8(ascii: "\""): output.append(contentsOf: "\\\"".utf8)
            case UInt8(ascii: "\\"): output.append(contentsOf: "\\\\".utf8)
            case 0x0A: output.append(contentsOf: "\\n".utf8)
            case 0x0D: output.append(contentsOf: "\\r".utf8)
            case 0x09: output.append(contentsOf: "\\t".utf8)
            case 0..<0x20:
                let digits = Array("0123456789abcdef".utf8)
                output.append(contentsOf: "\\u00".utf8)
                output.append(digits[Int(byte >> 4)])
                output.append(digits[Int(byte & 15)])
            default: output.append(byte)
            }
        }
        output.append(UInt8(ascii: "\""))
    }

    /// A text with its quotes.
    package static func quoted(_ text: String) -> String {
        var bytes: [UInt8] = []
        append(text.utf8, to: &bytes)
        return String(decoding: bytes, as: UTF8.self)
    }
}
