/// The right side of `~`: a text to be found in other texts, as a person means it who types in haste.
///
/// - Case does not count.
/// - A letter typed without marks finds the letter with any marks: `duong` finds *Đường*. A letter typed
///   with marks finds that letter only: `đương` does not find *Đường*, `â` does not find *ấ*.
/// - Both ways to place a tone are one text (see `TonePlacement`): `thủy` finds *Giao Thuỷ*. A hit by
///   the letters as they stand always counts, so `hò` finds *hòa* and `hoà` finds *Hoàng*.
/// - A run of white space of any kind is one space; joiners and soft hyphens do not count.
///
/// In other words: some way to write the text contains, letter for letter, some way to write the pattern.
package struct SearchPattern: Sendable {
    /// The letters as `Letter.word`, tones unified, pairs flagged.
    private let letters: [UInt64]
    /// The same as bytes when all are unmarked ASCII: then plain text can be searched as it stands.
    private let ascii: [UInt8]?
    /// The same as `BareLetters`, by which many texts are searched at once.
    let bareLetters: Needle
    /// Whether a text with the same bare letters may still be none that matches.
    var hasMarks: Bool { ascii == nil }

    package init(_ pattern: String) {
        let letters = Utf8.withBytes(of: NormalForm.composed(pattern), Self.letters)
        self.letters = letters
        ascii = letters.allSatisfy { $0 < 0x80 } ? letters.map { UInt8($0) } : nil
        bareLetters = Needle(letters.map { BareLetters.byte(UInt32(truncatingIfNeeded: $0 & 0x1F_FFFF)) })
    }

    package func matches(_ text: String) -> Bool {
        Utf8.withBytes(of: NormalForm.composed(text), matches)
    }

    /// Whether a text in NFC matches. O(n × m) at worst, in practice O(n); allocates only for long text.
    package func matches(utf8 bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        if letters.isEmpty { return true }
        if Utf8.isASCII(bytes) {
            // Plain text has no marks for a marked letter to find.
            guard let ascii else { return false }
            return Self.isFound(ascii, in: bytes)
        }
        return withUnsafeTemporaryAllocation(of: UInt64.self, capacity: Self.capacity(for: bytes)) { memory in
            let count = Self.read(bytes, into: memory)
            let text = UnsafeMutableBufferPointer(rebasing: memory[..<count])
            if ascii == nil { TonePlacement.unify(text) }
            return letters.withUnsafeBufferPointer { Self.isFound($0, in: UnsafeBufferPointer(text)) }
        }
    }

    // MARK: Reading letters

    /// Folding never makes more than three letters of a scalar, and that scalar has at least two bytes.
    private static func capacity(for bytes: UnsafeBufferPointer<UInt8>) -> Int { bytes.count * 3 / 2 + 1 }

    private static func letters(of bytes: UnsafeBufferPointer<UInt8>) -> [UInt64] {
        Array(unsafeUninitializedCapacity: capacity(for: bytes)) { memory, count in
            count = read(bytes, into: memory)
            TonePlacement.unify(UnsafeMutableBufferPointer(rebasing: memory[..<count]))
        }
    }

    private static func read(_ bytes: UnsafeBufferPointer<UInt8>, into memory: UnsafeMutableBufferPointer<UInt64>) -> Int {
        var cursor = LetterCursor(bytes)
        var count = 0
        while let letter = cursor.next() {
            if letter.word == 0x20, count > 0, memory[count - 1] == 0x20 { continue }
            memory.initializeElement(at: count, to: letter.word)
            count += 1
        }
        return count
    }

    // MARK: Finding

    private static func isFound(_ pattern: UnsafeBufferPointer<UInt64>, in text: UnsafeBufferPointer<UInt64>) -> Bool {
        guard text.count >= pattern.count else { return false }
        let firstBase = pattern[0] & 0x1F_FFFF
        for start in 0...text.count - pattern.count
        where text[start] & 0x1F_FFFF == firstBase && isFound(pattern, in: text, at: start) {
            return true
        }
        return false
    }

    private static func isFound(
        _ pattern: UnsafeBufferPointer<UInt64>, in text: UnsafeBufferPointer<UInt64>, at start: Int
    ) -> Bool {
        var index = 0
        while index < pattern.count {
            let wanted = pattern[index]
            let found = text[start + index]
            if wanted & TonePlacement.pairBit != 0 {
                // A pair of the pattern may lie on letters that are none in the text ("hòa" in "Hoàn", "úy" in
                // "qúy"): there the text has one style only, and the pattern tries both.
                let second = pattern[index + 1]
                let foundSecond = text[start + index + 1]
                let older = TonePlacement.olderFirst(wanted, second: second)
                guard
                    agrees(wanted, found) && agrees(second, foundSecond)
                        || agrees(older, found) && agrees(second & 0x1F_FFFF, foundSecond)
                else { return false }
                index += 2
                continue
            }
            if !agrees(wanted, found) {
                // The pattern may end between the letters of a pair of the text ("hò" in "hòa").
                guard index == pattern.count - 1, found & TonePlacement.pairBit != 0,
                    agrees(wanted, TonePlacement.olderFirst(found, second: text[start + index + 1]))
                else { return false }
            }
            index += 1
        }
        return true
    }

    /// Whether a letter of the text is one that a letter of the pattern stands for.
    private static func agrees(_ wanted: UInt64, _ found: UInt64) -> Bool {
        let wanted = wanted & ~TonePlacement.pairBit
        let found = found & ~TonePlacement.pairBit
        return wanted == (wanted >> 21 == 0 ? found & 0x1F_FFFF : found)
    }

    private static func isFound(_ pattern: [UInt8], in text: UnsafeBufferPointer<UInt8>) -> Bool {
        pattern.withUnsafeBufferPointer { pattern in
            let first = pattern[0]
            var start = 0
            while start < text.count {
                if lowered(text[start]) == first, isFound(pattern, in: text, at: start) { return true }
                start += 1
            }
            return false
        }
    }

    private static func isFound(_ pattern: UnsafeBufferPointer<UInt8>, in text: UnsafeBufferPointer<UInt8>, at start: Int) -> Bool {
        var position = start
        for wanted in pattern {
            guard position < text.count, lowered(text[position]) == wanted else { return false }
            position += 1
            if wanted == 0x20 {
                while position < text.count, lowered(text[position]) == 0x20 { position += 1 }
            }
        }
        return true
    }

    private static func lowered(_ byte: UInt8) -> UInt8 {
        switch byte {
        case 0x41...0x5A: byte | 0x20
        case 0x09...0x0D: 0x20
        default: byte
        }
    }
}
