import Diagnostics
@testable import Syntax

/// Derives programs by the productions of `Grammar/motcua.ebnf`, without the parser, and keeps which parts of
/// them it has used.
///
/// It asks of a rule and a place all the places where the rule can end, and keeps the answers (as packrat parsing
/// does, but for every ending: the notation is ambiguous where a word may be a name). No production is
/// left-recursive, so this ends.
final class GrammarRecognizer {
    /// A rule with its parts, numbered so that uses of it can be counted.
    private final class Node {
        let rule: GrammarGenerator.Rule
        let parts: [Node]
        let id: Int
        /// What the part is called when no program uses it.
        let place: String

        init(rule: GrammarGenerator.Rule, parts: [Node], id: Int, place: String) {
            self.rule = rule
            self.parts = parts
            self.id = id
            self.place = place
        }
    }

    /// A token as the notation sees it: a text in quotes is one, whatever its braces hold.
    private struct Terminal {
        var token: Token
        var text: String
        var hasBraces = false
    }

    private struct Step: Hashable {
        var node: Int
        var position: Int
    }

    private var productions: [String: Node] = [:]
    private var counted: [Node] = []
    private var used: Set<Int> = []
    private var terminals: [Terminal] = []
    private var endings: [Step: [Int]] = [:]
    private var nodes = 0

    init(productions: [String: GrammarGenerator.Rule]) {
        for (name, rule) in productions.sorted(by: { $0.key < $1.key }) { self.productions[name] = node(rule, in: name) }
    }

    /// The alternatives, options and repetitions that no program has used yet.
    var unused: [String] { counted.filter { !used.contains($0.id) }.map(\.place) }

    /// Whether the productions derive the text; keeps what its derivation uses.
    func derives(_ text: String) -> Bool {
        let source = source(text)
        var tokens = Lexer.lex(source).tokens.filter { $0.kind != .end }
        while tokens.last?.kind == .newline { tokens.removeLast() }
        return derives(tokens[...], from: "script", in: source)
    }

    private func derives(_ tokens: ArraySlice<Token>, from start: String, in source: SourceText) -> Bool {
        var found: [Terminal] = []
        var braces: [ArraySlice<Token>] = []
        var index = tokens.startIndex
        while index < tokens.endIndex {
            let token = tokens[index]
            guard token.kind == .textOpen else {
                found.append(Terminal(token: token, text: source.slice(token.span)))
                index += 1
                continue
            }
            var depth = 0
            var texts = 0
            var opened: [Int] = []
            var hasBraces = false
            repeat {
                switch tokens[index].kind {
                case .textOpen: texts += 1
                case .textClose: texts -= 1
                case .braceOpen:
                    if depth == 0 { opened.append(index + 1) }
                    depth += 1
                    hasBraces = true
                case .braceClose:
                    depth -= 1
                    if depth == 0, let start = opened.last { braces.append(tokens[start..<index]) }
                default: break
                }
                index += 1
            } while texts > 0 && index < tokens.endIndex
            found.append(Terminal(token: token, text: "\"\"", hasBraces: hasBraces))
        }
        let outer = terminals
        let outerEndings = endings
        defer { (terminals, endings) = (outer, outerEndings) }
        (terminals, endings) = (found, [:])
        guard let node = productions[start], ends(of: node, at: 0).contains(found.count), use(node, from: 0, to: found.count) else { return false }
        return braces.allSatisfy { derives($0, from: "expression", in: source) }
    }

    // MARK: Nodes

    private func node(_ rule: GrammarGenerator.Rule, in place: String) -> Node {
        func make(_ parts: [Node], counting: Bool = false, place: String = place) -> Node {
            nodes += 1
            let node = Node(rule: rule, parts: parts, id: nodes, place: place)
            if counting { counted.append(node) }
            return node
        }
        switch rule {
        case .word, .token, .name: return make([])
        case .sequence(let rules): return make(rules.map { node($0, in: place) })
        case .choice(let rules):
            let parts = rules.map { node($0, in: place + " := … " + $0.written) }
            counted += parts
            return make(parts)
        case .optional(let inner), .repeated(let inner, _):
            let part = node(inner, in: place)
            return make([part], counting: true, place: place + " := … " + rule.written)
        case .separated(let inner, _):
            return make([node(inner, in: place)], counting: true, place: place + " := … " + rule.written)
        }
    }

    // MARK: Endings

    /// Where the rule can end when it begins at a place, in ascending order.
    private func ends(of node: Node, at position: Int) -> [Int] {
        let step = Step(node: node.id, position: position)
        if let known = endings[step] { return known }
        let found: Set<Int>
        switch node.rule {
        case .word(let word): found = matches(word, at: position) ? [position + 1] : []
        case .token(let token): found = Set(lengths(of: token, at: position).map { position + $0 })
        case .name(let name): found = Set(productions[name].map { ends(of: $0, at: position) } ?? [])
        case .sequence:
            found = node.parts.reduce([position]) { starts, part in Set(starts.flatMap { ends(of: part, at: $0) }) }
        case .choice: found = Set(node.parts.flatMap { ends(of: $0, at: position) })
        case .optional: found = Set(ends(of: node.parts[0], at: position)).union([position])
        case .repeated(_, let least):
            let once = closure([position]) { ends(of: node.parts[0], at: $0) }
            found = least == 0 ? once.union([position]) : once
        case .separated(_, let separator):
            let first = Set(ends(of: node.parts[0], at: position))
            found = first.union(closure(first) { matches(separator, at: $0) ? ends(of: node.parts[0], at: $0 + 1) : [] })
        }
        let sorted = found.sorted()
        endings[step] = sorted
        return sorted
    }

