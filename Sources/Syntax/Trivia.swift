import Diagnostics

/// What stands between two tokens: comments and blank lines.
enum Trivia {
    struct Comment {
        /// From `#` to the end of its line, without spaces at the end.
        var text: String
        var span: Span
        /// Whether nothing but spaces stands before it on its line.
        var standsAlone: Bool
        /// Whether a blank line stands before it.
        var followsBlankLine: Bool
    }

    /// The comments before a token, in order.
    static func comments(of token: Token, in source: SourceText) -> [Comment] {
        scan(token, in: source).comments
    }

    /// Whether a blank line stands directly before a token, after the comments before it.
    static func endsWithBlankLine(_ token: Token, in source: SourceText) -> Bool {
        scan(token, in: source).endsWithBlankLine
    }

    static func scan(_ token: Token, in source: SourceText) -> (comments: [Comment], endsWithBlankLine: Bool) {
        let bytes = source.bytes
        var comments: [Comment] = []
        var index = token.triviaStart
        // A trivia that follows a line break, or begins the text, begins a line.
        var isLineStart = index == 0 || bytes[index - 1] == UInt8(ascii: "\n")
        var lineBreaks = isLineStart ? 1 : 0
        while index < token.span.start {
            switch bytes[index] {
            case UInt8(ascii: "\n"):
                isLineStart = true
                lineBreaks += 1
                index += 1
            case UInt8(ascii: "#"):
                var end = index
                while end < token.span.start, bytes[end] != UInt8(ascii: "\n") { end += 1 }
                var textEnd = end
                while textEnd > index, bytes[textEnd - 1] == UInt8(ascii: " ") || bytes[textEnd - 1] == UInt8(ascii: "\t") || bytes[textEnd - 1] == UInt8(ascii: "\r") {
                    textEnd -= 1
                }
                let span = Span(index, textEnd)
                comments.append(Comment(text: source.slice(span), span: span, standsAlone: isLineStart, followsBlankLine: lineBreaks > 1))
                index = end
                isLineStart = false
                lineBreaks = 0
            default:
                index += 1
            }
        }
        return (comments, lineBreaks > 1)
    }
}
