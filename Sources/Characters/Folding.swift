/// The form of a text in which clerks' ways of typing it agree.
package enum Folding {
    /// Lower case without marks, đ as d, each run of white space (no-break spaces, tabs and line breaks
    /// included) as one space, and without joiners, zero-width spaces and soft hyphens. O(n).
    ///
    ///     Folding.fold("Giao  THỦY")   // "giao thuy"
    ///
    /// Full case folding (ß is ss), by the tables of the edition. For finding and suggesting, never
    /// for grouping: *Dại An* and *Đại An* fold alike and are two places.
    package static func fold(_ text: String) -> String {
        String(decoding: bytes(of: text), as: UTF8.self)
    }

    /// The same, as bytes.
    package static func bytes(of text: String) -> [UInt8] { Utf8.withBytes(of: text) { fold(utf8: $0) } }

    /// The same on bytes. Names of columns are plain letters as a rule, for which no table is asked: ten thousand are looked at after a key.
    package static func fold(utf8 bytes: UnsafeBufferPointer<UInt8>) -> [UInt8] {
        if bytes.allSatisfy({ $0 > 0x20 && $0 < 0x7F }) { return bytes.map { $0 &+ ($0 >= 0x41 && $0 <= 0x5A ? 0x20 : 0) } }
        var result: [UInt8] = []
        result.reserveCapacity(bytes.count)
        var cursor = LetterCursor(bytes)
        var isAfterSpace = false
        while let letter = cursor.next() {
            if letter.base == 0x20 {
                if !isAfterSpace { result.append(0x20) }
                isAfterSpace = true
                continue
            }
            isAfterSpace = false
            if letter.base < 0x80 {
                result.append(UInt8(truncatingIfNeeded: letter.base))
            } else if let scalar = Unicode.Scalar(letter.base), LetterTable.shared.entry(letter.base).combiningClass == 0 {
                result.append(contentsOf: UTF8.encode(scalar).unsafelyUnwrapped)
            }
        }
        return result
    }
}
