import Support
import Testing

extension TerminalTests {
    /// The keys of the line editor, one after the other.
    struct EditingTests {
        @Test("Enter runs a whole statement, and the shell is ready again")
        func enter() throws {
            let shell = try ShellTerminal()
            #expect(shell.run("from dossiers | summarize n = count()", shows: "12 │"))
            #expect(shell.leave() == 0)
        }

        @Test("Enter after what cannot be whole begins a new row that stands further in, and the statement runs when it is")
        func continuation() throws {
            let shell = try ShellTerminal()
            shell.type("from dossiers |")
            shell.press(.enter)
            #expect(shell.terminal.wait { $0.column == 2 })
            #expect(shell.run("summarize n = count()", shows: "12 │"))
            #expect(shell.screen.lines.contains("motcua> from dossiers |") && shell.screen.lines.contains("  summarize n = count()"))
        }

        @Test("Enter on an empty last row runs what stands there, so that nobody is caught in a statement")
        func emptyRow() throws {
            let shell = try ShellTerminal()
            shell.type("from dossiers |")
            shell.press(.enter)
            #expect(shell.terminal.wait { $0.column == 2 })
            #expect(shell.submit())
            #expect(shell.screen.text.contains("line 1"))
        }

        @Test("Alt-Enter begins a new row anywhere")
        func altEnter() throws {
            let shell = try ShellTerminal()
            shell.type("from dossiers")
            shell.press(.altEnter)
            #expect(shell.run("| summarize n = count()", shows: "12 │"))
            #expect(shell.screen.lines.contains("  | summarize n = count()"))
        }

        @Test("A line that begins with | goes on with the last pipeline")
        func extending() throws {
            let shell = try ShellTerminal()
            #expect(shell.run("from dossiers | keep id", shows: "│ id"))
            #expect(shell.run("| summarize n = count()", shows: "│ 12 │"))
        }

        @Test("Left and Right, Home and End, Ctrl-A and Ctrl-E move within the row")
        func moving() throws {
            let shell = try ShellTerminal()
            shell.type("bc")
            shell.press(.home)
            shell.type("a")
            shell.press(.end)
            shell.type("e")
            shell.press(.left)
            shell.type("d")
            shell.press(.controlA)
            shell.type("(")
            shell.press(.controlE)
            shell.type(")")
            #expect(shell.hasLine("(abcde)"))
            shell.press(.left, .left, .right)
            #expect(shell.terminal.wait { $0.column == 8 + 6 })
        }

        @Test("Backspace, Delete and Ctrl-D take letters; Ctrl-W, Ctrl-U, Ctrl-K, Alt-D and Alt-Backspace more, which Ctrl-Y puts back")
        func erasing() throws {
            let shell = try ShellTerminal()
            shell.type("abcd")
            shell.press(.backspace, .home, .delete, .controlD)
            #expect(shell.hasLine("c"))
            shell.press(.controlE)
            shell.type(" one two-three")
            shell.press(.controlW)
            #expect(shell.hasLine("c one"))
            shell.press(.altBackspace)
            #expect(shell.hasLine("c"))
            shell.press(.controlY)
            #expect(shell.hasLine("c one"))
            shell.press(.controlA, .altD)
            #expect(shell.hasLine(" one"))
            shell.press(.controlK)
            #expect(shell.hasLine(""))
            shell.press(.controlY, .controlU)
            #expect(shell.hasLine(""))
        }

        @Test("Ctrl-K and Ctrl-U stay within the row, Ctrl-K at its end joins it with the next")
        func erasingRows() throws {
            let shell = try ShellTerminal()
            shell.terminal.paste("from a |\n  take 5")
            shell.press(.up, .controlE, .controlK)
            #expect(shell.hasLine("from a |  take 5"))
            shell.press(.controlU)
            #expect(shell.hasLine("  take 5"))
        }

        @Test("Alt-B and Alt-F, Ctrl-Left and Ctrl-Right move by words, Ctrl-T changes two letters, Alt-U makes a word of capitals")
        func words() throws {
            let shell = try ShellTerminal()
            shell.type("từ điển hay")
            shell.press(.altB, .controlLeft)
            #expect(shell.terminal.wait { $0.column == 8 + 3 })
            shell.press(.altF, .controlRight)
            #expect(shell.terminal.wait { $0.column == 8 + 11 })
            shell.press(.controlT)
            #expect(shell.hasLine("từ điển hya"))
            shell.press(.controlA, .altU)
            #expect(shell.hasLine("TỪ điển hya"))
        }

        @Test("Ctrl-_ takes back what was done last")
        func undo() throws {
            let shell = try ShellTerminal()
            shell.type("from dossiers")
            shell.press(.controlW)
            #expect(shell.hasLine("from"))
            shell.press(.controlUnderscore)
            #expect(shell.hasLine("from dossiers"))
        }

        @Test("Ctrl-C throws the line away and stays")
        func controlC() throws {
            let shell = try ShellTerminal()
            shell.type("from nowhere")
            #expect(shell.cancel())
            #expect(shell.screen.lines.contains("motcua> from nowhere^C"))
            shell.press(.controlC, .controlC, .controlC)
            #expect(shell.run("1 + 1", shows: "\n2\n"))
        }

