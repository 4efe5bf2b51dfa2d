import Diagnostics

/// Trivia, and which line breaks end a statement.
extension Lexer {
    /// Moves over spaces, comments and line breaks; returns the first line break that stands outside a comment.
    ///
    /// Inside the braces of a one-line text it stops at the line break, and `#` is no comment there.
    mutating func skipTrivia() -> Int? {
        let isInLine = isInLineInterpolation
        var lineBreak: Int?
        while position < bytes.count {
            let byte = bytes[position]
            if byte == UInt8(ascii: "\n") {
                if lineBreak == nil { lineBreak = position }
                if isInLine { return lineBreak }
                position += 1
            } else if byte == UInt8(ascii: "#"), !isInLine {
                position = endOfLine(from: position)
            } else {
                let length = spaceLength(at: position)
                if length == 0 { break }
                position += length
            }
        }
        return lineBreak
    }

    /// The length of the space at an offset, 0 where none stands. Spaces that word processors put in
    /// (no-break, zero-width, byte order mark) count, since nobody can see the difference.
    func spaceLength(at index: Int) -> Int {
        switch bytes[index] {
        case UInt8(ascii: " "), UInt8(ascii: "\t"), UInt8(ascii: "\r"), 0x0B, 0x0C: return 1
        case 0..<0x80: return 0
        default:
            guard let scalar = scalar(at: index) else { return 0 }
            let isSpace = scalar.properties.isWhitespace || [0x200B, 0x2060, 0xFEFF].contains(scalar.value)
            return isSpace ? scalarLength(at: index) : 0
        }
    }

    var isInLineInterpolation: Bool {
        guard let index = interpolations.last, case .interpolation(isBlock: false, _, _) = brackets[index] else { return false }
        return true
    }

    /// Whether the line break before `position` ends the statement (or member) before it.
    mutating func endsStatement() -> Bool {
        guard let last = tokens.last, last.kind != .newline else { return false }
        if beginsUnmistakableStatement() {
            // Whatever is open was forgotten: the rest of the script should not pay for it.
            if !brackets.isEmpty {
                brackets.removeAll()
                interpolations.removeAll()
                abandonsBrackets = true
            }
            return true
        }
        switch brackets.last {
        case .round, .square, .interpolation: return false
        case .curly, nil: break
        }
        if isConnector || position >= bytes.count { return !isConnector }
        if continuesStatement(at: position) { return false }
        if let end = endOfLeadingOperator() {
            let span = Span(position, end)
            let symbol = source.slice(span)
            let before = Span(last.span.end, span.end)
            let moved = " " + symbol + source.slice(Span(last.span.end, position))
            report(.lineStartsWithOperator(symbol), at: span, fixes: [Diagnostic.Fix(moved, at: before, label: "put '\(symbol)' at the end of the line before")])
            return false
        }
        return true
    }

    /// Whether a line that begins at `start` goes on with the statement before it: it begins with `|`, or with
    /// a clause word that is not plainly a name (followed by `:`, `=`, `(` or `.`).
    func continuesStatement(at start: Int) -> Bool {
        guard start < bytes.count else { return false }
        if bytes[start] == UInt8(ascii: "|") || starts("&&", at: start) { return true }
        guard let end = endOfName(from: start),
            let keyword = Keyword(rawValue: source.slice(Span(start, end))), keyword.isClause
        else { return false }
        if keyword.isReserved { return true }
        let next = skipSpaces(from: end)
        switch byte(next) {
        case UInt8(ascii: ":"), UInt8(ascii: "("), UInt8(ascii: "."): return false
        case UInt8(ascii: "="): return byte(next + 1) == UInt8(ascii: "=")
        default: return true
        }
    }

    func skipSpaces(from start: Int) -> Int {
        var index = start
        while index < bytes.count, case let length = spaceLength(at: index), length > 0 { index += length }
        return index
    }

    /// The end of an operator that needs something to its left, at the start of a line.
    private func endOfLeadingOperator() -> Int? {
        if starts("--", at: position) || starts("//", at: position) || starts("/*", at: position) { return nil }
        if let symbol = symbol(at: position), symbol.binaryOperator != nil || symbol == .assign {
            return position + symbol.rawValue.utf8.count
        }
        guard let end = endOfName(from: position) else { return nil }
        switch Keyword(rawValue: source.slice(Span(position, end))) {
        case .per, .in, .is: return end
        case .not:
            let next = skipSpaces(from: end)
            guard let nextEnd = endOfName(from: next), Keyword(rawValue: source.slice(Span(next, nextEnd))) == .in else { return nil }
            return nextEnd
        default: return nil
        }
    }

    /// Whether the line begins a statement in a way that no expression, stage or member can: `let x =`,
    /// `title "`, or `from` where no pipeline may stand. It ends the statement before it, brackets or not.
    private func beginsUnmistakableStatement() -> Bool {
        guard byte(position) >= UInt8(ascii: "a"), let end = endOfName(from: position),
            let keyword = Keyword(rawValue: source.slice(Span(position, end)))
        else { return false }
        let next = skipSpaces(from: end)
        switch keyword {
        case .from:
            guard next > end else { return false }
            return tokens.last?.symbol != .openRound && tokens.last?.symbol != .assign
        case .title, .section, .text, .sign, .use:
            return byte(next) == UInt8(ascii: "\"") && tokens.last?.symbol != .colon
        case .edition:
            return isDigit(byte(next))
        case .let: return self.next(next, isFollowedBy: "=") && !self.next(next, isFollowedBy: "==")
        case .param: return self.next(next, isFollowedBy: ":")
        case .fn: return next > end && self.next(next, isFollowedBy: "(")
        case .table: return self.next(next, isFollowedBy: "{") || self.next(next, isFollowedBy: "file \"")
        case .calendar: return self.next(next, isFollowedBy: "{")
        default: return false
        }
    }

    /// Whether a name that is no reserved word stands at an offset, with `text` after it.
    private func next(_ start: Int, isFollowedBy text: StaticString) -> Bool {
        guard let end = endOfName(from: start),
            Keyword(rawValue: source.slice(Span(start, end)))?.isReserved != true
        else { return false }
        return starts(text, at: skipSpaces(from: end))
    }
}
