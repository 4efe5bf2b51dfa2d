import Diagnostics
import Testing
@testable import Syntax

/// The tables under Grammar/ say what the sources say.
@Suite struct GrammarFilesTests {
    private func rows(_ file: String) throws -> [[String]] {
        let text = try #require(contents(of: packageRoot + "/Grammar/" + file))
        return text.split(separator: "\n").filter { !$0.hasPrefix("#") }.map { $0.split(separator: " ").map(String.init) }
    }

    @Test func keywords() throws {
        let ours = Keyword.groups.map { [$0.name] + $0.words.map(\.rawValue) }
        let units = UnitWord.all.map { $0.spelling.split(separator: " ").joined(separator: "_") }
        #expect(try rows("keywords.txt") == ours + [["units"] + units])
    }

    @Test func everyKeywordStandsInAGroup() {
        let grouped = Set(Keyword.groups.flatMap(\.words))
        #expect(Keyword.allCases.filter { !grouped.contains($0) } == [])
    }

    @Test func precedence() throws {
        let ours = Precedence.allCases.map { level -> [String] in
            var signs = BinaryOperator.allCases.filter { $0.precedence == level }.map { $0.symbol.split(separator: " ").joined(separator: "_") }
            // `is` is followed by a word, not by an operand.
            if level == .comparison { signs.append("is") }
            if level == .not { signs = ["not"] }
            if level == .negation { signs = ["-"] }
            if level == .postfix { signs = [".", "(", ")"] }
            return ["\(level)", level.associativity.rawValue] + signs
        }
        for (written, row) in zip(try rows("precedence.txt"), ours) { #expect(written == row) }
        #expect(try rows("precedence.txt").count == ours.count)
    }
}
