/// A guess at the encoding of a file that is not UTF-8, for the message that refuses it.
///
/// Only named, never decoded by guess: TCVN3 and VNI lose case or need fonts to be read, and a
/// wrong guess that went through would put wrong names into a report.
package enum EncodingHint: Sendable, CaseIterable {
    case utf16LittleEndian
    case utf16BigEndian
    case tcvn3
    case vni
    case windows1258
    case unknown

    /// The name by which clerks know it; `nil` when it is not known.
    package var name: String? {
        switch self {
        case .utf16LittleEndian: "UTF-16, which Excel calls Unicode Text"
        case .utf16BigEndian: "UTF-16 (big endian)"
        case .tcvn3: "TCVN3 (ABC, the fonts .VnTime)"
        case .vni: "VNI-Windows (the fonts VNI-Times)"
        case .windows1258: "Windows-1258"
        case .unknown: nil
        }
    }

    /// What a message adds to "this is not UTF-8 text".
    package var addition: String { name.map { "; it looks like \($0)" } ?? "" }

    /// Guesses from the bytes around the place that is wrong.
    package static func guess(_ bytes: UnsafeBufferPointer<UInt8>, around place: Int) -> EncodingHint {
        // From an even place, so that the halves of UTF-16 stay what they are.
        let start = max(0, place - 512) & ~1
        return guess(UnsafeBufferPointer(rebasing: bytes[start..<min(bytes.count, place + 512)]))
    }

    /// Guesses from some hundred bytes around the first ill-formed one, or from the start of the file. O(n).
    ///
    /// UTF-16 shows by its mark or by zeros at every other byte. Of the three Vietnamese encodings each
    /// byte above 127 is asked whether it can stand where it stands; the one that explains
    /// most of them wins, and a tie or a poor score is unknown.
    package static func guess(_ bytes: UnsafeBufferPointer<UInt8>) -> EncodingHint {
        if let wide = utf16(bytes) { return wide }
        var scores = [(hint: EncodingHint.tcvn3, score: 0), (.vni, 0), (.windows1258, 0)]
        var high = 0
        for (index, byte) in bytes.enumerated() where byte >= 0x80 {
            high += 1
            let before = index > 0 ? bytes[index - 1] : 0x20
            scores[0].score += tcvn3Score(byte, after: before)
            scores[1].score += vniScore(byte, after: before)
            scores[2].score += windows1258Score(byte, after: before)
        }
        scores.sort { $0.score > $1.score }
        guard high > 0, scores[0].score > scores[1].score, scores[0].score >= high else { return .unknown }
        return scores[0].hint
    }

    private static func utf16(_ bytes: UnsafeBufferPointer<UInt8>) -> EncodingHint? {
        if bytes.count >= 2 {
            if bytes[0] == 0xFF, bytes[1] == 0xFE { return .utf16LittleEndian }
            if bytes[0] == 0xFE, bytes[1] == 0xFF { return .utf16BigEndian }
        }
        var zeros = (even: 0, odd: 0)
        for (index, byte) in bytes.enumerated() where byte == 0 {
            if index % 2 == 0 { zeros.even += 1 } else { zeros.odd += 1 }
        }
        // A third of the places: Vietnamese has many letters above U+00FF, separators and digits are all below.
        if zeros.odd > zeros.even, zeros.odd * 6 >= bytes.count { return .utf16LittleEndian }
        if zeros.even > zeros.odd, zeros.even * 6 >= bytes.count { return .utf16BigEndian }
        return nil
    }

    private static func isVowel(_ byte: UInt8) -> Bool {
        switch byte | 0x20 {
        case 0x61, 0x65, 0x69, 0x6F, 0x75, 0x79: true
        default: false
        }
    }

    /// TCVN 5712:1993, VN3: capitals with a mark at A1–A7, small letters from A8 on, no combining marks.
    private static func tcvn3Score(_ byte: UInt8, after before: UInt8) -> Int {
        switch byte {
        // Places that are signs in the other two.
        case 0xA1...0xAE, 0xB5...0xB9, 0xBB...0xBE: 2
        case 0xC6...0xCC, 0xCE...0xD8, 0xDC...0xDF, 0xE1...0xFE: 1
        default: -2
        }
    }

    /// VNI: a letter of ASCII, ô or ư places, then a byte that draws its marks.
    private static func vniScore(_ byte: UInt8, after before: UInt8) -> Int {
        switch byte | 0x20 {
        // The marks: â ă with tones, then tones alone.
        case 0xE0...0xE5, 0xE8...0xEB, 0xEF, 0xF5, 0xF8...0xFC:
            // 0xF4 and 0xF6 are ơ and ư, which take a tone after them.
            isVowel(before) || before | 0x20 == 0xF4 || before | 0x20 == 0xF6 ? 2 : -2
        // đ, which begins syllables; in TCVN3 the same bytes are vowels.
        case 0xF1: before | 0x20 >= 0x61 ? -2 : 2
        // Other whole letters: ơ ư, i with tones, ỵ.
        case 0xF4, 0xF6, 0xEC, 0xED, 0xE6, 0xF3, 0xF2, 0xEE: 1
        default: -2
        }
    }

    /// Windows-1258: Latin-1 with ă â đ ê ô ơ ư in place, and five combining tones.
    private static func windows1258Score(_ byte: UInt8, after before: UInt8) -> Int {
        switch byte {
        case 0xCC, 0xD2, 0xDE, 0xEC, 0xF2:
            switch before | 0x20 {
            // ă, â, ê, ô, ơ, ư
            case 0xE2, 0xE3, 0xEA, 0xF4, 0xF5, 0xFD: 2
            default: isVowel(before) ? 2 : -2
            }
        case 0xC0...0xC3, 0xC8...0xCA, 0xCD, 0xD0, 0xD3...0xD5, 0xD9...0xDA, 0xDD: 1
        case 0xE0...0xE3, 0xE8...0xEA, 0xED, 0xF0, 0xF3...0xF5, 0xF9...0xFA, 0xFD: 1
        default: -2
        }
    }
}
