import Diagnostics

/// Phrases of other languages that can only mean one thing: a remark offers our way to write them, and parsing goes on as
/// if they were written so.
///
/// Words are looked at only where no name can stand, so a column may be called `between`, `case` or `over`.
extension Parser {
    /// A word in small letters; empty at anything else.
    func word(ahead distance: Int = 0) -> String {
        let token = peek(distance)
        guard case .word = token.kind, token.span.length <= 24 else { return "" }
        return text(of: token).lowercased()
    }

    /// Takes a word that differs from a keyword only in its capitals.
    mutating func takeCapitals(of keyword: Keyword) -> Bool {
        guard case .word(nil) = current.kind, word() == keyword.rawValue else { return false }
        remark(.smallLetters(text(of: current), keyword.rawValue), fixes: [Diagnostic.Fix(keyword.rawValue, at: current.span)])
        tokens[index].kind = .word(keyword)
        return true
    }

    /// Replaces the current word by what it stands for, with a remark.
    private mutating func take(_ kind: Token.Kind, ours: String) {
        remark(.foreignWord(text(of: current), ours: ours), fixes: [Diagnostic.Fix(ours, at: current.span)])
        tokens[index].kind = kind
    }

    // MARK: Operators

    /// After an operand: makes the next word or words an operator of ours, where they are one elsewhere.
    mutating func normalizeOperator(after left: Expression) {
        switch current.kind {
        // 'to' is a word of ours too, which no operand stands before.
        case .word(nil), .word(.to): break
        default:
            if at(.not), ForeignWords.patternWords.contains(word(ahead: 1)) { takePatternWords(after: left) }
            return
        }
        let word = word()
        for keyword in [Keyword.and, .or, .in, .is, .per] where word == keyword.rawValue {
            _ = takeCapitals(of: keyword)
            return
        }
        if word == "not", self.word(ahead: 1) == "in" || ForeignWords.patternWords.contains(self.word(ahead: 1)) {
            guard takeCapitals(of: .not) else { return }
            if self.word(ahead: 1) != "in" { return takePatternWords(after: left) }
            index += 1
            _ = takeCapitals(of: .in)
            index -= 1
        } else if ForeignWords.patternWords.contains(word) {
            takePatternWords(after: left)
        } else if let row = ForeignWords.operators.first(where: { $0.word == word }) {
            take(row.kind, ours: row.ours)
        }
    }

    /// `name like "%Yên%"`, `name not like "%Yên%"`: a search, or the test that the pattern stands for.
    private mutating func takePatternWords(after left: Expression) {
        let isNegated = at(.not)
        let words = isNegated ? current.span.joined(with: peek().span) : current.span
        let first = isNegated ? 2 : 1
        if let test = patternTest(left, word(ahead: first - 1), isNegated: isNegated, patternAt: first) {
            remark(.foreignWord(source.slice(words), ours: test.form), at: words, fixes: [test.fix])
        } else {
            remark(.foreignWord(source.slice(words), ours: isNegated ? "!~" : "~"), at: words, hints: ["a pattern of letters and marks is  matches(name, '^B.*nh$')"])
        }
        if isNegated { advance() }
        tokens[index].kind = .symbol(isNegated ? .doesNotContain : .contains)
    }

    /// The whole comparison as it is written here; `nil` when it is not known what the pattern looks for.
    private func patternTest(_ left: Expression, _ word: String, isNegated: Bool, patternAt distance: Int) -> (fix: Diagnostic.Fix, form: String)? {
        guard word != "similar", let (text, end) = plainText(distance), let pattern = LikePattern(text, isGlob: word == "glob"),
            let (ours, form) = pattern.test(source.slice(left.span), isNegated: isNegated, ignoresCase: word == "ilike")
        else { return nil }
        return (Diagnostic.Fix(ours, at: left.span.joined(with: Span(peek(distance).span.start, end))), form)
    }

    /// `name =~ "^B"`, whose sign the lexer has reported: a regular expression where it looks like one.
    mutating func matchPattern(_ left: Expression, _ sign: Span, _ right: Expression) {
        guard source.slice(sign) == "=~", let text = right.plainText, text.contains(where: { "\\^$*+?[(|.".contains($0) }) else { return }
        let ours = "matches(\(source.slice(left.span)), \(source.slice(right.span)))"
        replaceLexicalFix(at: sign, Diagnostic.Fix(ours, at: left.span.joined(with: right.span)))
    }

