import Diagnostics
import Session
import Support
import Testing
@testable import Shell

/// The table of commands, and those whose answers hang on the clock.
struct CommandTests {
    @Test("Commands that run a pipeline again say what each run gave")
    func again() throws {
        let shell = try ShellRun.small()
        let profile = shell.type("from dossiers | where late | summarize n = count()", ".profile").split(separator: "\n").map(String.init)
        let cells = profile.dropFirst(3).prefix(3).map { $0.split(separator: #/ {2,}/#).map(String.init) }
        #expect(profile[2].split(separator: #/ +/#) == ["step", "ms", "rows", "MB", "how"])
        #expect(cells.map { $0[0].prefix { $0 != " " } } == ["aggregate", "filter", "scan"] && cells.map { $0[2] } == ["1", "3", "10"])
        #expect(profile.last?.hasPrefix("in all ") == true)
        #expect(shell.type(".profile from dossiers | take 2").contains(/take 2 +\d+(\.\d)? +2 +0/))
        #expect(shell.type(".watch 0.1 3") == "n\n3\n\nn\n3\n\nn\n3\n")
        #expect(shell.type(".timing on", "1 + 1").contains(/\ntime: 0\.\d{3} s, memory: at most \d+ MB so far\n/))
        #expect(shell.type(".explain").contains("scan dossiers"), "the plan")
        #expect(shell.type(".model").hasPrefix("# A world small enough"))
    }

    @Test("Names differ, and every argument that can be listed is offered")
    func table() throws {
        #expect(Set(Command.all.map(\.name)).count == Command.all.count)
        let session = try CompletionFuzzTests.session()
        _ = session.run(SourceText(name: SourceText.typed, text: "from dossiers | summarize n = count() by channel"), into: SilentSink())
        for command in Command.all {
            #expect(!command.summary.isEmpty && command.example.isEmpty == !command.example.hasPrefix(".\(command.name) "))
            guard let first = command.completes.first, first != .text else { continue }
            let line = ".\(command.name) "
            #expect(!Completer(session).complete(line, cursor: line.utf8.count).candidates.isEmpty, "\(line)")
        }
    }

    @Test("The example of a stage's page runs wherever it is typed")
    func stageExamples() throws {
        for shell in [try ShellRun(), try ShellRun.small()] {
            for page in StagePage.all where page.word != "save" {
                let keeper = TableKeeper()
                #expect(shell.session.run(SourceText(name: SourceText.typed, text: page.example), into: keeper).exit == .done, "\(page.example)")
                #expect(keeper.mistakes.isEmpty)
            }
        }
    }

    @Test("A command is understood with quotes around what holds blanks")
    func words() {
        #expect(CommandLine("  a \"b c\" 'd' ''  ").words == ["a", "b c", "d", ""])
        #expect(CommandLine("  | less -S ").text == "| less -S")
        #expect(CommandLine("it's").words == ["its"])
    }

    @Test("Bytes for the terminal's clipboard are in base 64")
    func base64() {
        for (text, coded) in [("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foobar", "Zm9vYmFy")] {
            #expect(String(decoding: Clipboard.base64(Array(text.utf8)), as: UTF8.self) == coded)
        }
    }
}
