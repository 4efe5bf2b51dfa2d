import Diagnostics

/// Turns the tokens of a statement into the pieces of a layout.
///
/// The tokens are what is printed, in their order, each once; the tree only says where groups
/// begin and end and where lines may break. So nothing that was written can get lost, whatever the
/// tree leaves out. Whoever walks the tree calls `flow(to:)` to print the tokens before a node.
struct FormatBuilder {
    let source: SourceText
    let tokens: [Token]
    /// The next token to print.
    var index = 0
    var pieces: [Layout.Piece] = []
    /// Spaces to add before a token, so that members of a table line up.
    var padding: [Int: Int] = [:]
    /// The gap before the next token, where it is not the usual one.
    private var pending: Layout.Gap?
    /// The first token of the statement; the comments before it stand on lines of their own.
    private var first = 0

    init(_ source: SourceText, _ tokens: [Token]) {
        self.source = source
        self.tokens = tokens
    }

    mutating func begin() {
        first = index
        pieces = []
        pending = nil
    }

    // MARK: Groups

    mutating func group(indent: Int = 0, fromLine: Bool = false, _ body: (inout FormatBuilder) -> Void) {
        // The gap before the group belongs to the group around it.
        if index != first { printGap() }
        pieces.append(.open(indent: indent, fromLine: fromLine))
        body(&self)
        pieces.append(.close)
    }

    /// A group whose own first gap stands before the next token, so that all of it can move to a line of its own.
    mutating func movableGroup(indent: Int = 0, coupled: Bool = false, _ body: (inout FormatBuilder) -> Void) {
        pieces.append(.open(indent: indent, fromLine: false, coupled: coupled))
        allow(.withGroup)
        body(&self)
        pieces.append(.close)
    }

    /// The line may break before the next token.
    mutating func allow(_ lineBreak: Layout.Break, spaces: Int = 1, isOutdented: Bool = false) {
        pending = Layout.Gap(spaces: spaces, lineBreak: lineBreak, isOutdented: isOutdented)
    }

    /// No space before the next token.
    mutating func joinNext() {
        pending = Layout.Gap(spaces: 0, lineBreak: .never)
    }

    mutating func breakGroups() {
        pieces.append(.breakGroups)
    }

    // MARK: Tokens

    /// Prints the tokens that start before an offset.
    mutating func flow(to offset: Int) {
        while index < tokens.count, tokens[index].span.start < offset, tokens[index].kind != .newline, tokens[index].kind != .end {
            printToken()
        }
    }

    /// Prints the tokens up to and with the next one that is `symbol`.
    mutating func flow(through symbol: Symbol) {
        while index < tokens.count, tokens[index].kind != .newline, tokens[index].kind != .end {
            let isLast = tokens[index].symbol == symbol
            printToken()
            if isLast { return }
        }
    }

    mutating func printToken() {
        if index != first { printGap() }
        let token = tokens[index]
        guard token.kind == .textOpen else {
            pieces.append(.text(source.slice(token.span)))
            index += 1
            isGapPrinted = false
            return
        }
        // A text is printed as it was written, braces and all.
        var depth = 0
        var end = index
        repeat {
            if tokens[end].kind == .textOpen { depth += 1 }
            if tokens[end].kind == .textClose { depth -= 1 }
            end += 1
        } while depth > 0 && end < tokens.count
        pieces.append(.text(source.slice(Span(token.span.start, tokens[end - 1].span.end))))
        index = end
        isGapPrinted = false
    }

    /// Whether the gap before the next token has been printed, because a group begins at that token.
    private var isGapPrinted = false

    private mutating func printGap() {
        guard !isGapPrinted, index < tokens.count else { return }
        isGapPrinted = true
        var gap = pending ?? usualGap()
        pending = nil
        gap.spaces += padding[index] ?? 0
        let comments = Trivia.comments(of: tokens[index], in: source)
        if gap.lineBreak == .never {
            for comment in comments { pieces.append(.waiting(comment.text)) }
        } else {
            gap.comments = comments
        }
        pieces.append(.gap(gap))
    }

    /// The gap between two tokens of which the tree says nothing.
    private func usualGap() -> Layout.Gap {
        let before = tokens[index - 1]
        let token = tokens[index]
        if before.role == .prefixOperator {
            // Two signs in a row would begin a comment of another language.
            return Layout.Gap(spaces: token.role == .prefixOperator ? 1 : 0, lineBreak: .never)
        }
        switch token.symbol {
        case .bar?: return Layout.Gap(spaces: 1, lineBreak: .withGroup, hang: 2)
        case .comma?, .closeRound?, .closeSquare?, .colon?, .dot?, .question?: return Layout.Gap(spaces: 0, lineBreak: .never)
        case .openRound? where before.role == .function: return Layout.Gap(spaces: 0, lineBreak: .never)
        default: break
        }
        switch before.symbol {
        case .openRound?, .openSquare?, .dot?: return Layout.Gap(spaces: 0, lineBreak: .never)
        default: break
        }
        return Layout.Gap(spaces: 1, lineBreak: token.role == .clause && mayBeginLine(token) ? .fill : .never)
    }

    /// Whether a line that begins with a clause word goes on with the one before; followed by `(` it would not.
    private func mayBeginLine(_ token: Token) -> Bool {
        guard let keyword = token.keyword, !keyword.isReserved, index + 1 < tokens.count else { return true }
        switch tokens[index + 1].symbol {
        case .openRound?, .colon?, .dot?, .assign?: return false
        default: return true
        }
    }

    /// The token that starts at an offset. O(log tokens).
    func tokenIndex(at offset: Int) -> Int {
        var low = 0
        var high = tokens.count
        while high - low > 1 {
            let middle = (low + high) / 2
            // A newline has no place of its own to start at; it never is the one looked for.
            if tokens[middle].span.start <= offset { low = middle } else { high = middle }
        }
        return low
    }
}