    /// The plain text that begins `distance` tokens ahead, and where it ends.
    func plainText(_ distance: Int) -> (text: String, end: Int)? {
        let token = peek(distance)
        switch token.kind {
        case .raw: return (rawContent(token), token.span.end)
        case .textOpen:
            let close = peek(distance + 2)
            guard peek(distance + 1).kind == .textPiece, close.kind == .textClose else { return nil }
            let content = text(of: peek(distance + 1))
            return content.contains("\\") || content.contains("\"") ? nil : (content, close.span.end)
        default: return nil
        }
    }

    /// `between a and b`, `not between a and b` at the current token: `in a..b`.
    mutating func between(_ left: Expression, start: Int) -> Expression? {
        let isNegated = word() == "not"
        guard word(ahead: isNegated ? 1 : 0) == "between", !isRecovering else { return nil }
        let leftHeight = height
        let words = index
        advance()
        if isNegated { advance() }
        let low = infix(atLeast: .additive)
        let lowHeight = height
        guard word() == "and" else {
            report(.foreignWord("between … and …", ours: "in …..…"), at: tokens[words].span)
            return left
        }
        advance(as: .keyword)
        let high = infix(atLeast: .additive)
        let phrase = span(from: words)
        let ours = "\(isNegated ? "not " : "")in \(source.slice(low.span))..\(source.slice(high.span))"
        remark(.foreignWord("between … and …", ours: isNegated ? "not in …..…" : "in …..…"), at: tokens[words + (isNegated ? 1 : 0)].span, fixes: [Diagnostic.Fix(ours, at: phrase)])
        let range = node(.binary(.range, operatorSpan: phrase, low, high), low.span.joined(with: high.span), above: lowHeight, height)
        return node(.binary(isNegated ? .isNotIn : .isIn, operatorSpan: phrase, left, range), span(from: start), above: leftHeight, height)
    }

    /// `a & " "` and `a || " "`, which join texts elsewhere and whose sign the lexer has reported.
    mutating func joinTexts(_ left: Expression, _ sign: Span, _ right: Expression) {
        guard sign.length <= 2, case let written = source.slice(sign), written == "&" || written == "||" else { return }
        let (before, after) = (joinedText(left), joinedText(right))
        guard before != nil || after != nil else { return }
        let texts = "\"\(before ?? inBraces(left))\(after ?? inBraces(right))\""
        replaceLexicalFix(at: sign, Diagnostic.Fix(texts, at: left.span.joined(with: right.span)))
    }

    /// A value as it stands in a text; `[id]` is a column's name elsewhere.
    private func inBraces(_ value: Expression) -> String {
        if case .list(let elements) = value.node, elements.count == 1 { return "{\(source.slice(elements[0].span))}" }
        return "{\(source.slice(value.span))}"
    }

    /// What stands between the quotes of a text, or of texts that are joined.
    private func joinedText(_ value: Expression) -> String? {
        if case .binary(let joining, let sign, let left, let right) = value.node, joining == .and || joining == .or, ["&", "||"].contains(source.slice(sign)) {
            let (before, after) = (joinedText(left), joinedText(right))
            if before == nil && after == nil { return nil }
            return (before ?? inBraces(left)) + (after ?? inBraces(right))
        }
        return value.isText ? String(source.slice(value.span).dropFirst().dropLast()) : nil
    }

    // MARK: Choices

    mutating func takeIf() -> Bool {
        if takeCapitals(of: .if) { return true }
        guard word() == "nếu" else { return false }
        take(.word(.if), ours: "if")
        return true
    }

    mutating func takeThen() {
        if word() == "thì" { return take(.word(.then), ours: "then") }
        if !at(.then) { _ = takeCapitals(of: .then) }
    }

    /// `ELSE`, `không thì`.
    mutating func takeElse() -> Bool {
        if takeCapitals(of: .else) { return true }
        guard word() == "không", word(ahead: 1) == "thì" else { return false }
        let phrase = current.span.joined(with: peek().span)
        remark(.foreignWord(source.slice(phrase), ours: "else"), at: phrase, fixes: [Diagnostic.Fix("else", at: phrase)])
        advance()
        tokens[index].kind = .word(.else)
        return true
    }

