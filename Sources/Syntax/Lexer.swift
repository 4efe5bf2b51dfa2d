import Diagnostics

/// Text to tokens.
///
/// Total: every text lexes, mistakes become diagnostics beside the tokens. One pass over the
/// bytes; the look-ahead is a line's first word and, in two places, a bounded number of bytes,
/// so the time is linear.
///
/// The lexer decides which line breaks end a statement, since that depends on nothing but
/// tokens: open brackets, the end of the line before, the start of the line after. The parser sees a
/// `newline` token where one does. Texts are lexed in place: after `{` the lexer goes on with
/// ordinary tokens until the `}`, so that spans inside a text are spans of the source.
struct Lexer {
    /// What is open around the position.
    enum Bracket {
        case round, square, curly
        /// `{` inside a text; the tokens of the text's opening quote and of the brace.
        case interpolation(isBlock: Bool, open: Int, brace: Int)
    }

    let source: SourceText
    let bytes: [UInt8]
    var position = 0
    var tokens: [Token] = []
    /// Where signs of other languages stand whose meaning is clear: what stands beside them can be judged all the same.
    var translated: Set<Int> = []
    var diagnostics: [Diagnostic] = []
    var brackets: [Bracket] = []
    /// Where the interpolations stand in `brackets`, so that the innermost is found in O(1).
    var interpolations: [Int] = []
    var triviaStart = 0
    var startsLine = true
    /// Whether the last token can end an operand; then a word such as `with` is a clause, not a name.
    var endsOperand = false
    /// Whether the last token is an operator or a connecting word.
    var isConnector = false
    var unclosedText: UnclosedText?
    /// Set by `endsStatement` for the newline token that follows from it.
    var abandonsBrackets = false

    enum UnclosedText { case line, block }

    init(_ source: SourceText) {
        self.source = source
        self.bytes = source.bytes
    }

    /// All tokens; the last one is `end`.
    static func lex(_ source: SourceText) -> Lexer {
        var lexer = Lexer(source)
        lexer.run()
        return lexer
    }

    /// Whether a statement can certainly not end where the text ends.
    var needsMore: Bool {
        switch unclosedText {
        case .line: false
        case .block: true
        case nil: !brackets.isEmpty || isConnector
        }
    }

    private mutating func run() {
        while true {
            let lineBreak = skipTrivia()
            if lineBreak != nil, isInLineInterpolation {
                abandonInterpolation()
                continue
            }
            if let lineBreak, endsStatement() {
                let next = position
                append(.newline, Span(lineBreak, lineBreak + 1))
                tokens[tokens.count - 1].abandonsBrackets = abandonsBrackets
                abandonsBrackets = false
                position = next
            }
            startsLine = lineBreak != nil || tokens.isEmpty
            if position >= bytes.count {
                if !interpolations.isEmpty {
                    abandonInterpolation()
                    continue
                }
                let wasConnector = isConnector
                append(.end, Span(bytes.count, bytes.count))
                isConnector = wasConnector
                return
            }
            lexToken()
        }
    }

    // MARK: Tokens

    mutating func append(_ kind: Token.Kind, _ span: Span) {
        classify(kind)
        tokens.append(Token(kind: kind, span: span, triviaStart: triviaStart, startsLine: startsLine))
        triviaStart = span.end
        startsLine = false
        position = span.end
    }

    /// Keeps `endsOperand` and `isConnector` for the token about to be appended.
    private mutating func classify(_ kind: Token.Kind) {
        let followsOperand = endsOperand
        switch kind {
        case .symbol(let symbol):
            let isRest = symbol == .times && !followsOperand
            endsOperand = symbol.isClosing || symbol == .question || isRest
            isConnector = symbol.continuesLine && !isRest
        case .word(let keyword?):
            if tokens.last?.symbol == .bar, keyword.isStage {
                endsOperand = keyword == .show || keyword == .describe
                isConnector = !keyword.isStageWithoutOperand
            } else if keyword.isReserved {
                endsOperand = keyword.isLiteral
                isConnector = !keyword.isLiteral
            } else if keyword.isStatement, beginsStatement {
                endsOperand = false
                isConnector = true
            } else if keyword.isClause, followsOperand {
                endsOperand = false
                isConnector = true
            } else {
                endsOperand = true
                isConnector = false
            }
        case .word(nil), .quotedName, .number, .percent, .date, .parameter, .raw, .textClose, .unknown:
            endsOperand = true
            isConnector = false
        case .textOpen, .textPiece, .braceOpen, .braceClose, .newline, .end:
            endsOperand = false
            isConnector = false
        }
    }

