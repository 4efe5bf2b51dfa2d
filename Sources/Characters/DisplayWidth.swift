/// How many cells of a terminal text takes.
///
/// Marks and joiners take none, East Asian wide signs (UAX 11) and emoji two, all else one. The unit
/// is the grapheme: a family joined from four emoji, a flag of two letters, a sign made into an emoji by U+FE0F
/// take two cells each, which is what terminals that know emoji draw; older ones differ there,
/// and nothing tells them apart. Signs of ambiguous width count as one, as outside East Asian
/// locales. Control characters count as what `visible(_:)` shows in their place.
package enum DisplayWidth {
    /// Where the spare cells go when text is padded.
    package enum Alignment: Sendable { case left, right, centre }

    private static let zero = ScalarRanges(WidthData.zero)
    private static let wide = ScalarRanges(WidthData.wide)

    /// The cells of a text. O(n); without segmentation into graphemes when all is ASCII.
    package static func of(_ text: String) -> Int {
        if let plain = asciiWidth(text) { return plain }
        return text.reduce(0) { $0 + of($1) }
    }

    /// The cells of one grapheme.
    package static func of(_ character: Character) -> Int {
        var sum = 0
        var isWide = false
        for scalar in character.unicodeScalars {
            if let replacement = replacement(for: scalar) {
                sum += replacement.unicodeScalars.count
                continue
            }
            if scalar.value == 0xFE0F { isWide = isWide || sum > 0 }
            let width = scalarWidth(scalar.value)
            if width == 2 { isWide = true }
            sum += width
        }
        return isWide ? 2 : sum
    }

    /// The text, cut at a grapheme and ended by `…` when it is wider than `width` cells. A wide sign
    /// that would cross the edge is left out, so the result may be a cell short.
    package static func truncated(_ text: String, to width: Int) -> String {
        if of(text) <= width { return text }
        guard width > 0 else { return "" }
        var result = ""
        var used = 0
        for character in text {
            let next = of(character)
            if used + next > width - 1 { break }
            result.append(character)
            used += next
        }
        return result + "…"
    }

    /// The text with spaces up to `width` cells; unchanged when it is as wide already.
    package static func padded(_ text: String, to width: Int, _ alignment: Alignment = .left) -> String {
        let spare = width - of(text)
        guard spare > 0 else { return text }
        switch alignment {
        case .left: return text + spaces(spare)
        case .right: return spaces(spare) + text
        case .centre: return spaces(spare / 2) + text + spaces(spare - spare / 2)
        }
    }

    private static func spaces(_ count: Int) -> String { String(repeating: " ", count: count) }

    private static func scalarWidth(_ scalar: UInt32) -> Int {
        // No mark below U+0300 and no wide sign below U+1100; U+00AD is drawn as a hyphen.
        if scalar < 0x300 { return 1 }
        if zero.contains(scalar) { return 0 }
        return scalar >= 0x1100 && wide.contains(scalar) ? 2 : 1
    }

    private static func asciiWidth(_ text: String) -> Int? {
        Utf8.withBytes(of: text) { bytes in
            // Each byte is one cell: a control character shows as one sign.
            Utf8.isASCII(bytes) ? bytes.count : nil
        }
    }
}
