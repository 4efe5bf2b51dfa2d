/// Where lines break: pieces of text with gaps between them, in groups, to lines of a bounded width.
///
/// After Oppen ("Prettyprinting", 1980) and Wadler ("A prettier printer", 2003): a group stands on one line
/// if it fits, else all its gaps break; groups are decided from the outside in. Two additions. A `fill` gap
/// breaks by itself, only when what follows up to the next gap does not fit. And comments ride along:
/// those that cannot stay where they are wait for the next line end.
///
/// What is measured behind a group is the text up to the next gap that could break, whether
/// or not it will; so a break that stood in the source and one found here lead to the same lines,
/// and laying out the result again changes nothing.
struct Layout {
    enum Break { case never, withGroup, fill }

    struct Gap {
        /// How many spaces stand there when the line does not break.
        var spaces: Int
        var lineBreak: Break
        /// The new line starts where the line that opened the group started.
        var isOutdented = false
        /// How far the new line's first sign sets it off: 2 for `| `.
        var hang = 0
        /// The comments that stand here; where there are any, the line breaks.
        var comments: [Trivia.Comment] = []
    }

    enum Piece {
        case text(String)
        case gap(Gap)
        /// A comment from a place where no line can break.
        case waiting(String)
        /// Begins a group whose new lines are indented by so much more than those of the group around it or, with
        /// `fromLine`, than the line on which it begins. One that is `coupled` breaks exactly when the group around it does.
        case open(indent: Int, fromLine: Bool, coupled: Bool = false)
        case close
        /// The groups around this break whether they fit or not.
        case breakGroups
    }

    static let lineWidth = 100

    private let pieces: [Piece]
    /// Sums of the widths before each piece.
    private var widthBefore: [Int] = [0]
    /// How many breaks that must be stand before each piece.
    private var forcedBefore: [Int] = [0]
    /// For an `open` its `close`; for a gap the next gap or `close` at its depth.
    private var ends: [Int]
    /// The width from each piece to the next gap that could break.
    private var tail: [Int]

    /// The lines of one statement or member; comments in `waiting` end up on the last line.
    static func lines(_ pieces: [Piece], indent: Int) -> [String] {
        var layout = Layout(pieces)
        return layout.render(indent: indent)
    }

    private init(_ pieces: [Piece]) {
        self.pieces = pieces
        ends = Array(repeating: pieces.count, count: pieces.count)
        tail = Array(repeating: 0, count: pieces.count + 1)
        measure()
    }

    private mutating func measure() {
        var opens: [Int] = []
        var lastGap: [Int?] = [nil]
        for (index, piece) in pieces.enumerated() {
            var width = 0
            var forced = 0
            switch piece {
            case .text(let text): width = Self.width(text)
            case .gap(let gap):
                width = gap.spaces
                if !gap.comments.isEmpty { forced = 1 }
                if gap.lineBreak != .never {
                    if let last = lastGap[lastGap.count - 1] { ends[last] = index }
                    lastGap[lastGap.count - 1] = index
                }
            case .open:
                opens.append(index)
                lastGap.append(nil)
            case .close:
                if let last = lastGap.popLast() ?? nil { ends[last] = index }
                if let open = opens.popLast() { ends[open] = index }
            case .breakGroups: forced = 1
            case .waiting: break
            }
            widthBefore.append(widthBefore[index] + width)
            forcedBefore.append(forcedBefore[index] + forced)
        }
        for index in pieces.indices.reversed() {
            if case .gap(let gap) = pieces[index], gap.lineBreak != .never { continue }
            tail[index] = widthBefore[index + 1] - widthBefore[index] + tail[index + 1]
        }
    }

    /// The longest line of a text.
    private static func width(_ text: String) -> Int {
        guard text.utf8.contains(UInt8(ascii: "\n")) else { return text.count }
        return text.split(separator: "\n", omittingEmptySubsequences: false).map(\.count).max() ?? 0
    }

    private func fits(_ range: Range<Int>, from column: Int) -> Bool {
        forcedBefore[range.upperBound] == forcedBefore[range.lowerBound]
            && column + widthBefore[range.upperBound] - widthBefore[range.lowerBound] + tail[range.upperBound] <= Self.lineWidth
    }

    private mutating func render(indent: Int) -> [String] {
        var lines: [String] = []
        var line = String(repeating: " ", count: indent)
        var column = indent
        var waiting: [String] = []
        /// Where the current line's words begin.
        var lineIndent = indent
        var groups = [(start: indent, indent: indent, isBroken: true, fromLine: false)]
        /// Whether a group that broke, other than one in brackets, ends here: then a `fill` gap breaks too, so
        /// that a clause does not seem to belong to the last item of a list.
        var followsBroken = false

        func endLine() {
            if !waiting.isEmpty {
                line += "  " + waiting.joined(separator: " ")
                waiting.removeAll()
            }
            lines.append(line)
        }

        for (index, piece) in pieces.enumerated() {
            let group = groups[groups.count - 1]
            switch piece {
            case .text(let text):
                if text != "," { followsBroken = false }
                line += text
                column = text.utf8.contains(UInt8(ascii: "\n"))
                    ? text.split(separator: "\n", omittingEmptySubsequences: false).last?.count ?? 0 : column + text.count
            case .waiting(let comment):
                waiting.append(comment)
            case .open(let indent, let fromLine, let isCoupled):
                let isBroken = group.isBroken && (isCoupled || !fits(index..<min(ends[index], pieces.count), from: column))
                let start = fromLine ? lineIndent : group.indent
                groups.append((start: start, indent: start + indent, isBroken: isBroken, fromLine: fromLine))
            case .close:
                followsBroken = group.isBroken && !group.fromLine
                if groups.count > 1 { groups.removeLast() }
            case .breakGroups:
                break
            case .gap(let gap):
                let breaks =
                    switch gap.lineBreak {
                    case .never: false
                    case .withGroup: group.isBroken
                    case .fill: group.isBroken && (followsBroken || !fits(index..<ends[index], from: column))
                    }
                guard breaks || !gap.comments.isEmpty else {
                    line += String(repeating: " ", count: gap.spaces)
                    column += gap.spaces
                    continue
                }
                waiting += gap.comments.filter { !$0.standsAlone }.map(\.text)
                endLine()
                column = gap.isOutdented ? group.start : group.indent
                lineIndent = column + gap.hang
                let start = String(repeating: " ", count: column)
                lines += gap.comments.filter(\.standsAlone).map { start + $0.text }
                line = start
            }
        }
        endLine()
        return lines
    }
}
