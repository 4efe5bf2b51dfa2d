import Testing
@testable import Syntax

/// What the golden scripts say is in the grammar, and nothing in the grammar is left unsaid.
@Suite struct GrammarCoverageTests {
    /// The prompts of the golden scripts and the models of their worlds.
    private func programs() -> [String] {
        var found: [String] = []
        for path in scripts(in: packageRoot + "/Tests/Scripts", ending: ".script") {
            var prompt: [Substring] = []
            var isShell = false
            func end() {
                if !prompt.isEmpty, !isShell { found.append(prompt.joined(separator: "\n")) }
                prompt = []
            }
            for line in (contents(of: path) ?? "").split(separator: "\n", omittingEmptySubsequences: false) {
                if line.hasPrefix("> ") {
                    end()
                    prompt = [line.dropFirst(2)]
                } else if line.hasPrefix(". ") || line == ".", !prompt.isEmpty {
                    prompt.append(line.dropFirst(2))
                } else {
                    end()
                    if line.hasPrefix("[") { isShell = line.contains("shell") } else if !line.hasPrefix("#") { isShell = isShell && line.isEmpty }
                }
            }
            end()
        }
        return found + scripts(in: packageRoot + "/Tests/Scripts", ending: ".mc").compactMap { contents(of: $0) }
    }

    @Test func whatParsesIsDerivedAndEveryPartOfTheGrammarIsUsed() throws {
        let grammar = try #require(contents(of: packageRoot + "/Grammar/motcua.ebnf"))
        var reader = GrammarReader(grammar)
        let recognizer = GrammarRecognizer(productions: try reader.productions())
        let programs = programs()
        #expect(programs.count > 400)
        for program in programs where parse(program).diagnostics.isEmpty && !program.hasPrefix(".") {
            #expect(recognizer.derives(program), "\(program)")
        }
        #expect(recognizer.unused == [])
    }

    /// The recognizer refuses what the grammar does not have.
    @Test(arguments: ["from", "from a | keep", "let = 1", "a b", "f(", "1 ..", "from a | take", "\"{a b}\"", "table a b", "a in b in c"])
    func othersAreRefused(_ text: String) throws {
        var reader = GrammarReader(try #require(contents(of: packageRoot + "/Grammar/motcua.ebnf")))
        #expect(!GrammarRecognizer(productions: try reader.productions()).derives(text))
    }
}
