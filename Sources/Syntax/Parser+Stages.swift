import Diagnostics

extension Parser {
    /// pipeline := "from" source ("|" stage)*; the current token is `from`.
    mutating func pipeline() -> Pipeline {
        let start = index
        advance(as: .keyword)
        let source = pipelineSource()
        if !isRecovering, !atStageEnd { reportAfterSource(source) }
        finishStage()
        var pipeline = Pipeline(source: source, stages: [], span: span(from: start))
        stages(into: &pipeline)
        return pipeline
    }

    /// What other languages write after a table's name: a second table, a short name, the ending of a file.
    private mutating func reportAfterSource(_ written: Source) {
        guard case .name(let table) = written.node else { return }
        if at(.comma) {
            return report(.doesNotFit("','", after: previousText), hints: ["a second table is brought in with  | lookup … on … == …"])
        }
        if at(.dot), current.span.start == previousEnd, case .word = peek().kind {
            var end = index + 1
            while tokens[min(end + 1, tokens.count - 1)].symbol == .dot, case .word = peek(end + 2 - index).kind { end += 2 }
            let whole = table.span.joined(with: tokens[end].span)
            return report(.fileWithoutQuotes, at: whole, fixes: [Diagnostic.Fix("\"\(source.slice(whole))\"", at: whole)])
        }
        let alias = at(.as) ? peek() : current
        guard case .word(nil) = alias.kind, at(.as) || alias.span.length <= 2, ForeignWords.stage(text(of: alias)) == nil else { return }
        report(.tableWithShortName, at: alias.span, fixes: [Diagnostic.Fix("", at: Span(previousEnd, alias.span.end), label: "from \(source.slice(table.span))")])
    }

    mutating func stages(into pipeline: inout Pipeline) {
        var progress = Progress()
        while at(.bar), !isRecovering, progress.isMade(at: index) {
            advance()
            pipeline.stages.append(stage())
            finishStage()
        }
        pipeline.span.end = max(pipeline.span.end, previousEnd)
    }

    /// source := NAME | text | file(…) | "(" pipeline ")" | rows (…) […]
    mutating func pipelineSource() -> Source {
        let start = index
        let node = sourceNode()
        return Source(node, index > start ? span(from: start) : here)
    }

    private mutating func sourceNode() -> Source.Node {
        switch current.kind {
        case .textOpen, .raw:
            return .file(plainText("the file's name") ?? "")
        case .symbol(.openRound):
            guard enter() else { return .absent }
            defer { leave() }
            let opener = open()
            guard at(.from) else {
                let isTable = if case .word = current.kind { peek().symbol == .closeRound } else { false }
                let whole = opener.span.joined(with: peek().span)
                report(.expected("'from' and a pipeline", found: found), fixes: isTable ? [Diagnostic.Fix(text(of: current), at: whole)] : [])
                close(opener)
                return .absent
            }
            let inner = pipeline()
            close(opener)
            return .pipeline(inner)
        case .word(.rows?) where peek().symbol == .openRound:
            return rowsSource()
        case .word(.file?) where peek().symbol == .openRound:
            advance(as: .function)
            return .fileWithOptions(arguments())
        case .word(let keyword) where keyword?.isReserved != true || peekEndsName:
            return .name(name("a table's name"))
        case .quotedName:
            return .name(name("a table's name"))
        default:
            report(.expected("a table or a file in double quotes", found: found))
            return .absent
        }
    }

    /// rows := "rows" "(" names ")" "[" row, … "]"
    private mutating func rowsSource() -> Source.Node {
        advance(as: .keyword)
        let header = open()
        let names = list(closing: .closeRound) { $0.name("a column's name") }
        close(header)
        guard at(.openSquare) else {
            expect(.openSquare)
            return .rows(names, [])
        }
        let opener = open()
        var rows: [[Expression]] = []
        if !at(.closeSquare) {
            rows = list(closing: .closeSquare) { $0.row() }
        }
        close(opener)
        return .rows(names, rows)
    }

    private mutating func row() -> [Expression] {
        guard at(.openRound) else {
            report(.expected("a row in parentheses", found: found))
            return []
        }
        let opener = open()
        let cells = list(closing: .closeRound) { $0.expression() }
        close(opener)
        return cells
    }

    mutating func stage() -> Stage {
        let start = index
        let word = here
        let node = stageNode()
        return Stage(node, word: word, span: index > start ? span(from: start) : word)
    }

