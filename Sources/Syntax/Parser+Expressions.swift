import Diagnostics

/// Expressions, by climbing the levels of `Precedence`.
extension Parser {
    /// expression := "if" expression "then" expression "else" expression | infix
    mutating func expression() -> Expression {
        guard enter() else { return nowhere }
        defer { leave() }
        let start = index
        if !isChoiceCall, at(.if) || beginsOperand(1) && takeIf() { return conditional() }
        let value = infix(atLeast: .or)
        return at(.question) && !isRecovering ? ternary(value, start: start) : value
    }

    /// Counts a level of nesting; false, with a report, when there are too many.
    mutating func enter() -> Bool {
        nesting += 1
        if nesting <= Self.nestingLimit { return true }
        nesting -= 1
        report(.tooDeep)
        height = 0
        return false
    }

    mutating func leave() { nesting -= 1 }

    /// An expression of which `parts` subtrees were parsed with these heights; refuses what grows too high.
    mutating func node(_ node: Expression.Node, _ span: Span, above heights: Int...) -> Expression {
        height = (heights.max() ?? 0) + 1
        if height > Self.heightLimit {
            report(.tooLong, at: span)
            height = 0
            return nowhere
        }
        return Expression(node, span)
    }

    private mutating func conditional() -> Expression {
        let start = index
        advance(as: .keyword)
        let condition = expression()
        let conditionHeight = height
        expectThen()
        let then = expression()
        let thenHeight = height
        if !isRecovering, ForeignWords.elseIfWords.contains(word()) {
            let word = current
            remark(.foreignWord(text(of: word), ours: "else if"), fixes: [Diagnostic.Fix("else if", at: word.span)])
            guard enter() else { return nowhere }
            defer { leave() }
            let otherwise = conditional()
            return node(.choose(condition, then, otherwise), span(from: start), above: conditionHeight, thenHeight, height)
        }
        guard at(.else) || takeElse() else {
            if !isRecovering {
                let end = Span(previousEnd, previousEnd)
                report(.ifWithoutElse, at: tokens[start].span, fixes: [Diagnostic.Fix(" else missing", at: end, label: "else missing")])
            }
            return Expression(.choose(condition, then, nowhere), span(from: start))
        }
        advance(as: .clause)
        let otherwise = expression()
        return node(.choose(condition, then, otherwise), span(from: start), above: conditionHeight, thenHeight, height)
    }

    private mutating func expectThen() {
        takeThen()
        if eat(.then, as: .clause) { return }
        guard !isRecovering, beginsOperand(0) else { return expect(.then, as: .clause) }
        let here = Span(current.span.start, current.span.start)
        remark(.expected("'then'", found: found), fixes: [Diagnostic.Fix("then ", at: here, label: "then …")])
    }

    /// A chain of infix operators that bind at least as tightly as `level`.
    mutating func infix(atLeast level: Precedence) -> Expression {
        let start = index
        var left = prefix(level)
        var leftHeight = height
        /// The level of the operator before, where it allows no other of its kind.
        var chained: Precedence?
        while !isRecovering {
            normalizeOperator(after: left)
            if level <= .comparison, let found = between(left, start: start) {
                left = found
                leftHeight = height
                continue
            }
            if at(.is), level <= .comparison {
                reportChain(chained, .comparison, left)
                left = stateTest(left, start: start)
                leftHeight = height
                chained = .comparison
                continue
            }
            if at(.assign), level <= .comparison {
                remark(.comparisonNeedsTwoEquals, fixes: [Diagnostic.Fix("==", at: current.span)])
                tokens[index].kind = .symbol(.equal)
            }
            if level <= .multiplicative, let found = foreignOperation(left, ["%", "//"], start: start) {
                left = found
                leftHeight = height
                continue
            }
            guard let (infixOperator, length) = infixOperator(), infixOperator.precedence >= level else { break }
            let precedence = infixOperator.precedence
            reportChain(chained, precedence, left)
            let operatorStart = index
            for _ in 0..<length { advance(as: .keyword) }
            let operatorSpan = span(from: operatorStart)
            let right = operand(of: infixOperator)
            if infixOperator == .and || infixOperator == .or { joinTexts(left, operatorSpan, right) }
            if infixOperator == .contains { matchPattern(left, operatorSpan, right) }
            left = node(.binary(infixOperator, operatorSpan: operatorSpan, left, right), span(from: start), above: leftHeight, height)
            leftHeight = height
            if precedence.associativity == .none { chained = precedence }
        }
        height = leftHeight
        return left
    }

