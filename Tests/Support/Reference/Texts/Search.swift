import Characters

/// `~`: whether some way to write the text contains, letter for letter, some way to write the pattern.
///
/// A letter typed without marks finds it with any marks, one typed with marks only itself. A tone on one of the vowels of an
/// open oa, oe or uy may stand on the other one as well.
enum Search {
    static func finds(_ pattern: String, in text: String) -> Bool {
        let wanted = spellings(letters(of: pattern))
        return spellings(letters(of: text)).contains { text in wanted.contains { contains(text, $0) } }
    }

    private struct Letter: Equatable {
        /// Small and without marks.
        var base: Unicode.Scalar
        var marks: [Unicode.Scalar]
    }

    private static func contains(_ text: [Letter], _ pattern: [Letter]) -> Bool {
        guard pattern.count <= text.count else { return false }
        return (0...text.count - pattern.count).contains { start in
            pattern.indices.allSatisfy { index in
                let (own, wanted) = (text[start + index], pattern[index])
                return own.base == wanted.base && (wanted.marks.isEmpty || own.marks == wanted.marks)
            }
        }
    }

    /// Small letters with their marks taken off, runs of white space as one space, without what has no width.
    private static func letters(of text: String) -> [Letter] {
        var result: [Letter] = []
        for character in NormalForm.composed(text) {
            // đ is a letter of its own to Unicode; here its stroke is a mark.
            if character == "đ" || character == "Đ" {
                result.append(Letter(base: "d", marks: ["\u{335}"]))
                continue
            }
            let folded = Array(Folding.fold(String(character)).unicodeScalars)
            guard let base = folded.first else { continue }
            if base == " ", result.last?.base == " " { continue }
            let marks = String(character).decomposedScalars.filter { $0.properties.canonicalCombiningClass != .notReordered }
            result.append(Letter(base: base, marks: marks))
            result += folded.dropFirst().map { Letter(base: $0, marks: []) }
        }
        return result
    }

    private static let tones: Set<Unicode.Scalar> = ["\u{300}", "\u{301}", "\u{303}", "\u{309}", "\u{323}"]
    private static let pairs: Set<String> = ["oa", "oe", "uy"]

    /// The letters as they are, and with each tone moved that may stand in two places.
    private static func spellings(_ letters: [Letter]) -> [[Letter]] {
        var result: [[Letter]] = [letters]
        for index in letters.indices.dropLast() {
            let (first, second) = (letters[index], letters[index + 1])
            let marks = first.marks + second.marks
            guard pairs.contains("\(first.base)\(second.base)"), first.marks.isEmpty != second.marks.isEmpty,
                marks.count == 1, tones.contains(marks[0]),
                index == 0 || letters[index - 1].base != "q",
                index + 2 == letters.count || !isLetter(letters[index + 2].base)
            else { continue }
            result += result.map { spelling in
                var other = spelling
                other[index].marks = second.marks
                other[index + 1].marks = first.marks
                return other
            }
        }
        return result
    }

    private static func isLetter(_ scalar: Unicode.Scalar) -> Bool { scalar.properties.isAlphabetic }
}

extension String {
    /// Letters first, then their marks; only the letters of Vietnamese are taken apart.
    fileprivate var decomposedScalars: [Unicode.Scalar] {
        unicodeScalars.flatMap { scalar in Vietnamese.decomposed[scalar] ?? [scalar] }
    }
}

/// The marked letters of Vietnamese, taken apart.
enum Vietnamese {
    static let decomposed: [Unicode.Scalar: [Unicode.Scalar]] = {
        var result: [Unicode.Scalar: [Unicode.Scalar]] = [:]
        let qualities: [(Unicode.Scalar, [Unicode.Scalar])] = [
            ("a", []), ("a", ["\u{306}"]), ("a", ["\u{302}"]), ("e", []), ("e", ["\u{302}"]), ("i", []), ("o", []), ("o", ["\u{302}"]),
            ("o", ["\u{31B}"]), ("u", []), ("u", ["\u{31B}"]), ("y", []),
        ]
        let tones: [[Unicode.Scalar]] = [[], ["\u{300}"], ["\u{301}"], ["\u{303}"], ["\u{309}"], ["\u{323}"]]
        for (letter, quality) in qualities {
            for tone in tones {
                for base in [letter, Unicode.Scalar(letter.value - 0x20) ?? letter] {
                    let parts = [base] + quality + tone
                    let composed = NormalForm.composed(String(String.UnicodeScalarView(parts)))
                    if composed.unicodeScalars.count == 1, let scalar = composed.unicodeScalars.first { result[scalar] = parts }
                }
            }
        }
        return result
    }()
}
