import Randomness
@testable import Syntax

/// Random programs drawn from `Grammar/motcua.ebnf`, so that the grammar which people read
/// and the parser which was written by hand cannot drift apart.
struct GrammarGenerator {
    /// The right-hand side of a production.
    indirect enum Rule {
        case word(String)
        case token(String)
        case name(String)
        case sequence([Rule])
        case choice([Rule])
        case optional(Rule)
        case repeated(Rule, atLeast: Int)
        /// `rule % ","`
        case separated(Rule, String)
    }

    private(set) var productions: [String: Rule] = [:]
    /// The depth of the smallest tree that each production can give.
    private var depths: [String: Int] = [:]
    private var random: SeededRandom

    struct Malformed: Error { var near: String }

    init(grammar: String, seed: UInt64) throws {
        random = SeededRandom(seed: seed)
        var reader = GrammarReader(grammar)
        productions = try reader.productions()
        measure()
    }

    // MARK: Drawing

    /// One program as the tokens that stand in it; a line break is `\n`.
    mutating func program(from start: String = "script", depth: Int) -> [String] {
        var words: [String] = []
        draw(.name(start), depth, into: &words)
        return words
    }

    private mutating func draw(_ rule: Rule, _ depth: Int, into words: inout [String]) {
        switch rule {
        case .word(let word): words.append(word)
        case .token(let token): words.append(sample(token, depth))
        case .name(let name): draw(productions[name] ?? .sequence([]), depth - 1, into: &words)
        case .sequence(let rules): for rule in rules { draw(rule, depth, into: &words) }
        case .choice(let rules):
            let affordable = rules.filter { self.depth(of: $0) < depth }
            let cheapest = rules.min { self.depth(of: $0) < self.depth(of: $1) }
            if let rule = affordable.randomElement(using: &random) ?? cheapest { draw(rule, depth, into: &words) }
        case .optional(let rule):
            if self.depth(of: rule) < depth, chance(0.4) { draw(rule, depth, into: &words) }
        case .repeated(let rule, let least):
            for _ in 0..<least { draw(rule, depth, into: &words) }
            while self.depth(of: rule) < depth, chance(0.25) { draw(rule, depth, into: &words) }
        case .separated(let rule, let separator):
            draw(rule, depth, into: &words)
            while self.depth(of: rule) < depth, chance(0.3) {
                words.append(separator)
                draw(rule, depth, into: &words)
            }
        }
    }

    private mutating func chance(_ probability: Double) -> Bool {
        Double.random(in: 0..<1, using: &random) < probability
    }

    private mutating func pick(_ words: [String]) -> String {
        words[Int.random(in: 0..<words.count, using: &random)]
    }

    private mutating func sample(_ token: String, _ depth: Int) -> String {
        switch token {
        case "NEWLINE": return "\n"
        case "NAME":
            // Words with a meaning elsewhere are names too. Those left out here mean something exactly where a name
            // may stand: clause words after an operand, `last` after `take`, `money` as a type.
            return chance(0.75)
                ? pick(["a", "b", "đơn_vị", "fee", "x1", "_y", "`Tỷ lệ (%)`", "`a``b`", "数", "Ô_tô"])
                : pick(["date", "count", "type", "day", "table", "title", "sort", "keep", "show", "rows", "file", "key", "totals", "desc", "one", "list", "measure", "working", "present", "check"])
        case "NUMBER": return pick(["0", "7", "1_200", "3.5", "1e-3", "2019", "00012"])
        case "WHOLE": return pick(["1", "2019"])
        case "UNIT": return pick(UnitWord.all.map(\.spelling))
        case "PERCENT": return pick(["97.2%", "5%", "1_000%"])
        case "DATE":
            return pick([
                "@2019", "@2019-H1", "@2019-Q2", "@2019-9M", "@2019-06", "@2019-W07", "@2019-06-30", "@2020-02-29T23:59", "@today", "@this_month", "@last_quarter",
            ])
        case "RAW": return pick(["'raw'", "'a\\d+ \"x\"'", "''"])
        case "PARAMETER": return pick(["$as_of", "$kỳ", "$`kỳ này`"])
        case "PLAINTEXT": return pick(["\"a.csv\"", "\"\"", "\"\\\"x\\\" \\{y}\"", "\"\"\"b\"\"\""])
        case "TEXT":
            if depth > 3, chance(0.4) {
                // Double quotes cannot stand in the braces of a one-line text; a block takes anything but another block.
                var inner: [String] = []
                draw(.name("expression"), 4, into: &inner)
                let code = inner.joined(separator: " ")
                if !code.contains("\"\"\""), !code.contains("\n") {
                    return code.contains("\"") ? "\"\"\"\nx {\(code)} \"y\"\n\"\"\"" : "\"x {\(code)} y\""
                }
            }
            return pick(["\"text\"", "\"Huyện Ý Yên\"", "\"\"", "\"a \\\"b\\\" \\n\\t\\\\ \\{c}\"", "\"\"\"\nmột\n  \"hai\"\n\"\"\""])
        default: return token
        }
    }

