import Glibc
import Support
import Testing

extension TerminalTests {
    /// Other programs, and commands of the shell that read the keyboard or wait.
    struct ProgramTests {
        /// Presses Enter and waits until the input runs.
        private func start(_ shell: ShellTerminal, _ text: String) {
            shell.type(text)
            #expect(shell.hasLine(text))
            shell.press(.enter)
            #expect(shell.terminal.wait { !$0.isPasteBracketed })
        }

        /// Waits until this is the last row.
        private func endsIn(_ shell: ShellTerminal, _ row: String) -> Bool { shell.terminal.wait(seconds: 20) { $0.lines.last == row } }

        @Test("A program has the keyboard as outside: lines are shown and edited, and Ctrl-C ends it without a word from the shell")
        func keyboard() throws {
            let shell = try ShellTerminal()
            start(shell, ".shell echo ask; read x; echo got $x")
            #expect(endsIn(shell, "ask"))
            shell.type("abd\u{7F}c\r")
            #expect(shell.shows("\nabc\ngot abc\nmotcua>"))
            #expect(shell.terminal.wait { $0.isReady })
            start(shell, ".shell echo asleep; exec sleep 60")
            #expect(endsIn(shell, "asleep"))
            shell.press(.controlC)
            #expect(shell.terminal.wait(seconds: 10) { $0.isReady })
            #expect(!shell.screen.text.contains("stop") && !shell.screen.text.contains("failed"))
            #expect(shell.run("1 + 1", shows: "\n2\n"))
        }

        @Test("A program ends as usual when nobody reads what it writes, and one that fails is told of")
        func signals() throws {
            let shell = try ShellTerminal()
            #expect(shell.run(".shell yes | head -n 1", shows: "\ny\nmotcua>"))
            #expect(shell.run(".shell kill -PIPE $$", shows: "it was ended by signal 13 (Broken pipe)"))
            #expect(shell.run(".shell exit 3", shows: "it ended with status 3"))
        }

        @Test("The pager has the screen and the keyboard; the query's line of progress does not disturb it")
        func pager() throws {
            let shell = try ShellTerminal(environment: ["MOTCUA_PAGER=head -n 4; echo more; read key </dev/tty; echo read $key"], rows: 10)
            #expect(shell.run("from dossiers | keep id", shows: "D12"))
            start(shell, ".last")
            #expect(endsIn(shell, "more"))
            // Longer than a query takes before there is such a line.
            #expect(!shell.terminal.wait(seconds: 0.8) { $0.lines.last != "more" })
            shell.type("q\r")
            #expect(shell.shows("q\nread q\nmotcua>"))
            #expect(shell.run(".pager on", shows: ""))
            start(shell, "from units")
            #expect(endsIn(shell, "more"))
            shell.type("x\r")
            #expect(shell.shows("read x\nmotcua>"))
        }

        @Test("Results go through a program, which Ctrl-C ends; that it has not got everything is said")
        func results() throws {
            let shell = try ShellTerminal()
            #expect(shell.run(".once | tr a-z A-Z", shows: ""))
            #expect(shell.run("from units | keep level | take 1", shows: "LEVEL\nPROVINCE\n"))
            #expect(shell.run(".once | head -n 1; echo enough", shows: ""))
            #expect(shell.run("from dossiers | keep id", shows: "\nid\nenough\nmotcua>"))
            // The last program takes the place of the shell, which between two of them may think that Ctrl-C was for the one that has just ended.
            #expect(shell.run(".once | cat; echo on; exec sleep 60", shows: ""))
            start(shell, "from units | keep level | take 1")
            #expect(endsIn(shell, "on"))
            // The program may have written before the shell has given it the keyboard; a hand takes longer than that.
            #expect(!shell.terminal.wait(seconds: 0.5) { $0.isReady })
            shell.press(.controlC)
            #expect(shell.shows("Ctrl-C ended it before it had everything", seconds: 10), "\(shell.screen.text)")
            #expect(shell.terminal.wait { $0.isReady })
        }

        @Test("An editor has the keyboard, also from within a line")
        func editor() throws {
            let home = TemporaryFolder()
            let script = home.write("editor", "echo name; read name; echo \"\\\"$name\\\"\" > \"$1\"\n")
            let shell = try ShellTerminal(home: home, environment: ["EDITOR=/bin/sh \(script)"])
            shell.type("1")
            shell.press(.controlX)
            shell.type("\u{05}")
            #expect(endsIn(shell, "name"))
            shell.type("Lan\r")
            #expect(shell.hasLine("\"Lan\""))
            #expect(shell.submit())
            start(shell, ".edit")
            #expect(shell.terminal.wait { $0.lines.filter { $0 == "name" }.count == 2 })
            shell.type("Minh\r")
            #expect(shell.hasLine("\"Minh\""))
        }

        @Test("'.watch' runs until Ctrl-C, which it hears while it waits")
        func watch() throws {
            let shell = try ShellTerminal()
            #expect(shell.run("from dossiers | summarize n = count()", shows: "12 │"))
            start(shell, ".watch 600")
            #expect(shell.terminal.wait { $0.lines.filter { $0.contains("12 │") }.count == 2 })
            let pressed = Terminal.now()
            shell.press(.controlC)
            #expect(shell.terminal.wait(seconds: 10) { $0.isReady })
            #expect(Terminal.now() - pressed < 1)
            #expect(shell.run(".watch 0.1 2", shows: "12 │"))
            #expect(shell.screen.lines.filter { $0.contains("12 │") }.count == 4)
        }

        @Test("'.read -' takes lines until Ctrl-D and runs them as one script; Ctrl-C throws them away, and the shell goes on")
        func readRest() throws {
            let shell = try ShellTerminal()
            start(shell, ".read -")
            #expect(shell.shows("Ctrl-D at the start of a line"))
            shell.type("let few = 40\r$few + 2\r\u{04}")
            #expect(shell.shows("\n42\nmotcua>"))
            start(shell, ".read -")
            // Lines typed before it reads are the shell's.
            let isAsked = shell.terminal.wait { $0.lines.filter { $0.contains("Ctrl-D at the start of a line") }.count == 2 }
            #expect(isAsked, "\(shell.screen.text)")
            shell.type("let few = 1\r")
            #expect(shell.terminal.wait { $0.lines.contains("let few = 1") })
            shell.press(.controlC)
            let isBack = shell.terminal.wait(seconds: 10) { $0.isReady }
            #expect(isBack, "\(shell.screen.text)")
            #expect(shell.run("$few + 1", shows: "\n41\n"))
            #expect(shell.leave() == 0)
        }
    }
}
