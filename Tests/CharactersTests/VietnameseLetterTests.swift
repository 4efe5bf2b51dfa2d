import Characters
import Testing

/// Each of the 134 letters, in each of the forms in which files have them, through all that the package does with text.
@Suite struct VietnameseLetterTests {
    private typealias Letters = VietnameseLetters

    @Test func thereAreAHundredAndThirtyFour() {
        #expect(Letters.all.count == 134)
        #expect(Set(Letters.all.map(\.composed)).count == 134)
        #expect(Letters.all.allSatisfy { $0.composed.unicodeScalars.count == 1 })
        // By byte: Swift's own `==` would take the forms for one.
        #expect(Letters.all.count { Set($0.forms.map { Array($0.utf8) }).count == 3 } == 2 * 30)
    }

    @Test func allFormsBecomeOne() {
        for letter in Letters.all {
            for form in letter.forms { #expect(Array(NormalForm.composed("x\(form)n").utf8) == Array("x\(letter.composed)n".utf8), "\(letter.composed)") }
        }
    }

    @Test func allFormsFoldToTheirBase() {
        for letter in Letters.all {
            for form in letter.forms { #expect(Folding.fold("X\(form)N") == "x\(letter.base)n", "\(letter.composed)") }
        }
    }

    /// Ð and ð of Iceland and Ɖ and ɖ of Africa are on the keyboards and in the code pages where Đ and đ should be.
    @Test func whatLooksLikeĐIsFoundAsĐ() {
        for text in ["Đ", "đ", "Ð", "ð", "Ɖ", "ɖ"] {
            #expect(Folding.fold(text) == "d")
            for pattern in ["Đ", "đ", "Ð", "ð", "Ɖ", "d", "D"] { #expect(SearchPattern(pattern).matches("x\(text)"), "\(pattern) in \(text)") }
            #expect(Collation.sortKey("\(text)ông")[0...].starts(with: Collation.sortKey("đông").prefix(1)))
        }
    }

    /// A letter typed with its marks finds that letter in any form and any case, and none of the 66 others of its case; its base
    /// finds all that stand on it.
    @Test func searchTellsEachFromEachOther() {
        for wanted in Letters.all {
            for found in Letters.all {
                let isSame = wanted.composed.lowercased() == found.composed.lowercased()
                for text in found.forms {
                    for typed in wanted.forms where SearchPattern(typed).matches("x\(text)") != isSame { Issue.record("\(wanted.composed) in \(found.composed)") }
                    if SearchPattern(wanted.base).matches("x\(text)") != (wanted.base == found.base) { Issue.record("\(wanted.base) in \(found.composed)") }
                }
            }
        }
    }

    /// a ă â b … y, and of one vowel ngang, huyền, hỏi, ngã, sắc, nặng; small before capital; all forms alike.
    @Test func theOrderIsThatOfTheDictionary() {
        let alphabet = ["a", "ă", "â", "b", "c", "d", "đ", "e", "ê", "g", "h", "i", "k", "l", "m", "n", "o", "ô", "ơ", "p", "q", "r", "s", "t", "u", "ư", "v", "x", "y"]
        func isBefore(_ one: String, _ other: String) -> Bool { Collation.sortKey(one).lexicographicallyPrecedes(Collation.sortKey(other)) }
        for (one, next) in zip(alphabet, alphabet.dropFirst()) {
            #expect(isBefore(one, next) && isBefore(one.uppercased(), next) && isBefore(one + "z", next), "\(one) \(next)")
        }
        for vowel in Letters.vowels {
            let toned = Letters.tones.map { vowel.shaped + $0 }
            for (one, next) in zip(toned, toned.dropFirst()) {
                #expect(isBefore("m\(one)", "m\(next)") && isBefore("M\(one)", "m\(next)") && isBefore("m\(next)", "m\(one)n"), "\(one) \(next)")
            }
        }
        for letter in Letters.all {
            let keys = letter.forms.map { Collation.sortKey(NormalForm.composed($0)) }
            #expect(Set(keys).count == 1, "\(letter.composed)")
            if letter.composed != letter.composed.uppercased() { #expect(isBefore(letter.composed, letter.composed.uppercased())) }
        }
    }

    @Test func eachFormIsOneColumnWide() {
        for letter in Letters.all {
            for form in letter.forms { #expect(DisplayWidth.of(form) == 1, "\(letter.composed)") }
        }
    }

    /// oa, oe, uy at the end of a syllable, under each of the five tones, written the older and the newer way, in each form.
    @Test func bothPlacesOfEachToneAreOne() {
        for (first, second) in [("o", "a"), ("o", "e"), ("u", "y")] {
            for tone in Letters.tones.dropFirst() {
                for (start, end) in [("h", ""), ("", ""), ("Th", " Bình"), ("kh", ", x"), ("g", "-b")] {
                    let older = start + first + tone + second + end
                    let newer = start + first + second + tone + end
                    for (pattern, text) in [(older, newer), (newer, older)] {
                        for (pattern, text) in [(pattern, text), (pattern.uppercased(), NormalForm.composed(text)), (NormalForm.composed(pattern), text.uppercased())] {
                            #expect(SearchPattern(pattern).matches(text), "\(pattern) in \(text)")
                        }
                    }
                    #expect(Folding.fold(older) == Folding.fold(newer))
                }
                // After q, and before another letter, the two are not both words of the language.
                #expect(!SearchPattern("q" + first + tone + second).matches("q" + first + second + tone))
                #expect(!SearchPattern(first + tone + second + "n").matches(first + second + tone + "n"))
            }
        }
    }
}