    private var beginsStatement: Bool {
        brackets.isEmpty && (tokens.last.map { $0.kind == .newline } ?? true)
    }

    private mutating func lexToken() {
        let byte = bytes[position]
        switch byte {
        case UInt8(ascii: "\""): lexText()
        case UInt8(ascii: "'"): lexRaw()
        case UInt8(ascii: "`"): lexQuotedName()
        case UInt8(ascii: "@"): lexDate()
        case UInt8(ascii: "$"): lexParameter()
        case UInt8(ascii: "0")...UInt8(ascii: "9"): lexNumber()
        default:
            if let end = endOfName(from: position) {
                lexWord(end)
            } else {
                lexSymbol()
            }
        }
    }

    private mutating func lexSymbol() {
        let start = position
        if lexForeignComment() || lexForeignSymbol() || lexSmartQuotes() { return }
        guard let symbol = symbol(at: start) else {
            lexUnknown()
            return
        }
        append(symbol, Span(start, start + symbol.rawValue.utf8.count))
    }

    /// Appends a symbol and keeps count of the brackets.
    mutating func append(_ symbol: Symbol, _ span: Span) {
        switch symbol {
        case .openRound: brackets.append(.round)
        case .openSquare: brackets.append(.square)
        case .openCurly: brackets.append(.curly)
        case .closeRound, .closeSquare, .closeCurly:
            if close(symbol, span) { return }
        default: break
        }
        append(.symbol(symbol), span)
    }

    /// Takes a closing bracket off the stack; true when it ended an interpolation and its text went on.
    private mutating func close(_ symbol: Symbol, _ span: Span) -> Bool {
        if symbol == .closeCurly, let index = interpolations.last {
            let holdsCurly = brackets[(index + 1)...].suffix(Self.bracketReach).contains { if case .curly = $0 { true } else { false } }
            if !holdsCurly, case .interpolation(let isBlock, let open, _) = brackets[index] {
                brackets.removeSubrange(index...)
                interpolations.removeLast()
                append(.braceClose, span)
                continueText(isBlock: isBlock, open: open)
                return true
            }
        }
        // A closer that does not match is looked for a few brackets further out; whatever it skips is unclosed.
        let floor = max((interpolations.last ?? -1) + 1, brackets.count - Self.bracketReach)
        var index = brackets.count - 1
        while index >= floor {
            if closes(symbol, brackets[index]) {
                brackets.removeSubrange(index...)
                break
            }
            index -= 1
        }
        return false
    }

    /// How far out a stray closer looks for its opener: bounded, so that bracket soup lexes in linear time.
    private static let bracketReach = 8

    private func closes(_ symbol: Symbol, _ bracket: Bracket) -> Bool {
        switch bracket {
        case .round: symbol == .closeRound
        case .square: symbol == .closeSquare
        case .curly: symbol == .closeCurly
        case .interpolation: false
        }
    }

    private mutating func lexUnknown() {
        if lexInvisible() || lexWide() { return }
        let start = position
        var end = start + scalarLength(at: start)
        while end < bytes.count, bytes[end] >= 0x80, endOfName(from: end) == nil, spaceLength(at: end) == 0, !isInvisible(at: end), narrow(at: end) == nil {
            end += scalarLength(at: end)
        }
        let span = Span(start, end)
        report(.unknownCharacter(source.slice(Span(start, start + scalarLength(at: start)))), at: span)
        append(.unknown, span)
    }

