/// Text as the library takes it: ended by a zero, with what the file format would take for an escape written as one.
///
/// `_x0041_` in a cell means `A` to every reader of workbooks (ECMA-376 part 1, 22.9.2.19); data that holds such a text means the seven
/// signs. The buffer is used again for each cell.
struct CellText {
    private var buffer: [UInt8] = []

    /// What a cell holds, in UTF-16 units, as Excel counts.
    static let longest = 32_767

    /// The signs of a text that is too long for a cell; `nil` for others.
    static func excess(_ text: UnsafeBufferPointer<UInt8>) -> Int? {
        guard text.count > longest else { return nil }
        // Continuation bytes are no units; letters of four bytes are two.
        let units = text.reduce(0) { $0 + ($1 & 0xC0 == 0x80 ? 0 : $1 >= 0xF0 ? 2 : 1) }
        return units > longest ? units : nil
    }

    mutating func withCString<Result>(_ text: UnsafeBufferPointer<UInt8>, _ body: (UnsafePointer<CChar>) -> Result) -> Result {
        buffer.removeAll(keepingCapacity: true)
        buffer.append(contentsOf: text)
        if text.contains(where: { $0 == UInt8(ascii: "_") || $0 == 0 }) { escape() }
        buffer.append(0)
        return buffer.withUnsafeBytes { bytes in body(bytes.assumingMemoryBound(to: CChar.self).baseAddress.unsafelyUnwrapped) }
    }

    private mutating func escape() {
        let text = buffer
        buffer.removeAll(keepingCapacity: true)
        for (index, byte) in text.enumerated() {
            if byte == 0 {
                buffer.append(contentsOf: "_x0000_".utf8)
            } else {
                if byte == UInt8(ascii: "_"), CellText.isEscape(text[index...].prefix(7)) { buffer.append(contentsOf: "_x005F".utf8) }
                buffer.append(byte)
            }
        }
    }

    /// `_xHHHH_`
    private static func isEscape(_ bytes: ArraySlice<UInt8>) -> Bool {
        guard bytes.count == 7, bytes[bytes.startIndex + 1] | 0x20 == UInt8(ascii: "x"), bytes.last == UInt8(ascii: "_") else { return false }
        return bytes.dropFirst(2).dropLast().allSatisfy { Character(Unicode.Scalar($0)).isHexDigit }
    }
}
