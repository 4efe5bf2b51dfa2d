import Support
import Testing

extension TerminalTests {
    /// Help with something to try.
    struct HelpTests {
        @Test("'?word' shows an example; Right brings it into the line and Enter runs it", arguments: [("?summarize", "from rows", "│ B    │     1 │"), ("?percentile", "(from rows", "\n"), ("?freq", ".freq channel dossiers", "online")])
        func example(_ question: String, _ beginning: String, _ answer: String) throws {
            let shell = try ShellTerminal(columns: 120, rows: 40)
            #expect(shell.run(question, shows: "Right brings the example into the line"))
            #expect(shell.terminal.wait { $0.styled($0.row).contains("[2]\(beginning)") })
            shell.press(.right)
            #expect(shell.terminal.wait { $0.line($0.row).hasPrefix("motcua> \(beginning)") && $0.column > 8 + beginning.count })
            #expect(shell.submit())
            #expect(shell.screen.text.contains(answer) && !shell.screen.text.contains("line 1"))
        }

        @Test("Whoever types something else has nothing to take away, and the next line offers nothing")
        func other() throws {
            let shell = try ShellTerminal(columns: 120)
            #expect(shell.run("?summarize", shows: "Right brings"))
            shell.type("1 + 1")
            #expect(shell.hasLine("1 + 1"))
            #expect(shell.submit())
            #expect(shell.terminal.wait { $0.isReady && $0.styled($0.row).hasPrefix("[1]motcua>") && !$0.styled($0.row).contains("[2]") })
            shell.press(.right)
            #expect(shell.run("2 + 3", shows: "\n5\n"))
        }

        @Test("Without colours the example is taken by the same key", arguments: ["NO_COLOR=1", "ACCESSIBLE=1"])
        func plain(_ setting: String) throws {
            let shell = try ShellTerminal(environment: [setting], columns: 120)
            #expect(shell.run("?take", shows: "Right brings"))
            shell.press(.right)
            #expect(shell.terminal.wait { $0.line($0.row).hasSuffix("| take 2") })
        }
    }
}