    /// `c ? a : b` after c.
    mutating func ternary(_ condition: Expression, start: Int) -> Expression {
        let question = current.span
        let conditionHeight = height
        advance()
        let first = expression()
        let firstHeight = height
        guard !isRecovering, at(.colon) else {
            report(.doesNotFit("'?'", after: "'\(source.slice(condition.span).prefix(40))'"), at: question)
            return condition
        }
        advance()
        let second = expression()
        let whole = span(from: start)
        let ours = "if \(source.slice(condition.span)) then \(source.slice(first.span)) else \(source.slice(second.span))"
        remark(.foreignWord("… ? … : …", ours: "if … then … else …"), at: question, fixes: [Diagnostic.Fix(ours, at: whole)])
        return node(.choose(condition, first, second), whole, above: conditionHeight, firstHeight, height)
    }

    /// Whether `case when` or `case dept when` stands here; a column may be called `case`.
    var isCaseWhen: Bool {
        guard word() == "case" else { return false }
        if word(ahead: 1) == "when" { return true }
        guard beginsOperand(1) else { return false }
        for distance in 2..<20 {
            if word(ahead: distance) == "when" { return true }
            let kind = peek(distance).kind
            if kind == .newline || kind == .end || kind == .symbol(.comma) || kind == .symbol(.bar) { return false }
        }
        return false
    }

    /// `case when c then a when d then b else e end`, and `case x when 1 then a else e end`
    mutating func caseWhen() -> Expression {
        let start = index
        let word = advance().span
        let subject = self.word() == "when" ? nil : infix(atLeast: .additive)
        var ours = ""
        var conditions: [(Expression, Expression)] = []
        var highest = 0
        while self.word() == "when", !isRecovering {
            advance()
            let (condition, written) = caseCondition(subject)
            highest = max(highest, height)
            guard self.word() == "then" else {
                expect(.then, as: .clause)
                return nowhere
            }
            advance()
            let value = expression()
            highest = max(highest, height)
            conditions.append((condition, value))
            ours += "if \(written) then \(source.slice(value.span)) else "
        }
        var otherwise = Expression(.missing, Span(previousEnd, previousEnd))
        if self.word() == "else" {
            advance()
            otherwise = expression()
            ours += source.slice(otherwise.span)
        } else {
            ours += "missing"
        }
        if isRecovering { return nowhere }
        if self.word() == "end" { advance() }
        height = max(highest, height)
        let form = subject == nil ? "case when … end" : "case … when … end"
        remark(.foreignWord(form, ours: "if … then … else …"), at: word, fixes: [Diagnostic.Fix(asOperand(ours, from: start), at: span(from: start))])
        return conditions.reversed().reduce(otherwise) { rest, pair in node(.choose(pair.0, pair.1, rest), span(from: start), above: height) }
    }

    /// What stands after `when`, and how it is written here: with a subject, a value to compare it with.
    private mutating func caseCondition(_ subject: Expression?) -> (Expression, written: String) {
        guard let subject else {
            let condition = expression()
            return (condition, source.slice(condition.span))
        }
        let value = infix(atLeast: .additive)
        let condition = node(.binary(.equal, operatorSpan: value.span, subject, value), subject.span.joined(with: value.span), above: height)
        return (condition, "\(source.slice(subject.span)) == \(source.slice(value.span))")
    }

    /// A rewritten phrase that was read from `start`, in parentheses where an operator would pull it apart.
    private func asOperand(_ ours: String, from start: Int) -> String {
        let isBehindOperator = start > 0 && tokens[start - 1].joinsOperands
        let isBeforeOperator = current.joinsOperands || at(.dot) || at(.assign) || ForeignWords.isOperator(word())
        return isBehindOperator || isBeforeOperator ? "(\(ours))" : ours
    }

    /// Whether `if(` and its like begin a call of three values, as spreadsheets have it.
    var isChoiceCall: Bool {
        guard ForeignWords.choiceFunctions.contains(word()), peek().symbol == .openRound else { return false }
        var depth = 0
        var hasComma = false
        for (distance, token) in tokens[(index + 1)...].prefix(200).enumerated() {
            guard let symbol = token.symbol else {
                if token.kind == .newline || token.kind == .end { return false }
                continue
            }
            if symbol.isOpening { depth += 1 }
            if symbol == .comma, depth == 1 { hasComma = true }
            if symbol.isClosing {
                depth -= 1
                if depth == 0 { return hasComma && peek(distance + 2).keyword != .then }
            }
        }
        return false
    }

