import Characters

/// One line of a source with the run of carets that stands under a span of it.
///
/// Columns are cells of the terminal, counted by grapheme, because bytes and letters differ for
/// every Vietnamese word. A tab becomes one space, so that the caret is right wherever the terminal
/// has its stops; control characters are shown as signs; a long line is cut around the caret.
struct Excerpt {
    /// Cells that an excerpt may take.
    static let width = 100
    /// Cells kept before the caret when the line has to be cut on the left.
    private static let lead = 40

    /// The line as it is printed.
    let line: String
    /// Cells before the carets.
    let column: Int
    /// How many carets.
    let carets: Int
    /// Counted from one.
    let lineNumber: Int

    init(of span: Span, in source: SourceText) {
        let start = Self.shownStart(of: span, in: source)
        lineNumber = source.lineNumber(at: start)
        let lineSpan = source.lineSpan(source.line(at: start))
        let pieces = Self.pieces(of: source.slice(lineSpan))

        let from = start - lineSpan.start
        let to = min(max(span.end, start), lineSpan.end) - lineSpan.start
        let first = pieces.firstIndex { $0.end > from } ?? pieces.count
        var last = first
        while last < pieces.count, pieces[last].start < to { last += 1 }

        let window = Self.window(over: pieces, around: first..<last)
        let visible = pieces[window]
        let isCutLeft = window.lowerBound > 0
        let text = visible.map(\.text).joined()
        line = (isCutLeft ? "…" : "") + text + (window.upperBound < pieces.count ? "…" : "")
        column = Self.cells(pieces[window.lowerBound..<first]) + (isCutLeft ? 1 : 0)
        carets = max(1, Self.cells(pieces[first..<max(first, min(last, window.upperBound))]))
    }

    /// One grapheme of the line as it is shown.
    private struct Piece {
        var text: String
        var cells: Int
        /// Byte offsets in the line.
        var start: Int
        var end: Int
    }

    /// Where the span starts; for one at the end of the source, after its last line break, the end of
    /// the last line that holds anything, which is where the reader looks.
    private static func shownStart(of span: Span, in source: SourceText) -> Int {
        var start = min(max(0, span.start), source.bytes.count)
        if start == source.bytes.count, source.lineStarts.last == start {
            while start > 0, isSpace(source.bytes[start - 1]) { start -= 1 }
        }
        return start
    }

    private static func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || (0x09...0x0D).contains(byte) }

    private static func pieces(of line: String) -> [Piece] {
        var pieces: [Piece] = []
        var offset = 0
        for character in line {
            let end = offset + character.utf8.count
            let text = character == "\t" ? " " : DisplayWidth.visible(String(character))
            pieces.append(Piece(text: text, cells: DisplayWidth.of(text), start: offset, end: end))
            offset = end
        }
        return pieces
    }

    private static func cells(_ pieces: ArraySlice<Piece>) -> Int { pieces.reduce(0) { $0 + $1.cells } }

    /// The pieces to show: all when they fit, else a window that holds the beginning of the run,
    /// with room for a `…` at each end that is cut.
    private static func window(over pieces: [Piece], around run: Range<Int>) -> Range<Int> {
        if cells(pieces[...]) <= width { return 0..<pieces.count }
        let room = width - 2
        var from = run.lowerBound
        var used = 0
        // From the line's beginning when the run fits there, else some cells before the run.
        let fitsAtStart = cells(pieces[..<max(run.upperBound, run.lowerBound)]) <= room
        while from > 0, fitsAtStart || used + pieces[from - 1].cells <= lead {
            from -= 1
            used += pieces[from].cells
        }
        var to = run.lowerBound
        while to < pieces.count, used + pieces[to].cells <= room {
            used += pieces[to].cells
            to += 1
        }
        // What the right side left over goes to the left.
        while from > 0, used + pieces[from - 1].cells <= room {
            from -= 1
            used += pieces[from].cells
        }
        return from..<to
    }
}