    func symbol(at start: Int) -> Symbol? {
        let next = byte(start + 1)
        switch bytes[start] {
        case UInt8(ascii: "|"): return .bar
        case UInt8(ascii: ","): return .comma
        case UInt8(ascii: "("): return .openRound
        case UInt8(ascii: ")"): return .closeRound
        case UInt8(ascii: "["): return .openSquare
        case UInt8(ascii: "]"): return .closeSquare
        case UInt8(ascii: "{"): return .openCurly
        case UInt8(ascii: "}"): return .closeCurly
        case UInt8(ascii: ":"): return .colon
        case UInt8(ascii: "="): return next == UInt8(ascii: "=") ? .equal : .assign
        case UInt8(ascii: "!"):
            if next == UInt8(ascii: "=") { return .notEqual }
            return next == UInt8(ascii: "~") ? .doesNotContain : nil
        case UInt8(ascii: "<"): return next == UInt8(ascii: "=") ? .lessOrEqual : .less
        case UInt8(ascii: ">"): return next == UInt8(ascii: "=") ? .greaterOrEqual : .greater
        case UInt8(ascii: "~"): return .contains
        case UInt8(ascii: "+"): return .plus
        case UInt8(ascii: "-"): return .minus
        case UInt8(ascii: "*"): return .times
        case UInt8(ascii: "/"): return .divide
        case UInt8(ascii: "."): return next == UInt8(ascii: ".") ? .range : .dot
        case UInt8(ascii: "?"): return next == UInt8(ascii: "?") ? .coalesce : .question
        default: return nil
        }
    }

    // MARK: Bytes

    func byte(_ index: Int) -> UInt8 {
        index < bytes.count ? bytes[index] : 0
    }

    func starts(_ text: StaticString, at start: Int) -> Bool {
        guard start + text.utf8CodeUnitCount <= bytes.count else { return false }
        return text.withUTF8Buffer { wanted in
            var index = 0
            while index < wanted.count {
                if bytes[start + index] != wanted[index] { return false }
                index += 1
            }
            return true
        }
    }

    func scalarLength(at start: Int) -> Int {
        let length = switch bytes[start] {
        case 0..<0x80: 1
        case 0xC0..<0xE0: 2
        case 0xE0..<0xF0: 3
        default: 4
        }
        return min(length, bytes.count - start)
    }

    /// The scalar at an offset; the bytes of a `SourceText` are well formed.
    func scalar(at start: Int) -> Unicode.Scalar? {
        String(decoding: bytes[start..<(start + scalarLength(at: start))], as: UTF8.self).unicodeScalars.first
    }

    /// The end of the bare name that starts at an offset, if one does.
    func endOfName(from start: Int) -> Int? {
        guard start < bytes.count, isNamePart(at: start), !isDigit(bytes[start]) else { return nil }
        if bytes[start] >= 0x80, let scalar = scalar(at: start), !scalar.properties.isAlphabetic || scalar.properties.numericType != nil {
            return nil
        }
        return endOfNameParts(from: start)
    }

    /// The end of the letters, digits and `_` from an offset on.
    func endOfNameParts(from start: Int) -> Int {
        var end = start
        while end < bytes.count, isNamePart(at: end) { end += scalarLength(at: end) }
        return end
    }

    private func isNamePart(at index: Int) -> Bool {
        let byte = bytes[index]
        if byte < 0x80 { return isNameByte(byte) }
        guard let scalar = scalar(at: index) else { return false }
        switch scalar.properties.generalCategory {
        case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter,
            .nonspacingMark, .spacingMark, .decimalNumber:
            return true
        default:
            return false
        }
    }

    func isNameByte(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "_"): true
        default: isDigit(byte)
        }
    }

    func isDigit(_ byte: UInt8) -> Bool {
        byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9")
    }

    /// The offset of the line break that ends the line of `start`, or the end of the text.
    func endOfLine(from start: Int) -> Int {
        var end = start
        while end < bytes.count, bytes[end] != UInt8(ascii: "\n") { end += 1 }
        return end
    }

    mutating func report(_ message: Message, at span: Span, hints: [String] = [], fixes: [Diagnostic.Fix] = []) {
        diagnostics.append(Diagnostic(message, at: Diagnostic.Place(source: source, span: span), hints: hints, fixes: fixes))
    }
}
