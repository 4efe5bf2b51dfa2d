import Diagnostics

extension Parser {
    /// script := statement?, each on a line of its own
    mutating func script() -> Script {
        var statements: [Statement] = []
        var progress = Progress()
        while progress.isMade(at: index) {
            eatNewlines()
            if current.kind == .end { break }
            statements.append(statement())
            finishLine()
        }
        return Script(statements)
    }

    mutating func statement() -> Statement {
        let start = index
        nesting = 0
        openBrackets = []
        let documentation = documentation(before: current)
        let node = statementNode()
        return Statement(node, span: span(from: start), documentation: documentation)
    }

    private mutating func statementNode() -> Statement.Node {
        guard case .word(let keyword) = current.kind else {
            if at(.assign) { remarkEqualsFirst() }
            return expressionStatement()
        }
        if keyword == .from { return .pipeline(pipeline()) }
        if let keyword, keyword.isStatement, !standsForName(keyword) { return statement(of: keyword) }
        if let keyword, keyword.isStage, keyword == .where || beginsOperand(1) {
            let word = text(of: current)
            report(.stageWithoutPipeline(word))
            return .absent
        }
        let word = text(of: current)
        if keyword == nil, word.lowercased() == "from" {
            remark(.smallLetters(word, "from"), fixes: [Diagnostic.Fix("from", at: current.span)])
            return .pipeline(pipeline())
        }
        if let statement = foreignStatement() { return statement }
        if keyword == nil, let lower = Keyword(rawValue: word.lowercased()), lower.isStatement, beginsOperand(1) {
            report(.smallLetters(word, lower.rawValue), fixes: [Diagnostic.Fix(lower.rawValue, at: current.span)])
            return .absent
        }
        if keyword == nil, let stage = ForeignWords.stage(word), beginsOperand(1) || peek().symbol == .times {
            reportForeignStatement(word, stage)
            return .absent
        }
        return expressionStatement()
    }

    /// Whether a statement word is a name here, as in `title == "x"`, `text.length` or `table(1)`.
    private func standsForName(_ keyword: Keyword) -> Bool {
        let next = peek()
        if keyword == .zone { return next.symbol != .assign }
        switch next.keyword {
        case .in, .is, .per, .and, .or: return true
        case .not: return peek(2).keyword == .in
        default: break
        }
        guard let symbol = next.symbol else { return false }
        if keyword == .check || keyword == .warn {
            return symbol != .minus && (symbol == .dot || symbol.binaryOperator != nil)
        }
        return symbol == .dot || symbol == .openRound || symbol.binaryOperator != nil
    }

    /// Whether a token ahead could only be an operand that follows a stage word: `sort name`, `take 5`, `show "x"`.
    func beginsOperand(_ distance: Int) -> Bool {
        let token = peek(distance)
        switch token.kind {
        case .quotedName, .number, .percent, .date, .parameter, .raw, .textOpen: return true
        case .word(.not?): return peek(distance + 1).keyword != .in
        case .word(let keyword?): return !keyword.isReserved || keyword == .if || keyword == .by || keyword.isLiteral
        case .word(nil): return true
        default: return false
        }
    }

    /// `select a, b from t`, and `group by`, `filter` and their like at the start of a line.
    private mutating func reportForeignStatement(_ word: String, _ stage: ForeignWords.ForeignStage) {
        let isSelect = word.lowercased() == "select"
        guard isSelect else {
            report(.stageWithoutPipeline(word, ours: stage.advice))
            return
        }
        let place = current.span
        let ours = isRewriting ? nil : pipelineForSelect()
        report(.queryBeginsWithFrom(word, isRewritten: ours != nil), at: place, fixes: ours.map { [Diagnostic.Fix($0.text, at: $0.span)] } ?? [])
    }

    private func atEndOfLine(_ position: Int) -> Bool {
        position >= tokens.count - 1 || tokens[position].kind == .newline
    }

    private mutating func expressionStatement() -> Statement.Node {
        let value = expression()
        let source: Source.Node
        switch value.node {
        case .name(let name): source = .name(name)
        case .text(let text): source = .file(text.plain ?? "")
        case .call(let receiver?, _, _):
            remarkMethodChain(value, receiver)
            return .expression(value)
        default: return .expression(value)
        }
        if at(.bar), !isRecovering {
            let fix = Diagnostic.Fix("from ", at: Span(value.span.start, value.span.start), label: "from \(self.source.slice(value.span))")
            remark(.missingFrom, at: value.span, fixes: [fix])
            var pipeline = Pipeline(source: Source(source, value.span), stages: [], span: value.span)
            stages(into: &pipeline)
            return .pipeline(pipeline)
        }
        if let keyword = current.keyword, keyword.isStage, !isRecovering {
            let repair = "from " + self.source.slice(value.span) + " | "
            report(.missingFrom, at: value.span, fixes: [Diagnostic.Fix(repair, at: Span(value.span.start, current.span.start))])
        }
        return .expression(value)
    }

