import Diagnostics

/// What the grammar has to say about the end of a text: what may be typed there, and what it is a part of.
///
/// Found from the tokens in one pass, because the trees of unfinished texts leave out what is still to come. Any text has one. Where names
/// and types matter, it gives the spans to ask the parser and the checker about.
package struct CursorPlace: Sendable, Equatable {
    /// What the next word is.
    package enum Wanted: Sendable, Equatable {
        /// The first word of a statement.
        case statement
        /// A table, a let, a file in quotes or `(from …)`.
        case source
        /// The word behind `|`.
        case stage
        /// A value, or the beginning of one.
        case operand
        /// A column of the rows at hand, and nothing else.
        case column
        /// Something behind a value: an operator, a clause of the stage, the next stage.
        case `operator`
        /// What stands behind the dot after this.
        case member(of: Span)
        /// `missing` or `present`, behind `is`.
        case presence
        /// A word behind `with`.
        case option
        case chartKind
        /// A file that is written.
        case file
        case type
        /// A name of the user's own, a number, a text: nothing that could be known.
        case nothing
    }

    /// How the word at the cursor is being written.
    package enum Form: Sendable, Equatable { case nothing, word, quotedName, text, raw, date, parameter }

    /// The call whose arguments the cursor stands among.
    package struct Call: Sendable, Equatable {
        package var name: String
        /// What stands before the dot in `unit.under("…")`.
        package var receiver: Span?
        /// From 0.
        package var argument: Int
        /// `x` in `bar(x: …)`.
        package var label: String?
        /// Labels that arguments before this one have.
        package var labels: [String]
        /// What stands first, as in `count(dossiers where …)`.
        package var first: Span?
        /// Behind the `where` of an aggregate.
        package var isCondition: Bool
        /// Nothing of the argument stands there yet, so that it may still begin with a label.
        package var isAtStart: Bool
    }

    /// The value that another is compared with, as in `channel == …` and `channel in [ … `.
    package struct Comparison: Sendable, Equatable {
        package var left: Span
        package var symbol: String
    }

    package var wanted: Wanted
    /// The word at the cursor, which ends there.
    package var typed: Span
    package var form: Form
    /// From `from` to before the `|` of the stage at the cursor, or to before the cursor where a source stands.
    package var pipeline: Span?
    /// The word of the stage at the cursor.
    package var stage: Keyword?
    /// The stages before it.
    package var earlier: [Keyword]
    /// The last clause word of the stage.
    package var clause: Keyword?
    /// The first word of the statement, when it is one that begins statements.
    package var statement: Keyword?
    package var call: Call?
    /// The calls around that one, the outermost first.
    package var outerCalls: [String] = []
    /// Whether `from …` may stand here too.
    package var mayBePipeline = false
    package var followsNumber = false
    /// `then` or `else`, where an `if` still lacks it.
    package var branch: Keyword?
    package var comparison: Comparison?
    /// Where an operator is wanted: the value before it, and whether it is the right side of a comparison already.
    package var operand: Span?
    package var isCompared: Bool
    /// The table of a lookup or join, and the name that it has been given.
    package var other: Span?
    package var alias: String?
    /// Statements before the one at the cursor.
    package var preceding: Span

    /// The place at the end of a text. O(length).
    package static func atEnd(of source: SourceText) -> CursorPlace {
        CursorWalk(source).place
    }

    /// Where nothing is wanted.
    static func nowhere(_ end: Int) -> CursorPlace {
        CursorPlace(
            wanted: .nothing, typed: Span(end, end), form: .nothing, pipeline: nil, stage: nil, earlier: [], clause: nil, statement: nil, call: nil,
            comparison: nil, operand: nil, isCompared: false, other: nil, alias: nil, preceding: Span(0, 0))
    }
}
