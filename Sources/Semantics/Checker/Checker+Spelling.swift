import Diagnostics
import Syntax

/// Names as they are offered in messages and fixes.
extension Checker {
    /// A name as it must be written: in backquotes unless it is a plain word. The parser is asked, so that there is one rule.
    package static func written(_ name: String) -> String { Parser.written(name) }

    /// `did you mean 'due' or 'fee'?` when several names are near; a single one is offered as the fix.
    func suggestions(_ name: String, among known: [String]) -> [String] {
        let near = Spelling.nearest(name, in: known, limit: 3)
        return near.count < 2 ? [] : ["did you mean \(near.map { "'\($0)'" }.joined(separator: " or "))?"]
    }

    /// The nearest known name in place of a wrong one.
    func fixes(_ name: Name, among known: [String]) -> [Diagnostic.Fix] {
        Spelling.nearest(name.text, in: known, limit: 1).map { Diagnostic.Fix(Checker.written($0), at: name.span) }
    }

    /// The first few of a list, and that there are more.
    static func listed(_ words: [String], most: Int = 8) -> String {
        words.prefix(most).joined(separator: ", ") + (words.count > most ? ", …" : "")
    }

    /// What a value was written as, to be repeated in a hint.
    static func slice(_ value: CheckedExpression) -> String {
        value.place.map { $0.source.slice($0.span) } ?? "…"
    }
}