    mutating func statement(of keyword: Keyword) -> Statement.Node {
        advance(as: .keyword)
        switch keyword {
        case .edition: return editionStatement()
        case .use: return .use(plainText("the model file") ?? "")
        case .param: return paramStatement()
        case .let: return letStatement()
        case .fn: return functionStatement()
        case .title: return .title(textOrAbsent("the title"))
        case .section: return .section(textOrAbsent("the heading"))
        case .text: return .text(textOrAbsent("the paragraph"))
        case .sign: return signStatement()
        case .check: return .check(assertion(keyword))
        case .warn: return .warn(assertion(keyword))
        case .table: return tableStatement()
        case .calendar: return calendarStatement()
        case .zone:
            expect(.assign)
            return .zone(plainText("the zone's name") ?? "")
        default: return .absent
        }
    }

    private mutating func editionStatement() -> Statement.Node {
        guard current.kind == .number, let number = Int(text(of: current)) else {
            report(.expected("the edition's number, as in 'edition 1'", found: found))
            return .absent
        }
        advance()
        return .edition(number)
    }

    /// param := "param" NAME ":" type ["=" expression] ["label" text]
    private mutating func paramStatement() -> Statement.Node {
        let parameter = name("a parameter's name")
        expectTypeMark()
        let type = type()
        let value = eatNaming() ? expression() : nil
        return .param(parameter, type, default: value, label: clauseText(.label))
    }

    /// sign := "sign" text "by" text, …
    private mutating func signStatement() -> Statement.Node {
        let place = textOrAbsent("the place and the day")
        expect(.by, as: .clause, hints: ["say who signs, such as  by \"Người lập\", \"Thủ trưởng đơn vị\""])
        return .sign(place, by: list { $0.textOrAbsent("who signs") })
    }

    private mutating func letStatement() -> Statement.Node {
        let name = name("a name")
        expectNaming(of: name)
        if at(.from) { return .letPipeline(name, pipeline()) }
        return .letValue(name, expression())
    }

    /// function := "fn" NAME "(" [NAME ":" type, …] ")" [":" type] "=" expression
    private mutating func functionStatement() -> Statement.Node {
        let name = name("the function's name", as: .function)
        var parameters: [(name: Name, type: TypeSyntax)] = []
        if at(.openRound) {
            let opener = open()
            if !at(.closeRound) {
                parameters = list(closing: .closeRound) { parser in
                    let name = parser.name("a parameter's name")
                    parser.expectTypeMark()
                    return (name: name, type: parser.type())
                }
            }
            close(opener)
        } else {
            expect(.openRound)
        }
        let result = namesResult && eat(.colon) ? type() : nil
        if at(.colon), !isRecovering {
            // `def f(x: int): x * 2`
            remark(.foreignSymbol(":", ours: "="), fixes: [Diagnostic.Fix(" =", at: current.span, label: "=")])
            tokens[index].kind = .symbol(.assign)
        }
        expectNaming(of: name)
        return .function(name, parameters, result: result, expression())
    }

    /// Whether a type stands between the `:` at hand and the `=` of the statement.
    private var namesResult: Bool {
        guard at(.colon) else { return false }
        return tokens[index...].prefix { $0.kind != .newline }.contains { $0.symbol == .assign }
    }

    /// assertion := expression ["within" expression] ["source" text] ["else" text]
    mutating func assertion(_ keyword: Keyword) -> Assertion {
        if atStageEnd, !isRecovering {
            report(.expected("a condition after '\(keyword.rawValue)'", found: found))
            return Assertion(condition: nowhere)
        }
        let condition = expression()
        let within = eat(.within, as: .clause) ? expression() : nil
        let source = clauseText(.source)
        let otherwise = clauseText(.else)
        return Assertion(condition: condition, within: within, source: source, otherwise: otherwise)
    }

    /// table := "table" NAME ["file" (text | arguments)] "{" member?, each on a line of its own "}"
    private mutating func tableStatement() -> Statement.Node {
        let name = name("the table's name")
        var file: Source?
        if at(.file), peek().symbol == .openRound {
            file = pipelineSource()
        } else if eat(.file) {
            let start = index
            file = plainText("the file's name").map { Source(.file($0), span(from: start)) }
        }
        let members = block { $0.member() }
        return .table(TableDeclaration(name: name, file: file, members: members))
    }

