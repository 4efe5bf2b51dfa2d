extension DisplayWidth {
    /// The text with signs in place of control characters, so that data cannot move the cursor, change
    /// colours, ring or turn the direction of the line: ␛ for escape, ␉ for a tab, `\u{202E}` for a
    /// direction override. O(n); returns the text itself when there is nothing to replace.
    package static func visible(_ text: String) -> String {
        guard text.unicodeScalars.contains(where: { replacement(for: $0) != nil }) else { return text }
        var result = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            if let replacement = replacement(for: scalar) {
                result.append(contentsOf: replacement.unicodeScalars)
            } else {
                result.append(scalar)
            }
        }
        return String(result)
    }

    /// What stands for a control character; `nil` for all that may be printed.
    static func replacement(for scalar: Unicode.Scalar) -> String? {
        switch scalar.value {
        // The pictures of U+2400 on: one for each control character of ASCII.
        case 0x00...0x1F: Unicode.Scalar(0x2400 + scalar.value).map { String(Character($0)) }
        case 0x7F: "\u{2421}"
        // C1 controls, which some terminals obey; line and paragraph separators; bidirectional controls.
        case 0x80...0x9F, 0x061C, 0x200E...0x200F, 0x2028...0x202E, 0x2066...0x2069:
            "\\u{" + String(scalar.value, radix: 16, uppercase: true) + "}"
        default: nil
        }
    }
}
