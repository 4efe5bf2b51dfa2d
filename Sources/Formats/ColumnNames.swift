import Characters

/// The names of columns, from what stands in a header.
enum ColumnNames {
    /// Trimmed and in NFC; empty ones become `column_3`, and the second `a` becomes `a_2`. A heading over several lines is one line.
    static func made(from raw: [String]) -> (names: [String], hints: [String]) {
        var names: [String] = []
        var hints: [String] = []
        let headings = raw.map(oneLine)
        var taken = Set(headings)
        var seen: Set<String> = []
        // Where the numbers of the next one of each heading go on: those before are taken.
        var numbers: [String: Int] = [:]
        for (index, wanted) in headings.enumerated() {
            let stem = wanted.isEmpty ? "column_\(index + 1)" : wanted
            var name = stem
            while seen.contains(name) || (name != wanted && taken.contains(name)) {
                let number = numbers[stem, default: 2]
                name = "\(stem)_\(number)"
                numbers[stem] = number + 1
            }
            if !wanted.isEmpty, name != wanted { hints.append("column \(index + 1) is a second '\(wanted)' and is called '\(name)' here") }
            seen.insert(name)
            taken.insert(name)
            names.append(name)
        }
        return (names, hints)
    }

    /// Without blanks at the ends; a line break inside, with the blanks around it, becomes one blank.
    static func oneLine(_ text: String) -> String {
        let lines = NormalForm.composed(text).unicodeScalars.split { $0 == "\n" || $0 == "\r" }
        return lines.map(trimmed).filter { !$0.isEmpty }.joined(separator: " ")
    }

    private static func trimmed(_ line: Substring.UnicodeScalarView) -> String {
        var scalars = line
        // Excel exports pad with no-break spaces; a zero-width space or BOM is not seen at all.
        let blanks: Set<Unicode.Scalar> = [" ", "\t", "\u{A0}", "\u{200B}", "\u{FEFF}"]
        while let first = scalars.first, blanks.contains(first) { scalars.removeFirst() }
        while let last = scalars.last, blanks.contains(last) { scalars.removeLast() }
        return String(Substring(scalars))
    }
}
