import Characters

/// The choices of Tab: which are there, which is chosen, and what stood in the line before one was.
struct CompletionMenu {
    let candidates: [Candidate]
    /// The scalars of the line that a choice takes the place of, as they were typed.
    let typed: [Unicode.Scalar]
    let start: Int
    private(set) var chosen: Int?

    /// Rows of choices on the screen.
    static let rows = 8

    init(_ candidates: [Candidate], replacing range: Range<Int>, of line: EditedLine) {
        self.candidates = candidates
        typed = Array(line.scalars[range])
        start = range.lowerBound
    }

    /// What stands in the line where the menu began.
    var current: [Unicode.Scalar] { chosen.map { Array(candidates[$0].text.unicodeScalars) } ?? typed }

    /// Chooses the next one, or the one before.
    mutating func step(_ step: Int) {
        guard let chosen else { return self.chosen = step > 0 ? 0 : candidates.count - 1 }
        self.chosen = (chosen + step + candidates.count) % candidates.count
    }

    /// The line with `new` in the place of what stands there now.
    func line(_ line: EditedLine, with new: [Unicode.Scalar]) -> EditedLine {
        var result = line
        result.replace(start..<min(start + current.count, line.scalars.count), with: new)
        return result
    }

    /// What all choices begin with, when that is more than what was typed and begins with it.
    static func commonStart(of candidates: [Candidate], after typed: [Unicode.Scalar]) -> [Unicode.Scalar]? {
        guard var common = candidates.first.map({ Array($0.text.unicodeScalars) }) else { return nil }
        for candidate in candidates.dropFirst() {
            let other = Array(candidate.text.unicodeScalars)
            var length = 0
            while length < common.count, length < other.count, common[length] == other[length] { length += 1 }
            common.removeSubrange(length...)
        }
        // A backquote opened and not closed would be half a name.
        guard common.count > typed.count, common.starts(with: typed), common.first != "`" || candidates.count == 1 else { return nil }
        return common
    }

    /// The rows to be shown below the line: name, type, what it is for.
    func rows(columns: Int, at most: Int) -> [MenuRow] {
        let count = min(CompletionMenu.rows, most)
        guard count > 0 else { return [] }
        let fits = candidates.count <= count
        let shown = fits ? candidates.count : max(1, count - 1)
        let first = min(max(0, (chosen ?? 0) - shown + 1), candidates.count - shown)
        let window = first..<(first + shown)
        let labels = window.map { DisplayWidth.truncated(DisplayWidth.visible(candidates[$0].label), to: max(8, columns * 2 / 5)) }
        let types = window.map { DisplayWidth.truncated(DisplayWidth.visible(candidates[$0].type), to: max(6, columns / 4)) }
        let (labelWidth, typeWidth) = (labels.map { DisplayWidth.of($0) }.max() ?? 0, types.map { DisplayWidth.of($0) }.max() ?? 0)
        var rows = window.map { index in
            let place = index - window.lowerBound
            var rest = typeWidth > 0 ? "  " + DisplayWidth.padded(types[place], to: typeWidth) : ""
            if !candidates[index].summary.isEmpty { rest += "  " + DisplayWidth.visible(candidates[index].summary) }
            let room = columns - 3 - labelWidth
            while rest.last == " " { rest.removeLast() }
            let label = rest.isEmpty ? labels[place] : DisplayWidth.padded(labels[place], to: labelWidth)
            return MenuRow(text: label, remark: DisplayWidth.truncated(rest, to: max(0, room)), isChosen: index == chosen)
        }
        if !fits, count > 1 { rows.append(MenuRow(text: "", remark: "\(candidates.count) in all", isChosen: false)) }
        return rows
    }
}

/// One row under the line: of a menu, of the search, or a remark.
package struct MenuRow: Equatable, Sendable {
    package var text: String
    /// Dim, behind the text.
    package var remark = ""
    package var isChosen = false
    package var isMistake = false

    package init(text: String, remark: String = "", isChosen: Bool = false, isMistake: Bool = false) {
        self.text = text
        self.remark = remark
        self.isChosen = isChosen
        self.isMistake = isMistake
    }
}
