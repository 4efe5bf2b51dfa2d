import Diagnostics

/// `select … from … where …` as a pipeline.
///
/// The clauses of a select come in another order than they work in, so the whole query is rewritten at once. What has no
/// place in a pipeline, or is not sure to mean the same there (joins, a column that is neither a key nor an aggregate, an
/// aggregate that only `order by` names), is not rewritten at all.
extension Parser {
    private typealias Clauses = [String: [Range<Int>]]

    /// A column of the result.
    private struct SelectItem {
        /// The value without its alias.
        let text: String
        let alias: String?
        let isAggregate: Bool
        /// What the column is called here; `nil` for a value that would have to be named first.
        let name: String?

        var named: String { alias.map { "\($0) = \(text)" } ?? text }
    }

    /// The query that begins at the current `select`; `nil` when it has parts that have no place in a pipeline.
    mutating func pipelineForSelect() -> (text: String, span: Span)? {
        let start = index
        guard let (clauses, end) = selectClauses(), let stages = stages(of: clauses), let text = Parser.repaired(stages.joined(separator: " | ")) else { return nil }
        // What has been rewritten, on however many lines, is not looked at again.
        index = end
        return (text, Span(tokens[start].span.start, previousEnd))
    }

    private func stages(of clauses: Clauses) -> [String]? {
        guard let from = clauses["from"], from.count == 1, let table = plainName(from[0]), var columns = clauses["select"] else { return nil }
        let hasRawTexts = clauses.values.joined().contains { $0.contains { tokens[$0].kind == .raw } }
        var stages = ["from \(table)"]
        if let condition = whole(clauses["where"]) { stages.append("where \(sqlText(condition, hasRawTexts: hasRawTexts))") }
        var limit = whole(clauses["limit"]).map { sqlText($0, hasRawTexts: hasRawTexts) }
        let isDistinct = takeWord("distinct", from: &columns)
        if takeWord("top", from: &columns), let first = columns.first, first.count > 1, tokens[first.lowerBound].kind == .number {
            limit = text(of: tokens[first.lowerBound])
            columns[0] = first.dropFirst()
        }
        let items = columns.map { selectItem($0, hasRawTexts: hasRawTexts) }
        guard let keys = groupKeys(clauses["group by"] ?? [], items) else { return nil }
        let isSummary = !keys.isEmpty || items.contains(where: \.isAggregate)
        guard let order = sortKeys(clauses["order by"] ?? [], items, isSummary: isSummary) else { return nil }
        if isSummary {
            guard let summary = summaryStages(items, keys, having: whole(clauses["having"]).map { sqlText($0, hasRawTexts: hasRawTexts) }) else { return nil }
            stages += summary
        }
        if !order.isEmpty { stages.append("sort " + order.joined(separator: ", ")) }
        if let limit, !isDistinct { stages.append("take \(limit)") }
        if !isSummary, items.map(\.text) != ["*"] {
            let isNamed = items.contains { $0.alias != nil }
            if isNamed || !isDistinct { stages.append("keep " + items.map(\.named).joined(separator: ", ")) }
            if isDistinct { stages.append(isNamed ? "distinct" : "distinct " + items.map(\.text).joined(separator: ", ")) }
        } else if isDistinct {
            stages.append("distinct")
        }
        if let limit, isDistinct { stages.append("take \(limit)") }
        return stages
    }

    private func summaryStages(_ items: [SelectItem], _ keys: [SelectItem], having: String?) -> [String]? {
        let aggregates = items.filter(\.isAggregate)
        let isCovered = items.allSatisfy { item in item.isAggregate || keys.contains { $0.text == item.text && $0.alias == item.alias } }
        guard isCovered else { return nil }
        if aggregates.isEmpty, having == nil, keys.allSatisfy({ $0.alias == nil }) { return ["distinct " + keys.map(\.text).joined(separator: ", ")] }
        let columns = aggregates.isEmpty ? "count()" : aggregates.map(\.named).joined(separator: ", ")
        var stages = ["summarize \(columns)" + (keys.isEmpty ? "" : " by " + keys.map(\.named).joined(separator: ", "))]
        if let having {
            let condition = renamed(having, aggregates)
            guard !namesAggregate(condition) else { return nil }
            stages.append("where \(condition)")
        }
        return stages
    }

    // MARK: Clauses