    private mutating func operand(of infixOperator: BinaryOperator) -> Expression {
        if infixOperator == .isIn || infixOperator == .isNotIn {
            if at(.openRound) { return listOrParenthesized() }
            if isListCall { return listCall() }
        }
        return infix(atLeast: infixOperator.precedence.tighter)
    }

    /// The operator at the current token and how many tokens spell it.
    private func infixOperator() -> (BinaryOperator, length: Int)? {
        switch current.kind {
        case .symbol(let symbol): return symbol.binaryOperator.map { ($0, length: 1) }
        case .word(.or?): return (.or, length: 1)
        case .word(.and?): return (.and, length: 1)
        case .word(.in?): return (.isIn, length: 1)
        case .word(.per?): return (.per, length: 1)
        case .word(.not?): return peek().keyword == .in ? (.isNotIn, length: 2) : nil
        default: return nil
        }
    }

    /// `a < x < b` and `1..2..3`: reported, then parsed as if grouped from the left.
    private mutating func reportChain(_ before: Precedence?, _ now: Precedence, _ left: Expression) {
        guard before == now else { return }
        if now == .range {
            remark(.twoRanges)
            return
        }
        var fixes: [Diagnostic.Fix] = []
        if at(.equal), case .word(.true?) = peek().kind {
            fixes = [Diagnostic.Fix("", at: Span(previousEnd, peek().span.end), label: "leave out '== true'")]
        } else if case .binary(_, _, _, let middle) = left.node, let symbol = current.symbol {
            let text = source.slice(middle.span)
            let repair = " and \(text) \(symbol.rawValue)"
            fixes = [Diagnostic.Fix(repair, at: Span(middle.span.end, current.span.end), label: "…\(repair) …")]
        }
        remark(.twoComparisons, fixes: fixes)
    }

    /// `a is missing`, `a is not present`; the current token is `is`.
    private mutating func stateTest(_ value: Expression, start: Int) -> Expression {
        let valueHeight = height
        advance(as: .keyword)
        let negated = eat(.not)
        if at(.missing) || at(.present) {
            let isPresent = at(.present)
            advance(as: .keyword)
            return node(.isMissing(value, negated: negated, present: isPresent), span(from: start), above: valueHeight)
        }
        var fixes: [Diagnostic.Fix] = []
        let word = text(of: current).lowercased()
        if case .word = current.kind, let row = ForeignWords.stateWords.first(where: { $0.word == word }) {
            fixes = [Diagnostic.Fix(row.ours.rawValue, at: current.span)]
            remark(.stateAfterIs(found: found), fixes: fixes)
            advance()
            return node(.isMissing(value, negated: negated, present: row.ours == .present), span(from: start), above: valueHeight)
        }
        if atStageEnd || current.keyword.map({ $0 != .true && $0 != .false }) == true {
            report(.stateAfterIs(found: found))
        } else {
            let symbol = negated ? "!=" : "=="
            let words = Span(tokens[index - (negated ? 2 : 1)].span.start, previousEnd)
            report(.isComparesNothing(found: found), at: words, fixes: [Diagnostic.Fix(symbol, at: words)])
        }
        return value
    }

    /// An operand with the prefixes that its place allows.
    private mutating func prefix(_ level: Precedence) -> Expression {
        if isChoiceCall { return choiceCall() }
        if isCaseWhen { return caseWhen() }
        if isLogicCall { return logicCall() }
        normalizeNot()
        if at(.not) {
            if level <= .not { return negation(.not) }
            return parenthesizedByRemark("not") { $0.negation(.not) }
        }
        if at(.if) { return parenthesizedByRemark("if") { $0.conditional() } }
        // On the right of `??` a sign belongs to its operand alone.
        if at(.minus) { return negation(level <= .negation ? .negation : .postfix) }
        return postfix()
    }

    /// `not a` or `-a`, the operand binding at least as tightly as `level`.
    private mutating func negation(_ level: Precedence) -> Expression {
        guard enter() else { return nowhere }
        defer { leave() }
        let start = index
        let isNot = at(.not)
        advance(as: isNot ? .keyword : .prefixOperator)
        let operand = level == .postfix ? postfix() : infix(atLeast: level)
        return node(isNot ? .not(operand) : .negate(operand), span(from: start), above: height)
    }