        @Test("Ctrl-C in a statement of several rows leaves the rows as they are")
        func controlCInRows() throws {
            let shell = try ShellTerminal()
            shell.terminal.paste("from a |\n  take 5 |\n  take 3")
            shell.press(.up, .up)
            #expect(shell.cancel())
            #expect(shell.screen.lines.contains("motcua> from a |"))
            #expect(shell.screen.lines.contains("  take 5 |"))
            #expect(shell.screen.lines.contains("  take 3^C"))
        }

        @Test("Ctrl-D leaves at an empty line only")
        func controlD() throws {
            let shell = try ShellTerminal()
            shell.type("ab")
            shell.press(.home, .controlD)
            #expect(shell.hasLine("b"))
            shell.press(.controlD, .controlD)
            #expect(shell.terminal.exitStatus() == 0)
        }

        @Test("Ctrl-L clears the screen and keeps the line")
        func controlL() throws {
            let shell = try ShellTerminal()
            #expect(shell.run("1 + 1", shows: "\n2\n"))
            shell.type("from dossiers")
            shell.press(.controlL)
            #expect(shell.terminal.wait { $0.line(0) == "motcua> from dossiers" && $0.column == 8 + 13 })
        }

        @Test("Up and Down move between the rows of a statement under the cursor")
        func rows() throws {
            let shell = try ShellTerminal()
            shell.terminal.paste("from dossiers |\n  take 5")
            #expect(shell.terminal.wait { $0.line($0.row) == "  take 5" && $0.column == 8 })
            let row = shell.screen.row
            shell.press(.up)
            #expect(shell.terminal.wait { $0.row == row - 1 && $0.column == 8 + 8 })
            shell.press(.down)
            #expect(shell.terminal.wait { $0.row == row && $0.column == 8 })
        }

        @Test("Ctrl-X Ctrl-E opens the line in $EDITOR and takes over what was saved")
        func outside() throws {
            let home = TemporaryFolder()
            let script = home.write("editor", "sed -i 's/dossiers/units/' \"$1\"\n")
            let shell = try ShellTerminal(home: home, environment: ["EDITOR=/bin/sh \(script)"])
            shell.type("from dossiers | summarize n = count()")
            shell.press(.controlX)
            shell.type("\u{05}")
            #expect(shell.hasLine("from units | summarize n = count()"))
            #expect(shell.submit())
        }

        @Test("Ctrl-Z stops the shell, and fg brings the line back")
        func suspend() throws {
            let home = TemporaryFolder()
            let terminal = try Terminal(["/bin/bash", "--norc", "--noprofile", "-i"], environment: ["HOME=\(home.path)", "PS1=bash> ", "PATH=/usr/bin:/bin"])
            #expect(terminal.wait { $0.line($0.row) == "bash>" })
            terminal.type("\(Program.path) \(ShellTerminal.smallWorld)\r")
            #expect(terminal.wait { $0.isReady })
            terminal.type("from dossiers")
            #expect(terminal.wait { $0.line($0.row) == "motcua> from dossiers" })
            terminal.press(.controlZ)
            #expect(terminal.wait { $0.text.contains("Stopped") && $0.line($0.row) == "bash>" })
            terminal.type("fg\r")
            #expect(terminal.wait { $0.line($0.row) == "motcua> from dossiers" && $0.column == 8 + 13 })
            terminal.type(" | take 1")
            #expect(terminal.wait { $0.line($0.row) == "motcua> from dossiers | take 1" })
        }

        @Test("In another size the line is laid out anew", arguments: [(40, 20), (100, 30)])
        func resize(_ columns: Int, _ rows: Int) throws {
            let shell = try ShellTerminal()
            let text = "from dossiers | where channel == \"post\" | summarize on_time_rate"
            shell.type(text)
            #expect(shell.hasLine(text))
            shell.terminal.resize(columns: columns, rows: rows)
            let column = (8 + text.count) % columns
            #expect(shell.terminal.wait { $0.column == column && $0.text.contains("rate") })
            shell.type("x")
            #expect(shell.terminal.wait { $0.column == column + 1 })
            shell.press(.backspace)
            #expect(shell.submit())
        }

        @Test("With bind -v in ~/.editrc the keys are those of vi")
        func vi() throws {
            let home = TemporaryFolder()
            home.write(".editrc", "bind -v\n")
            let shell = try ShellTerminal(home: home)
            shell.type("frm dossiers")
            // The line is looked at between the keys, since Escape and a letter at once would be one key.
            #expect(shell.hasLine("frm dossiers"))
            shell.press(.escape)
            #expect(shell.terminal.wait { $0.column == 8 + 11 })
            shell.type("0l")
            #expect(shell.terminal.wait { $0.column == 8 + 1 })
            shell.type("ao")
            #expect(shell.hasLine("from dossiers"))
            shell.press(.escape)
            #expect(shell.terminal.wait { $0.column == 8 + 2 })
            shell.type("$")
            #expect(shell.terminal.wait { $0.column == 8 + 12 })
            #expect(shell.submit())
            #expect(shell.screen.text.contains("│"))
        }
    }
}
