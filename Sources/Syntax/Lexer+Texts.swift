import Diagnostics

/// Texts with their interpolations, raw texts and names in backquotes.
extension Lexer {
    /// At `"`: begins a text, or, inside the braces of another, ends or interrupts that one.
    mutating func lexText() {
        let isThree = starts("\"\"\"", at: position)
        if let index = interpolations.last, case .interpolation(let isBlock, _, _) = brackets[index] {
            // A one-line text cannot hold double quotes in its braces, nor a block three.
            if !isBlock, let end = endOfNestedText() {
                let span = Span(position, end)
                let inner = source.slice(Span(position + 1, end - 1))
                report(.doubleQuotesInBraces, at: span, fixes: inner.contains("'") ? [] : [Diagnostic.Fix("'" + inner + "'", at: span)])
                append(.raw, span)
                return
            }
            if isThree || !isBlock {
                abandonInterpolation()
                return
            }
        }
        append(.textOpen, Span(position, position + (isThree ? 3 : 1)))
        continueText(isBlock: isThree, open: tokens.count - 1)
    }

    /// The end of `"…"` inside the braces of a one-line text, if the braces and the outer text plainly close after it.
    ///
    /// Looks at 256 bytes at most, so that a line of quotes and braces lexes in linear time.
    private func endOfNestedText() -> Int? {
        let limit = min(position + 256, bytes.count)
        var index = position + 1
        var end: Int?
        var closedBrace = false
        while index < limit, bytes[index] != UInt8(ascii: "\n") {
            switch (bytes[index], end, closedBrace) {
            case (UInt8(ascii: "\""), nil, _): end = index + 1
            case (UInt8(ascii: "\""), _, true): return end
            case (UInt8(ascii: "\""), _, false): return nil
            case (UInt8(ascii: "{"), _, false): return nil
            case (UInt8(ascii: "}"), nil, _): return nil
            case (UInt8(ascii: "}"), _, _): closedBrace = true
            default: break
            }
            index += 1
        }
        return nil
    }

    /// Ends an interpolation that has no `}` before its text ends, and goes on with the text.
    mutating func abandonInterpolation() {
        guard let index = interpolations.popLast(), case .interpolation(let isBlock, let open, let brace) = brackets[index] else { return }
        brackets.removeSubrange(index...)
        let span = tokens[brace].span
        report(.braceNeverClosed, at: span, fixes: [Diagnostic.Fix("\\{", at: span)])
        tokens[brace].abandonsBrackets = true
        append(.braceClose, Span(position, position))
        continueText(isBlock: isBlock, open: open, isQuiet: true)
    }

    /// Lexes the text whose opening quote is the token `open`, from the position to the next `{` or to its end.
    mutating func continueText(isBlock: Bool, open: Int, isQuiet: Bool = false) {
        let start = position
        var index = position
        while index < bytes.count {
            let byte = bytes[index]
            if byte == UInt8(ascii: "\n"), !isBlock { break }
            if byte == UInt8(ascii: "\\"), index + 1 < bytes.count, bytes[index + 1] != UInt8(ascii: "\n") {
                checkEscape(at: index)
                index += 1 + scalarLength(at: index + 1)
            } else if byte == UInt8(ascii: "{") {
                appendPiece(Span(start, index))
                append(.braceOpen, Span(index, index + 1))
                interpolations.append(brackets.count)
                brackets.append(.interpolation(isBlock: isBlock, open: open, brace: tokens.count - 1))
                return
            } else if isBlock ? starts("\"\"\"", at: index) : byte == UInt8(ascii: "\"") {
                appendPiece(Span(start, index))
                append(.textClose, Span(index, index + (isBlock ? 3 : 1)))
                return
            } else {
                index += 1
            }
        }
        if !isQuiet {
            let end = Span(index, index)
            report(isBlock ? .blockNeverClosed : .textNeverClosed, at: tokens[open].span,
                fixes: [Diagnostic.Fix(isBlock ? "\"\"\"" : "\"", at: end, label: isBlock ? "close it at the end" : "close it at the end of the line")])
        }
        appendPiece(Span(start, index))
        append(.textClose, Span(index, index))
        unclosedText = isBlock ? .block : .line
    }

    private mutating func appendPiece(_ span: Span) {
        if span.length > 0 { append(.textPiece, span) }
    }

