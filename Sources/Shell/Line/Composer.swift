import Characters

/// Keeps what is typed in normal form C, in which all text of the program stands.
///
/// Input methods send Vietnamese letters either whole or as a letter and its marks, one key each. A mark joins the letter before it at once, so
/// that the cursor, Backspace and the screen know one letter; a mark that joins nothing (`q̂`) stays behind its letter.
enum Composer {
    /// The line with a character typed at its cursor.
    static func insert(_ scalar: Unicode.Scalar, into line: EditedLine) -> EditedLine {
        var result = line
        if isMark(scalar) {
            // Nothing to stand on: a mark alone would be drawn over what is before it.
            guard line.cursor > 0, case let base = line.scalars[line.cursor - 1], base.value >= 0x20, base.value != 0x7F else { return line }
            let composed = Array(NormalForm.composed(String(Character(base)) + String(Character(scalar))).unicodeScalars)
            result.replace(line.cursor - 1..<line.cursor, with: composed)
            // A mark may have to go before another one (`ậ` typed dot first).
            return recomposed(result)
        }
        result.insert([scalar])
        return result
    }

    /// What was pasted as it goes into the line: one kind of line break, no control characters, none at the end, so that Enter runs it.
    static func pasted(_ text: String) -> [Unicode.Scalar] {
        var scalars = cleaned(text)
        while let last = scalars.last, last == "\n" || last == " " || last == "\t" { scalars.removeLast() }
        return scalars
    }

    /// One kind of line break, no control characters.
    static func cleaned(_ text: String) -> [Unicode.Scalar] {
        var scalars: [Unicode.Scalar] = []
        var isAfterReturn = false
        for scalar in NormalForm.composed(text).unicodeScalars {
            defer { isAfterReturn = scalar == "\r" }
            switch scalar.value {
            case 0x0D: scalars.append("\n")
            case 0x0A: if !isAfterReturn { scalars.append("\n") }
            case 0x09: scalars.append("\t")
            case 0..<0x20, 0x7F..<0xA0: break
            default: scalars.append(scalar)
            }
        }
        return scalars
    }

    static func isMark(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .nonspacingMark, .enclosingMark: true
        default: false
        }
    }

    /// The letter before the cursor with all its marks, composed.
    private static func recomposed(_ line: EditedLine) -> EditedLine {
        var start = line.cursor
        while start > 0, isMark(line.scalars[start - 1]) { start -= 1 }
        guard start > 0, start < line.cursor else { return line }
        start -= 1
        var letter = String.UnicodeScalarView()
        letter.append(contentsOf: line.scalars[start..<line.cursor])
        var result = line
        result.replace(start..<line.cursor, with: Array(NormalForm.composed(String(letter)).unicodeScalars))
        return result
    }
}
