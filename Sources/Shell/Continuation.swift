import Diagnostics
import Syntax

/// Whether typed text is a whole statement, by the parser's own rules for line breaks.
enum Continuation {
    static func isComplete(_ text: String) -> Bool {
        Parser.completeness(of: SourceText(name: SourceText.typed, text: text)) == .complete
    }

    /// Whether a line goes on with the statement before it: it starts with `|` or a clause word.
    static func extends(_ line: String) -> Bool {
        Parser.continuesStatement(SourceText(name: SourceText.typed, text: line))
    }
}