    /// `if(c, a, b)` or `IF(c, a)`.
    mutating func choiceCall() -> Expression {
        let start = index
        let word = advance().span
        let (parts, highest) = bracketedValues()
        guard parts.count == 2 || parts.count == 3 else {
            report(.foreignWord("\(source.slice(word))(…)", ours: "if … then … else …"), at: word)
            return nowhere
        }
        let otherwise = parts.count == 3 ? parts[2] : Expression(.missing, Span(previousEnd, previousEnd))
        let last = parts.count == 3 ? source.slice(parts[2].span) : "missing"
        let ours = "if \(source.slice(parts[0].span)) then \(source.slice(parts[1].span)) else \(last)"
        remark(.foreignWord("\(source.slice(word))(…, …, …)", ours: "if … then … else …"), at: word, fixes: [Diagnostic.Fix(asOperand(ours, from: start), at: span(from: start))])
        return node(.choose(parts[0], parts[1], otherwise), span(from: start), above: highest)
    }

    /// Values in parentheses, and how high the highest of them is; the current token is the parenthesis.
    private mutating func bracketedValues() -> (parts: [Expression], highest: Int) {
        let opener = open()
        var highest = 0
        let parts = list(closing: .closeRound) { parser in
            let part = parser.expression()
            highest = max(highest, parser.height)
            return part
        }
        close(opener)
        return (parts, highest)
    }

    /// Whether `and(` or `or(` begins a call where a value should stand, as spreadsheets have it.
    var isLogicCall: Bool { peek().symbol == .openRound && ["and", "or"].contains(word()) && peek().span.start == current.span.end }

    /// `and(a, b)`, `OR(a, b)`
    mutating func logicCall() -> Expression {
        guard enter() else { return nowhere }
        defer { leave() }
        let start = index
        let operation: BinaryOperator = word() == "and" ? .and : .or
        let word = advance().span
        let (parts, highest) = bracketedValues()
        if isRecovering || parts.contains(where: { if case .absent = $0.node { true } else { false } }) { return nowhere }
        let ours = parts.map { $0.isPulledApart(by: operation) ? "(\(source.slice($0.span)))" : source.slice($0.span) }.joined(separator: " \(operation.symbol) ")
        remark(.foreignWord("\(source.slice(word))(…, …)", ours: "… \(operation.symbol) …"), at: word, fixes: [Diagnostic.Fix(asOperand(ours, from: start), at: span(from: start))])
        return parts.dropFirst().reduce(parts[0]) { node(.binary(operation, operatorSpan: word, $0, $1), span(from: start), above: max(highest, height)) }
    }

    // MARK: Calls

    /// `count(*)`, at the word.
    mutating func countOfAll() -> Expression? {
        guard word() == "count", peek().symbol == .openRound, peek(2).symbol == .times, peek(3).symbol == .closeRound else { return nil }
        let start = index
        let name = Name("count", advance(as: .function).span)
        let opener = advance().span
        remark(.foreignWord("count(*)", ours: "count()"), at: current.span, fixes: [Diagnostic.Fix("", at: current.span, label: "count()")])
        advance()
        advance()
        return node(.call(receiver: nil, name, Arguments([], span: Span(opener.start, previousEnd))), span(from: start), above: 1)
    }

    /// `sum(fee) filter (where late)`: the condition stands in the call.
    mutating func filteredCall(_ call: Expression, start: Int) -> Expression {
        guard peek().symbol == .openRound, word() == "filter", peek(2).keyword == .where || word(ahead: 2) == "where", case .call(nil, let name, var arguments) = call.node else { return call }
        let wordSpan = advance().span
        let opener = open()
        eat(.where, as: .clause)
        let condition = expression()
        close(opener)
        if isRecovering { return call }
        let inner = source.slice(arguments.span).dropFirst().dropLast()
        let values = inner == "*" || inner.isEmpty ? "" : "\(inner) "
        arguments.condition = condition
        remark(.foreignWord("filter (where …)", ours: "\(name.text)(\(values)where …)"), at: wordSpan,
            fixes: [Diagnostic.Fix("\(name.text)(\(values)where \(source.slice(condition.span)))", at: span(from: start))])
        return node(.call(receiver: nil, name, arguments), span(from: start), above: height)
    }

    var isCountOfDistinct: Bool { peek().symbol == .openRound && word() == "count" && word(ahead: 2) == "distinct" && beginsOperand(3) }

    /// `count(distinct x)`, at the word.
    mutating func countOfDistinct() -> Expression {
        let start = index
        let name = Name("count_distinct", advance(as: .function).span)
        let phrase = Span(name.span.start, peek(2).span.start)
        // The word is passed over, so that what follows it is the first argument.
        tokens.swapAt(index, index + 1)
        index += 1
        let given = arguments()
        remarkCountOfDistinct(name, phrase)
        return node(.call(receiver: nil, name, given), span(from: start), above: height)
    }

