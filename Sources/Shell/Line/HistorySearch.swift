import Characters

/// Ctrl-R: inputs that contain what is typed, whatever its case and marks, newest first.
struct HistorySearch {
    private(set) var pattern = EditedLine()
    private(set) var found: [String] = []
    private(set) var chosen = 0

    /// More than anybody looks through.
    private static let most = 200

    mutating func setPattern(_ pattern: EditedLine, in history: InputHistory) {
        self.pattern = pattern
        let folded = Folding.fold(pattern.text)
        found = Array(history.inputs.lazy.reversed().filter { folded.isEmpty || Folding.fold($0).contains(folded) }.prefix(Self.most))
        chosen = 0
    }

    /// To an older one, or a newer one.
    mutating func step(_ step: Int) { chosen = max(0, min(chosen + step, found.count - 1)) }

    var choice: String? { found.indices.contains(chosen) ? found[chosen] : nil }

    func rows(columns: Int, at most: Int) -> [MenuRow] {
        let count = min(CompletionMenu.rows, most - 1)
        guard count >= 0 else { return [] }
        let head = MenuRow(text: "search: " + DisplayWidth.visible(pattern.text), remark: found.isEmpty ? "  nothing found" : "")
        let first = min(max(0, chosen - count + 1), max(0, found.count - count))
        return [head] + found.indices.dropFirst(first).prefix(count).map { index in
            MenuRow(text: found[index].split(whereSeparator: \.isWhitespace).joined(separator: " "), isChosen: index == chosen)
        }
    }
}
