/// Parts of a text, counted in characters as people see them (grapheme clusters of Unicode), as the bytes where they stand.
///
/// In plain ASCII a byte is a character, but for a line end of two; anything else is counted by Swift.
extension UnsafeBufferPointer<UInt8> {
    /// Without the first `skipped` characters, and no more than `count`.
    package func characters(from skipped: Int, count wanted: Int) -> UnsafeBufferPointer<UInt8> {
        if hasOneByteCharacters { return part(Swift.min(skipped, count), wanted) }
        let text = String(decoding: self, as: UTF8.self)
        let first = text.index(text.startIndex, offsetBy: skipped, limitedBy: text.endIndex) ?? text.endIndex
        return part(of: text, from: first, wanted)
    }

    /// From the character that is the `place`-th from the end on, and no more than `count`.
    package func characters(fromEnd place: Int, count wanted: Int) -> UnsafeBufferPointer<UInt8> {
        if hasOneByteCharacters { return part(Swift.max(0, count - place), wanted) }
        let text = String(decoding: self, as: UTF8.self)
        let first = text.index(text.endIndex, offsetBy: -place, limitedBy: text.startIndex) ?? text.startIndex
        return part(of: text, from: first, wanted)
    }

    private var hasOneByteCharacters: Bool { Utf8.isASCII(self) && !contains(UInt8(ascii: "\r")) }

    private func part(_ first: Int, _ wanted: Int) -> UnsafeBufferPointer<UInt8> {
        UnsafeBufferPointer(rebasing: self[first..<first + Swift.min(wanted, count - first)])
    }

    private func part(of text: String, from first: String.Index, _ wanted: Int) -> UnsafeBufferPointer<UInt8> {
        let last = text.index(first, offsetBy: wanted, limitedBy: text.endIndex) ?? text.endIndex
        let (start, end) = (text.utf8.distance(from: text.startIndex, to: first), text.utf8.distance(from: text.startIndex, to: last))
        // Were there bytes that are no UTF-8, they would have been counted as others than stand here.
        return UnsafeBufferPointer(rebasing: self[Swift.min(start, count)..<Swift.min(end, count)])
    }
}
