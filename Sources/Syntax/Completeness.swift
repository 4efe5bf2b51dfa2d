import Diagnostics

/// Whether a typed statement may end where it ends.
package enum Completeness: Sendable { case complete, needsMore }

extension Parser {
    /// For the shell: needs more while a bracket or `"""` is open, or when the text ends in an operator, a comma, `|` or a
    /// connecting word. Looks backwards only; an unclosed `"` is complete, since it is a mistake to be shown at once.
    package static func completeness(of source: SourceText) -> Completeness {
        Lexer.lex(source).needsMore ? .needsMore : .complete
    }

    /// For the shell: whether a line belongs to the statement typed before it, because it begins with `|` or with a
    /// clause word such as `by`.
    package static func continuesStatement(_ line: SourceText) -> Bool {
        var lexer = Lexer(line)
        _ = lexer.skipTrivia()
        return lexer.continuesStatement(at: lexer.position)
    }
}