    private mutating func remarkCountOfDistinct(_ name: Name, _ phrase: Span) {
        let inside = source.slice(Span(phrase.end, previousEnd))
        remark(.foreignWord("count(distinct …)", ours: "count_distinct(…)"), at: name.span,
            fixes: [Diagnostic.Fix("count_distinct(", at: phrase, label: "count_distinct(\(inside.isEmpty ? "…" : inside)")])
    }

    // MARK: Names

    /// `e as n` and `f(x) n` after an item: `n = e`.
    /// - Parameter isRewritten: a mistake before has a fix with the name in it.
    mutating func namedAfter(_ value: Expression, start: Int, isRewritten: Bool) -> Item? {
        guard !isRecovering else { return nil }
        let isCall = if case .call = value.node { true } else { false }
        switch (word() == "as", peek().kind) {
        case (true, .word), (true, .quotedName): break
        case (false, .symbol(.comma)), (false, .symbol(.bar)), (false, .newline), (false, .end), (false, .word(.by?)):
            guard case .word(nil) = current.kind, isCall, !current.startsLine, !ForeignWords.groupingWords.contains(where: { $0.word == self.word() }) else { return nil }
        default: return nil
        }
        let word = word() == "as" ? advance().span : current.span
        let name = name("a column's name")
        let ours = "\(source.slice(name.span)) = \(source.slice(value.span))"
        if !isRewritten { remark(.nameStandsFirst(ours), at: word, fixes: [Diagnostic.Fix(ours, at: span(from: start))]) }
        return .named(name, value)
    }

    /// `rename old as new`, `rename old to new` after the first name.
    mutating func renamedAfter(old: Name) -> (new: Name, old: Name)? {
        guard ["as", "to", "thành"].contains(word()), !isRecovering else { return nil }
        switch peek().kind {
        case .word, .quotedName: break
        default: return nil
        }
        let word = advance().span
        let new = name("the new name")
        let ours = "\(source.slice(new.span)) = \(source.slice(old.span))"
        remark(.nameStandsFirst(ours), at: word, fixes: [Diagnostic.Fix(ours, at: old.span.joined(with: new.span))])
        return (new: new, old: old)
    }

    /// `"Phí" = e`: the name, where a text was written for it.
    mutating func quotedNameBeforeAssign() -> Name? {
        guard let (text, end) = plainText(0), tokens[min(index + (current.kind == .raw ? 1 : 3), tokens.count - 1)].symbol == .assign else { return nil }
        let span = Span(current.span.start, end)
        remark(.quotedName(text), at: span, fixes: [Diagnostic.Fix(Parser.written(text), at: span)])
        for _ in 0..<(current.kind == .raw ? 1 : 3) { advance() }
        advance()
        return Name(text, span, quoted: true)
    }

    /// A text where a name is wanted.
    mutating func quotedName(_ what: String) -> Name {
        guard let (text, end) = plainText(0), !text.isEmpty else {
            report(.expected(what, found: found))
            return Name("", here)
        }
        let span = Span(current.span.start, end)
        remark(.quotedName(text), at: span, fixes: [Diagnostic.Fix(Parser.written(text), at: span)])
        for _ in 0..<(current.kind == .raw ? 1 : 3) { advance() }
        return Name(text, span, quoted: true)
    }

    /// A name as it must be written: in backquotes unless it is a plain word.
    package static func written(_ name: String) -> String {
        let (expression, diagnostics) = parseExpression(SourceText(name: "name", text: name))
        if diagnostics.isEmpty, case .name(let read) = expression.node, !read.quoted, read.text == name { return name }
        return "`" + name.split(separator: "`", omittingEmptySubsequences: false).joined(separator: "``") + "`"
    }

    /// A text as it is written, in double quotes.
    package static func quoted(_ text: String) -> String {
        let written = text.flatMap { letter -> [Character] in
            switch letter {
            case "\"", "\\", "{": ["\\", letter]
            case "\n": ["\\", "n"]
            case "\t": ["\\", "t"]
            default: [letter]
            }
        }
        return "\"" + String(written) + "\""
    }

    /// An expression as it stands beside any operator: in parentheses unless it is one piece.
    package static func operand(_ written: String) -> String {
        let (expression, diagnostics) = parseExpression(SourceText(name: "operand", text: written))
        return diagnostics.isEmpty && expression.isOnePiece ? written : "(\(written))"
    }