    /// Parses an `if` or a `not` that should stand in parentheses.
    private mutating func parenthesizedByRemark(_ word: String, _ parse: (inout Parser) -> Expression) -> Expression {
        guard enter() else { return nowhere }
        defer { leave() }
        let wordSpan = current.span
        let count = diagnostics.count
        let value = parse(&self)
        if !isRecovering, diagnostics.count == count {
            remark(.parenthesize(word), at: wordSpan, fixes: [Diagnostic.Fix("(" + source.slice(value.span) + ")", at: value.span)])
        }
        return value
    }

    /// postfix := primary ("." NAME [arguments])*
    private mutating func postfix() -> Expression {
        let start = index
        var value = primary()
        while at(.dot), !isRecovering { value = member(of: value, start: start) }
        while let power = foreignOperation(value, ["^", "**"], start: start) { value = power }
        return value
    }

    private mutating func member(of value: Expression, start: Int) -> Expression {
        let valueHeight = height
        advance()
        let name = name("a column or a part after the dot", as: peek().symbol == .openRound ? .function : nil)
        guard at(.openRound), !isRecovering else { return node(.member(value, name), span(from: start), above: valueHeight) }
        let arguments = arguments()
        return node(.call(receiver: value, name, arguments), span(from: start), above: valueHeight, height)
    }

    private mutating func primary() -> Expression {
        height = 1
        switch current.kind {
        case .symbol(.openRound): return parenthesized()
        case .symbol(.openSquare): return squareList()
        case .word, .quotedName: return nameOrCall()
        default: return literal()
        }
    }

    private mutating func squareList() -> Expression {
        let start = index
        let elements = listElements()
        return node(.list(elements), span(from: start), above: height)
    }

    private mutating func literal() -> Expression {
        let token = current
        switch token.kind {
        case .number: return number()
        case .percent:
            advance()
            return Expression(.percent(String(text(of: token).dropLast().filter { $0 != "_" })), token.span)
        case .date:
            advance()
            return Expression(.date(String(text(of: token).dropFirst())), token.span)
        case .parameter:
            advance()
            return Expression(.parameter(parameterName(token)), token.span)
        case .raw:
            advance()
            return Expression(.raw(rawContent(token)), token.span)
        case .textOpen:
            let start = index
            let literal = textLiteral()
            return Expression(.text(literal), span(from: start))
        default:
            reportMissingValue()
            return nowhere
        }
    }

    private mutating func number() -> Expression {
        let start = index
        var written = text(of: advance())
        if let groups = spacedGroups(after: written) {
            for _ in 0..<groups { advance() }
            let whole = span(from: start)
            written = tokens[start..<index].map { text(of: $0) }.joined(separator: "_")
            remark(.spacesInNumber, at: whole, fixes: [Diagnostic.Fix(written, at: whole)])
        }
        let digits = written.contains("_") ? String(written.filter { $0 != "_" }) : written
        var unit: NumberUnit?
        var writtenUnit: String?
        if case .word = current.kind {
            var spelling = text(of: current)
            var length = 1
            if spelling == "working", case .word = peek().kind {
                spelling += " " + text(of: peek())
                length = 2
            }
            unit = UnitWord.unit(spelled: spelling)
            if unit != nil {
                writtenUnit = spelling
                for _ in 0..<length { advance(as: .unit) }
            }
        }
        if !current.startsLine, ForeignWords.currencyWords.contains(word()) {
            let word = current
            remark(.currencyAfterNumber(text(of: word)), fixes: [Diagnostic.Fix("", at: Span(previousEnd, word.span.end), label: source.slice(span(from: start)))])
            advance()
        }
        let literal = NumberLiteral(digits: digits, written: written, unit: unit, writtenUnit: writtenUnit)
        return Expression(.number(literal), span(from: start))
    }

    private mutating func nameOrCall() -> Expression {
        if isCountOfDistinct { return countOfDistinct() }
        if let value = wordLiteral() { return value }
        let start = index
        let isCall = peek().symbol == .openRound
        let name = name("a value", as: isCall ? .function : nil)
        guard isCall, at(.openRound) else { return Expression(name.text.isEmpty ? .absent : .name(name), name.span) }
        let arguments = arguments()
        return filteredCall(node(.call(receiver: nil, name, arguments), span(from: start), above: height), start: start)
    }

