/// Text that a program read in the wrong encoding before it was saved as UTF-8: `Nam Äá»‹nh`, `Nam §Þnh`.
///
/// The bytes are valid, so no reader can refuse them; but no name of a place ever reads so, and no filter finds it.
package enum GarbledText: Sendable, Equatable {
    /// UTF-8 that was taken for the code page of an English or a Vietnamese Windows; the text that was meant.
    case utf8(meant: String)
    /// Đ written with a letter that looks like it, as Windows-1258 becomes in the hands of Western programs.
    case lookalike(Unicode.Scalar, meant: String)
    /// TCVN3 that was taken for Western letters: it shows right only in the fonts .VnTime.
    case tcvn3

    /// `nil` for text that may be what it is. O(n).
    ///
    /// Garbled text holds no letter beyond those of a code page, which real Vietnamese nearly always does, and does
    /// hold what would be letters of Vietnamese in UTF-8 or in TCVN3.
    package init?(_ text: String) {
        if let bytes = Self.bytes(of: text) {
            if let meant = Self.readAsUTF8(text, bytes) {
                self = .utf8(meant: meant)
                return
            }
            if Self.isTCVN3(text, bytes) {
                self = .tcvn3
                return
            }
        }
        guard let wrong = text.unicodeScalars.first(where: { Self.đ(for: $0) != nil }) else { return nil }
        var meant = String.UnicodeScalarView()
        for scalar in text.unicodeScalars { meant.append(Self.đ(for: scalar) ?? scalar) }
        self = .lookalike(wrong, meant: String(meant))
    }

    private static func đ(for scalar: Unicode.Scalar) -> Unicode.Scalar? {
        switch scalar {
        case "\u{D0}", "\u{189}": "Đ"
        case "\u{F0}", "\u{256}": "đ"
        default: nil
        }
    }

    /// What the text was before a code page of Windows made letters of it; `nil` when it was not, or is ASCII but for one.
    private static func bytes(of text: String) -> [UInt8]? {
        var bytes: [UInt8] = []
        var high = 0
        for scalar in text.unicodeScalars {
            guard let byte = byte(of: scalar) else { return nil }
            if byte >= 0x80 { high += 1 }
            bytes.append(byte)
        }
        return high < 2 ? nil : bytes
    }

    /// What somebody typed, where it can be told.
    package var meant: String? {
        switch self {
        case .utf8(let meant), .lookalike(_, let meant): meant
        case .tcvn3: nil
        }
    }

    // MARK: UTF-8 taken for a code page

    /// The text with each letter that stands as two or three characters put back; `nil` when there is none.
    private static func readAsUTF8(_ text: String, _ bytes: [UInt8]) -> String? {
        let scalars = Array(text.unicodeScalars)
        var result = String.UnicodeScalarView()
        var found = false
        var index = 0
        while index < bytes.count {
            let length = bytes[index] < 0xC3 ? 1 : bytes[index] < 0xE0 ? 2 : 3
            if length > 1, index + length <= bytes.count, let scalar = letter(bytes[index..<(index + length)]) {
                result.append(scalar)
                found = true
                index += length
            } else {
                result.append(scalars[index])
                index += 1
            }
        }
        return found ? String(result) : nil
    }

    /// The letter of Vietnamese, or the printed sign, whose UTF-8 these bytes are.
    private static func letter(_ bytes: ArraySlice<UInt8>) -> Unicode.Scalar? {
        guard let text = String(validating: bytes, as: UTF8.self), let scalar = text.unicodeScalars.first, text.unicodeScalars.count == 1 else { return nil }
        switch scalar.value {
        // à to ý, ă đ ĩ ũ ơ ư, all with two marks, and the dashes and quotation marks of word processors.
        case 0xC0...0xFD, 0x102, 0x103, 0x110, 0x111, 0x128, 0x129, 0x168, 0x169, 0x1A0, 0x1A1, 0x1AF, 0x1B0, 0x1EA0...0x1EF9: return scalar
        case 0x2013, 0x2014, 0x2018...0x201D, 0x2026: return scalar
        default: return nil
        }
    }

    // MARK: TCVN3

    /// Signs that are letters in TCVN3 touch letters, and the rest is as the encoding would have it.
    private static func isTCVN3(_ text: String, _ bytes: [UInt8]) -> Bool {
        // Ă đ ơ ư and combining tones are in no Western code page.
        guard text.unicodeScalars.allSatisfy({ $0.value <= 0xFF }) else { return false }
        let signs = bytes.indices.contains { index in
            guard isTCVN3Sign(bytes[index]) else { return false }
            let touching = [index - 1, index + 1].count { bytes.indices.contains($0) && isLetter(bytes[$0]) }
            // « and » stand at the edges of words in real text too.
            return touching > (bytes[index] == 0xAB || bytes[index] == 0xBB ? 1 : 0)
        }
        guard signs, bytes.contains(where: { $0 >= 0xC6 }) else { return false }
        return bytes.withUnsafeBufferPointer { EncodingHint.guess($0) } == .tcvn3
    }

    private static func isLetter(_ byte: UInt8) -> Bool {
        byte >= 0xC0 || byte | 0x20 >= 0x61 && byte | 0x20 <= 0x7A
    }

    private static func isTCVN3Sign(_ byte: UInt8) -> Bool {
        switch byte {
        case 0xA1...0xAE, 0xB5...0xB9, 0xBB...0xBE: true
        default: false
        }
    }

    // MARK: Code pages

    /// The byte that Windows-1252, else Windows-1258, else Latin-1 reads as this character.
    private static func byte(of scalar: Unicode.Scalar) -> UInt8? {
        switch scalar.value {
        case 0...0xFF: return UInt8(scalar.value)
        case 0x102: return 0xC3
        case 0x103: return 0xE3
        case 0x110: return 0xD0
        case 0x111: return 0xF0
        case 0x1A0: return 0xD5
        case 0x1A1: return 0xF5
        case 0x1AF: return 0xDD
        case 0x1B0: return 0xFD
        default: return windowsSigns.firstIndex(of: scalar.value).map { UInt8(0x80 + $0) }
        }
    }

    /// Windows-1252 from 80 to 9F; 0 where it has nothing.
    private static let windowsSigns: [UInt32] = [
        0x20AC, 0, 0x201A, 0x192, 0x201E, 0x2026, 0x2020, 0x2021, 0x2C6, 0x2030, 0x160, 0x2039, 0x152, 0, 0x17D, 0,
        0, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014, 0x2DC, 0x2122, 0x161, 0x203A, 0x153, 0, 0x17E, 0x178,
    ]
}