    // MARK: Depths

    /// Settles the smallest depths by going round until nothing changes.
    private mutating func measure() {
        for name in productions.keys { depths[name] = 1_000 }
        var changed = true
        while changed {
            changed = false
            for (name, rule) in productions {
                let depth = depth(of: rule) + 1
                if depth < depths[name] ?? 0 {
                    depths[name] = depth
                    changed = true
                }
            }
        }
    }

    private func depth(of rule: Rule) -> Int {
        switch rule {
        case .word, .token: 0
        case .name(let name): depths[name] ?? 1_000
        case .sequence(let rules): rules.map { depth(of: $0) }.max() ?? 0
        case .choice(let rules): rules.map { depth(of: $0) }.min() ?? 0
        case .optional: 0
        case .repeated(let rule, let least): least == 0 ? 0 : depth(of: rule)
        case .separated(let rule, _): depth(of: rule)
        }
    }

    /// The names that are used and not defined.
    var undefined: [String] {
        func names(_ rule: Rule) -> [String] {
            switch rule {
            case .word, .token: []
            case .name(let name): [name]
            case .sequence(let rules), .choice(let rules): rules.flatMap { names($0) }
            case .optional(let rule), .repeated(let rule, _), .separated(let rule, _): names(rule)
            }
        }
        return productions.values.flatMap { names($0) }.filter { productions[$0] == nil }
    }
}

/// Reads the notation that `motcua.ebnf` explains in its head.
struct GrammarReader {
    private var words: [String] = []
    private var index = 0

    init(_ text: String) {
        for line in text.split(separator: "\n") {
            var rest = line[...]
            while let first = rest.first, first != "#" {
                if first == " " {
                    rest = rest.dropFirst()
                } else if first == "\"" {
                    let end = rest.dropFirst().firstIndex(of: "\"") ?? rest.index(before: rest.endIndex)
                    words.append(String(rest[...end]))
                    rest = rest[rest.index(after: end)...]
                } else if rest.hasPrefix(":=") {
                    words.append(":=")
                    rest = rest.dropFirst(2)
                } else if first.isLetter {
                    let word = rest.prefix { $0.isLetter }
                    words.append(String(word))
                    rest = rest.dropFirst(word.count)
                } else {
                    words.append(String(first))
                    rest = rest.dropFirst()
                }
            }
        }
    }

    mutating func productions() throws -> [String: GrammarGenerator.Rule] {
        var found: [String: GrammarGenerator.Rule] = [:]
        while index < words.count {
            let name = words[index]
            index += 1
            try expect(":=")
            found[name] = try choice()
            try expect(";")
        }
        return found
    }

    private var current: String { index < words.count ? words[index] : "" }

    private mutating func expect(_ word: String) throws {
        guard current == word else { throw GrammarGenerator.Malformed(near: words[max(0, index - 5)..<min(words.count, index + 3)].joined(separator: " ")) }
        index += 1
    }

    private mutating func choice() throws -> GrammarGenerator.Rule {
        var rules = [try sequence()]
        while current == "|" {
            index += 1
            rules.append(try sequence())
        }
        return rules.count == 1 ? rules[0] : .choice(rules)
    }

    private mutating func sequence() throws -> GrammarGenerator.Rule {
        var rules: [GrammarGenerator.Rule] = []
        while !["|", ";", ")", ""].contains(current) { rules.append(try item()) }
        return rules.count == 1 ? rules[0] : .sequence(rules)
    }

    private mutating func item() throws -> GrammarGenerator.Rule {
        var rule: GrammarGenerator.Rule
        let word = current
        index += 1
        if word == "(" {
            rule = try choice()
            try expect(")")
        } else if word.hasPrefix("\"") {
            rule = .word(String(word.dropFirst().dropLast()))
        } else if word.first?.isUppercase == true {
            rule = .token(word)
        } else {
            rule = .name(word)
        }
        while true {
            switch current {
            case "?": rule = .optional(rule)
            case "*": rule = .repeated(rule, atLeast: 0)
            case "+": rule = .repeated(rule, atLeast: 1)
            case "%":
                index += 1
                rule = .separated(rule, String(current.dropFirst().dropLast()))
            default: return rule
            }
            index += 1
        }
    }
}
