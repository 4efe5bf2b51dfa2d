/// The two ways to place a tone in open syllables with a glide: *hòa* and *hoà*, *khỏe* and *khoẻ*, *thủy* and *thuỷ*.
///
/// Decision 1989/QĐ-BGDĐT of 25/5/2018, article 8, puts the mark on the main vowel (*hoà nhạc, mạnh khoẻ,
/// thuỷ thủ*), while laws and most offices write *Luật Thủy sản*; one province's files hold both for
/// one commune. They are different strings in every normal form, hence this rule of our own.
///
/// It holds for the pairs oa, oe, uy where
/// - exactly one of the two vowels carries a mark, and that mark is a tone,
/// - no letter follows: in *hoàn*, *ngoài*, *thuyền*, *khuỷu* the place is the same in both styles,
/// - q does not stand before: in *quý* the u belongs to the consonant, so *qúy* is another string.
///
/// The *i* of *gi* needs no rule, since in *già* it makes none of the three pairs. A choice between
/// i and y (*Mĩ*, *Mỹ*) is spelling, not placement, and stays a difference.
enum TonePlacement {
    /// Set in a letter's word when it begins such a pair; the letters themselves leave the bit free.
    static let pairBit: UInt64 = 1 << 63

    /// Moves each such tone to the second vowel and marks the first with `pairBit`. O(n).
    static func unify(_ letters: UnsafeMutableBufferPointer<UInt64>) {
        guard letters.count >= 2 else { return }
        for index in 0..<letters.count - 1 {
            let first = letters[index] & 0x1F_FFFF
            guard first == 0x6F || first == 0x75, isPair(letters, at: index) else { continue }
            let marks = (letters[index] | letters[index + 1]) & ~0x1F_FFFF
            letters[index] = first | pairBit
            letters[index + 1] = letters[index + 1] & 0x1F_FFFF | marks
        }
    }

    /// The letter that begins a pair as the older style writes it, with the tone of the second.
    static func olderFirst(_ first: UInt64, second: UInt64) -> UInt64 {
        first & 0x1F_FFFF | second & ~0x1F_FFFF
    }

    private static func isPair(_ letters: UnsafeMutableBufferPointer<UInt64>, at index: Int) -> Bool {
        let first = letters[index]
        let second = letters[index + 1]
        switch (first & 0x1F_FFFF, second & 0x1F_FFFF) {
        case (0x6F, 0x61), (0x6F, 0x65), (0x75, 0x79): break
        default: return false
        }
        let firstMarks = first >> 21
        let secondMarks = second >> 21
        guard (firstMarks == 0) != (secondMarks == 0), isTone(firstMarks | secondMarks) else { return false }
        if index > 0, letters[index - 1] & 0x1F_FFFF == 0x71 { return false }
        return index + 2 == letters.count || !isLetter(letters[index + 2] & 0x1F_FFFF)
    }

    private static func isTone(_ marks: UInt64) -> Bool {
        switch marks {
        case 0x300, 0x301, 0x303, 0x309, 0x323: true
        default: false
        }
    }

    /// Whether a base continues a syllable. All above ASCII counts save the punctuation of U+2000–206F.
    private static func isLetter(_ base: UInt64) -> Bool {
        switch base {
        case 0x61...0x7A: true
        case 0..<0xC0, 0x2000...0x206F: false
        default: true
        }
    }
}
