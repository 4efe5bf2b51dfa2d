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

    // MARK: select

    /// The query that begins at the current `select`, as a pipeline; `nil` when it has parts that have no place in one.
    mutating func pipelineForSelect() -> (text: String, span: Span)? {
        let start = index
        guard let (parts, end) = selectParts(), let from = parts["from"], let table = from.first, from.count == 1, let items = parts["select"] else { return nil }
        guard let name = plainName(table) else { return nil }
        var stages = ["from \(name)"]
        if let condition = parts["where"]?.first { stages.append("where \(joined(condition, parts["where"]))") }
        var columns = items.map { source.slice($0) }
        var isDistinct = false
        if let first = columns.first, first.lowercased().hasPrefix("distinct ") {
            isDistinct = true
            columns[0] = String(first.dropFirst("distinct ".count))
        }
        columns = columns.map { isAggregate($0) ? $0.prefix { $0 != "(" }.lowercased() + $0.drop { $0 != "(" } : $0 }
        let aggregates = columns.filter(isAggregate)
        let keys = parts["group by"]?.map { source.slice($0) } ?? []
        var names: [(written: String, name: String)] = []
        if !aggregates.isEmpty || !keys.isEmpty {
            names = aggregates.map { (written: withoutAlias($0), name: outputName($0)) }
            stages.append("summarize " + (aggregates.isEmpty ? "count()" : aggregates.joined(separator: ", ")) + (keys.isEmpty ? "" : " by " + keys.joined(separator: ", ")))
            if let having = parts["having"]?.first { stages.append("where " + renamed(source.slice(having), names)) }
        }
        if let order = parts["order by"] { stages.append("sort " + order.map { renamed(source.slice($0), names) }.joined(separator: ", ")) }
        if let limit = parts["limit"]?.first { stages.append("take \(source.slice(limit))") }
        if names.isEmpty, columns != ["*"] {
            stages.append((isDistinct ? "distinct " : "keep ") + columns.joined(separator: ", "))
        }
        guard let text = Parser.repaired(stages.joined(separator: " | ")) else { return nil }
        // What has been rewritten, on however many lines, is not looked at again.
        index = end
        return (text, Span(tokens[start].span.start, previousEnd))
    }

    private static let selectClauses = ["from", "where", "group", "having", "order", "limit"]

    /// The clauses of a select, each as its items between commas, and the token behind them. A line that begins with a clause goes on with it.
    private func selectParts() -> (parts: [String: [Span]], end: Int)? {
        var parts: [String: [Span]] = [:]
        var clause = "select"
        var position = index + 1
        var start = position
        var depth = 0
        func close(_ end: Int) { if end > start { parts[clause, default: []].append(Span(tokens[start].span.start, tokens[end - 1].span.end)) } }
        while position < tokens.count - 1 {
            let token = tokens[position]
            if token.kind == .newline {
                let next = tokens[position + 1]
                guard case .word = next.kind, Self.selectClauses.contains(text(of: next).lowercased()) else { break }
                close(position)
                position += 1
                start = position
                continue
            }
            if let symbol = token.symbol {
                if symbol.isOpening { depth += 1 }
                if symbol.isClosing { depth -= 1 }
                if symbol == .bar { return nil }
                if symbol == .comma, depth == 0 {
                    close(position)
                    start = position + 1
                }
            }
            if depth == 0, case .word = token.kind {
                let word = text(of: token).lowercased()
                let next = position + 1 < tokens.count ? text(of: tokens[position + 1]).lowercased() : ""
                if ["join", "union", "over", "offset"].contains(word) { return nil }
                let isPhrase = ["group", "order"].contains(word) && next == "by"
                if isPhrase || ["from", "where", "having", "limit"].contains(word) {
                    if start < position { close(position) }
                    clause = isPhrase ? "\(word) by" : word
                    if parts[clause] != nil { return nil }
                    position += isPhrase ? 1 : 0
                    start = position + 1
                }
            }
            position += 1
        }
        close(position)
        return (parts, position)
    }

    /// A condition with commas in it was one text.
    private func joined(_ first: Span, _ all: [Span]?) -> String {
        source.slice(first.joined(with: all?.last ?? first))
    }

    private func plainName(_ span: Span) -> String? {
        let text = source.slice(span)
        return text.contains { $0.isWhitespace || $0 == "." || $0 == "(" } ? nil : text
    }

    private func isAggregate(_ item: String) -> Bool {
        let word = item.prefix { $0 != "(" }.lowercased()
        return item.contains("(") && ForeignWords.aggregateWords.contains(word)
    }

    private func withoutAlias(_ item: String) -> String {
        guard let close = item.lastIndex(of: ")") else { return item }
        return String(item[...close])
    }

    /// What the column of an aggregate is called: its alias, else as in our own summaries.
    private func outputName(_ item: String) -> String {
        let rest = item[(item.lastIndex(of: ")") ?? item.startIndex)...].dropFirst().split(separator: " ").map(String.init)
        if rest.count == 2, rest[0].lowercased() == "as" { return rest[1] }
        let function = item.prefix { $0 != "(" }.lowercased()
        let argument = item.drop { $0 != "(" }.dropFirst().prefix { $0 != ")" }
        return argument == "*" || argument.isEmpty ? function : "\(function)_\(argument)"
    }

    private func renamed(_ text: String, _ names: [(written: String, name: String)]) -> String {
        names.reduce(text) { text, pair in
            let capitals = pair.written.prefix { $0 != "(" }.uppercased() + pair.written.drop { $0 != "(" }
            return [pair.written, capitals].reduce(text) { $0.split(separator: $1, omittingEmptySubsequences: false).joined(separator: pair.name) }
        }
    }

    /// A text after its own fixes have been applied, the first of each, until nothing is wrong; `nil` when that has no end.
    private static func repaired(_ text: String) -> String? {
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
