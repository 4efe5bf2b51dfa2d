@_spi(_Unicode) import Swift
import Characters
import Randomness
import Testing

@Suite struct SearchPatternTests {
    @Test(arguments: [
        // Blind to case and, where none was typed, to marks.
        ("nam dinh", "Thành phố NAM ĐỊNH"), ("nam đinh", "Nam Đình"), ("duong", "Đường Trần Phú"), ("", "x"), ("", ""),
        ("ðinh", "Định"), ("định", "NAM ĐỊNH"), ("định", "Nam Ðịnh"), ("Hai", "Hải Hậu"), ("hậu", "Hải Hậu"), ("q", "q\u{302}"),
        // Both placements of a tone.
        ("hòa", "Hoà Bình"), ("hoà", "HÒA BÌNH"), ("thủy", "Giao Thuỷ"), ("thuỷ", "Giao Thủy"), ("hoà thuỷ", "hòa thủy"),
        ("khoẻ", "sức khỏe"), ("úy", "uý"), ("hòa, thuỷ", "Hoà, Thủy"),
        // As it stands it is always found, also where it ends inside a pair or lies in a longer syllable.
        ("hò", "hòa"), ("hò", "hoà"), ("hoà", "Hoàng"), ("hòa", "Hoàng"), ("quý", "Quý"), ("qúy", "qúy"), ("úy", "quý"), ("à b", "hòa bình"),
        // Spaces and joiners.
        ("giao thuy", "Giao \u{A0} Thuỷ"), ("giao  thuy", "giao thuy"), ("giao thuy", "giao\tthuy"), ("haihau", "Hai\u{AD}hậu"),
        ("strasse", "STRAẞE"), ("ß", "ss"),
    ])
    func finds(pattern: String, text: String) {
        #expect(SearchPattern(pattern).matches(text))
        #expect(Reference.matches(pattern, text))
    }

    @Test(arguments: [
        // A letter typed with marks is that letter.
        ("đương", "Đường"), ("â", "ấ"), ("hoá", "hoà"), ("định", "dinh"), ("hải", "hai"), ("đ", "d"), ("é", "ê"),
        // The rule for tones holds only in open syllables, and not after q.
        ("hòan", "hoàn"), ("hoàn", "hòan"), ("quý", "qúy"), ("ngòai", "ngoài"), ("hóa", "hoà"), ("mĩ", "mỹ"), ("thùy", "thuỷ"),
        ("nam dinh", "namdinh"), ("ab", "a"), ("a", ""),
    ])
    func doesNotFind(pattern: String, text: String) {
        #expect(!SearchPattern(pattern).matches(text))
        #expect(!Reference.matches(pattern, text))
    }

    @Test func agreesWithTheReferenceOnRandomText() {
        var random = SeededRandom(seed: 3)
        let pieces = ["h", "o", "ò", "ó", "a", "à", "á", "e", "è", "u", "ù", "y", "ỳ", "q", "n", "đ", "D", "â", "O", "À", " ", "\u{A0}", "-", "\u{301}", "1"]
        var hits = 0
        for _ in 0..<60_000 {
            let text = random.text(of: pieces, upTo: 9)
            let pattern = random.text(of: pieces, upTo: 4)
            let wanted = Reference.matches(pattern, text)
            if wanted { hits += 1 }
            #expect(SearchPattern(pattern).matches(text) == wanted, "\(pattern) in \(text)")
        }
        #expect(hits > 5_000)
    }

    @Test func findsWhatItWasCutFrom() {
        var random = SeededRandom(seed: 4)
        let pieces = ["Hòa ", "thuỷ", " Đường", "Quý", "a\u{302}\u{323}", "ß", "中", "12", "\u{200B}", "e"]
        for _ in 0..<5_000 {
            let text = Array(NormalForm.composed(random.text(of: pieces, upTo: 6)))
            let from = Int.random(in: 0...text.count, using: &random)
            let to = Int.random(in: from...text.count, using: &random)
            #expect(SearchPattern(String(text[from..<to])).matches(String(text)))
        }
    }
}

/// `~` as its definition says it: some way to write the text contains some way to write the pattern.
private enum Reference {
    struct Letter: Equatable {
        var base: Unicode.Scalar
        var marks: [Unicode.Scalar] = []
    }

    static func matches(_ pattern: String, _ text: String) -> Bool {
        let texts = spellings(of: letters(text))
        return spellings(of: letters(pattern)).contains { pattern in texts.contains { contains($0, pattern) } }
    }

    static func letters(_ text: String) -> [Letter] {
        var letters: [Letter] = []
        for scalar in text._nfd {
            for small in folded(scalar) {
                if let last = letters.indices.last, small.properties.canonicalCombiningClass.rawValue >= 200 {
                    letters[last].marks.append(small)
                } else if small == " ", letters.last?.base == " " {
                    continue
                } else {
                    letters.append(Letter(base: small))
                    if "đ" == small { letters[letters.count - 1] = Letter(base: "d", marks: ["đ"]) }
                }
            }
        }
        return letters
    }

    private static func folded(_ scalar: Unicode.Scalar) -> [Unicode.Scalar] {
        switch scalar {
        case "\u{AD}": []
        case "ß", "ẞ": ["s", "s"]
        case "Đ", "Ð", "ð": ["đ"]
        default: scalar.properties.isWhitespace ? [" "] : Array(scalar.properties.lowercaseMapping.unicodeScalars)
        }
    }

    private static func contains(_ text: [Letter], _ pattern: [Letter]) -> Bool {
        guard text.count >= pattern.count else { return false }
        return (0...text.count - pattern.count).contains { start in
            pattern.indices.allSatisfy { index in
                let found = text[start + index]
                return pattern[index].marks.isEmpty ? found.base == pattern[index].base : found == pattern[index]
            }
        }
    }

    /// All texts that differ only in the placement of tones.
    private static func spellings(of letters: [Letter]) -> [[Letter]] {
        var all = [letters]
        for index in letters.indices.dropLast() where isPair(letters, index) {
            all += all.map { spelling in
                var other = spelling
                other[index].marks = spelling[index + 1].marks
                other[index + 1].marks = spelling[index].marks
                return other
            }
        }
        return all
    }

    private static func isPair(_ letters: [Letter], _ index: Int) -> Bool {
        let pair = String(letters[index].base) + String(letters[index + 1].base)
        let tones: [Unicode.Scalar] = ["\u{300}", "\u{301}", "\u{303}", "\u{309}", "\u{323}"]
        guard ["oa", "oe", "uy"].contains(pair) else { return false }
        let marks = [letters[index].marks, letters[index + 1].marks].filter { !$0.isEmpty }
        guard marks.count == 1, marks[0].count == 1, tones.contains(marks[0][0]) else { return false }
        if index > 0, letters[index - 1].base == "q" { return false }
        return index + 2 == letters.count || !letters[index + 2].base.properties.isAlphabetic
            && letters[index + 2].base.properties.canonicalCombiningClass == .notReordered
    }
}
