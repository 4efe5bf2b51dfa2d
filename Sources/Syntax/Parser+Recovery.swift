import Diagnostics

/// Getting back to a known place, and saying what is wrong with a token that fits nowhere.
extension Parser {
    /// Skips to a line end, an unmatched closing bracket or, as asked, a `|` or a comma.
    mutating func recover(stopAtBar: Bool = false, stopAtComma: Bool = false) {
        var depth = 0
        var curlyDepth = 0
        while true {
            switch current.kind {
            case .end: return
            case .newline:
                if curlyDepth == 0 || current.abandonsBrackets { return }
            case .braceOpen: depth += 1
            case .braceClose:
                if depth == 0 { return }
                depth -= 1
            case .symbol(let symbol):
                if depth == 0, (symbol == .bar && stopAtBar) || (symbol == .comma && stopAtComma) { return }
                if symbol.isOpening {
                    depth += 1
                    if symbol == .openCurly { curlyDepth += 1 }
                } else if symbol.isClosing {
                    if depth == 0 { return }
                    depth -= 1
                    if symbol == .closeCurly, curlyDepth > 0 { curlyDepth -= 1 }
                }
            default: break
            }
            advance()
        }
    }

    /// After a source or a stage: at a `|` or at what may follow a pipeline.
    mutating func finishStage() {
        if !isRecovering, !atStageEnd { unexpected() }
        if isRecovering {
            recover(stopAtBar: true)
            if at(.bar) { isRecovering = false }
        }
    }

    /// After a statement or a member: at a line end, or at the `}` of a block.
    mutating func finishLine(inBlock: Bool = false) {
        if !isRecovering, !atLineEnd, !(inBlock && at(.closeCurly)) { unexpected() }
        while isRecovering {
            recover()
            if atLineEnd || (inBlock && at(.closeCurly)) {
                isRecovering = false
            } else {
                advance()
            }
        }
    }

    /// Moves over an opening bracket. Each is followed by `close`, whatever stands between.
    mutating func open() -> Token {
        let opener = advance()
        if let closing = opener.symbol?.closing { openBrackets.append(closing) }
        return opener
    }

    /// Moves over the bracket that closes `opener`, or says that it is missing.
    mutating func close(_ opener: Token) {
        guard let symbol = opener.symbol, let closing = symbol.closing else { return }
        openBrackets.removeLast()
        if !isRecovering {
            if eat(closing) { return }
            let closesOuter = current.symbol.map { $0.isClosing && $0 != closing && openBrackets.suffix(8).contains($0) } ?? false
            if atLineEnd || current.kind == .braceClose || at(.bar) || closesOuter {
                report(.bracketNeverClosed(symbol.rawValue), at: opener.span,
                    fixes: [Diagnostic.Fix(closing.rawValue, at: Span(previousEnd, previousEnd), label: "close it here")])
                return
            }
            if let other = current.symbol, other.isClosing {
                remark(.bracketMismatch(symbol.rawValue, closedBy: other.rawValue), fixes: [Diagnostic.Fix(closing.rawValue, at: current.span)])
                advance()
                return
            }
            unexpected()
        }
        recover()
        if at(closing) {
            advance()
            isRecovering = false
        }
    }

    /// Reports the current token as one that cannot stand where it does.
    mutating func unexpected() {
        let token = current
        let word = text(of: token)
        switch token.kind {
        case .symbol(.assign):
            report(.comparisonNeedsTwoEquals, fixes: [Diagnostic.Fix("==", at: token.span)])
        case .symbol(let symbol) where symbol.isClosing:
            report(.bracketClosesNothing(symbol.rawValue), fixes: [Diagnostic.Fix("", at: token.span, label: "delete it")])
        case .symbol(.comma) where isDecimalComma:
            reportDecimalComma()
        case .symbol(.bar):
            report(.barWithoutPipeline)
        case .word(let keyword?) where keyword.isStage:
            report(.missingBar(word), fixes: [Diagnostic.Fix("| " + word, at: token.span)])
        case .word(.if?):
            report(.parenthesize("if"))
        case .word(.not?) where peek().keyword != .in:
            report(.doesNotFit(found, after: previousText))
        case .word(nil):
            unexpectedWord(word)
        default:
            report(.doesNotFit(found, after: previousText))
        }
    }

    private mutating func unexpectedWord(_ word: String) {
        let lower = word.lowercased()
        if index > 0, tokens[index - 1].kind == .number, let row = ForeignWords.unitWords.first(where: { $0.word == lower }) {
            let start = row.ours == "%" ? tokens[index - 1].span.end : current.span.start
            report(.foreignUnit(word, ours: row.ours), fixes: [Diagnostic.Fix(row.ours, at: Span(start, current.span.end))])
        } else if let keyword = Keyword(rawValue: lower) {
            let isLostStage = keyword.isStage
            report(.smallLetters(word, lower), fixes: [Diagnostic.Fix((isLostStage ? "| " : "") + lower, at: current.span)])
        } else if let row = ForeignWords.operatorWords.first(where: { $0.word == lower }) {
            let fixes = row.ours.hasSuffix(")") ? [] : [Diagnostic.Fix(row.ours, at: current.span)]
            report(.foreignWord(word, ours: row.ours), fixes: fixes)
        } else if let stage = ForeignWords.stage(word) {
            let fixes = stage.replacement.map { [Diagnostic.Fix("| " + $0, at: foreignStageSpan(stage))] } ?? []
            report(.foreignStage(word, ours: stage.advice), fixes: fixes)
        } else if let nearest = Spelling.nearest(word, in: Keyword.afterOperand).first {
            report(.misspeltWord(word, nearest), fixes: [Diagnostic.Fix(nearest, at: current.span)])
        } else if let nearest = Spelling.nearest(word, in: Keyword.stages.map(\.rawValue)).first, word.count > 3 {
            report(.missingBarAndMisspelt(word, nearest), fixes: [Diagnostic.Fix("| " + nearest, at: current.span)])
        } else {
            report(.doesNotFit(found, after: previousText))
        }
    }

    /// The word of a foreign stage, and the `by` that belongs to it.
    func foreignStageSpan(_ stage: ForeignWords.ForeignStage) -> Span {
        let next = peek()
        return stage.takesBy && next.keyword == .by ? current.span.joined(with: next.span) : current.span
    }

    private var previousText: String {
        guard index > 0 else { return "the start" }
        let previous = tokens[index - 1]
        return previous.kind == .textClose ? "a text" : "'\(text(of: previous))'"
    }

    /// `2,5` or `1,200` without a space: a number as Vietnamese or English books print it.
    var isDecimalComma: Bool {
        guard at(.comma), index > 0, tokens[index - 1].kind == .number, openBrackets.last ?? .closeCurly == .closeCurly else { return false }
        let next = peek()
        return (next.kind == .number || next.kind == .percent) && current.span.start == previousEnd && next.span.start == current.span.end
    }

    private mutating func reportDecimalComma() {
        let before = tokens[index - 1]
        let after = peek()
        let span = before.span.joined(with: after.span)
        let whole = text(of: before)
        let rest = text(of: after)
        let isGroup = rest.utf8.count == 3 && whole.utf8.count <= 3
        let spellings = isGroup ? ["\(whole)_\(rest)", "\(whole).\(rest)"] : ["\(whole).\(rest)"]
        report(.commaInNumber, at: current.span, fixes: spellings.map { Diagnostic.Fix($0, at: span) })
    }
}