    private mutating func stageNode() -> Stage.Node {
        if let keyword = current.keyword, keyword.isStage {
            advance(as: .stage)
            return stage(of: keyword)
        }
        guard case .word = current.kind else {
            reportMissingStage()
            return .absent
        }
        if reportPowerQuery() { return .absent }
        let word = text(of: current)
        if let keyword = Keyword(rawValue: word.lowercased()), keyword.isStage {
            remark(.smallLetters(word, keyword.rawValue), fixes: [Diagnostic.Fix(keyword.rawValue, at: current.span)])
            advance(as: .stage)
            return stage(of: keyword)
        }
        if let foreign = ForeignWords.stage(word) {
            report(.foreignStage(word, ours: foreign.advice), fixes: foreignStageFixes(foreign))
        } else if let nearest = Spelling.nearest(word, in: Keyword.stages.map(\.rawValue)).first {
            report(.notAStage(word, nearest: nearest), fixes: [Diagnostic.Fix(nearest, at: current.span)])
        } else {
            report(.notAStage(word, nearest: nil))
        }
        return .absent
    }

    private mutating func reportMissingStage() {
        let bar = tokens[index - 1].span
        switch current.kind {
        case .symbol(.bar), .newline, .end, .symbol(.closeRound), .braceClose:
            report(.barWithNothing, at: bar, fixes: [Diagnostic.Fix("", at: bar, label: "delete it")])
        default:
            report(.expected("a stage such as where, summarize or sort", found: found))
        }
    }

    /// The rest of a stage after its word.
    private mutating func stage(of keyword: Keyword) -> Stage.Node {
        if atStageEnd, !keyword.isStageWithoutOperand {
            report(.stageNeedsOperand(keyword.rawValue), at: tokens[index - 1].span)
            return .absent
        }
        switch keyword {
        case .where:
            let condition = expression()
            return .filter(at(.comma) && !isRecovering && !isDecimalComma ? conditions(first: condition) : condition)
        case .add:
            if reportEarlyBy(keyword) { return .absent }
            let items = items(areNamed: true)
            return .add(items, by: expressions(after: .by, of: keyword), along: sortKeys(after: .along, of: keyword))
        case .set:
            if reportEarlyBy(keyword) { return .absent }
            let items = items(areNamed: true)
            return .set(items, by: expressions(after: .by, of: keyword), along: sortKeys(after: .along, of: keyword))
        case .keep: return .keep(items())
        case .drop: return .drop(names())
        case .rename: return .rename(bareList { $0.renaming() })
        case .summarize: return summarizeStage()
        case .sort: return sortStage()
        case .take: return takeStage()
        case .distinct: return .distinct(atStageEnd ? [] : bareList { $0.expression() })
        case .lookup:
            let (source, alias, keys) = matching()
            return .lookup(source, alias: alias, on: keys)
        case .join:
            let (source, alias, keys) = matching()
            return .join(source, alias: alias, on: keys)
        case .append: return .append(pipelineSource())
        case .pivot:
            let items = items()
            expect(.across, as: .clause)
            let across = expression()
            return .pivot(items, across: across, options: options())
        case .unpivot: return unpivotStage()
        case .compare: return compareStage()
        case .sample: return sampleStage()
        case .check: return .check(assertion(keyword))
        case .warn: return .warn(assertion(keyword))
        case .show:
            let title = optionalText()
            return .show(title: title, options: options())
        case .chart: return chartStage()
        case .save: return saveStage()
        case .describe: return .describe
        default: return .absent
        }
    }

    /// "summarize" items ["by" items] ["with" options]
    private mutating func summarizeStage() -> Stage.Node {
        if reportEarlyBy(.summarize) { return .absent }
        let items = items()
        let keys = eat(.by, as: .clause) ? self.items() : []
        return .summarize(items, by: keys, options: options())
    }

    /// `add by channel n = count()` and `summarize by channel`, after the stage's word.
    private mutating func reportEarlyBy(_ stage: Keyword) -> Bool {
        guard at(.by), peek().symbol != .assign else { return false }
        let by = current.span.start
        if let (keys, columns) = columnsBehindKeys() {
            let ours = "\(source.slice(columns)) by \(source.slice(keys))"
            report(.columnsBeforeBy, fixes: [Diagnostic.Fix(ours, at: Span(by, columns.end))])
        } else if stage == .summarize {
            report(.summarizeWhat, fixes: [Diagnostic.Fix("count() ", at: Span(by, by))])
        } else {
            report(.columnsBeforeBy, hints: ["such as  \(stage.rawValue) n = count() by channel"])
        }
        return true
    }

