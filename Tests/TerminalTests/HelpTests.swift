import Support
import Testing

extension TerminalTests {
    /// Help with something to try.
    struct HelpTests {
        /// Asks, and waits for the next line, in which the example is not yet written.
        private func ask(_ shell: ShellTerminal, _ question: String) {
            shell.type(question)
            shell.press(.enter)
            #expect(shell.terminal.wait { $0.isPasteBracketed && $0.text.contains("Right brings the example into the line") && $0.column == 8 && $0.line($0.row).hasPrefix("motcua>") })
        }

        @Test("'?word' shows an example; Right brings it into the line and Enter runs it", arguments: [("?summarize", "from rows", "│ B    │     1 │"), ("?median", "(from rows", "\n5\nmotcua>"), ("?freq", ".freq channel dossiers", "online")])
        func example(_ question: String, _ beginning: String, _ answer: String) throws {
            let shell = try ShellTerminal(columns: 120, rows: 40)
            ask(shell, question)
            #expect(shell.terminal.wait { $0.styled($0.row).contains("[2]\(beginning)") })
            shell.press(.right)
            #expect(shell.terminal.wait { $0.line($0.row).hasPrefix("motcua> \(beginning)") && $0.column >= 8 + beginning.count })
            #expect(shell.submit())
            #expect(shell.screen.text.contains(answer) && !shell.screen.text.contains("line 1"))
        }

        @Test("Whoever types something else has nothing to take away, and the next line offers nothing")
        func other() throws {
            let shell = try ShellTerminal(columns: 120)
            ask(shell, "?summarize")
            shell.type("1 + 1")
            #expect(shell.hasLine("1 + 1"))
            #expect(shell.submit())
            shell.press(.right)
            #expect(shell.run("2 + 3", shows: "\n5\n"))
        }

        @Test("Without colours the example is taken by the same key", arguments: ["NO_COLOR=1", "ACCESSIBLE=1"])
        func plain(_ setting: String) throws {
            let shell = try ShellTerminal(environment: [setting], columns: 120)
            ask(shell, "?take")
            shell.press(.right)
            #expect(shell.terminal.wait { $0.line($0.row).hasSuffix("| take 2") })
        }
    }
}