    /// A date or period as it is written, for text that is one or nearly one: `@2019-06-30` for `30/06/2019`.
    package static func date(_ text: String) -> String? { DateLiteral.written(text) }

    // MARK: Lists

    /// A list that a stage works on. Brackets around it, as in `keep (a, b)` or `keep[a, b]`, are passed over.
    /// - Parameter orOne: also around a single element, which no bracket may begin.
    mutating func bareList<Element>(orOne: Bool = false, _ element: (inout Parser) -> Element) -> [Element] {
        guard let closing = bracketsAroundList(orOne: orOne) else { return list { element(&$0) } }
        let start = index
        let opener = open()
        let elements = list(closing: closing) { element(&$0) }
        let inner = source.slice(Span(opener.span.end, previousEnd))
        close(opener)
        let whole = span(from: start)
        let isCall = start > 0 && tokens[start - 1].span.end == opener.span.start
        remark(.bracketsAroundList, at: whole, fixes: [Diagnostic.Fix(isCall ? " " + inner : inner, at: whole, label: inner)])
        return elements
    }

    /// What closes the bracket at the current token, if it holds a list and nothing but the list stands in the stage.
    private func bracketsAroundList(orOne: Bool) -> Symbol? {
        guard let opener = current.symbol, opener == .openRound || opener == .openSquare, peek().keyword != .from else { return nil }
        guard let end = closer(of: index), orOne && end > index + 1 || hasSeparator(between: index, and: end) else { return nil }
        let next = tokens[end + 1]
        if let keyword = next.keyword { return keyword.isClause ? opener.closing : nil }
        switch next.kind {
        case .newline, .end: return opener.closing
        case .symbol(.bar), .symbol(.closeRound): return opener.closing
        default: return nil
        }
    }

    /// The token that closes the bracket at a token, within a few lines.
    func closer(of start: Int) -> Int? {
        var depth = 0
        for position in start..<min(start + 200, tokens.count - 1) {
            guard let symbol = tokens[position].symbol else {
                if tokens[position].kind == .newline { return nil }
                continue
            }
            if symbol.isOpening { depth += 1 }
            if symbol.isClosing { depth -= 1 }
            if depth == 0 { return position }
        }
        return nil
    }

    private func hasSeparator(between start: Int, and end: Int) -> Bool {
        var depth = 0
        for position in start..<end {
            guard let symbol = tokens[position].symbol else { continue }
            if symbol.isOpening { depth += 1 }
            if symbol.isClosing { depth -= 1 }
            if depth == 1, symbol == .comma || symbol == .assign { return true }
        }
        return false
    }

    /// `where channel in "post", "online"` and `where late, decided`, at the comma.
    mutating func conditions(first: Expression) -> Expression {
        if case .binary(let membership, let symbol, let value, let element) = first.node, membership == .isIn || membership == .isNotIn, element.isListElement {
            advance()
            let rest = list { $0.expression() }
            guard !isRecovering, rest.allSatisfy(\.isListElement) else { return first }
            let elements = Span(element.span.start, previousEnd)
            remark(.listNeedsSquareBrackets, at: elements, fixes: [Diagnostic.Fix("[\(source.slice(elements))]", at: elements)])
            let list = Expression(.list([element] + rest), elements)
            return Expression(.binary(membership, operatorSpan: symbol, value, list), Span(first.span.start, previousEnd))
        }
        var result = first
        while at(.comma), !isRecovering {
            let comma = advance().span
            if atStageEnd {
                remark(.commaWithNothing, at: comma, fixes: [Diagnostic.Fix("", at: comma, label: "delete it")])
                break
            }
            remark(.foreignSymbol(",", ours: "and"), at: comma, fixes: [Diagnostic.Fix(" and", at: comma, label: "and")])
            let resultHeight = height
            let next = expression()
            result = node(.binary(.and, operatorSpan: comma, result, next), result.span.joined(with: next.span), above: resultHeight, height)
        }
        return result
    }

    /// A comma that is not there, or two words that are one name.
    mutating func remarkMissingComma() {
        if let fix = spacedName { return remark(.spaceInName(fix.text), at: fix.span, fixes: [fix, Diagnostic.Fix(",", at: Span(previousEnd, previousEnd), label: "\(previousText), …")]) }
        if let called = calledWithoutParentheses {
            return remark(.missingParentheses(text(of: tokens[index - 1]), called.text), at: called.span, fixes: [called])
        }
        if isColumnAfterDollar { return reportColumnAfterDollar() }
        if let (message, span, fix) = textMistake { return remark(message, at: span, fixes: [fix]) }
        let before = tokens[index - 1]
        let label = if case .textClose = before.kind { "" } else { source.slice(before.span) }
        remark(.missingComma(found), fixes: [Diagnostic.Fix(",", at: Span(previousEnd, previousEnd), label: "\(label), \(source.slice(here))")])
    }

