import Support
import Testing

extension TerminalTests {
    /// Texts that come in one go.
    struct PasteTests {
        @Test("A paste is one change: nothing runs before Enter, and Enter runs all of it")
        func paste() throws {
            let shell = try ShellTerminal()
            shell.terminal.paste("from dossiers\n| keep id\n| summarize n = count()\n")
            #expect(shell.terminal.wait { $0.line($0.row) == "| summarize n = count()" })
            shell.press(.controlUnderscore)
            #expect(shell.hasLine(""))
            shell.terminal.paste("from dossiers\n| summarize n = count()\n")
            #expect(shell.submit())
            #expect(shell.screen.text.contains("│ 12 │"))
        }

        @Test("Several statements and commands between them run one after the other")
        func statements() throws {
            let shell = try ShellTerminal(rows: 40)
            shell.terminal.paste("let few = from dossiers | take 3\nfrom few | summarize n = count()\n.tables\n1 + 1")
            #expect(shell.submit())
            let text = shell.screen.text
            #expect(text.contains("│ 3 │") && text.contains("procedures") && text.contains("\n2\n"))
        }

        @Test("A script of 300 lines is pasted, more than the screen holds, and runs whole")
        func script() throws {
            let shell = try ShellTerminal()
            let lines = (1...299).map { "let v\($0) = \($0)" } + ["$v1 + $v299"]
            shell.terminal.paste(lines.joined(separator: "\r\n"))
            shell.press(.enter)
            #expect(shell.terminal.wait { $0.isReady && $0.text.contains("\n300\n") })
            shell.press(.up)
            #expect(shell.shows("$v1 + $v299"))
            #expect(shell.cancel())
        }

        @Test("Control characters of a paste are left out; they could drive the terminal or the editor")
        func controls() throws {
            let shell = try ShellTerminal()
            shell.terminal.paste("1 \u{1B}[31m+\u{07}\u{04} 1")
            #expect(shell.hasLine("1 [31m+ 1"))
        }

        @Test("Without bracketed paste each line runs as if typed")
        func raw() throws {
            let shell = try ShellTerminal()
            shell.type("1 + 1\r20 + 2\r")
            #expect(shell.terminal.wait { $0.isReady && $0.text.contains("22") })
        }
    }
}
