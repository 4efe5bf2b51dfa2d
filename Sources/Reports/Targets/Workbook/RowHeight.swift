import Characters

/// How high a row must be for its wrapped texts to be seen.
///
/// Excel works heights out when it opens a workbook, but not for cells that are merged, and LibreOffice hardly ever; so the lines are
/// counted here, a line broken behind words as both programs do. Letters of the usual font are about as wide as its digits, in which the widths
/// of columns are measured.
enum RowHeight {
    /// In points, of which a row of Excel has 409 at most.
    static func of(lines: Int, fontSize: Double = 11) -> Double { min(409, (Double(lines) * fontSize * 1.35).rounded(.up)) }

    /// - Parameter width: of the column, in digits of the usual font.
    static func lines(_ text: String, width: Int, fontSize: Double = 11, isBold: Bool = false) -> Int {
        // Room that Excel leaves at the edges; and bold letters are wider.
        let room = max(1, Int(Double(width - 1) * 11 / fontSize * (isBold ? 0.92 : 1)))
        return text.split(separator: "\n", omittingEmptySubsequences: false).reduce(0) { $0 + lines(paragraph: $1, room) }
    }

    private static func lines(paragraph: Substring, _ room: Int) -> Int {
        var (lines, used) = (1, 0)
        for word in paragraph.split(separator: " ") {
            let width = DisplayWidth.of(String(word))
            if used > 0, used + 1 + width > room {
                lines += 1
                used = 0
            }
            used += (used > 0 ? 1 : 0) + width
            // A word that is longer than a line is broken anywhere.
            while used > room {
                lines += 1
                used -= room
            }
        }
        return lines
    }
}
