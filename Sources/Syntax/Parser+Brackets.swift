import Diagnostics

/// Expressions in brackets: groups, pipelines, lists and the arguments of calls.
extension Parser {
    /// `(from …)` or `(a)`.
    mutating func parenthesized() -> Expression {
        let start = index
        let opener = open()
        if at(.from) || at(.closeRound) { return pipelineOrNothing(from: start, opener) }
        let inner = expression()
        if at(.bar), !isRecovering, let pipeline = pipelineWithoutFrom(inner, from: start, opener) { return pipeline }
        if at(.comma), !isRecovering { return roundList(from: start, opener, first: inner) }
        close(opener)
        return node(.parenthesized(inner), span(from: start), above: height)
    }

    /// What stands apart here and below does so that the frames of the functions that call one another stay small.
    private mutating func pipelineOrNothing(from start: Int, _ opener: Token) -> Expression {
        if at(.closeRound) {
            report(.emptyParentheses, at: Span(opener.span.start, current.span.end))
            close(opener)
            return Expression(.absent, span(from: start))
        }
        guard enter() else {
            close(opener)
            return nowhere
        }
        let inner = pipeline()
        leave()
        close(opener)
        return node(.pipeline(inner), span(from: start), above: height)
    }

    /// `(dossiers | where late)`
    private mutating func pipelineWithoutFrom(_ inner: Expression, from start: Int, _ opener: Token) -> Expression? {
        guard case .name(let table) = inner.node, isClosedOnLine else { return nil }
        let fix = Diagnostic.Fix("from ", at: Span(inner.span.start, inner.span.start), label: "from \(source.slice(inner.span))")
        remark(.missingFrom, at: inner.span, fixes: [fix])
        var pipeline = Pipeline(source: Source(.name(table), inner.span), stages: [], span: inner.span)
        stages(into: &pipeline)
        close(opener)
        return node(.pipeline(pipeline), span(from: start), above: height)
    }

    /// Whether an unmatched `)` follows before the statement ends.
    private var isClosedOnLine: Bool {
        var depth = 0
        for token in tokens[index...] {
            switch token.kind {
            case .newline, .end: return false
            case .symbol(let symbol):
                if symbol.isOpening { depth += 1 }
                if symbol.isClosing {
                    if depth == 0 { return symbol == .closeRound }
                    depth -= 1
                }
            default: break
            }
        }
        return false
    }

    /// After `in`: `("a")` is a list with round brackets; `(from …)` and `(a)..(b)` are not.
    mutating func listOrParenthesized() -> Expression {
        let start = index
        let value = infix(atLeast: .range)
        if case .parenthesized(let inner) = value.node, !isRecovering {
            switch inner.node {
            case .text, .raw, .number:
                reportRoundList(Span(tokens[start].span.start, previousEnd))
                return Expression(.list([inner]), value.span)
            default: break
            }
        }
        return value
    }

    /// `("a", "b")` where a list was meant; the current token is the first comma.
    private mutating func roundList(from start: Int, _ opener: Token, first: Expression) -> Expression {
        advance()
        let count = diagnostics.count
        let rest = atStageEnd ? [] : list(closing: .closeRound) { $0.expression() }
        close(opener)
        if !isRecovering, diagnostics.count == count { reportRoundList(span(from: start)) }
        return Expression(.list([first] + rest), span(from: start))
    }

    /// Whether `c(` begins a list after `in`.
    var isListCall: Bool { ForeignWords.listFunctions.contains(word()) && peek().symbol == .openRound && peek().span.start == current.span.end }

    /// `c("a", "b")` after `in`
    mutating func listCall() -> Expression {
        let start = index
        advance()
        let opener = open()
        let elements = at(.closeRound) ? [] : list(closing: .closeRound) { $0.expression() }
        let inner = source.slice(Span(opener.span.end, previousEnd))
        close(opener)
        let whole = span(from: start)
        remark(.listNeedsSquareBrackets, at: whole, fixes: [Diagnostic.Fix("[\(inner)]", at: whole)])
        return Expression(.list(elements), whole)
    }

    private mutating func reportRoundList(_ span: Span) {
        let inner = source.slice(Span(span.start + 1, span.end - 1))
        remark(.listNeedsSquareBrackets, at: span, fixes: [Diagnostic.Fix("[" + inner + "]", at: span)])
    }

    /// The elements of `[a, b]`; the current token is `[`.
    mutating func listElements() -> [Expression] {
        let opener = open()
        var elements: [Expression] = []
        var highest = 0
        if !at(.closeSquare) {
            elements = list(closing: .closeSquare) { parser in
                let element = parser.expression()
                highest = max(highest, parser.height)
                return element
            }
        }
        close(opener)
        height = highest
        return elements
    }

    /// arguments := "(" [argument, …] ["where" expression] ")"
    mutating func arguments() -> Arguments {
        let start = index
        let opener = open()
        var items: [Arguments.Argument] = []
        var highest = 0
        if !at(.closeRound), !at(.where) {
            items = list(closing: .closeRound) { parser in
                let argument = parser.argument()
                highest = max(highest, parser.height)
                return argument
            }
        }
        var condition: Expression?
        if at(.where), !isRecovering {
            advance(as: .clause)
            condition = expression()
            highest = max(highest, height)
        }
        close(opener)
        height = highest
        return Arguments(items, condition: condition, span: span(from: start))
    }

    private mutating func argument() -> Arguments.Argument {
        var label: Name?
        if peek().symbol == .colon {
            switch current.kind {
            // A reserved word, and yet the name of an option of files, which the colon tells: `missing: "NA"`.
            case .word(.missing): label = Name(text(of: current), advance(as: .argumentLabel).span)
            case .word, .quotedName: label = name("an argument's name", as: .argumentLabel)
            default: break
            }
            if label != nil { advance() }
        }
        let value = expression()
        return Arguments.Argument(label: label, value: value, order: sortOrder())
    }
}
