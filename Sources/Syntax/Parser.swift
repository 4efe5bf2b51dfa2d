import Diagnostics

/// Tokens to tree, by recursive descent.
///
/// Total: every text gives a tree, mistakes become diagnostics and `absent` nodes. There is one parse
/// function for each production of `Grammar/motcua.ebnf`; the vocabulary they are written in is
///
/// - `at(x)` asks whether the current token is x,
/// - `eat(x)` moves over it if it is,
/// - `expect(x)` reports what is missing if it is not,
/// - `remark` reports a mistake whose meaning is clear, and parsing goes on as if it were right,
/// - `report` reports one whose meaning is not; then nothing more is reported until `recover` has
///   moved to a `|`, a comma, a closing bracket or a line end where the parser knows its place again.
///
/// Look-ahead is one token, two for `n = …`, `x: …`, `not in` and statement words that may be names.
package struct Parser {
    let source: SourceText
    var tokens: [Token]
    var index = 0
    var diagnostics: [Diagnostic]
    /// Between a reported mistake and the place where parsing is sure again.
    var isRecovering = false
    /// How many expressions enclose the current one.
    var nesting = 0
    /// What would close the brackets around the current token, the innermost last.
    var openBrackets: [Symbol] = []
    /// Parsing a text that we wrote ourselves, which is not to be rewritten again.
    var isRewriting = false
    /// The height of the tree that was parsed last.
    var height = 0
    private let lexicalMistakes: [Int]
    /// Those of them after which it is not known what was meant.
    private let unclearMistakes: [Int]
    /// The lexer's mistakes stand first among `diagnostics`; this one is the next that the parser may come to.
    private var nextLexicalMistake = 0

    /// Deeper trees are refused, since they would overflow the stack of whoever walks them.
    static let nestingLimit = 100
    static let heightLimit = 500

    init(_ source: SourceText) {
        let lexer = Lexer.lex(source)
        self.source = source
        tokens = lexer.tokens
        diagnostics = lexer.diagnostics
        lexicalMistakes = lexer.diagnostics.compactMap { $0.place?.span.start }.sorted()
        unclearMistakes = lexer.translated.isEmpty ? lexicalMistakes : lexicalMistakes.filter { !lexer.translated.contains($0) }
    }

    /// Parses a script. O(length); never fails, see `ParseResult`.
    package static func parse(_ source: SourceText) -> ParseResult {
        var parser = Parser(source)
        let script = parser.script()
        return ParseResult(script: script, diagnostics: parser.sortedDiagnostics)
    }

    /// Parses one expression that fills the text, as for a parameter given on the command line.
    package static func parseExpression(_ source: SourceText) -> (expression: Expression, diagnostics: [Diagnostic]) {
        var parser = Parser(source)
        parser.eatNewlines()
        let expression = parser.expression()
        parser.eatNewlines()
        if parser.current.kind != .end { parser.unexpected() }
        return (expression, parser.sortedDiagnostics)
    }

    var sortedDiagnostics: [Diagnostic] {
        diagnostics.enumerated().sorted {
            ($0.element.place?.span.start ?? 0, $0.offset) < ($1.element.place?.span.start ?? 0, $1.offset)
        }.map(\.element)
    }

    // MARK: Looking and moving

    var current: Token { tokens[index] }

    func peek(_ distance: Int = 1) -> Token {
        tokens[min(index + distance, tokens.count - 1)]
    }

    func at(_ symbol: Symbol) -> Bool { current.symbol == symbol }
    func at(_ keyword: Keyword) -> Bool { current.keyword == keyword }

    var atLineEnd: Bool { current.kind == .newline || current.kind == .end }

    /// Whether the current token ends whatever stands in a stage.
    var atStageEnd: Bool {
        switch current.kind {
        case .newline, .end, .braceClose: true
        case .symbol(let symbol): symbol == .bar || symbol.isClosing
        default: false
        }
    }

    @discardableResult
    mutating func advance(as role: Token.Role? = nil) -> Token {
        if let role { tokens[index].role = role }
        let token = tokens[index]
        if index < tokens.count - 1 { index += 1 }
        return token
    }

    @discardableResult
    mutating func eat(_ symbol: Symbol) -> Bool {
        guard at(symbol) else { return false }
        advance()
        return true
    }

    @discardableResult
    mutating func eat(_ keyword: Keyword, as role: Token.Role = .keyword) -> Bool {
        guard at(keyword) || keyword.isNameNever && takeCapitals(of: keyword) else { return false }
        advance(as: role)
        return true
    }

    mutating func expect(_ symbol: Symbol) {
        if !eat(symbol) { report(.expected("'\(symbol.rawValue)'", found: found)) }
    }

    mutating func expect(_ keyword: Keyword, as role: Token.Role = .keyword, hints: [String] = []) {
        if eat(keyword, as: role) { return }
        var fixes: [Diagnostic.Fix] = []
        if case .word(nil) = current.kind, Spelling.nearest(text(of: current), in: [keyword.rawValue]).first != nil {
            fixes = [Diagnostic.Fix(keyword.rawValue, at: current.span)]
        }
        report(.expected("'\(keyword.rawValue)'", found: found), fixes: fixes, hints: hints)
    }

    mutating func eatNewlines() {
        while current.kind == .newline { advance() }
    }

    // MARK: Places

    var previousEnd: Int { index > 0 ? tokens[index - 1].span.end : 0 }

    /// From a token to the last one that was moved over.
    func span(from start: Int) -> Span {
        let first = tokens[start].span.start
        return index > start ? Span(first, max(first, previousEnd)) : Span(first, first)
    }

    /// The current token, or the end of the line before it.
    var here: Span {
        if atLineEnd || current.span.length == 0 { return Span(previousEnd, previousEnd) }
        guard current.kind == .textOpen else { return current.span }
        // All of a text, up to its closing quote.
        var depth = 0
        for token in tokens[index...] {
            if token.kind == .textOpen { depth += 1 }
            if token.kind == .textClose { depth -= 1 }
            if depth == 0 { return Span(current.span.start, token.span.end) }
        }
        return current.span
    }

    var nowhere: Expression { Expression(.absent, Span(previousEnd, previousEnd)) }

    func text(of token: Token) -> String { source.slice(token.span) }

    /// The current token in the words of a message.
    var found: String {
        switch current.kind {
        case .newline: return "the end of the line"
        case .end: return "the end"
        case .textOpen: return "a text"
        case .braceClose where current.span.length == 0: return "the end of the text"
        default:
            let text = text(of: current)
            return text.count > 40 ? "'\(text.prefix(40))…'" : "'\(text)'"
        }
    }

    // MARK: Mistakes

    /// Reports a mistake after which the parser does not know its place.
    mutating func report(_ message: Message, at span: Span? = nil, fixes: [Diagnostic.Fix] = [], hints: [String] = []) {
        remark(message, at: span, fixes: fixes, hints: hints)
        isRecovering = true
    }

    /// Reports a mistake whose meaning is clear.
    mutating func remark(_ message: Message, at span: Span? = nil, fixes: [Diagnostic.Fix] = [], hints: [String] = []) {
        if isRecovering || isBesideLexicalMistake { return }
        diagnostics.append(Diagnostic(message, at: Diagnostic.Place(source: source, span: span ?? here), hints: hints, fixes: fixes))
    }

    /// Whether the lexer has already complained about the current token or the one before it.
    private var isBesideLexicalMistake: Bool {
        let start = index > 0 ? tokens[index - 1].span.start : 0
        var low = 0
        var high = unclearMistakes.count
        while low < high {
            let middle = (low + high) / 2
            if unclearMistakes[middle] < start { low = middle + 1 } else { high = middle }
        }
        return low < unclearMistakes.count && unclearMistakes[low] <= current.span.end
    }

    /// Adds a fix to what the lexer has said about a place, once more is known.
    mutating func repairLexicalMistake(at span: Span, _ fix: Diagnostic.Fix) {
        while nextLexicalMistake < lexicalMistakes.count, let place = diagnostics[nextLexicalMistake].place?.span, place.start < span.start {
            nextLexicalMistake += 1
        }
        guard nextLexicalMistake < lexicalMistakes.count, diagnostics[nextLexicalMistake].place?.span == span else { return }
        diagnostics[nextLexicalMistake].fixes.append(fix)
    }

    /// Offers another fix for what the lexer has said about a place.
    mutating func replaceLexicalFix(at span: Span, _ fix: Diagnostic.Fix) {
        let count = diagnostics.count
        repairLexicalMistake(at: span, fix)
        guard count > nextLexicalMistake, diagnostics[nextLexicalMistake].place?.span == span else { return }
        diagnostics[nextLexicalMistake].fixes = [fix]
    }

    // MARK: Lists and names

    /// `a, b, c`. With `closing` a mistake in one element leaves the others standing.
    mutating func list<Element>(closing: Symbol? = nil, _ element: (inout Parser) -> Element) -> [Element] {
        var elements = [element(&self)]
        var progress = Progress()
        while true {
            if isRecovering {
                guard closing != nil else { return elements }
                recover(stopAtComma: true)
                guard at(.comma) else { return elements }
                isRecovering = false
            }
            guard progress.isMade(at: index) else { return elements }
            if at(.comma) {
                if isDecimalComma {
                    unexpected()
                    return elements
                }
                let comma = advance()
                if atListEnd {
                    remark(.commaWithNothing, at: comma.span, fixes: [Diagnostic.Fix("", at: comma.span, label: "delete it")])
                    return elements
                }
                elements.append(element(&self))
            } else if missesComma {
                remarkMissingComma()
                elements.append(element(&self))
            } else {
                return elements
            }
        }
        return elements
    }

    private var atListEnd: Bool {
        if atStageEnd { return true }
        guard let keyword = current.keyword, keyword.isReserved else { return false }
        switch keyword {
        case .by, .where, .from, .then, .else, .and, .or, .per, .in, .is: return true
        case .not, .if, .true, .false, .missing: return false
        default: return false
        }
    }

    /// Whether an element of a list follows another without a comma, and nothing else could be meant.
    private var missesComma: Bool {
        switch current.kind {
        case .quotedName, .number, .percent, .date, .parameter, .raw, .textOpen: return true
        case .word(nil):
            let word = text(of: current)
            return Keyword(rawValue: word.lowercased()) == nil && ForeignWords.stage(word) == nil && !ForeignWords.isAfterOperand(word)
                && (index == 0 || tokens[index - 1].kind != .number)
                && Spelling.nearest(word, in: Keyword.afterOperand).isEmpty
        default: return false
        }
    }

    /// A name for `what` ("a column"), reserved words only with a remark.
    mutating func name(_ what: String, as role: Token.Role? = nil) -> Name {
        switch current.kind {
        case .word(let keyword):
            let word = text(of: current)
            if let keyword, keyword.isReserved {
                if peekEndsName {
                    remark(.reservedName(word, what), fixes: [Diagnostic.Fix("`\(word)`", at: current.span)])
                } else {
                    report(.expected(what, found: found))
                    return Name("", here)
                }
            }
            return Name(word, advance(as: role ?? .plain).span)
        case .quotedName:
            let token = advance(as: role ?? .plain)
            return Name(unquoted(text(of: token)), token.span, quoted: true)
        case .raw, .textOpen:
            return quotedName(what)
        default:
            report(.expected(what, found: found))
            return Name("", here)
        }
    }

    /// Whether what follows the current word shows that a name stands here.
    var peekEndsName: Bool {
        let next = peek()
        switch next.kind {
        case .newline, .end, .braceClose: return true
        case .symbol(let symbol): return !symbol.isOpening
        case .word(let keyword?): return keyword.isClause || next.startsLine
        default: return next.startsLine
        }
    }

    func unquoted(_ text: String) -> String {
        var inner = text.dropFirst()
        if inner.last == "`" { inner = inner.dropLast() }
        return inner.contains("`") ? inner.split(separator: "``", omittingEmptySubsequences: false).joined(separator: "`") : String(inner)
    }
}

/// A tree and what is wrong with the text; the tree is whole only when nothing is.
package struct ParseResult: Sendable {
    package var script: Script
    /// In the order of the text.
    package var diagnostics: [Diagnostic]
}

/// Turns a loop that would go on for ever into a trap while testing and an end while in use.
struct Progress {
    private var last: Int?

    mutating func isMade(at index: Int) -> Bool {
        if let last, index <= last {
            assertionFailure("the parser stands still at token \(index)")
            return false
        }
        last = index
        return true
    }
}
