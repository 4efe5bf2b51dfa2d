import Support
import Testing

extension TerminalTests {
    /// Terminals that can less, and users who want less.
    struct EnvironmentTests {
        @Test("Statements are coloured while they are typed, and an unknown name is underlined with a word on it below")
        func colours() throws {
            let shell = try ShellTerminal(columns: 100)
            shell.type("from dossiers | where chanel == \"post\" ")
            #expect(shell.terminal.wait { $0.styled($0.row).contains("[34]from[] dossiers | [1;34]where[] [4;31]chanel[] == [32]\"post\"") })
            #expect(shell.terminal.wait { $0.line($0.row + 1).contains("'chanel' is not a column of dossiers") })
            shell.press(.controlU)
            shell.type("from dossiers | where channel == \"post\" ")
            #expect(shell.terminal.wait { $0.styled($0.row).contains("[1;34]where[] channel == ") && $0.line($0.row + 1) == "" })
            #expect(shell.screen.unknown.isEmpty)
        }

        @Test("A name that is being typed is not called wrong yet, and neither is what only lacks its end")
        func unfinished() throws {
            let shell = try ShellTerminal(columns: 100)
            shell.type("from dossiers | where chan")
            // A grey hint may stand behind it.
            #expect(shell.terminal.wait { $0.styled($0.row).contains("[1;34]where[] chan") && !$0.styled($0.row).contains("[4;31]") })
            shell.type("nel == ")
            #expect(shell.terminal.wait { $0.styled($0.row).hasSuffix("[1;34]where[] channel ==") && $0.line($0.row + 1) == "" })
        }

        @Test("A continuation is judged with the pipeline that it goes on with")
        func continuation() throws {
            let shell = try ShellTerminal(columns: 100)
            #expect(shell.run("from dossiers | summarize n = count() by channel", shows: "│ channel"))
            shell.type("| where fee > 3 ")
            #expect(shell.terminal.wait { $0.styled($0.row).contains("[4;31]fee") })
        }

        @Test("While a text is typed no file is read and nothing is defined")
        func innocence() throws {
            let folder = TemporaryFolder()
            folder.write("data.csv", "a,b\n1,2\n")
            let shell = try ShellTerminal([folder.path])
            shell.type("let x = 5\u{15}from data | where nonsense > 3 ")
            #expect(shell.terminal.wait { $0.styled($0.row).contains("[1;34]where[] nonsense >") })
            shell.press(.controlU)
            #expect(shell.run("$x", shows: "line 1"))
        }

        @Test("With NO_COLOR no style is sent")
        func noColour() throws {
            let shell = try ShellTerminal(environment: ["NO_COLOR=1"])
            shell.type("from dossiers | where chanel == \"post\" ")
            #expect(shell.shows("'chanel' is not a column of dossiers"))
            #expect(shell.screen.cells.allSatisfy { $0.allSatisfy { $0.style.isEmpty } })
            shell.press(.controlU)
            #expect(shell.run("1 + 1", shows: "\n2\n"))
            #expect(shell.screen.cells.allSatisfy { $0.allSatisfy { $0.style.isEmpty } })
        }

        @Test("With ACCESSIBLE nothing is drawn beside the line, and Ctrl-R brings back inputs one by one")
        func accessible() throws {
            let shell = try ShellTerminal(environment: ["ACCESSIBLE=1"])
            #expect(shell.run("1 + 1", shows: "\n2\n"))
            shell.type("from dossiers | where chanel == \"post\" ")
            #expect(shell.hasLine("from dossiers | where chanel == \"post\""))
            #expect(!shell.screen.text.contains("is not a column"))
            shell.press(.controlU, .controlR)
            #expect(shell.hasLine("1 + 1"))
        }

        @Test("A terminal that is dumb or does not say what it is gets plain lines and no escape sequence", arguments: ["TERM=dumb", "TERM="])
        func dumb(_ setting: String) throws {
            let home = TemporaryFolder()
            let terminal = try Terminal([Program.path, ShellTerminal.smallWorld], environment: [setting, "HOME=\(home.path)"])
            #expect(terminal.wait { $0.line($0.row) == "motcua>" })
            terminal.type("from dossiers |\r")
            #expect(terminal.wait { $0.line($0.row) == "   ...>" })
            terminal.type("summarize n = count()\r")
            #expect(terminal.wait { $0.text.contains("12") && $0.line($0.row) == "motcua>" })
            #expect(!terminal.screen.isPasteBracketed)
            #expect(terminal.screen.cells.allSatisfy { $0.allSatisfy { $0.style.isEmpty } })
            terminal.type("\u{04}")
            #expect(terminal.exitStatus() == 0)
        }

        @Test("In a small window the line goes over several rows, and there is no menu where there is no room")
        func small() throws {
            let shell = try ShellTerminal(columns: 20, rows: 5)
            shell.type("from dossiers | wh")
            shell.press(.tab)
            #expect(shell.terminal.wait { $0.line($0.row) == "s | where" && $0.line($0.row - 1) == "motcua> from dossier" })
            shell.type(" channel == \"po")
            shell.press(.tab)
            #expect(shell.terminal.wait { $0.line($0.row) == " \"post\"" })
            shell.type(" | summarize n = count()")
            #expect(shell.submit())
            #expect(shell.screen.text.contains("2 │"))
            #expect(shell.screen.unknown.isEmpty)
        }

        @Test("From a pipe nothing greets and nothing prompts, and no history is kept")
        func pipe() {
            let home = TemporaryFolder()
            let outcome = Program.run([ShellTerminal.smallWorld], input: "from dossiers | summarize n = count()\n.history\n", environment: ["XDG_STATE_HOME=\(home.path)"])
            #expect(outcome.output.contains("12"))
            #expect(outcome.error.contains("'.history' is for typing at a terminal"))
            #expect(!ProjectFolder.exists("\(home.path)/motcua"))
        }

        @Test(".history shows what was typed, .history TEXT finds in it, .history off ends it; .edit opens the last statement")
        func commands() throws {
            let home = TemporaryFolder()
            let script = home.write("editor", "sed -i 's/1 + 1/20 + 2/' \"$1\"\n")
            let shell = try ShellTerminal(home: home, environment: ["EDITOR=/bin/sh \(script)"])
            for input in ["\"Ý Yên\"", "1 + 1"] {
                shell.type(input)
                #expect(shell.submit())
            }
            #expect(shell.run(".history y yen", shows: "│ \"Ý Yên\""))
            shell.type(".edit")
            shell.press(.enter)
            #expect(shell.hasLine("20 + 2"))
            shell.press(.enter)
            #expect(shell.shows("22"))
            #expect(shell.terminal.wait { $0.isReady })
            #expect(shell.run(".history off", shows: "not kept"))
            #expect(shell.run("30 + 3", shows: "\n33\n"))
            #expect(shell.leave() == 0)
            #expect(ProjectFolder.text(shell.historyPath)?.contains("20 + 2") == true)
            #expect(ProjectFolder.text(shell.historyPath)?.contains("30 + 3") == false)
        }
    }
}