    /// `true`, `missing` and what other languages write for them; what is no value at all is reported.
    private mutating func wordLiteral() -> Expression? {
        switch current.keyword {
        case .true?, .false?:
            let isTrue = at(.true)
            return Expression(.boolean(isTrue), advance(as: .keyword).span)
        case .missing?: return reportMissingCall() ? nowhere : Expression(.missing, advance(as: .keyword).span)
        case let keyword? where keyword.isReserved:
            if peekEndsName { return nil }
            reportMissingValue()
            return nowhere
        default: break
        }
        guard case .word(nil) = current.kind else { return nil }
        if reportPowerQuery() { return nowhere }
        if let ours = foreignLiteral(text(of: current)) {
            let word = text(of: current)
            remark(.foreignWord(word, ours: ours), fixes: [Diagnostic.Fix(ours, at: current.span)])
            return Expression(.missing, advance().span)
        }
        if let interval = interval() { return interval }
        let start = index
        return countOfAll().map { filteredCall($0, start: start) }
    }

    /// `missing(due)`
    private mutating func reportMissingCall() -> Bool {
        guard peek().symbol == .openRound, peek().span.start == current.span.end, let end = closer(of: index + 1) else { return false }
        let ours = "\(source.slice(Span(peek().span.end, tokens[end].span.start))) is missing"
        report(.foreignWord("missing(…)", ours: "… is missing"), at: current.span, fixes: [Diagnostic.Fix(ours, at: current.span.joined(with: tokens[end].span))])
        return true
    }

    /// Our word for `NULL` or `TRUE`, which nobody means as names.
    private func foreignLiteral(_ word: String) -> String? {
        if peek().symbol == .openRound || peek().symbol == .dot { return nil }
        if ForeignWords.nulls.contains(word) { return Keyword.missing.rawValue }
        switch word {
        case "TRUE", "True": return Keyword.true.rawValue
        case "FALSE", "False": return Keyword.false.rawValue
        default: return nil
        }
    }

    /// A value may have been taken for a comment, as `#2019-06-30#` is.
    private var commentHint: [String] {
        guard atLineEnd else { return [] }
        let line = source.line(at: previousEnd)
        let rest = source.slice(Span(previousEnd, source.lineSpan(line).end)).drop { $0 == " " }
        return rest.first == "#" ? ["'#' begins a comment"] : []
    }

    private mutating func reportMissingValue() {
        if at(.assign) {
            report(.comparisonNeedsTwoEquals, fixes: [Diagnostic.Fix("==", at: current.span)])
        } else if at(.dot), peek().kind == .number, peek().span.start == current.span.end {
            report(.expected("a value", found: "'.\(text(of: peek()))'"), at: current.span.joined(with: peek().span),
                fixes: [Diagnostic.Fix("0", at: Span(current.span.start, current.span.start), label: "0.\(text(of: peek()))")])
        } else if at(.plus), beginsOperand(1) {
            report(.expected("a value", found: found), fixes: [Diagnostic.Fix("", at: current.span, label: "leave out '+'")])
        } else if at(.comma) {
            report(.expected("a value", found: found), fixes: [Diagnostic.Fix("", at: current.span, label: "delete it")])
        } else if at(.openCurly), index > 0, tokens[index - 1].kind == .braceOpen {
            report(.expected("a value", found: found), hints: ["a value in a text stands in one pair of braces; a plain brace is written \\{"])
        } else if at(.contains), beginsOperand(1) {
            report(.foreignSymbol("~", ours: "not"), fixes: [Diagnostic.Fix("not ", at: current.span, label: "not")])
        } else if at(.dot), case .word = peek().kind {
            report(.expected("a value", found: found), fixes: [Diagnostic.Fix("", at: current.span, label: text(of: peek()))])
        } else if index > 0, let symbol = tokens[index - 1].symbol, symbol.binaryOperator != nil || symbol == .assign {
            report(.expected("a value after '\(symbol.rawValue)'", found: found), fixes: [], hints: commentHint)
        } else {
            report(.expected("a value", found: found))
        }
    }
}