    /// `f"{id}"`, and `'it''s'` with its quote doubled.
    var textMistake: (Message, Span, Diagnostic.Fix)? {
        guard index > 0, case let before = tokens[index - 1], current.span.start == before.span.end else { return nil }
        switch (before.kind, current.kind) {
        case (.word(nil), .textOpen), (.word(nil), .raw):
            guard before.span.length == 1 else { return nil }
            return (.doesNotFit("a text", after: "'\(text(of: before))'"), before.span, Diagnostic.Fix("", at: before.span, label: source.slice(here)))
        case (.raw, .raw):
            let texts = [before, current].map { source.slice($0.span).dropFirst().dropLast() }
            let ours = "\"\(texts[0])'\(texts[1])\""
            guard !ours.dropFirst().dropLast().contains(where: { "\"\\{}".contains($0) }) else { return nil }
            let span = before.span.joined(with: current.span)
            return (.doubledQuote("'"), span, Diagnostic.Fix(ours, at: span))
        case (.textClose, .textOpen):
            let quotes = Span(before.span.start, current.span.end)
            guard before.span.length == 1, current.span.length == 1 else { return nil }
            return (.doubledQuote("\""), quotes, Diagnostic.Fix("\\\"", at: quotes))
        default: return nil
        }
    }

    /// `Đơn vị` for `` `Đơn vị` ``: two words in a row, of which one has letters that only a person writes.
    var spacedName: Diagnostic.Fix? {
        guard index > 0, case .word(nil) = current.kind, case .word(let before) = tokens[index - 1].kind, before?.isReserved != true,
            current.span.start == previousEnd + 1, tokens[index - 1].role == .plain || before == nil
        else { return nil }
        let span = tokens[index - 1].span.joined(with: current.span)
        let text = source.slice(span)
        guard text.utf8.contains(where: { $0 >= 0x80 }) else { return nil }
        var end = index
        while case .word(nil) = tokens[end + 1].kind, tokens[end + 1].span.start == tokens[end].span.end + 1, !ForeignWords.isAfterOperand(self.text(of: tokens[end + 1])), end < index + 6 { end += 1 }
        let whole = Span(span.start, tokens[end].span.end)
        return Diagnostic.Fix("`\(source.slice(whole))`", at: whole)
    }

    /// `sum fee` for `sum(fee)`.
    private var calledWithoutParentheses: Diagnostic.Fix? {
        guard index > 0, case .word = tokens[index - 1].kind, ForeignWords.aggregateWords.contains(text(of: tokens[index - 1]).lowercased()) else { return nil }
        switch current.kind {
        case .word(nil), .quotedName: break
        default: return nil
        }
        let span = tokens[index - 1].span.joined(with: current.span)
        return Diagnostic.Fix("\(text(of: tokens[index - 1]))(\(text(of: current)))", at: span)
    }

    // MARK: Numbers and dates

    /// How many tokens after a number are groups of three digits of the same number: `1 200 000`.
    func spacedGroups(after written: String) -> Int? {
        guard written.utf8.count <= 3, written.utf8.allSatisfy({ $0 >= 0x30 && $0 <= 0x39 }) else { return nil }
        var count = 0
        while count < 8 {
            let group = peek(count)
            guard group.kind == .number, group.span.length == 3, !group.startsLine, text(of: group).utf8.allSatisfy({ $0 >= 0x30 && $0 <= 0x39 }) else { break }
            count += 1
        }
        return count > 0 ? count : nil
    }

    /// `interval 1 month`, `interval '1 month'` and `interval '1' month`, at the word.
    mutating func interval() -> Expression? {
        guard [.number, .raw, .textOpen].contains(peek().kind), word() == "interval" else { return nil }
        var words: [String] = []
        var length = 2
        if peek().kind == .number { words = [text(of: peek())] } else if let (text, _) = plainText(1) {
            words = text.split(separator: " ").map(String.init)
            length = peek().kind == .raw ? 2 : 4
        }
        if words.count == 1, !word(ahead: length).isEmpty {
            words.append(word(ahead: length))
            length += 1
        }
        guard words.count == 2, words[0].utf8.allSatisfy({ (0x30...0x39).contains($0) }), let unit = UnitWord.unit(spelled: words[1].lowercased()) else { return nil }
        let start = index
        for _ in 0..<length { advance() }
        let ours = words.joined(separator: " ").lowercased()
        let whole = span(from: start)
        remark(.foreignWord(source.slice(whole), ours: ours), at: whole, fixes: [Diagnostic.Fix(ours, at: whole)])
        return Expression(.number(NumberLiteral(digits: words[0], written: words[0], unit: unit, writtenUnit: words[1].lowercased())), whole)
    }

