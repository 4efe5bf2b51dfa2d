import Diagnostics

/// A run of text of one kind, for colouring.
package struct Highlight: Hashable, Sendable {
    package enum Kind: Hashable, Sendable {
        case keyword, stage, name, function, parameter, number, date, text, operatorSign, comment, mistake
    }

    package var kind: Kind
    package var span: Span

    package init(_ kind: Kind, _ span: Span) {
        self.kind = kind
        self.span = span
    }
}

extension Parser {
    /// Every token and comment of a text in order, contextual words as the parser took them. O(length).
    package static func highlights(of source: SourceText) -> [Highlight] {
        var parser = Parser(source)
        _ = parser.script()
        var highlights: [Highlight] = []
        for token in parser.tokens {
            for comment in Trivia.comments(of: token, in: source) { highlights.append(Highlight(.comment, comment.span)) }
            if let kind = token.highlightKind, token.span.length > 0 { highlights.append(Highlight(kind, token.span)) }
        }
        return highlights
    }
}

extension Token {
    fileprivate var highlightKind: Highlight.Kind? {
        switch kind {
        case .word(let keyword):
            switch role {
            case .keyword, .clause: .keyword
            case .stage: .stage
            case .function: .function
            case .unit: .number
            case .plain where keyword?.isReserved == true: .keyword
            case .plain, .argumentLabel, .prefixOperator: .name
            }
        case .quotedName: role == .function ? .function : .name
        case .number, .percent: .number
        case .date: .date
        case .parameter: .parameter
        case .raw, .textOpen, .textPiece, .textClose: .text
        case .symbol, .braceOpen, .braceClose: .operatorSign
        case .unknown: .mistake
        case .newline, .end: nil
        }
    }
}