    /// At a `by`: the keys behind it and the columns behind those, which begin with a name and `=` or with an aggregate.
    private func columnsBehindKeys() -> (keys: Span, columns: Span)? {
        var first: Int?
        var end = index + 1
        while end < min(index + 200, tokens.count - 1) {
            let token = tokens[end]
            let next = tokens[end + 1].symbol
            if token.kind == .newline || token.symbol == .bar || token.symbol?.isClosing == true { break }
            if first != nil, token.keyword?.isClause == true { break }
            // A name right behind 'by' is that of a key.
            if first == nil, end > index + 1, next == .assign || next == .openRound && ForeignWords.aggregateWords.contains(text(of: token)) { first = end }
            if token.symbol?.isOpening == true {
                guard let closer = closer(of: end) else { return nil }
                end = closer
            }
            end += 1
        }
        guard let first else { return nil }
        let separators: [Symbol?] = [.comma, .colon]
        let last = separators.contains(tokens[first - 1].symbol) ? first - 2 : first - 1
        guard last > index else { return nil }
        return (Span(peek().span.start, tokens[last].span.end), Span(tokens[first].span.start, tokens[end - 1].span.end))
    }

    private mutating func sortStage() -> Stage.Node {
        if at(.by) {
            remark(.sortWithoutBy, fixes: [Diagnostic.Fix("", at: Span(previousEnd, current.span.end), label: "leave out 'by'")])
            advance()
        }
        return .sort(sortKeys())
    }

    /// "take" ["last"] expression ["by" expressions] ["with" "ties"]
    private mutating func takeStage() -> Stage.Node {
        let endsAfterLast = peek().kind == .newline || peek().kind == .end
            || peek().symbol.map { !$0.isOpening && $0 != .minus } ?? false
        let last = at(.last) && !endsAfterLast && eat(.last)
        let count = expression()
        let keys = expressions(after: .by)
        var withTies = false
        if eat(.with, as: .clause) {
            expect(.ties)
            withTies = true
        }
        return .take(count, last: last, by: keys, withTies: withTies)
    }

    /// source ["as" NAME] "on" key, …
    private mutating func matching() -> (Source, Name?, [JoinKey]) {
        let source = pipelineSource()
        let alias = eat(.as, as: .clause) ? name("a short name for the table") : nil
        expectOn()
        if isRecovering { return (source, alias, []) }
        var keys = list { $0.joinKey() }
        while at(.and), !isRecovering {
            remark(.foreignWord("and", ours: ","), fixes: [Diagnostic.Fix(",", at: Span(previousEnd, current.span.end))])
            advance()
            keys += list { $0.joinKey() }
        }
        return (source, alias, keys)
    }

    private mutating func expectOn() {
        if eat(.on, as: .clause) { return }
        guard !isRecovering, ForeignWords.matchingWords.contains(word()) else {
            return expect(.on, as: .clause, hints: ["say which columns match, such as  on unit == id"])
        }
        // `using (id)`
        let word = current.span
        if peek().symbol == .openRound, let end = closer(of: index + 1) {
            let inner = source.slice(Span(peek().span.end, tokens[end].span.start))
            return report(.foreignWord(source.slice(word), ours: "on"), fixes: [Diagnostic.Fix("on \(inner)", at: word.joined(with: tokens[end].span))])
        }
        remark(.foreignWord(source.slice(word), ours: "on"), fixes: [Diagnostic.Fix("on", at: word)])
        advance()
    }

    private mutating func joinKey() -> JoinKey {
        let start = index
        if at(.true) || current.kind == .number {
            report(.expected("a column that matches", found: found), hints: ["a join of all rows with all is not made here; say which columns match, such as  on unit == id"])
            return JoinKey(left: [Name("", here)], right: nil, span: span(from: start))
        }
        let left = path()
        if at(.assign) {
            remark(.comparisonNeedsTwoEquals, fixes: [Diagnostic.Fix("==", at: current.span)])
            advance()
            return JoinKey(left: left, right: path(), span: span(from: start))
        }
        let right = eat(.equal) ? path() : nil
        return JoinKey(left: left, right: right, span: span(from: start))
    }

    private mutating func path() -> [Name] {
        var names = [name("a column")]
        while eat(.dot) { names.append(name("a column after the dot")) }
        return names
    }

    /// "unpivot" names "into" NAME "," NAME
    private mutating func unpivotStage() -> Stage.Node {
        let columns = names()
        expect(.into, as: .clause)
        let nameColumn = name("a name for the column of names")
        expect(.comma)
        return .unpivot(columns, into: nameColumn, name("a name for the column of values"))
    }

    private mutating func compareStage() -> Stage.Node {
        let source = pipelineSource()
        expect(.on, as: .clause)
        if isRecovering { return .absent }
        let keys = names()
        return .compare(source, on: keys, within: eat(.within, as: .clause) ? expression() : nil)
    }

    private mutating func sampleStage() -> Stage.Node {
        let count = expression()
        guard eat(.seed, as: .clause) else { return .sample(count, seed: nil) }
        guard current.kind == .number else {
            report(.expected("a number after 'seed'", found: found))
            return .absent
        }
        return .sample(count, seed: text(of: advance()))
    }

