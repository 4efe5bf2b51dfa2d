@_spi(_Unicode) import Swift
import Characters

/// The 67 letters that Latin letters of other languages have no key for, small and capital, and how they arrive in files.
enum VietnameseLetters {
    struct Letter: Sendable {
        /// One scalar, in normal form C.
        let composed: String
        /// Without any mark, small.
        let base: String
        /// The letter without its tone: `ê` of `ệ`.
        let shaped: String
        /// As a combining mark; empty for ngang.
        let tone: String

        var scalar: Unicode.Scalar { composed.unicodeScalars.first! }

        /// Composed, in parts, and as Windows-1258 has it: the letter with its shape, then its tone.
        var forms: [String] { [composed, scalars(composed._nfd), shaped + tone] }

        private func scalars(_ sequence: some Sequence<Unicode.Scalar>) -> String {
            var view = String.UnicodeScalarView()
            view.append(contentsOf: sequence)
            return String(view)
        }
    }

    /// Ngang, huyền, hỏi, ngã, sắc, nặng: in the order of dictionaries.
    static let tones = ["", "\u{300}", "\u{309}", "\u{303}", "\u{301}", "\u{323}"]

    /// Vowels in the order of the alphabet, with their bases.
    static let vowels: [(shaped: String, base: String)] = [
        ("a", "a"), ("ă", "a"), ("â", "a"), ("e", "e"), ("ê", "e"), ("i", "i"), ("o", "o"), ("ô", "o"), ("ơ", "o"), ("u", "u"), ("ư", "u"), ("y", "y"),
    ]

    /// All 134.
    static let all: [Letter] = small + small.map { letter in
        Letter(composed: letter.composed.uppercased(), base: letter.base, shaped: letter.shaped.uppercased(), tone: letter.tone)
    }

    private static let small: [Letter] = [Letter(composed: "đ", base: "d", shaped: "đ", tone: "")]
        + vowels.flatMap { vowel in
            tones.compactMap { tone in
                vowel.shaped == vowel.base && tone.isEmpty
                    ? nil : Letter(composed: NormalForm.composed(vowel.shaped + tone), base: vowel.base, shaped: vowel.shaped, tone: tone)
            }
        }
}
