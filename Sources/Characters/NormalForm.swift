@_spi(_Unicode) import Swift

/// Unicode normal form C, in which all text inside the program stands.
///
/// A file may hold `ậ` as one scalar, as `a` with two marks, or as Windows-1258 leaves it, `â`
/// with one mark; `==`, grouping and sorting compare bytes, so all three must become one.
/// The quick check is ours, on bytes and pinned to an edition. The full algorithm is that of
/// the standard library, whose entry point is not public surface; a test holds it to UAX 15.
/// Scalars newer than our edition never pass the quick check, so the two cannot disagree.
package enum NormalForm {
    /// The text in NFC. O(n); returns the text itself when a quick check shows that it is composed.
    package static func composed(_ text: String) -> String {
        if Utf8.withBytes(of: text, isSurelyComposed) { return text }
        return fullyComposed(text)
    }

    /// The bytes of the text in NFC, or `nil` when they stand so already. O(n); allocates
    /// nothing when a quick check suffices, as it does for ASCII and for composed Vietnamese.
    ///
    /// The bytes should be valid UTF-8: ill-formed ones come back as U+FFFD.
    package static func composed(utf8 bytes: UnsafeBufferPointer<UInt8>) -> [UInt8]? {
        if isSurelyComposed(bytes) { return nil }
        let composed = Array(fullyComposed(String(decoding: bytes, as: UTF8.self)).utf8)
        return composed.elementsEqual(bytes) ? nil : composed
    }

    /// As `Utf8.firstInvalid`, and looks on the way whether all of it is surely composed: then nobody need ask for the cells of a block one by one.
    ///
    /// - Parameter areSurelyComposed: becomes false where that is not so; nobody looks where it is false already.
    package static func firstInvalid(in bytes: UnsafeBufferPointer<UInt8>, areSurelyComposed: inout Bool) -> Int? {
        var areSure = areSurelyComposed
        defer { areSurelyComposed = areSure }
        return Utf8.firstInvalid(in: bytes) { scalar in
            areSure = areSure && !uncertain.contains(scalar)
            return true
        }
    }

    private static func fullyComposed(_ text: String) -> String {
        var scalars = String.UnicodeScalarView()
        for scalar in text._nfc { scalars.append(scalar) }
        return String(scalars)
    }

    private static let uncertain = ScalarRanges(NormalFormData.uncertain)

    /// Whether each scalar is one that occurs in NFC text whatever its neighbours are
    /// (NFC_Quick_Check=Yes and combining class 0; UAX 15, section 9), and so in every part of the text. False says nothing.
    ///
    /// O(n), 64 bytes a step over ASCII and Vietnamese, since U+0080–02FF and U+1E00–1EFF have no exception.
    static func isSurelyComposed(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool { Utf8.firstInvalid(in: bytes) { !uncertain.contains($0) } == nil }
}