    private static let selectClauses = ["from", "where", "group", "having", "order", "limit"]

    /// The clauses of a select, each as its items between commas, and the token behind them. A line that begins with a clause goes on with it.
    private func selectClauses() -> (clauses: Clauses, end: Int)? {
        var clauses: Clauses = [:]
        var clause = "select"
        var position = index + 1
        var start = position
        var depth = 0
        func close(_ end: Int) { if end > start { clauses[clause, default: []].append(start..<end) } }
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
                    if clauses[clause] != nil { return nil }
                    position += isPhrase ? 1 : 0
                    start = position + 1
                }
            }
            position += 1
        }
        close(position)
        return (clauses, position)
    }

    /// A condition with commas in it was one text.
    private func whole(_ parts: [Range<Int>]?) -> Range<Int>? {
        guard let first = parts?.first, let last = parts?.last else { return nil }
        return first.lowerBound..<last.upperBound
    }

    private func plainName(_ range: Range<Int>) -> String? {
        let text = sqlText(range, isName: true)
        return range.count == 1 || text.first == "`" || plainText(range.lowerBound - index) != nil ? text : nil
    }

    /// Passes over a word before the first column.
    private func takeWord(_ word: String, from columns: inout [Range<Int>]) -> Bool {
        guard let first = columns.first, first.count > 1, text(of: tokens[first.lowerBound]).lowercased() == word, !tokens[first.lowerBound + 1].joinsOperands else { return false }
        columns[0] = first.lowerBound + 1..<first.upperBound
        return true
    }

    // MARK: Columns and keys

    private func selectItem(_ range: Range<Int>, hasRawTexts: Bool) -> SelectItem {
        let (value, alias) = aliased(range)
        let isName = value.count == 1 || plainText(value.lowerBound - index)?.end == tokens[value.upperBound - 1].span.end
        let text = sqlText(value, isName: isName && tokens[value.lowerBound].kind == .textOpen, hasRawTexts: hasRawTexts)
        let isAggregate = value.contains { isAggregateCall($0) }
        return SelectItem(text: text, alias: alias, isAggregate: isAggregate, name: alias ?? (isName ? text : isAggregate ? summaryName(value) : nil))
    }

    /// A column and its alias: `pay as p`, `sum(pay) p`.
    private func aliased(_ range: Range<Int>) -> (value: Range<Int>, alias: String?) {
        var depth = 0
        for position in range {
            if let symbol = tokens[position].symbol { depth += symbol.isOpening ? 1 : symbol.isClosing ? -1 : 0 }
            guard depth == 0, position > range.lowerBound, position + 1 < range.upperBound, text(of: tokens[position]).lowercased() == "as" else { continue }
            return (range.lowerBound..<position, sqlText(position + 1..<range.upperBound, isName: true))
        }
        guard range.count > 1, case let last = tokens[range.upperBound - 1], last.kind == .word(nil) || last.kind == .quotedName, text(of: last).lowercased() != "end" else { return (range, nil) }
        switch tokens[range.upperBound - 2].kind {
        case .word(nil), .quotedName, .number, .raw, .textClose, .symbol(.closeRound): return (range.lowerBound..<range.upperBound - 1, text(of: last))
        default: return (range, nil)
        }
    }

    /// What an unnamed aggregate of a plain column is called here.
    private func summaryName(_ range: Range<Int>) -> String? {
        guard isAggregateCall(range.lowerBound), closer(of: range.lowerBound + 1) == range.upperBound - 1 else { return nil }
        let function = text(of: tokens[range.lowerBound]).lowercased()
        var arguments = range.lowerBound + 2..<range.upperBound - 1
        let isDistinct = arguments.count > 1 && text(of: tokens[arguments.lowerBound]).lowercased() == "distinct"
        if isDistinct { arguments.removeFirst() }
        guard arguments.count <= 1 || plainText(arguments.lowerBound - index)?.end == tokens[arguments.upperBound - 1].span.end else { return nil }
        let argument = sqlText(arguments, isName: true)
        if isDistinct { return function == "count" ? "count_distinct_\(argument)" : nil }
        return argument.isEmpty || argument == "*" ? function : "\(function)_\(argument)"
    }

    /// `group by dept`, `group by 1`: the columns that the keys are; `nil` when one has no column that it could be.
    private func groupKeys(_ keys: [Range<Int>], _ items: [SelectItem]) -> [SelectItem]? {
        var found: [SelectItem] = []
        for range in keys {
            let text = sqlText(range, isName: true)
            if range.count == 1, tokens[range.lowerBound].kind == .number {
                guard let number = Int(text), items.indices.contains(number - 1) else { return nil }
                found.append(items[number - 1])
            } else {
                found.append(items.first { $0.alias == text } ?? items.first { $0.text == text } ?? SelectItem(text: text, alias: nil, isAggregate: false, name: text))
            }
        }
        return found.contains(where: \.isAggregate) ? nil : found
    }

    /// `order by 2 desc`; `nil` for an order by what the result does not have.
    private func sortKeys(_ keys: [Range<Int>], _ items: [SelectItem], isSummary: Bool) -> [String]? {
        var found: [String] = []
        for range in keys {
            var words = range
            var direction = ""
            if words.count > 2, text(of: tokens[words.upperBound - 2]).lowercased() == "nulls" {
                guard text(of: tokens[words.upperBound - 1]).lowercased() == "last" else { return nil }
                words = words.lowerBound..<words.upperBound - 2
            }
            if words.count > 1, case let last = text(of: tokens[words.upperBound - 1]).lowercased(), last == "desc" || last == "asc" {
                direction = " \(last)"
                words = words.lowerBound..<words.upperBound - 1
            }
            guard let key = sortKey(words, items, isSummary: isSummary) else { return nil }
            found.append(key + direction)
        }
        return found
    }

    private func sortKey(_ range: Range<Int>, _ items: [SelectItem], isSummary: Bool) -> String? {
        let text = sqlText(range, isName: true)
        var item = items.first { $0.alias == text } ?? items.first { $0.text == text }
        if range.count == 1, tokens[range.lowerBound].kind == .number {
            guard let number = Int(text), items.indices.contains(number - 1) else { return nil }
            item = items[number - 1]
        }
        // Before `keep` a column has no other name yet; after `summarize` it has no other.
        guard isSummary else { return item?.text ?? text }
        if let item { return item.name }
        let key = renamed(text, items.filter(\.isAggregate))
        return namesAggregate(key) ? nil : key
    }

    // MARK: Texts

    private func isAggregateCall(_ position: Int) -> Bool {
        guard case .word = tokens[position].kind, tokens[position + 1].symbol == .openRound else { return false }
        return ForeignWords.selectAggregates.contains(text(of: tokens[position]).lowercased())
    }

    /// Whether a condition goes on naming an aggregate.
    private func namesAggregate(_ text: String) -> Bool {
        ForeignWords.selectAggregates.contains { text.contains("\($0)(") }
    }

    /// The aggregates of a condition under the names of their columns.
    private func renamed(_ text: String, _ items: [SelectItem]) -> String {
        items.reduce(text) { text, item in item.name.map { text.replacing(item.text, with: $0) } ?? text }
    }

    /// Part of a query with its aggregates in small letters, and without the quotes of names: `"dept" = 'IT'`.
    /// - Parameters:
    ///   - isName: a text in double quotes can only be a name here.
    ///   - hasRawTexts: the query has its texts in single quotes, so that double ones are those of names.
    private func sqlText(_ range: Range<Int>, isName: Bool = false, hasRawTexts: Bool = false) -> String {
        var written = ""
        var position = range.lowerBound
        while position < range.upperBound {
            let token = tokens[position]
            if position > range.lowerBound { written += source.slice(Span(tokens[position - 1].span.end, token.span.start)) }
            if token.kind == .textOpen, let (name, _) = plainText(position - index), isName || hasRawTexts || isCompared(position + 2) {
                written += Parser.written(name)
                position += 3
                continue
            }
            written += isAggregateCall(position) ? text(of: token).lowercased() : text(of: token)
            position += 1
        }
        return written
    }

    /// Whether a comparison follows, of which a name stands on the left.
    private func isCompared(_ position: Int) -> Bool {
        guard position + 1 < tokens.count else { return false }
        let next = tokens[position + 1]
        switch next.symbol {
        case .equal, .assign, .notEqual, .less, .lessOrEqual, .greater, .greaterOrEqual: return true
        default: return ["in", "is", "like", "ilike", "between", "not"].contains(text(of: next).lowercased())
        }
    }
}
