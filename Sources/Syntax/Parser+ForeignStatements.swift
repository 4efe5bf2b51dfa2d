import Diagnostics

/// Statements of other languages: declarations, imports, and a query that begins with `select`.
extension Parser {
    /// A statement that begins as one of another language does; `nil` when this one does not.
    mutating func foreignStatement() -> Statement.Node? {
        guard case .word(let keyword) = current.kind, keyword?.isReserved != true else { return nil }
        if peek().symbol == .assign {
            let name = name("a name")
            let fix = Diagnostic.Fix("let ", at: Span(name.span.start, name.span.start), label: "let \(source.slice(name.span)) = …")
            remark(.missingLet(name.text), at: name.span, fixes: [fix])
            advance()
            return at(.from) ? .letPipeline(name, pipeline()) : .letValue(name, expression())
        }
        if let foreign = reportSQLStatement() { return foreign }
        guard keyword == nil, let row = ForeignWords.statements.first(where: { $0.word == word() }), follows(row.follower) else { return nil }
        remark(.foreignWord(text(of: current), ours: row.ours.rawValue), fixes: [Diagnostic.Fix(row.ours.rawValue, at: current.span)])
        tokens[index].kind = .word(row.ours)
        return row.ours == .from ? .pipeline(pipeline()) : statement(of: row.ours)
    }

    /// `=SUM(A1:A10)`
    mutating func remarkEqualsFirst() {
        remark(.equalsFirst, fixes: [Diagnostic.Fix("", at: current.span, label: "leave out '='")])
        advance()
    }

    /// `delete from dossiers`, and `with x as (select …)`.
    private mutating func reportSQLStatement() -> Statement.Node? {
        let next = word(ahead: 1)
        if word() == "with", word(ahead: 2) == "as", case .word = peek().kind {
            let span = Span(current.span.start, peek(2).span.end)
            report(.foreignWord("\(text(of: current)) … \(text(of: peek(2)))", ours: "let … = from …"), at: span, hints: ["such as  let \(text(of: peek())) = from dossiers | where late"])
            return .absent
        }
        guard let row = ForeignWords.changes.first(where: { $0.word == word() && ($0.followers.isEmpty ? word(ahead: 2) == "set" : $0.followers.contains(next)) }) else { return nil }
        let span = row.followers.isEmpty ? current.span : current.span.joined(with: peek().span)
        report(.changesNothing(source.slice(span)), at: span, hints: [row.advice])
        return .absent
    }

    /// `dossiers.filter(late).head(10)`: stages written as calls on a table.
    mutating func remarkMethodChain(_ value: Expression, _ receiver: Expression) {
        guard let (stages, isSimple) = stages(of: value), case let written = stages.joined(separator: " | ") else { return }
        let ours = isSimple && !isRewriting ? Parser.repaired(written) : nil
        remark(.missingFrom, at: value.span, fixes: ours.map { [Diagnostic.Fix($0, at: value.span)] } ?? [],
            hints: ["stages stand behind one another:  \(stages[0]) | where … | summarize …"])
    }

    /// The table and the stages of a chain of calls, and whether each is a stage that works alone; `nil` for any other value.
    private func stages(of value: Expression) -> (stages: [String], isSimple: Bool)? {
        switch value.node {
        case .name(let table): return (["from \(source.slice(table.span))"], true)
        case .call(let receiver?, let name, let arguments):
            guard let (stages, isSimple) = stages(of: receiver) else { return nil }
            let foreign = ForeignWords.stage(name.text)
            let isStage = Keyword(rawValue: name.text)?.isStage == true || foreign != nil
            guard isStage || stages.count > 1 else { return nil }
            let isGroup = foreign?.replacement?.hasPrefix("summarize") == true || !isStage
            let inner = source.slice(arguments.span).dropFirst().dropLast()
            let hasSettings = inner.contains("=") && !inner.contains("==")
            return (stages + [inner.isEmpty ? name.text : "\(name.text) \(inner)"], isSimple && !isGroup && !hasSettings)
        default: return nil
        }
    }

    /// `Table.SelectRows(dossiers, each [fee] > 1000)`, where a stage or a value begins.
    mutating func reportPowerQuery() -> Bool {
        guard case .word(nil) = current.kind, text(of: current) == "Table", peek().symbol == .dot, peek(3).symbol == .openRound,
            let row = ForeignWords.powerQuery.first(where: { $0.word == text(of: peek(2)) })
        else { return false }
        let span = current.span.joined(with: peek(2).span)
        report(.foreignStage(source.slice(span), ours: row.ours), at: span, hints: ["from dossiers | \(row.ours) …"])
        return true
    }

    private func follows(_ follower: ForeignWords.Follower) -> Bool {
        switch (follower, peek().kind, peek(2).symbol) {
        case (.nameAndAssign, .word, .assign), (.nameAndParenthesis, .word, .openRound): true
        case (.text, .textOpen, _), (.text, .raw, _): true
        case (.name, .word, _), (.name, .quotedName, _), (.name, .textOpen, _): true
        default: false
        }
    }

    /// `:` between a parameter and its type.
    mutating func expectTypeMark() {
        if eat(.colon) { return }
        let end = Span(previousEnd, previousEnd)
        var fixes: [Diagnostic.Fix] = []
        if case .word = current.kind { fixes = [Diagnostic.Fix(":", at: end, label: "\(previousText.filter { $0 != "'" }): \(text(of: current))")] }
        if at(.assign), let type = typeOfLiteral(1) { fixes = [Diagnostic.Fix(": \(type)", at: end, label: "\(previousText.filter { $0 != "'" }): \(type) = …")] }
        report(.expected("':' and a type", found: found), fixes: fixes, hints: ["such as  \(previousText.filter { $0 != "'" }): int"])
    }

    private func typeOfLiteral(_ distance: Int) -> String? {
        let token = peek(distance)
        switch token.kind {
        case .number: return text(of: token).contains(".") ? "decimal" : "int"
        case .textOpen, .raw: return "text"
        case .percent: return "ratio"
        case .date:
            let parts = text(of: token).split(separator: "-")
            return parts.count == 3 ? "date" : "period"
        case .word(.true?), .word(.false?): return "bool"
        default: return nil
        }
    }

    /// A text after its own fixes have been applied, the first of each, until nothing is wrong; `nil` when that has no end.
    static func repaired(_ text: String) -> String? {
        var text = text
        for _ in 0..<30 {
            let source = SourceText(name: "line", text: text)
            var parser = Parser(source)
            parser.isRewriting = true
            _ = parser.script()
            guard let mistake = parser.sortedDiagnostics.first else { return text }
            guard let fix = mistake.fixes.first else { return nil }
            text = source.slice(Span(0, fix.span.start)) + fix.text + source.slice(Span(fix.span.end, source.bytes.count))
        }
        return nil
    }
}
