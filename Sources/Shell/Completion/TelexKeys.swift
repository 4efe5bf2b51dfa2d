import Characters

/// The keys behind letters that a Vietnamese input method has made of an English word: `ưhere` was `where`, `sỏt` was `sort`.
///
/// In Telex a letter typed twice or followed by `w` gets its hook, and `s f r x j` after the vowel its tone. Which came first cannot be
/// seen any more, so there are a few readings.
enum TelexKeys {
    /// Letters beyond this are not read: words of the language are short.
    private static let longest = 24

    static func readings(of text: String) -> Set<String> {
        guard text.unicodeScalars.count <= longest else { return [] }
        var readings: Set<String> = [""]
        for letter in NormalForm.composed(text) {
            let keys = Self.keys(of: letter)
            readings = Set(readings.flatMap { reading in keys.map { reading + $0 } })
            // Tones are typed at the end of a word as often as behind their vowel; three such letters are no word of ours.
            if readings.count > 64 { return [] }
        }
        return readings
    }

    private static func keys(of letter: Character) -> [String] {
        let text = String(letter)
        guard !text.utf8.allSatisfy({ $0 < 0x80 }) else { return [text] }
        for (base, tone) in tones(of: text) {
            guard let vowel = vowels[base] else { continue }
            if tone.isEmpty { return vowel }
            return vowel.flatMap { keys -> [String] in
                guard let first = keys.first, keys.count > 1 else { return [keys + tone] }
                return [keys + tone, String(first) + tone + keys.dropFirst()]
            }
        }
        return [text]
    }

    /// The letter without its tone, and the key of the tone.
    private static func tones(of letter: String) -> [(base: String, key: String)] {
        let marks: [(scalar: Unicode.Scalar, key: String)] = [("\u{301}", "s"), ("\u{300}", "f"), ("\u{309}", "r"), ("\u{303}", "x"), ("\u{323}", "j")]
        for base in vowels.keys {
            if base == letter { return [(base, "")] }
            for mark in marks where NormalForm.composed(base + String(mark.scalar)) == letter { return [(base, mark.key)] }
        }
        return []
    }

    private static let vowels: [String: [String]] = [
        "a": ["a"], "ă": ["aw"], "â": ["aa"], "e": ["e"], "ê": ["ee"], "i": ["i"], "o": ["o"], "ô": ["oo"], "ơ": ["ow"], "u": ["u"],
        "ư": ["w", "uw"], "y": ["y"], "đ": ["dd"],
    ]
}
