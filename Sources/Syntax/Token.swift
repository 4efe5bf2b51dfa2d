import Diagnostics

/// A piece of source text with the trivia before it.
///
/// Trivia (spaces, comments, line breaks that end nothing) belongs to the token that follows it,
/// so trivia and texts in order give back the source byte for byte. A token is a kind and two
/// offsets, never a copy of its text: most texts are looked at once or not at all.
struct Token: Sendable {
    enum Kind: Equatable, Sendable {
        /// A bare word, with its meaning if it has one somewhere.
        case word(Keyword?)
        /// `` `Tỷ lệ (%)` ``
        case quotedName
        /// `1_200`, `3.5`, `1e-3`
        case number
        /// `97.2%`
        case percent
        /// `@2019-H1`
        case date
        /// `$as_of`
        case parameter
        /// `'raw'`
        case raw
        /// `"` or `"""` that begins a text
        case textOpen
        /// Text between quotes and braces, escapes as written.
        case textPiece
        /// `"` or `"""` that ends a text; empty where it is missing.
        case textClose
        /// `{` inside a text
        case braceOpen
        /// `}` inside a text; empty where it is missing.
        case braceClose
        case symbol(Symbol)
        /// A line break that ends a statement or a member.
        case newline
        /// Characters that begin nothing.
        case unknown
        case end
    }

    /// What the parser took the token for. Contextual words have no role before parsing.
    enum Role: Sendable {
        case plain, keyword, stage, clause, function, argumentLabel, unit, prefixOperator
    }

    var kind: Kind
    var span: Span
    /// Where its trivia starts; the trivia ends at `span.start`.
    var triviaStart: Int
    /// Whether a line break stands between it and the token before it.
    var startsLine: Bool
    /// On a newline: whatever brackets were open, a statement certainly begins after it.
    /// On a `{` in a text: its `}` is missing.
    var abandonsBrackets = false
    var role = Role.plain

    var keyword: Keyword? {
        if case .word(let keyword) = kind { keyword } else { nil }
    }

    var symbol: Symbol? {
        if case .symbol(let symbol) = kind { symbol } else { nil }
    }

    /// Whether it is an operator, or a sign that is one elsewhere: what stands beside it is an operand.
    var joinsOperands: Bool {
        switch kind {
        case .symbol(let symbol): symbol.binaryOperator != nil
        case .word(.and?), .word(.or?), .word(.not?), .word(.in?), .word(.is?), .word(.per?), .unknown: true
        default: false
        }
    }
}

/// Punctuation and operators.
enum Symbol: String, CaseIterable, Sendable {
    case bar = "|"
    case comma = ","
    case openRound = "("
    case closeRound = ")"
    case openSquare = "["
    case closeSquare = "]"
    case openCurly = "{"
    case closeCurly = "}"
    case colon = ":"
    case assign = "="
    case equal = "=="
    case notEqual = "!="
    case less = "<"
    case lessOrEqual = "<="
    case greater = ">"
    case greaterOrEqual = ">="
    case contains = "~"
    case doesNotContain = "!~"
    case plus = "+"
    case minus = "-"
    case times = "*"
    case divide = "/"
    case range = ".."
    case coalesce = "??"
    case dot = "."
    case question = "?"

    var isOpening: Bool { self == .openRound || self == .openSquare || self == .openCurly }
    var isClosing: Bool { self == .closeRound || self == .closeSquare || self == .closeCurly }

    var closing: Symbol? {
        switch self {
        case .openRound: .closeRound
        case .openSquare: .closeSquare
        case .openCurly: .closeCurly
        default: nil
        }
    }

    /// The infix operator that the symbol spells.
    var binaryOperator: BinaryOperator? {
        switch self {
        case .equal: .equal
        case .notEqual: .notEqual
        case .less: .less
        case .lessOrEqual: .lessOrEqual
        case .greater: .greater
        case .greaterOrEqual: .greaterOrEqual
        case .contains: .contains
        case .doesNotContain: .doesNotContain
        case .plus: .add
        case .minus: .subtract
        case .times: .multiply
        case .divide: .divide
        case .range: .range
        case .coalesce: .coalesce
        case .bar, .comma, .openRound, .closeRound, .openSquare, .closeSquare, .openCurly, .closeCurly,
            .colon, .assign, .dot, .question:
            nil
        }
    }

    /// Whether a line that ends with the symbol goes on.
    var continuesLine: Bool {
        !(isClosing || self == .question)
    }
}
