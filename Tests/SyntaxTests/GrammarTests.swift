import Diagnostics
import Randomness
import Testing
@testable import Syntax

/// The grammar in Grammar/motcua.ebnf and the parser agree.
@Suite struct GrammarTests {
    private func generator(seed: UInt64) throws -> GrammarGenerator {
        try GrammarGenerator(grammar: #require(contents(of: packageRoot + "/Grammar/motcua.ebnf")), seed: seed)
    }

    @Test func everyNameIsDefined() throws {
        #expect(try generator(seed: 0).undefined == [])
    }

    /// Programs without line breaks inside statements, then with line breaks and comments wherever they mean nothing.
    @Test(arguments: ["statement", "member", "stage", "expression", "script"])
    func whatTheGrammarAllowsParsesAndSurvivesFormatting(_ start: String) throws {
        var generator = try generator(seed: 20_190_630)
        var random = SeededRandom(seed: 7)
        for _ in 0..<(start == "script" ? 200 : 600) {
            var words = generator.program(from: start, depth: Int.random(in: 14..<22, using: &random))
            let isPart = start == "member" || start == "stage"
            if isPart { words = (start == "member" ? ["table", "t", "{", "\n"] : ["from", "t", "|"]) + words + (start == "member" ? ["\n", "}"] : []) }
            if words.count > 400 { continue }
            let text = words.statementsMadeSafe.joined(separator: " ")
            let result = parse(text)
            #expect(result.diagnostics.isEmpty, "\(text)\n\(DiagnosticRenderer().render(result.diagnostics))")
            guard result.diagnostics.isEmpty else { return }
            expectStable(text)
            let spread = words.statementsMadeSafe.spread(using: &random)
            #expect(tree(spread) == tree(text), "\(spread)")
            expectStable(spread)
        }
    }
}

extension [String] {
    /// A statement that is an expression may not begin with a sign, or with a word that begins statements or clauses.
    fileprivate var statementsMadeSafe: [String] {
        var safe = self
        for index in safe.indices where index == 0 || safe[index - 1] == "\n" {
            let next = index + 1 < safe.count ? safe[index + 1] : "\n"
            if safe[index] == "-" { safe[index] = "not" }
            guard let keyword = Keyword(rawValue: safe[index]), !keyword.isReserved else { continue }
            let follows = ["==", "!=", "<", "<=", ">", ">=", "~", "!~", "..", "+", "*", "/", "per", "??", ".", "(", "in", "is", "and", "or", "\n"]
            if keyword.isStage || keyword.isStatement, follows.contains(next), !(keyword == .check || keyword == .warn) || next != "(" {
                safe[index] = "a"
            }
        }
        return safe
    }

    /// With line breaks and comments where they mean nothing.
    fileprivate func spread(using random: inout SeededRandom) -> String {
        var text = ""
        var open: [String] = []
        for (index, word) in enumerated() {
            if ["(", "[", "{"].contains(word) { open.append(word) }
            if [")", "]", "}"].contains(word) { _ = open.popLast() }
            text += word
            guard index + 1 < count, word != "\n", self[index + 1] != "\n" else { continue }
            let isFree = (open.last == "(" || open.last == "[") || word == "," || word == "|" || self[index + 1] == "|" || ["==", "and", "or", "by", "then"].contains(word)
            let mayBreak = isFree && self[index + 1] != "from" && !(word == "*")
            switch Int.random(in: 0..<8, using: &random) {
            case 0 where mayBreak: text += "\n"
            case 1 where mayBreak: text += "  # note \(index)\n  "
            case 2 where mayBreak: text += "\n\n## own line \(index)\n"
            case 3: text += "  "
            default: text += " "
            }
        }
        return text
    }
}
