import Diagnostics

/// Texts: escapes, and the expressions in braces.
extension Parser {
    /// At the first token of a text, raw or not.
    mutating func textLiteral() -> TextLiteral {
        if current.kind == .raw { return TextLiteral([.text(rawContent(advance()))]) }
        let isBlock = current.span.length == 3
        advance()
        var parts: [TextLiteral.Part] = []
        var highest = 0
        var progress = Progress()
        while progress.isMade(at: index) {
            switch current.kind {
            case .textPiece:
                parts.append(.text(unescaped(text(of: advance()).withPlainLineBreaks)))
                continue
            case .braceOpen:
                parts.append(.expression(interpolation()))
                highest = max(highest, height)
                continue
            case .textClose:
                advance()
            default:
                break
            }
            break
        }
        height = highest + 1
        return TextLiteral(isBlock ? trimmed(parts) : parts, isBlock: isBlock)
    }

    private mutating func interpolation() -> Expression {
        let brace = advance()
        openBrackets.append(.closeCurly)
        defer { openBrackets.removeLast() }
        if current.kind == .braceClose {
            let end = advance().span.end
            remark(.emptyBraces, at: Span(brace.span.start, end), fixes: [Diagnostic.Fix("\\{", at: brace.span)])
            return nowhere
        }
        // What follows an unclosed brace is text that nobody meant as an expression.
        if brace.abandonsBrackets { isRecovering = true }
        let value = isRecovering ? nowhere : expression()
        if !isRecovering, current.kind != .braceClose { unexpected() }
        if isRecovering { recover() }
        var progress = Progress()
        while current.kind != .braceClose, !atLineEnd, progress.isMade(at: index) {
            advance()
            recover()
        }
        if current.kind == .braceClose {
            advance()
            isRecovering = false
        }
        return value
    }

    /// What the escapes of a piece stand for. An unknown one, already reported, stands for itself.
    private func unescaped(_ written: String) -> String {
        guard written.utf8.contains(UInt8(ascii: "\\")) else { return written }
        var result = ""
        var isEscape = false
        for character in written.unicodeScalars {
            if isEscape {
                switch character {
                case "n": result.unicodeScalars.append("\n")
                case "t": result.unicodeScalars.append("\t")
                case "\"", "\\", "{": result.unicodeScalars.append(character)
                default:
                    result.unicodeScalars.append("\\")
                    result.unicodeScalars.append(character)
                }
                isEscape = false
            } else if character == "\\" {
                isEscape = true
            } else {
                result.unicodeScalars.append(character)
            }
        }
        if isEscape { result.unicodeScalars.append("\\") }
        return result
    }

    /// A block without the line break after its opening quotes and the one before its closing quotes.
    private func trimmed(_ parts: [TextLiteral.Part]) -> [TextLiteral.Part] {
        var parts = parts
        if case .text(let first)? = parts.first {
            let rest = first.drop { $0 == " " || $0 == "\t" }
            if let character = rest.first, character.isNewline { parts[0] = .text(String(rest.dropFirst())) }
        }
        if case .text(let last)? = parts.last {
            var kept = Substring(last)
            while kept.last == " " || kept.last == "\t" { kept.removeLast() }
            if let character = kept.last, character.isNewline { parts[parts.count - 1] = .text(String(kept.dropLast())) }
        }
        return parts.filter { if case .text("") = $0 { false } else { true } }
    }

    /// The text between the single quotes, of which the second may be missing.
    func rawContent(_ token: Token) -> String {
        var inner = text(of: token).unicodeScalars.dropFirst()
        if token.span.length > 1, let last = inner.last, last == "'" || ForeignWords.plainQuote(for: last) != nil || last == "\"" { inner = inner.dropLast() }
        return String(inner)
    }

    func parameterName(_ token: Token) -> Name {
        let text = text(of: token).dropFirst()
        let isQuoted = text.first == "`"
        return Name(isQuoted ? unquoted(String(text)) : String(text), token.span, quoted: isQuoted)
    }
}

extension String {
    /// Line breaks of other systems as ours, so that a block means the same wherever it was saved.
    fileprivate var withPlainLineBreaks: String {
        guard utf8.contains(UInt8(ascii: "\r")) else { return self }
        return String(map { $0 == "\r\n" ? "\n" : $0 })
    }
}
