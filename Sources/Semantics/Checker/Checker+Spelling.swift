import Diagnostics
import Syntax

/// Names as they are offered in messages and fixes.
extension Checker {
    /// A name as it must be written: in backquotes unless it is a plain word. The parser is asked, so that there is one rule.
    package static func written(_ name: String) -> String { Parser.written(name) }

    /// The first few of a list, and that there are more.
    static func listed(_ words: [String], most: Int = 8) -> String {
        words.prefix(most).joined(separator: ", ") + (words.count > most ? ", …" : "")
    }

    /// What a value was written as, to be repeated in a hint.
    static func slice(_ value: CheckedExpression) -> String {
        value.place.map { $0.source.slice($0.span) } ?? "…"
    }
}

/// The known names nearest to one that is not known.
struct NearNames {
    private let name: Name
    private let names: [String]

    init(_ name: Name, among known: [String]) {
        self.name = name
        names = Spelling.nearest(name.text, in: known, limit: 3)
    }

    /// `did you mean 'due' or 'fee'?` when several names are near; a single one is offered as the fix.
    var hints: [String] { names.count < 2 ? [] : question }

    /// The same even of a single name.
    var question: [String] { names.isEmpty ? [] : ["did you mean \(names.map { "'\($0)'" }.joined(separator: " or "))?"] }

    /// The nearest name in place of the wrong one.
    /// - Parameter sign: stands before it: `$` of a parameter.
    func fixes(sign: String = "") -> [Diagnostic.Fix] { names.prefix(1).map { Diagnostic.Fix(sign + Checker.written($0), at: name.span) } }
}