    /// All that can be reached from some places in one or more steps.
    private func closure(_ starts: Set<Int>, _ next: (Int) -> [Int]) -> Set<Int> {
        var reached: Set<Int> = []
        var waiting = Array(starts)
        while let position = waiting.popLast() {
            for end in next(position) where reached.insert(end).inserted { waiting.append(end) }
        }
        return reached
    }

    private func matches(_ word: String, at position: Int) -> Bool {
        guard position < terminals.count else { return false }
        let terminal = terminals[position]
        switch terminal.token.kind {
        case .word, .symbol: return terminal.text == word
        default: return false
        }
    }

    /// How many terminals from a place can be the token: none, or as many as each number says.
    private func lengths(of token: String, at position: Int) -> [Int] {
        guard position < terminals.count else { return [] }
        let terminal = terminals[position]
        switch (token, terminal.token.kind) {
        case ("NEWLINE", .newline), ("NAME", .quotedName), ("NUMBER", .number), ("PERCENT", .percent), ("DATE", .date), ("TEXT", .textOpen), ("RAW", .raw), ("PARAMETER", .parameter):
            return [1]
        case ("NAME", .word(let keyword)): return keyword?.isReserved == true ? [] : [1]
        case ("WHOLE", .number): return terminal.text.allSatisfy { $0.isNumber || $0 == "_" } ? [1] : []
        case ("PLAINTEXT", .textOpen): return terminal.hasBraces ? [] : [1]
        case ("UNIT", .word):
            let pair = position + 1 < terminals.count ? terminal.text + " " + terminals[position + 1].text : ""
            return UnitWord.all.compactMap { $0.spelling == terminal.text ? 1 : $0.spelling == pair ? 2 : nil }
        default: return []
        }
    }

    // MARK: One derivation

    /// Finds one way in which the rule spans the places, and counts what it uses.
    private func use(_ node: Node, from start: Int, to end: Int) -> Bool {
        guard ends(of: node, at: start).contains(end) else { return false }
        switch node.rule {
        case .word, .token: return true
        case .name(let name): return productions[name].map { use($0, from: start, to: end) } ?? false
        case .sequence: return useSequence(node.parts[...], from: start, to: end)
        case .choice:
            guard let part = node.parts.first(where: { use($0, from: start, to: end) }) else { return false }
            used.insert(part.id)
        case .optional:
            if start == end { return true }
            used.insert(node.id)
            return use(node.parts[0], from: start, to: end)
        case .repeated(_, let least):
            if start == end, least == 0 { return true }
            used.insert(node.id)
            return useRepeated(node, from: start, to: end) { $0 }
        case .separated(_, let separator):
            if use(node.parts[0], from: start, to: end) { return true }
            used.insert(node.id)
            return useRepeated(node, from: start, to: end) { self.matches(separator, at: $0) ? $0 + 1 : nil }
        }
        return true
    }

    private func useSequence(_ parts: ArraySlice<Node>, from start: Int, to end: Int) -> Bool {
        guard let first = parts.first else { return start == end }
        return ends(of: first, at: start).contains { middle in
            spans(parts.dropFirst(), from: middle, to: end) && use(first, from: start, to: middle) && useSequence(parts.dropFirst(), from: middle, to: end)
        }
    }

    private func spans(_ parts: ArraySlice<Node>, from start: Int, to end: Int) -> Bool {
        parts.reduce([start] as Set<Int>) { starts, part in Set(starts.flatMap { ends(of: part, at: $0) }) }.contains(end)
    }

    /// Counts the parts of a repetition one after the other; `next` moves over what stands between two of them.
    private func useRepeated(_ node: Node, from start: Int, to end: Int, next: (Int) -> Int?) -> Bool {
        let part = node.parts[0]
        // Each way is tried from the back, so that the first part takes no more than it must leave.
        return ends(of: part, at: start).contains { middle in
            if middle == end { return use(part, from: start, to: end) }
            guard middle > start, let following = next(middle) else { return false }
            return use(part, from: start, to: middle) && useRepeated(node, from: following, to: end, next: next)
        }
    }
}

extension GrammarGenerator.Rule {
    /// As the grammar's file writes it.
    var written: String {
        switch self {
        case .word(let word): "\"\(word)\""
        case .token(let name), .name(let name): name
        case .sequence(let rules): rules.map(\.written).joined(separator: " ")
        case .choice(let rules): "(" + rules.map(\.written).joined(separator: " | ") + ")"
        case .optional(let rule): "(\(rule.written))?"
        case .repeated(let rule, let least): "(\(rule.written))" + (least == 0 ? "*" : "+")
        case .separated(let rule, let separator): "(\(rule.written)) % \"\(separator)\""
        }
    }
}
