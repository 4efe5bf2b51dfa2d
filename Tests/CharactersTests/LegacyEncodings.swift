@_spi(_Unicode) import Swift
import Characters

/// The encodings of Vietnamese before Unicode, as far as tests need bytes of them.
enum LegacyEncoding: CaseIterable {
    case tcvn3, vni, windows1258

    var hint: EncodingHint {
        switch self {
        case .tcvn3: .tcvn3
        case .vni: .vni
        case .windows1258: .windows1258
        }
    }

    func bytes(_ text: String) -> [UInt8] {
        text.flatMap { character -> [UInt8] in
            let parts = Array(String(character)._nfd)
            guard !character.isASCII || character.isLetter else { return Array(String(character).utf8) }
            let shape = parts.dropFirst().first { [0x302, 0x306, 0x31B].contains($0.value) }
            let tone = parts.dropFirst().first { [0x300, 0x301, 0x303, 0x309, 0x323].contains($0.value) }
            let shaped = shape.map { NormalForm.composed(String(parts[0]) + String($0)) } ?? String(parts[0])
            return bytes(shaped, tone)
        }
    }

    private func bytes(_ shaped: String, _ tone: Unicode.Scalar?) -> [UInt8] {
        switch self {
        case .tcvn3: tcvn3(shaped, tone)
        case .vni: vni(shaped, tone)
        case .windows1258: windows1258(shaped, tone)
        }
    }

    /// Huyền, hỏi, ngã, sắc, nặng.
    private static let tones: [Unicode.Scalar] = ["\u{300}", "\u{309}", "\u{303}", "\u{301}", "\u{323}"]

    private func tcvn3(_ shaped: String, _ tone: Unicode.Scalar?) -> [UInt8] {
        let rows: [String: [UInt8]] = [
            "a": [0x61, 0xB5, 0xB6, 0xB7, 0xB8, 0xB9], "ă": [0xA8, 0xBB, 0xBC, 0xBD, 0xBE, 0xC6], "â": [0xA9, 0xC7, 0xC8, 0xC9, 0xCA, 0xCB],
            "e": [0x65, 0xCC, 0xCE, 0xCF, 0xD0, 0xD1], "ê": [0xAA, 0xD2, 0xD3, 0xD4, 0xD5, 0xD6], "i": [0x69, 0xD7, 0xD8, 0xDC, 0xDD, 0xDE],
            "o": [0x6F, 0xDF, 0xE1, 0xE2, 0xE3, 0xE4], "ô": [0xAB, 0xE5, 0xE6, 0xE7, 0xE8, 0xE9], "ơ": [0xAC, 0xEA, 0xEB, 0xEC, 0xED, 0xEE],
            "u": [0x75, 0xEF, 0xF1, 0xF2, 0xF3, 0xF4], "ư": [0xAD, 0xF5, 0xF6, 0xF7, 0xF8, 0xF9], "y": [0x79, 0xFA, 0xFB, 0xFC, 0xFD, 0xFE],
        ]
        let capitals: [String: UInt8] = ["Ă": 0xA1, "Â": 0xA2, "Ê": 0xA3, "Ô": 0xA4, "Ơ": 0xA5, "Ư": 0xA6, "Đ": 0xA7, "đ": 0xAE]
        // Capitals with a tone are small letters, which a font of capitals shows large.
        if tone == nil, let byte = capitals[shaped] { return [byte] }
        guard let row = rows[shaped.lowercased()] else { return Array(shaped.utf8) }
        guard let tone, let position = Self.tones.firstIndex(of: tone) else { return rows[shaped].map { [$0[0]] } ?? Array(shaped.utf8) }
        return [row[position + 1]]
    }

    private func vni(_ shaped: String, _ tone: Unicode.Scalar?) -> [UInt8] {
        let position = tone.flatMap { Self.tones.firstIndex(of: $0) }
        let isCapital = shaped != shaped.lowercased()
        let small = shaped.lowercased()
        func cased(_ bytes: [UInt8]) -> [UInt8] { isCapital ? bytes.map { $0 >= 0x61 ? $0 - 0x20 : $0 } : bytes }
        let circumflex: [UInt8] = [0xE2, 0xE0, 0xE5, 0xE3, 0xE1, 0xE4]
        let breve: [UInt8] = [0xEA, 0xE8, 0xFA, 0xFC, 0xE9, 0xEB]
        let alone: [UInt8] = [0xF8, 0xFB, 0xF5, 0xF9, 0xEF]
        switch small {
        case "â": return cased([0x61, circumflex[position.map { $0 + 1 } ?? 0]])
        case "ê": return cased([0x65, circumflex[position.map { $0 + 1 } ?? 0]])
        case "ô": return cased([0x6F, circumflex[position.map { $0 + 1 } ?? 0]])
        case "ă": return cased([0x61, breve[position.map { $0 + 1 } ?? 0]])
        case "ơ": return cased([0xF4] + (position.map { [alone[$0]] } ?? []))
        case "ư": return cased([0xF6] + (position.map { [alone[$0]] } ?? []))
        case "đ": return cased([0xF1])
        case "i": return cased(position.map { [[0xEC, 0xE6, 0xF3, 0xED, 0xF2][$0]] } ?? [0x69])
        case "y" where position == 4: return cased([0xEE])
        case "a", "e", "o", "u", "y": return cased(Array(small.utf8) + (position.map { [alone[$0]] } ?? []))
        default: return Array(shaped.utf8)
        }
    }

    private func windows1258(_ shaped: String, _ tone: Unicode.Scalar?) -> [UInt8] {
        let places: [String: UInt8] = [
            "ă": 0xE3, "Ă": 0xC3, "â": 0xE2, "Â": 0xC2, "đ": 0xF0, "Đ": 0xD0, "ê": 0xEA, "Ê": 0xCA, "ô": 0xF4, "Ô": 0xD4, "ơ": 0xF5, "Ơ": 0xD5, "ư": 0xFD, "Ư": 0xDD,
        ]
        // Letters that Latin-1 has are single bytes, as Windows itself writes them.
        if let tone, let whole = NormalForm.composed(shaped + String(tone)).unicodeScalars.first, whole.value <= 0xFF, ![0xC3, 0xE3, 0xCC, 0xD2, 0xD5, 0xDD, 0xDE, 0xEC, 0xF2, 0xF5, 0xFD].contains(whole.value) {
            return [UInt8(whole.value)]
        }
        let letter = places[shaped].map { [$0] } ?? Array(shaped.utf8)
        return letter + (tone.flatMap { Self.tones.firstIndex(of: $0) }.map { [[0xCC, 0xD2, 0xDE, 0xEC, 0xF2][$0]] } ?? [])
    }
}
