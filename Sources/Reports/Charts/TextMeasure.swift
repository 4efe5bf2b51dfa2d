import Characters

/// How wide a text will be in letters like those of Arial, of which nobody here can ask the font.
///
/// By classes of letters and rather too wide than too narrow: what is measured so fits in every font that a page may find.
enum TextMeasure {
    static func width(_ text: String, _ size: Double) -> Double {
        text.reduce(0) { $0 + units($1) } * size
    }

    /// The text, or as much of it as fits with `…` behind it.
    static func fitted(_ text: String, _ size: Double, to width: Double) -> String {
        if self.width(text, size) <= width { return text }
        var result = ""
        var used = units("…") * size
        for character in text {
            used += units(character) * size
            if used > width { break }
            result.append(character)
        }
        while result.last == " " { result.removeLast() }
        return result + "…"
    }

    /// Words on lines none of which is wider, as far as words allow.
    static func lines(_ text: String, _ size: Double, width: Double) -> [String] {
        var lines: [String] = []
        for word in text.split(separator: " ") {
            if let last = lines.last, self.width(last + " " + word, size) <= width {
                lines[lines.count - 1] = last + " " + word
            } else {
                lines.append(String(word))
            }
        }
        return lines
    }

    /// Of the letter's size.
    private static func units(_ character: Character) -> Double {
        // Marks over and under a letter take no room, so it is as wide as its base.
        let base = character.isASCII ? String(character) : Folding.fold(String(character))
        return switch base.unicodeScalars.first ?? " " {
        case "i", "j", "l", "I", ".", ",", ":", ";", "'", "|", "!": character.isUppercase ? 0.36 : 0.29
        case " ", "f", "t", "r", "/", "(", ")", "-", "[", "]": 0.36
        case "m", "w", "M", "W", "%", "@", "–", "…": 1.0
        case "A"..."Z": 0.78
        case "a"..."z" where character.isUppercase: 0.78
        case "\0"..."~": 0.6
        default: Double(DisplayWidth.of(character)) * 0.6
        }
    }
}
