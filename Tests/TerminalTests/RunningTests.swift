import Glibc
import Support
import Testing

extension TerminalTests {
    /// What happens while an input runs.
    struct RunningTests {
        @Test("Ctrl-C stops the query within a fifth of a second, says so, and the session goes on; more of them do no harm")
        func cancel() throws {
            let world = SlowWorld()
            let shell = try ShellTerminal(world.arguments)
            shell.type(SlowWorld.query)
            shell.press(.enter)
            // The line of progress says that the query is under way.
            #expect(shell.shows("rows"))
            let pressed = Terminal.now()
            shell.press(.controlC)
            #expect(shell.shows("stopped after"))
            #expect(Terminal.now() - pressed < 0.2)
            #expect(shell.terminal.wait { $0.isReady })
            #expect(shell.cancel() && shell.cancel())
            #expect(shell.run("1 + 1", shows: "\n2\n"))
        }

        @Test("Progress is shown while a query takes its time, and gone when it is done")
        func progress() throws {
            let world = SlowWorld()
            let shell = try ShellTerminal(world.arguments)
            shell.type(SlowWorld.query)
            shell.press(.enter)
            #expect(shell.terminal.wait { $0.text.contains("▕") && $0.text.contains(" rows") })
            #expect(shell.terminal.wait(seconds: 120) { $0.isReady })
            #expect(!shell.screen.text.contains("▕"))
            #expect(shell.screen.text.contains("total"))
        }

        @Test("What is typed while a query runs waits for the next line and is not shown before")
        func typeAhead() throws {
            let world = SlowWorld()
            let shell = try ShellTerminal(world.arguments)
            shell.type(SlowWorld.query)
            shell.press(.enter)
            #expect(shell.terminal.wait { $0.text.contains(" rows") })
            shell.type("1 + 1")
            shell.press(.left)
            #expect(shell.terminal.wait(seconds: 120) { $0.text.contains("total") && $0.line($0.row) == "motcua> 1 + 1" && $0.column == 8 + 4 })
            #expect(shell.screen.lines.filter { $0.contains("1 + 1") }.count == 1)
        }

        @Test("A query that does not stop is left to itself with a second Ctrl-C; what was opened and defined is there")
        func givenUp() throws {
            let folder = TemporaryFolder()
            let pipe = "\(folder.path)/never.csv"
            #expect(mkfifo(pipe, 0o600) == 0)
            let shell = try ShellTerminal()
            #expect(shell.run("let five = 5", shows: ""))
            #expect(shell.run(".mode csv", shows: ""))
            shell.type("from \"\(pipe)\" | summarize count()")
            shell.press(.enter)
            #expect(shell.terminal.wait { !$0.isPasteBracketed })
            shell.press(.controlC)
            #expect(shell.shows("stopping…  Ctrl-C again"))
            shell.press(.controlC)
            #expect(shell.shows("given up after"))
            #expect(shell.terminal.wait { $0.isReady })
            #expect(shell.run("$five + 1", shows: "\n6\n"))
            #expect(shell.run("from dossiers | summarize n = count()", shows: "\nn\n12\n"))
            shell.type("from dossiers | where cha")
            shell.press(.tab)
            #expect(shell.hasLine("from dossiers | where channel"))
            // When the other end comes at last, nothing of it is seen.
            shell.press(.controlC)
            let end = open(pipe, O_WRONLY | O_NONBLOCK)
            #expect(end >= 0 && "a\n1\n".utf8CString.withUnsafeBytes { write(end, $0.baseAddress, 4) } == 4)
            close(end)
            #expect(shell.run("1 + 2", shows: "\n3\n"))
            #expect(!shell.screen.text.contains("count\n1"))
            #expect(shell.leave() == 0)
        }

        @Test("Whole lines and Ctrl-D that are typed while a query runs, or right behind Enter, are read after it")
        func linesAhead() throws {
            let world = SlowWorld()
            let shell = try ShellTerminal(world.arguments)
            shell.type(SlowWorld.query)
            shell.press(.enter)
            #expect(shell.terminal.wait { $0.text.contains(" rows") })
            shell.type("1 + 1\r2 + 20\r")
            #expect(shell.terminal.wait(seconds: 120) { $0.isReady && $0.text.contains("\n22\n") })
            #expect(shell.screen.text.contains("total") && shell.screen.text.contains("\n2\n"))
            shell.type("3 + 30\r\u{04}")
            #expect(shell.terminal.exitStatus() == 0)
            #expect(shell.screen.text.contains("\n33\n"))
        }

        @Test("A signal from outside stops the query as Ctrl-C does, and clears a line that is being typed")
        func interruptSignal() throws {
            let shell = try ShellTerminal()
            shell.type("from nowhere")
            #expect(shell.hasLine("from nowhere"))
            shell.terminal.send(signal: SIGINT)
            #expect(shell.shows("from nowhere^C"))
            #expect(shell.terminal.wait { $0.isReady })
        }

        @Test("When it is asked to end, the shell puts the terminal in order first")
        func termination() throws {
            let home = TemporaryFolder()
            let terminal = try Terminal(["/bin/bash", "--norc", "--noprofile", "-i"], environment: ["HOME=\(home.path)", "PS1=bash> ", "PATH=/usr/bin:/bin"])
            #expect(terminal.wait { $0.line($0.row) == "bash>" })
            terminal.type("\(Program.path) \(ShellTerminal.smallWorld); echo status $?; stty -a\r")
            #expect(terminal.wait { $0.isReady })
            terminal.type("from")
            #expect(terminal.wait { $0.line($0.row) == "motcua> from" })
            terminal.type("\u{1A}")
            #expect(terminal.wait { $0.text.contains("Stopped") && $0.line($0.row) == "bash>" })
            terminal.type("kill %1; fg\r")
            #expect(terminal.wait { $0.line($0.row) == "bash>" && $0.text.contains("kill %1") })
            terminal.type("stty -a\r")
            #expect(terminal.wait { $0.text.contains(" icanon") && $0.text.contains(" echo ") })
        }

        @Test("Three lines greet, the second of them with something that can be typed")
        func welcome() throws {
            let shell = try ShellTerminal()
            let lines = shell.screen.lines
            #expect(lines[0].hasPrefix("motcua "))
            #expect(lines[1] == "type .help, or try:  from dossiers | summarize received_count")
            #expect(lines[2] == "3 tables: units, procedures, dossiers")
            #expect(shell.run("from dossiers | summarize received_count", shows: "12 │"))
        }

        @Test(".quit leaves")
        func quit() throws {
            let shell = try ShellTerminal()
            shell.type(".quit")
            shell.press(.enter)
            #expect(shell.terminal.exitStatus() == 0)
        }
    }
}
