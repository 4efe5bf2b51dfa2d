import Characters
import Glibc

/// Text of XML and of workbooks as it is meant: entities, line ends, and the escapes that OOXML adds for what XML cannot hold.
enum XMLText {
    /// Appends character data. `&amp;` and its like, `&#…;` and carriage returns (XML 1.0, 2.11 and 4.6) are resolved.
    static func append(_ bytes: UnsafePointer<UInt8>, _ count: Int, to arena: inout ByteArena) throws(WorkbookProblem) {
        var start = 0
        var index = 0
        // Long texts are searched by the word.
        if count >= 32, memchr(bytes, Int32(UInt8(ascii: "&")), count) == nil, memchr(bytes, Int32(UInt8(ascii: "\r")), count) == nil { index = count }
        while index < count {
            let byte = bytes[index]
            if byte != UInt8(ascii: "&"), byte != UInt8(ascii: "\r") {
                index &+= 1
                continue
            }
            arena.append(bytes + start, index - start)
            if byte == UInt8(ascii: "\r") {
                // CR LF and CR alone are line feeds.
                if index + 1 == count || bytes[index + 1] != UInt8(ascii: "\n") { arena.append(UInt8(ascii: "\n")) }
                index += 1
            } else {
                index = try appendEntity(bytes, index, count, to: &arena)
            }
            start = index
        }
        arena.append(bytes + start, count - start)
    }

    /// - Returns: the offset behind the `;`.
    private static func appendEntity(_ bytes: UnsafePointer<UInt8>, _ start: Int, _ count: Int, to arena: inout ByteArena) throws(WorkbookProblem) -> Int {
        // The longest is &#x10FFFF; but zeros may stand before the digits.
        var end = start + 1
        while end < min(count, start + 32), bytes[end] != UInt8(ascii: ";") { end += 1 }
        guard end < count, bytes[end] == UInt8(ascii: ";") else { throw .damaged("'&' begins no character that XML knows") }
        let name = UnsafeBufferPointer(start: bytes + start + 1, count: end - start - 1)
        if name.elementsEqual("amp".utf8) {
            arena.append(UInt8(ascii: "&"))
        } else if name.elementsEqual("lt".utf8) {
            arena.append(UInt8(ascii: "<"))
        } else if name.elementsEqual("gt".utf8) {
            arena.append(UInt8(ascii: ">"))
        } else if name.elementsEqual("quot".utf8) {
            arena.append(UInt8(ascii: "\""))
        } else if name.elementsEqual("apos".utf8) {
            arena.append(UInt8(ascii: "'"))
        } else {
            let text = String(decoding: name, as: UTF8.self)
            let number = text.hasPrefix("#x") ? UInt32(text.dropFirst(2), radix: 16) : text.hasPrefix("#") ? UInt32(text.dropFirst()) : nil
            guard let number, number > 0, let scalar = Unicode.Scalar(number) else { throw .damaged("'&\(text);' is no character that XML knows") }
            arena.append(scalar)
        }
        return end + 1
    }

    /// Resolves `_x000D_` and its like in what stands from `start` on: four hexadecimal digits of a UTF-16 unit (ECMA-376
    /// part 1, 22.9.2.19). `_x005F_` is the underscore that protects one from being read so.
    static func resolveEscapes(_ arena: inout ByteArena, from start: Int) {
        guard start < arena.count, memchr(arena.base + start, Int32(UInt8(ascii: "_")), arena.count - start) != nil else { return }
        var (from, to) = (start, start)
        let end = arena.count
        while from < end {
            guard let unit = escapedUnit(arena.base + from, end - from) else {
                arena.base[to] = arena.base[from]
                from += 1
                to += 1
                continue
            }
            from += 7
            var scalar = Unicode.Scalar(UInt32(unit)) ?? "\u{FFFD}"
            // A letter beyond the first plane is escaped as its two halves.
            if unit & 0xFC00 == 0xD800, let low = escapedUnit(arena.base + from, end - from), low & 0xFC00 == 0xDC00 {
                scalar = Unicode.Scalar(0x1_0000 + (UInt32(unit & 0x3FF) << 10 | UInt32(low & 0x3FF))) ?? "\u{FFFD}"
                from += 7
            }
            // At most four bytes, where seven stood.
            for byte in UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter {
                arena.base[to] = byte
                to += 1
            }
        }
        arena.count = to
    }

    private static func escapedUnit(_ bytes: UnsafePointer<UInt8>, _ count: Int) -> UInt16? {
        guard count >= 7, bytes[0] == UInt8(ascii: "_"), bytes[1] == UInt8(ascii: "x"), bytes[6] == UInt8(ascii: "_") else { return nil }
        var unit: UInt16 = 0
        for index in 2..<6 {
            guard let digit = bytes[index].hexadecimalDigit else { return nil }
            unit = unit << 4 | UInt16(digit)
        }
        return unit
    }
}