    private mutating func chartStage() -> Stage.Node {
        let kind = name("a kind of chart such as bar or line", as: .function)
        guard at(.openRound) else {
            report(.expected("what to draw, as in 'line(x: month, y: n)'", found: found))
            return .absent
        }
        let arguments = arguments()
        return .chart(kind, arguments, title: optionalText())
    }

    private mutating func saveStage() -> Stage.Node {
        if at(.file) || current.kind == .textOpen || current.kind == .raw { return .save(pipelineSource()) }
        return .save(Source(.file(plainText("the file's name") ?? ""), here))
    }

    private mutating func optionalText() -> TextLiteral? {
        current.kind == .textOpen || current.kind == .raw ? textLiteral() : nil
    }

    // MARK: Lists of a stage

    /// items := item, …
    mutating func items(areNamed: Bool = false) -> [Item] {
        bareList { $0.item(isNamed: areNamed) }
    }

    /// item := NAME "=" expression | expression | "*"
    private mutating func item(isNamed: Bool) -> Item {
        if at(.times) { return .rest(advance().span) }
        switch current.kind {
        case .word, .quotedName:
            guard peek().symbol == .assign || isNamed && peek().symbol == .equal else { break }
            let name = name("a column's name")
            expectNaming(of: name)
            return .named(name, itemValue().value)
        case .raw, .textOpen:
            guard let name = quotedNameBeforeAssign() else { break }
            return .named(name, itemValue().value)
        default: break
        }
        let start = index
        let (value, isRewritten) = itemValue()
        return namedAfter(value, start: start, isRewritten: isRewritten) ?? .plain(value)
    }

    private mutating func itemValue() -> (value: Expression, isRewritten: Bool) {
        let value = expression()
        return (value, overClause(after: value))
    }

    private mutating func renaming() -> (new: Name, old: Name) {
        let new = name("the new name")
        if let renamed = renamedAfter(old: new) { return renamed }
        expectNaming(of: new)
        return (new: new, old: name("the old name"))
    }

    private mutating func names() -> [Name] {
        bareList(orOne: true) { $0.name("a column") }
    }

    private mutating func expressions(after keyword: Keyword) -> [Expression] {
        eat(keyword, as: .clause) ? bareList { $0.expression() } : []
    }

    /// - Parameter stage: one that makes columns, which must stand before the clause.
    private mutating func expressions(after clause: Keyword, of stage: Keyword) -> [Expression] {
        guard eat(clause, as: .clause) else { return [] }
        return bareList { parser in
            parser.reportColumn(behind: clause, of: stage)
            return parser.expression()
        }
    }

    private mutating func sortKeys(after clause: Keyword, of stage: Keyword) -> [SortKey] {
        eat(clause, as: .clause) ? sortKeys { $0.reportColumn(behind: clause, of: stage) } : []
    }

    private mutating func reportColumn(behind clause: Keyword, of stage: Keyword) {
        switch current.kind {
        case .word, .quotedName: if peek().symbol == .assign { report(.columnsBefore(clause, of: stage)) }
        default: break
        }
    }

    /// - Parameter look: at each key before it is read.
    private mutating func sortKeys(_ look: (inout Parser) -> Void = { _ in }) -> [SortKey] {
        bareList { parser in
            look(&parser)
            let value = parser.expression()
            let order = parser.sortOrder()
            return SortKey(value, order: order ?? .ascending, isExplicit: order == .ascending)
        }
    }

    mutating func sortOrder() -> SortOrder? {
        if eat(.desc) { return .descending }
        if eat(.asc) { return .ascending }
        guard case .word(nil) = current.kind, let row = ForeignWords.orders.first(where: { $0.word == word() }) else { return nil }
        let start = current.span
        advance()
        let phrase = word() == "dần" ? start.joined(with: advance().span) : start
        remark(.foreignWord(source.slice(phrase), ours: row.ours), at: phrase, fixes: [Diagnostic.Fix(row.ours, at: phrase)])
        return row.ours == "desc" ? .descending : .ascending
    }

    /// options := "with" ("totals" | "empty" | "counts" | "numbers"), …
    private mutating func options() -> [StageOption] {
        guard eat(.with, as: .clause) else { return [] }
        return list { $0.option() }.compactMap { $0 }
    }

    private mutating func option() -> StageOption? {
        if let keyword = current.keyword, let kind = StageOption.Kind(rawValue: keyword.rawValue) {
            return StageOption(kind, advance(as: .keyword).span)
        }
        let words = Keyword.options.map(\.rawValue)
        let nearest: String? = if case .word = current.kind { Spelling.nearest(text(of: current), in: words).first } else { nil }
        report(.expected("totals, empty, counts or numbers after 'with'", found: found), fixes: nearest.map { [Diagnostic.Fix($0, at: current.span)] } ?? [])
        return nil
    }
}