    /// `date '2019-01-01'` and `@2019-06-30 14:05`, at the token after the first.
    mutating func reportForeignDate() -> Bool {
        guard index > 0 else { return false }
        let before = tokens[index - 1]
        if case .word = before.kind, ["date", "timestamp", "datetime"].contains(text(of: before).lowercased()), let (text, end) = plainText(0) {
            let span = Span(before.span.start, end)
            guard let ours = DateLiteral.written(text) else { return false }
            report(.foreignWord(source.slice(span), ours: ours), at: span, fixes: [Diagnostic.Fix(ours, at: span)])
            return true
        }
        if before.kind == .date, current.kind == .number, peek().symbol == .colon, peek(2).kind == .number {
            let span = before.span.joined(with: peek(2).span)
            guard let ours = DateLiteral.written("\(text(of: before).dropFirst())T\(text(of: current)):\(text(of: peek(2)))") else { return false }
            report(.badDate(source.slice(span), reason: "a time is joined to its day by 'T'"), at: span, fixes: [Diagnostic.Fix(ours, at: span)])
            return true
        }
        return false
    }

    /// `a ^ b`, `a % b` and `a // b`, whose sign the lexer has reported: adds the fix.
    mutating func foreignOperation(_ left: Expression, _ signs: [String], start: Int) -> Expression? {
        guard current.kind == .unknown, !isRecovering, signs.contains(text(of: current)) else { return nil }
        guard enter() else { return nowhere }
        defer { leave() }
        let leftHeight = height
        let sign = text(of: current)
        let function = sign == "%" ? "mod" : sign == "//" ? "quotient" : "power"
        let mistake = advance().span
        let right = infix(atLeast: function == "power" ? .coalescing : .negation)
        let whole = left.span.joined(with: right.span)
        if !left.isText { repairLexicalMistake(at: mistake, Diagnostic.Fix("\(function)(\(source.slice(left.span)), \(source.slice(right.span)))", at: whole)) }
        let arguments = Arguments([Arguments.Argument(label: nil, value: left), Arguments.Argument(label: nil, value: right)], span: whole)
        return node(.call(receiver: nil, Name(function, mistake), arguments), span(from: start), above: leftHeight, height)
    }

    /// `NOT late` and `không late`.
    mutating func normalizeNot() {
        guard case .word(nil) = current.kind, beginsOperand(1) || peek().symbol == .openRound && peek().span.start > current.span.end else { return }
        if word() == "không" { return takeNot() }
        _ = takeCapitals(of: .not)
    }

    private mutating func takeNot() { take(.word(.not), ours: "not") }
}

extension Expression {
    /// Whether no operator beside it can pull it apart. A number never is missing, so its sign is no matter.
    fileprivate var isOnePiece: Bool {
        switch node {
        case .binary, .choose, .not, .isMissing, .absent: false
        case .negate(let inner): if case .number = inner.node { true } else { false }
        default: true
        }
    }

    /// Whether it is a text on one line, in plain quotes.
    fileprivate var isText: Bool {
        switch node {
        case .text(let literal): !literal.isBlock
        case .raw(let text): !text.contains { "\\\"{}".contains($0) }
        default: false
        }
    }

    /// What a plain text says, in whatever quotes.
    package var plainText: String? {
        switch node {
        case .text(let literal): literal.plain
        case .raw(let text): text
        default: nil
        }
    }

    /// Whether an `and` or `or` beside it would bind more tightly than it does.
    fileprivate func isPulledApart(by operation: BinaryOperator) -> Bool {
        switch node {
        case .choose: true
        case .binary(let inner, _, _, _): inner == .or && operation == .and
        default: false
        }
    }

    /// Whether it may be one of a list of values written without its brackets.
    fileprivate var isListElement: Bool {
        switch node {
        case .number, .percent, .date, .text, .raw, .boolean, .name, .parameter: true
        default: false
        }
    }
}