    private mutating func checkEscape(at index: Int) {
        switch bytes[index + 1] {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "n"), UInt8(ascii: "t"), UInt8(ascii: "{"): return
        default:
            let span = Span(index, index + 1 + scalarLength(at: index + 1))
            let escape = source.slice(span)
            report(.unknownEscape(escape), at: span, fixes: [Diagnostic.Fix(escape == "\\}" ? "}" : "\\" + escape, at: span)])
        }
    }

    /// At `'`.
    mutating func lexRaw() {
        let start = position
        var end = start + 1
        while end < bytes.count, bytes[end] != UInt8(ascii: "'"), bytes[end] != UInt8(ascii: "\n") { end += 1 }
        if byte(end) == UInt8(ascii: "'") {
            append(.raw, Span(start, end + 1))
        } else {
            report(.textNeverClosed, at: Span(start, start + 1),
                fixes: [Diagnostic.Fix("'", at: Span(end, end), label: "close it at the end of the line")])
            unclosedText = .line
            append(.raw, Span(start, end))
        }
    }

    /// At a backquote. Two backquotes inside stand for one.
    mutating func lexQuotedName() {
        let start = position
        guard let end = endOfQuotedName(from: start) else {
            report(.quotedNameNeverClosed, at: Span(start, start + 1))
            unclosedText = .line
            append(.quotedName, Span(start, endOfLine(from: start)))
            return
        }
        let span = Span(start, end)
        if span.length == 2 { report(.emptyName, at: span) }
        append(.quotedName, span)
    }

    private func endOfQuotedName(from start: Int) -> Int? {
        var end = start + 1
        while end < bytes.count, bytes[end] != UInt8(ascii: "\n") {
            if bytes[end] == UInt8(ascii: "`") {
                if byte(end + 1) != UInt8(ascii: "`") { return end + 1 }
                end += 1
            }
            end += 1
        }
        return nil
    }

    /// At `$`, which a bare or backquoted name must follow.
    mutating func lexParameter() {
        let start = position
        if byte(start + 1) == UInt8(ascii: "`"), let end = endOfQuotedName(from: start + 1) {
            append(.parameter, Span(start, end))
        } else if let end = endOfName(from: start + 1) {
            append(.parameter, Span(start, end))
        } else {
            let next = byte(start + 1)
            var fixes: [Diagnostic.Fix] = []
            if isDigit(next) { fixes = [Diagnostic.Fix("", at: Span(start, start + 1), label: "leave out '$'")] }
            if next == UInt8(ascii: "."), let end = endOfName(from: start + 2) {
                // `$.fee`: the dot goes with the sign.
                let span = Span(start, start + 2)
                report(.parameterWithoutName, at: span, fixes: [Diagnostic.Fix("", at: span, label: source.slice(Span(start + 2, end)))])
                append(.parameter, span)
                return
            }
            report(.parameterWithoutName, at: Span(start, start + 1), fixes: fixes)
            append(.parameter, Span(start, start + 1))
        }
    }

    /// `“text”` and `‘text’` as word processors write them. Taken as the text that they mean.
    mutating func lexSmartQuotes() -> Bool {
        let start = position
        guard let quote = scalar(at: start), let plain = ForeignWords.plainQuote(for: quote) else { return false }
        var end = start + scalarLength(at: start)
        while end < bytes.count, bytes[end] != UInt8(ascii: "\n") {
            if let other = bytes[end] == plain.utf8.first ? Unicode.Scalar(bytes[end]) : scalar(at: end),
                ForeignWords.plainQuote(for: other) == plain || other.value == UInt32(plain.utf8.first ?? 0) {
                let span = Span(start, end + scalarLength(at: end))
                let inner = source.slice(Span(start + scalarLength(at: start), end))
                let isSafe = !inner.contains("\"") && !inner.contains("'") && !inner.contains("\\")
                report(.smartQuotes(String(quote)), at: Span(start, start + scalarLength(at: start)),
                    fixes: isSafe ? [Diagnostic.Fix(plain + inner + plain, at: span)] : [])
                append(.raw, span)
                return true
            }
            end += scalarLength(at: end)
        }
        let span = Span(start, start + scalarLength(at: start))
        report(.smartQuotes(String(quote)), at: span)
        append(.unknown, span)
        return true
    }
}
