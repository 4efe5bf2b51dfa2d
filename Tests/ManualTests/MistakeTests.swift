import Diagnostics
import Engine
import Session
import Shell
import Support
import Testing
@testable import Semantics
@testable import Syntax

/// What users of other programs type: `Tests/Scripts/errors` says what they are told, this, that it helps.
struct MistakeTests {
    private static let scripts = ProjectFolder.files(under: "Tests/Scripts/errors", ending: ".script")

    private static let world: [Example.File] = ["model.mc", "calendar.csv", "units.csv", "procedures.csv", "dossiers.csv"].compactMap { name in
        ProjectFolder.text("\(ProjectFolder.path)/Tests/Scripts/worlds/small/\(name)").map { Example.File(name, $0) }
    }

    @Test("Each fix that is offered takes its mistake away", arguments: scripts)
    func fixes(_ name: String) throws {
        let script = GoldenScript(name: name, text: try #require(ProjectFolder.text("\(ProjectFolder.path)/\(name)")))
        #expect(Self.world.count == 5)
        for entry in script.entries {
            let way: Example.Way = entry.tags.contains("run") ? .script(parameters: [], parameterFile: nil) : .typed
            let example = Example(entry.input.joined(separator: "\n"), way, Self.world)
            let found = try ExampleRunner.run(example).diagnostics.filter { $0.severity == .error }
            for diagnostic in found {
                for fix in diagnostic.fixes {
                    let repaired = try #require(example.applying(fix, of: diagnostic))
                    let left = try ExampleRunner.run(repaired).diagnostics
                    func count(_ diagnostics: [Diagnostic]) -> Int { diagnostics.count { $0.code == diagnostic.code && $0.message == diagnostic.message } }
                    #expect(count(left) < count(found), "after the fix of '\(example.text)'\n\(repaired.text)\n\(DiagnosticRenderer().render(left))")
                }
            }
        }
    }

    @Test("What is offered for a function of another program is there")
    func functions() {
        let known = Set(FunctionTables.signatures.map(\.name))
        for row in ForeignFunctions.all {
            if row.isName { #expect(known.contains(row.ours) || Keyword(rawValue: row.ours)?.isStage == true, "\(row.ours)") }
            for match in row.ours.matches(of: /(\w+)\(/) { #expect(known.contains(String(match.1)), "\(row.ours)") }
            #expect(known.isDisjoint(with: row.names), "\(row.names)")
        }
    }

    @Test("What is offered for a stage of another program is one")
    func stages() {
        for row in ForeignWords.stages {
            let first = (row.replacement ?? row.advice).prefix { $0.isLetter }
            #expect(Keyword(rawValue: String(first))?.isStage == true, "\(row.word)")
            #expect(Keyword(rawValue: row.word)?.isStage != true, "\(row.word)")
        }
        for row in ForeignWords.powerQuery {
            #expect(Keyword(rawValue: String(row.ours.prefix { $0.isLetter }))?.isStage == true, "\(row.word)")
        }
    }
}
