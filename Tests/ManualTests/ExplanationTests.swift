import Diagnostics
import Session
import Shell
import Support
import Testing

/// Every code is explained by an example, and every example is one.
struct ExplanationTests {
    private static let codes = CodeLayer.all.flatMap(\.codes)
    private static let names = codes.map { code in code.rawValue }

    private static func explanation(_ name: String) throws -> Explanation {
        try #require(codes.first { code in code.rawValue == name }).explanation
    }

    @Test("The wrong example makes that mistake and no other, the right one none", arguments: names)
    func examples(_ name: String) throws {
        let explanation = try Self.explanation(name)
        if let wrong = explanation.wrong {
            let found = try ExampleRunner.run(wrong).diagnostics
            #expect(!found.isEmpty && found.allSatisfy { $0.code == name }, "\(DiagnosticRenderer().render(found))")
        }
        if let right = explanation.right {
            let outcome = try ExampleRunner.run(right)
            #expect(outcome.status == .done && outcome.diagnostics.isEmpty, "\(DiagnosticRenderer().render(outcome.diagnostics))")
        }
    }

    @Test("Each fix that is offered takes its mistake away", arguments: names)
    func fixes(_ name: String) throws {
        guard let wrong = try Self.explanation(name).wrong else { return }
        for diagnostic in try ExampleRunner.run(wrong).diagnostics {
            for fix in diagnostic.fixes {
                let repaired = try #require(wrong.applying(fix, of: diagnostic))
                let left = try ExampleRunner.run(repaired).diagnostics
                #expect(!left.contains { $0.code == name }, "after the fix\n\(repaired.text)\n\(DiagnosticRenderer().render(left))")
            }
        }
    }

    @Test("Only what no example can bring about has none")
    func withoutExample() {
        let bare = Self.codes.filter { code in code.explanation.wrong == nil }.map { code in code.rawValue }
        #expect(Set(bare) == [
            "data-changed", "file-changed", "frozen-data-damaged", "frozen-name", "frozen-name-taken", "internal", "memory-exceeded", "missing-library",
            "no-clipboard", "no-desktop", "no-frozen-data", "no-model", "no-such-path", "not-in-frozen-data", "not-log", "nothing-to-resume", "outside-of-folder", "record-too-long",
            "scratch-failed", "scratch-full", "workbook-not-written", "workbook-too-large",
        ])
    }

    @Test("No code stands for two kinds of mistakes")
    func unique() {
        #expect(Set(Self.names).count == Self.names.count)
    }

    @Test("The manual lists the codes of every layer")
    func listed() throws {
        let listed = Set(Self.codes.map { code in "\(type(of: code))" })
        for file in ProjectFolder.files(under: "Sources", ending: ".swift") {
            let text = try #require(ProjectFolder.text("\(ProjectFolder.path)/\(file)"))
            for match in text.matches(of: /enum (\w+): String, DiagnosticCode/) {
                #expect(listed.contains(String(match.1)), "\(file): CodeLayer.all does not list \(match.1)")
            }
        }
        #expect(listed.count > 10)
    }

    /// Words of those who write compilers, which a clerk has never needed.
    private static let inside = ["token", "expression", "identifier", "parse", "syntax", "operand", "literal", "nil", "exception", "invalid", "argument type"]

    @Test("A message begins small, is one sentence and stays in the user's words", arguments: names)
    func wording(_ name: String) throws {
        let explanation = try Self.explanation(name)
        let said = try explanation.wrong.map { try ExampleRunner.run($0).diagnostics } ?? []
        for text in [explanation.reason] + said.map(\.message) {
            #expect(text.first?.isUppercase != true && text.last != ".", "\(text)")
        }
        for text in [explanation.reason] + said.flatMap({ [$0.message] + $0.hints }) {
            for word in Self.inside { #expect(!text.split(whereSeparator: { !$0.isLetter && $0 != "_" }).contains { $0 == word }, "\(text)") }
        }
    }
}

extension Example {
    /// The example after an edit that a diagnostic of it offers; `nil` for an edit of a text that it does not have.
    func applying(_ fix: Diagnostic.Fix, of diagnostic: Diagnostic) -> Example? {
        guard let source = diagnostic.place?.source else { return nil }
        let text = source.slice(Span(0, fix.span.start)) + fix.text + source.slice(Span(fix.span.end, source.bytes.count))
        if source.name == SourceText.typed || source.name == "report.mc" || source.name == "standard input" {
            return Example(text, way, files)
        }
        guard let index = files.firstIndex(where: { $0.name == source.name }) else { return nil }
        var files = files
        files[index] = File(source.name, text)
        return Example(self.text, way, files)
    }
}
