import Diagnostics
import Semantics
import Session
import Syntax

/// What may stand behind a value: operators that its type has, clauses of the stage, the next stage.
extension StatementChoices {
    mutating func addOperators() {
        if place.followsNumber { for unit in UnitWord.spellings { list.add(.keyword, unit, type: "unit") } }
        if let branch = place.branch { list.add(.keyword, branch.rawValue, summary: branch == .then ? "what it is when the condition holds" : "what it is otherwise") }
        let type = place.operand.flatMap { prospect?.type(of: source.slice($0)) }
        if place.operand == nil, place.stage == .where { list.add(.operator, "in") }
        // Behind a key or a column another clause is likelier than a comparison.
        let isCondition = place.clause == nil && [.where, .check, .warn, .add, .set].contains(place.stage) || place.call != nil || place.stage == nil
        if isCondition, !place.isCompared, let type { addComparisons(type) }
        if place.isCompared || type?.kind == .bool {
            list.add(.operator, "and", summary: "both hold")
            list.add(.operator, "or", summary: "at least one holds")
        }
        addClauses()
        if let call = place.call {
            if !call.isCondition, Session.functionRows.contains(where: { $0.name == call.name && $0.role == .aggregate }) {
                list.add(.keyword, "where", summary: "only rows for which this holds")
            }
        } else if place.stage != nil || place.wanted == .operator && place.operand == nil {
            list.add(.operator, "|", summary: "the next stage")
        }
        if !place.isCompared, let type {
            if !isCondition { addComparisons(type) }
            addArithmetic(type)
        }
    }

    private mutating func addComparisons(_ type: Type) {
        func equality() {
            list.add(.operator, "==", summary: "is the same")
            list.add(.operator, "!=", summary: "is another")
        }
        func order() {
            list.add(.operator, ">", summary: "is more")
            list.add(.operator, ">=", summary: "is as much or more")
            list.add(.operator, "<", summary: "is less")
            list.add(.operator, "<=", summary: "is as much or less")
        }
        func presence() {
            if type.isOptional {
                list.add(.operator, "is present", summary: "has a value")
                list.add(.operator, "is missing", summary: "has none")
            }
        }
        switch type.kind {
        case .text:
            equality()
            list.add(.operator, "~", summary: "contains, whatever the case; letters without marks match any")
            list.add(.operator, "!~", summary: "does not contain")
            membership("[\"a\", \"b\"]")
        case .enumeration, .link:
            equality()
            membership("[\"a\", \"b\"]")
        case .date, .timestamp:
            list.add(.operator, "in", summary: "lies in a period: @2019-H1")
            list.add(.operator, "not in", summary: "lies outside it")
            order()
            equality()
        case .period:
            equality()
            list.add(.operator, "in", summary: "lies in a longer period: @2019")
            order()
        case .int, .decimal, .float, .ratio, .points:
            order()
            equality()
            list.add(.operator, "in", summary: "is one of these: [1, 2], 1..5")
        case .duration, .bool: equality()
        case .nothing, .list: break
        }
        presence()
    }

    private mutating func membership(_ example: String) {
        list.add(.operator, "in", summary: "is one of these: \(example)")
        list.add(.operator, "not in", summary: "is none of these")
    }

    private mutating func addArithmetic(_ type: Type) {
        switch type.kind {
        case .int, .decimal, .float:
            for (symbol, summary) in [("+", "plus"), ("-", "minus"), ("*", "times"), ("/", "divided by"), ("per", "as a share of, both numbers kept")] {
                list.add(.operator, symbol, summary: summary)
            }
        case .date, .timestamp, .period:
            list.add(.operator, "+", summary: "later: + 15 working days")
            list.add(.operator, "-", summary: "earlier: - 3 months")
        case .ratio: list.add(.operator, "-", summary: "minus: points of a percentage")
        default: break
        }
        if type.isOptional { list.add(.operator, "??", summary: "or, where it is missing") }
    }

    private mutating func addClauses() {
        guard place.call == nil else { return }
        if place.stage == nil, place.statement == .param { return list.add(.keyword, "label", summary: "what the run asks for it by") }
        guard let stage = place.stage ?? place.statement else { return }
        for (word, summary) in Self.clauses(of: stage, after: place.clause) { list.add(.keyword, word, summary: summary) }
    }

    /// Clause words that may still follow.
    private static func clauses(of stage: Keyword, after clause: Keyword?) -> [(String, String)] {
        let all: [(Keyword, String)] =
            switch stage {
            case .summarize: [(.by, "one row for each of these"), (.with, "totals, empty groups")]
            case .add, .set: [(.by, "within each of these"), (.along, "in this order, for running figures")]
            case .take: [(.by, "so many of each"), (.with, "ties too")]
            case .lookup, .join: [(.as, "gives its columns a name of their own"), (.on, "which rows belong together")]
            case .compare: [(.on, "the keys of a cell"), (.within, "how far figures may differ")]
            case .pivot: [(.across, "whose values become columns"), (.with, "totals")]
            case .unpivot: [(.into, "the names of the two new columns")]
            case .show: [(.with, "the counts behind ratios")]
            case .check, .warn: [(.within, "how far the sides may differ"), (.source, "who published it"), (.else, "what is said when it does not hold")]
            case .sample: [(.seed, "another choice of rows")]
            default: []
            }
        let words = all.map { ($0.0.rawValue, $0.1) }
        if stage == .sort { return clause == nil ? [("desc", "the greatest first"), ("asc", "the least first")] : [] }
        guard let clause, let place = all.firstIndex(where: { $0.0 == clause }) else { return words }
        return Array(words[(place + 1)...])
    }
}
