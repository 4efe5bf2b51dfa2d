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
        if reportForeignDate() { return }
        if let (message, span, fix) = textMistake { return report(message, at: span, fixes: [fix]) }
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
        case .word(.missing?), .word(.present?):
            report(.doesNotFit(found, after: previousText), fixes: [Diagnostic.Fix("is \(word)", at: token.span)])
        case .parameter where isColumnAfterDollar:
            reportColumnAfterDollar()
        case .word(.if?):
            report(.parenthesize("if"))
        case .word(.not?) where peek().keyword != .in:
            report(.doesNotFit(found, after: previousText))
        case .word(nil):
            unexpectedWord(word)
        case .symbol(.openSquare) where isColumnInBrackets:
            // `dossiers[fee]`
            report(.doesNotFit("'['", after: previousText), fixes: [Diagnostic.Fix(text(of: peek()), at: tokens[index - 1].span.joined(with: peek(2).span))],
                hints: ["a column is written without its table; rows are chosen with  | where …"])
        case .symbol(.openSquare) where index > 0 && tokens[index - 1].startsLine:
            report(.doesNotFit("'['", after: previousText), hints: ["rows are chosen with  from \(text(of: tokens[index - 1])) | where …, columns with  | keep …"])
        case .symbol(.openSquare):
            report(.doesNotFit("'['", after: previousText), hints: ["rows are chosen with  | where …, columns with  | keep …"])
        default:
            report(.doesNotFit(found, after: previousText))
        }
    }

    /// `dossiers$fee`
    var isColumnAfterDollar: Bool {
        guard index > 0, current.kind == .parameter, current.span.start == previousEnd, case .word = tokens[index - 1].kind else { return false }
        return true
    }

    mutating func reportColumnAfterDollar() {
        report(.doesNotFit(found, after: previousText), fixes: [Diagnostic.Fix(String(text(of: current).dropFirst()), at: tokens[index - 1].span.joined(with: current.span))],
            hints: ["a column is written without its table"])
    }

    private var isColumnInBrackets: Bool {
        guard index > 0, !tokens[index - 1].startsLine, case .word = tokens[index - 1].kind, case .word = peek().kind else { return false }
        return peek(2).symbol == .closeSquare
    }

    private mutating func unexpectedWord(_ word: String) {
        let lower = word.lowercased()
        if index > 0, tokens[index - 1].kind == .number, let row = ForeignWords.unitWords.first(where: { $0.word == lower }) {
            let start = row.ours == "%" ? tokens[index - 1].span.end : current.span.start
            report(.foreignUnit(word, ours: row.ours), fixes: [Diagnostic.Fix(row.ours, at: Span(start, current.span.end))])
        } else if let keyword = Keyword(rawValue: lower) {
            let isLostStage = keyword.isStage
            report(.smallLetters(word, lower), fixes: [Diagnostic.Fix((isLostStage ? "| " : "") + lower, at: current.span)])
        } else if let row = ForeignWords.operatorFunctions.first(where: { $0.word == lower }) {
            report(.foreignWord(word, ours: row.ours))
        } else if let row = ForeignWords.groupingWords.first(where: { $0.word == lower }), self.word(ahead: 1) == row.follower, isInGroupingStage {
            let span = current.span.joined(with: peek().span)
            report(.foreignWord(source.slice(span), ours: "by"), at: span, fixes: [Diagnostic.Fix("by", at: span)])
        } else if let stage = ForeignWords.stage(word) {
            report(.foreignStage(word, ours: stage.advice), fixes: foreignStageFixes(stage, before: "| "))
        } else if let name = spacedName {
            report(.spaceInName(name.text), at: name.span, fixes: [name])
        } else if let nearest = Spelling.nearest(word, in: Keyword.afterOperand).first {
            report(.misspeltWord(word, nearest), fixes: [Diagnostic.Fix(nearest, at: current.span)])
        } else if let nearest = Spelling.nearest(word, in: Keyword.stages.map(\.rawValue)).first, word.count > 3 {
            report(.missingBarAndMisspelt(word, nearest), fixes: [Diagnostic.Fix("| " + nearest, at: current.span)])
        } else {
            report(.doesNotFit(found, after: previousText))
        }
    }

    /// Whether the stage that is being parsed makes groups.
    private var isInGroupingStage: Bool {
        for position in (max(0, index - 200)..<index).reversed() {
            if tokens[position].symbol == .bar || tokens[position].kind == .newline { return false }
            if tokens[position].role == .stage { return [.summarize, .add, .set, .take].contains(tokens[position].keyword) }
        }
        return false
    }

    /// What replaces the word of a foreign stage, its follower (`order by`) and the parentheses of a call (`filter(x)`).
    func foreignStageFixes(_ stage: ForeignWords.ForeignStage, before mark: String = "") -> [Diagnostic.Fix] {
        guard let replacement = stage.replacement else { return [] }
        let follower = word(ahead: 1)
        if !follower.isEmpty, stage.followers.contains(follower) {
            if stage.makesGroups, case let end = endOfStage(from: index + 2), end > index + 2, let (ours, last) = groupedStage(end, by: columns(index + 2..<end)) {
                return [Diagnostic.Fix(mark + ours, at: Span(current.span.start, tokens[last].span.end))]
            }
            return [Diagnostic.Fix(mark + replacement, at: current.span.joined(with: peek().span))]
        }
        if replacement == "keep", let fixes = droppingFixes(mark) { return fixes }
        // A call of an aggregate keeps its parentheses.
        let isCall = peek().symbol == .openRound && peek().span.start == current.span.end && !stage.isAggregate
        if !isCall, stage.makesGroups, case let end = endOfStage(from: index + 1), end > index + 1, let (ours, last) = groupedStage(end, by: columns(index + 1..<end)) {
            return [Diagnostic.Fix(mark + ours, at: Span(current.span.start, tokens[last].span.end))]
        }
        guard isCall, let end = closer(of: index + 1), endsStage(end + 1) else { return [Diagnostic.Fix(mark + replacement, at: current.span)] }
        let whole = Span(current.span.start, tokens[end].span.end)
        if end == index + 2 { return [Diagnostic.Fix(mark + replacement, at: whole)] }
        let takesColumns = stage.makesGroups || ["keep", "drop", "sort", "distinct", "summarize count() by"].contains(replacement)
        let inner = takesColumns ? columns(index + 2..<end) : source.slice(Span(tokens[index + 1].span.end, tokens[end].span.start))
        if stage.makesGroups, let (ours, last) = groupedStage(end + 1, by: inner) {
            return [Diagnostic.Fix(mark + ours, at: Span(whole.start, tokens[last].span.end))]
        }
        return [Diagnostic.Fix(mark + replacement + (replacement.hasSuffix(")") ? " by " : " ") + inner, at: whole)]
    }

    /// `select(-fee, -due)`: all columns but those. Nothing is offered where some are taken and others left; `nil` where none is left.
    private func droppingFixes(_ mark: String) -> [Diagnostic.Fix]? {
        let isCall = peek().symbol == .openRound
        guard let end = isCall ? closer(of: index + 1) : endOfStage(from: index + 1), endsStage(isCall ? end + 1 : end) else { return nil }
        let first = isCall ? index + 2 : index + 1
        let starts = (first..<max(first, end)).filter { $0 == first || tokens[$0 - 1].symbol == .comma }
        let dropping = starts.filter { tokens[$0].symbol == .minus || text(of: tokens[$0]) == "!" }
        if dropping.isEmpty { return nil }
        let names = dropping.compactMap { start -> String? in
            let name = tokens[start + 1]
            let isName = name.kind == .word(nil) || name.kind == .quotedName
            return isName && (start + 2 == end || tokens[start + 2].symbol == .comma) ? text(of: name) : nil
        }
        guard names.count == starts.count else { return [] }
        let whole = Span(current.span.start, tokens[isCall ? end : end - 1].span.end)
        return [Diagnostic.Fix("\(mark)drop \(names.joined(separator: ", "))", at: whole)]
    }

    /// The token at which the stage ends that goes on at `start`, or one not far behind it.
    func endOfStage(from start: Int) -> Int {
        var position = start
        while !endsStage(position), position < min(start + 100, tokens.count - 1) {
            position = tokens[position].symbol?.isOpening == true ? closer(of: position).map { $0 + 1 } ?? tokens.count - 1 : position + 1
        }
        return position
    }

    /// `| summarise(n = n())` and `| add m = avg(fee)` after a stage of groups: the stage with those groups, and its last token.
    private func groupedStage(_ bar: Int, by keys: String) -> (ours: String, last: Int)? {
        guard bar + 2 < tokens.count, tokens[bar].symbol == .bar, case .word = tokens[bar + 1].kind else { return nil }
        let word = text(of: tokens[bar + 1]).lowercased()
        let ours = ForeignWords.stage(word)?.replacement ?? word
        let first = bar + 2
        if ours == "summarize count()", tokens[first].symbol == .openRound, closer(of: first) == first + 1, endsStage(first + 2) {
            return ("\(ours) by \(keys)", first + 1)
        }
        guard ["summarize", "add", "set", "take"].contains(ours), !endsStage(first) else { return nil }
        if tokens[first].symbol == .openRound, let end = closer(of: first), endsStage(end + 1) {
            return (grouped(ours, first + 1..<end, by: keys), end)
        }
        let end = endOfStage(from: first)
        guard !tokens[first..<end].contains(where: { $0.keyword == .by }) else { return nil }
        return (grouped(ours, first..<end, by: keys), end - 1)
    }

    private func grouped(_ stage: String, _ items: Range<Int>, by keys: String) -> String {
        func slice(_ range: Range<Int>) -> String {
            range.isEmpty ? "" : source.slice(Span(tokens[range.lowerBound].span.start, tokens[range.upperBound - 1].span.end))
        }
        // What stands behind the groups goes on standing there.
        let clause = items.first { [.along, .with].contains(tokens[$0].keyword) } ?? items.upperBound
        let rest = clause..<items.upperBound
        return "\(stage) \(slice(items.lowerBound..<clause)) by \(keys)" + (rest.isEmpty ? "" : " \(slice(rest))")
    }

    /// Columns as they are written here: `"fee"`, which is a text, without its quotes.
    private func columns(_ range: Range<Int>) -> String {
        guard let last = range.last else { return "" }
        var written = ""
        var start = tokens[range.lowerBound].span.start
        for position in range where position == range.lowerBound || tokens[position - 1].symbol == .comma {
            let distance = position - index
            guard let (text, end) = plainText(distance), end == tokens[last].span.end || range.contains(where: { tokens[$0].span.start >= end && tokens[$0].symbol == .comma && tokens[$0 - 1].span.end == end })
            else { continue }
            written += source.slice(Span(start, tokens[position].span.start)) + Parser.written(text)
            start = end
        }
        return written + source.slice(Span(start, tokens[last].span.end))
    }

    func endsStage(_ position: Int) -> Bool {
        switch tokens[min(position, tokens.count - 1)].kind {
        case .newline, .end, .symbol(.bar), .symbol(.closeRound): true
        default: false
        }
    }

    var previousText: String {
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
        // `1,000,000.50`
        var groups = 1
        while isGroup, peek(groups * 2).symbol == .comma, case let group = peek(groups * 2 + 1), group.kind == .number, group.span.start == peek(groups * 2).span.end,
            text(of: group).prefix(while: { $0 != "." }).utf8.count == 3 { groups += 1 }
        if groups > 1 {
            let all = before.span.joined(with: peek(groups * 2 - 1).span)
            return report(.commaInNumber, at: all, fixes: [Diagnostic.Fix(source.slice(all).map { $0 == "," ? "_" : String($0) }.joined(), at: all)])
        }
        let spellings = isGroup ? ["\(whole)_\(rest)", "\(whole).\(rest)"] : ["\(whole).\(rest)"]
        report(.commaInNumber, at: current.span, fixes: spellings.map { Diagnostic.Fix($0, at: span) })
    }
}
