import Diagnostics

/// A place in a text that names where rows come from: `from dossiers`, `lookup "targets.csv"`, `file("a.xlsx", …)`.
package struct SourceReference: Sendable {
    package enum Kind: Sendable, Equatable {
        /// A table, a let or the stem of an opened file.
        case name(String)
        case file(String)
    }
    package var kind: Kind
    /// Of the name with its backquotes, or of the text with its quotes.
    package var span: Span
}

extension Parser {
    /// Every source that a text names, in order. From the tokens, so that also those in pipelines in parentheses are found. O(length)
    package static func sources(in source: SourceText) -> [SourceReference] {
        let parser = Parser(source)
        let tokens = parser.tokens
        return tokens.indices.dropFirst().compactMap { index in
            guard stands(index, in: tokens) else { return nil }
            let token = tokens[index]
            switch token.kind {
            case .word(.file) where tokens[min(index + 1, tokens.count - 1)].symbol == .openRound: return file(at: index + 2, parser)
            case .word(.rows) where tokens[min(index + 1, tokens.count - 1)].symbol == .openRound: return nil
            case .word(let keyword) where keyword?.isReserved != true: return SourceReference(kind: .name(source.slice(token.span)), span: token.span)
            case .quotedName: return SourceReference(kind: .name(parser.unquoted(source.slice(token.span))), span: token.span)
            default: return file(at: index, parser)
            }
        }
    }

    /// Whether a source stands at a token.
    private static func stands(_ index: Int, in tokens: [Token]) -> Bool {
        let isAfterBar = index > 1 && tokens[index - 2].symbol == .bar
        switch tokens[index - 1].keyword {
        // `valid from first to last` names columns.
        case .from?: return index < 2 || tokens[index - 2].keyword != .valid
        case .lookup?, .join?, .append?, .compare?: return isAfterBar
        default: return false
        }
    }

    private static func file(at index: Int, _ parser: Parser) -> SourceReference? {
        guard index < parser.tokens.count else { return nil }
        let token = parser.tokens[index]
        let text = parser.source.slice(token.span)
        if token.kind == .raw, text.count > 1 { return SourceReference(kind: .file(String(text.dropFirst().dropLast())), span: token.span) }
        guard token.kind == .textOpen, index + 2 < parser.tokens.count, parser.tokens[index + 1].kind == .textPiece, parser.tokens[index + 2].kind == .textClose else { return nil }
        let path = parser.source.slice(parser.tokens[index + 1].span)
        // An escape in a path would have to be read as the parser does; nobody writes one.
        guard !path.contains("\\") else { return nil }
        return SourceReference(kind: .file(path), span: token.span.joined(with: parser.tokens[index + 2].span))
    }

    /// The bare and quoted names of a text, whatever they stand for.
    package static func names(in text: String) -> Set<String> {
        let parser = Parser(SourceText(name: "names", text: text))
        return Set(parser.tokens.compactMap { token in
            switch token.kind {
            case .word: parser.source.slice(token.span)
            case .quotedName: parser.unquoted(parser.source.slice(token.span))
            case .parameter: String(parser.source.slice(token.span).dropFirst())
            default: nil
            }
        })
    }
}