    private mutating func calendarStatement() -> Statement.Node {
        let name = name("the calendar's name")
        return .calendar(name, block { parser in
            let name = parser.name("a setting's name")
            parser.expectNaming(of: name)
            return (name: name, value: parser.expression())
        })
    }

    /// What stands in braces, one to a line.
    private mutating func block<Element>(_ element: (inout Parser) -> Element) -> [Element] {
        var elements: [Element] = []
        if isRecovering {
            // A mistake in the head should not hide those in the body.
            recoverToBlock()
        }
        guard at(.openCurly) else {
            expect(.openCurly)
            return elements
        }
        let opener = open()
        var progress = Progress()
        while progress.isMade(at: index) {
            while current.kind == .newline, !current.abandonsBrackets { advance() }
            if at(.closeCurly) { break }
            if current.kind == .end || current.kind == .newline {
                report(.bracketNeverClosed("{"), at: opener.span, fixes: [Diagnostic.Fix("\n}", at: Span(previousEnd, previousEnd), label: "close it here")])
                openBrackets.removeLast()
                return elements
            }
            elements.append(element(&self))
            finishLine(inBlock: true)
        }
        openBrackets.removeLast()
        advance()
        return elements
    }

    private mutating func recoverToBlock() {
        var position = index
        while position < tokens.count - 1, tokens[position].kind != .newline, tokens[position].symbol != .openCurly { position += 1 }
        guard tokens[position].symbol == .openCurly else { return }
        index = position
        isRecovering = false
    }

    // MARK: Texts and `=`

    /// `=` after a name; `==` there is a slip.
    mutating func expectNaming(of name: Name) {
        if eatNaming() { return }
        let fix = Diagnostic.Fix(" =", at: Span(previousEnd, previousEnd), label: "\(name.text) = …")
        report(.expected(name.text.isEmpty ? "'='" : "'=' after '\(name.text)'", found: found), fixes: !name.text.isEmpty && beginsOperand(0) ? [fix] : [])
    }

    mutating func eatNaming() -> Bool {
        if at(.equal) {
            remark(.nameNeedsOneEquals, fixes: [Diagnostic.Fix("=", at: current.span)])
            advance()
            return true
        }
        return eat(.assign)
    }

    /// `label "…"` and its like, if the word stands here.
    mutating func clauseText(_ keyword: Keyword) -> TextLiteral? {
        guard eat(keyword, as: .clause) else { return nil }
        return textOrAbsent("a text after '\(keyword.rawValue)'")
    }

    /// A text with or without interpolation; reports what is missing otherwise.
    mutating func textOrAbsent(_ what: String) -> TextLiteral {
        if current.kind == .textOpen || current.kind == .raw { return textLiteral() }
        reportMissingText(what)
        return TextLiteral([])
    }

    /// A text that is a name of something outside: a file, a zone.
    mutating func plainText(_ what: String) -> String? {
        guard current.kind == .textOpen || current.kind == .raw else {
            reportMissingText(what)
            return nil
        }
        let start = index
        let literal = textLiteral()
        if let plain = literal.plain { return plain }
        remark(.interpolationInName, at: span(from: start))
        return nil
    }

    private mutating func reportMissingText(_ what: String) {
        var fixes: [Diagnostic.Fix] = []
        if case .word = current.kind, case let rest = restOfLine, !rest.contains("\"") {
            fixes = [Diagnostic.Fix("\"\(rest)\"", at: Span(current.span.start, current.span.start + rest.utf8.count))]
        }
        report(.expected("\(what) in double quotes", found: found), fixes: fixes)
    }

    /// From the current token to the token before the line ends.
    private var restOfLine: String {
        var position = index
        while !atEndOfLine(position + 1), tokens[position + 1].symbol != .openCurly { position += 1 }
        return source.slice(Span(current.span.start, tokens[position].span.end))
    }

    /// The `##` lines that stand before a token, without their signs.
    func documentation(before token: Token) -> String? {
        let lines = Trivia.comments(of: token, in: source).filter { $0.standsAlone && $0.text.hasPrefix("##") }
        if lines.isEmpty { return nil }
        return lines.map { line in
            let text = line.text.drop { $0 == "#" }
            return String(text.first == " " ? text.dropFirst() : text)
        }.joined(separator: "\n")
    }
}

extension TextLiteral {
    /// The text when nothing stands in braces.
    package var plain: String? {
        switch parts.count {
        case 0: return ""
        case 1: if case .text(let text) = parts[0] { return text }
        default: break
        }
        return nil
    }
}
