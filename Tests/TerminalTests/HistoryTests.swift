import Glibc
import Support
import Testing

@testable import Shell

extension TerminalTests {
    /// What was typed is never lost.
    struct HistoryTests {
        private func entries(_ shell: ShellTerminal) -> [HistoryEntry] {
            (ProjectFolder.text(shell.historyPath) ?? "").split(separator: "\n").compactMap { HistoryEntry(line: Array($0.utf8)) }
        }

        @Test("Up brings back whole inputs, older and older; Down goes the other way to what was being typed")
        func upAndDown() throws {
            let shell = try ShellTerminal()
            #expect(shell.run("1 + 1", shows: "\n2\n"))
            shell.terminal.paste("from dossiers |\n  summarize n = count()")
            #expect(shell.submit())
            shell.type("fr")
            shell.press(.controlU, .up)
            #expect(shell.terminal.wait { $0.line($0.row) == "  summarize n = count()" })
            shell.press(.up)
            #expect(shell.hasLine("1 + 1"))
            shell.press(.down)
            #expect(shell.terminal.wait { $0.line($0.row) == "  summarize n = count()" })
            shell.press(.down)
            #expect(shell.terminal.wait { $0.line($0.row) == "motcua>" })
        }

        @Test("Up after the beginning of an input finds the inputs that begin so")
        func prefix() throws {
            let shell = try ShellTerminal()
            for input in ["from units | take 1", "1 + 1", "2 + 2"] {
                shell.type(input)
                #expect(shell.submit())
            }
            shell.type("fr")
            shell.press(.up)
            #expect(shell.hasLine("from units | take 1"))
        }

        @Test("Ctrl-R looks for an input by any part of it, whatever its case and marks")
        func search() throws {
            let shell = try ShellTerminal()
            for input in ["\"Huyện Ý Yên\"", "1 + 1"] {
                shell.type(input)
                #expect(shell.submit())
            }
            shell.press(.controlR)
            shell.type("y yen")
            #expect(shell.shows("search: y yen"))
            #expect(shell.shows("> \"Huyện Ý Yên\""))
            shell.press(.enter)
            #expect(shell.terminal.wait { $0.line($0.row) == "motcua> \"Huyện Ý Yên\"" && !$0.text.contains("search:") })
        }

        @Test("Ctrl-C and Escape leave the search and keep the line", arguments: [TerminalKey.controlC, .escape, .controlG])
        func leaveSearch(_ key: TerminalKey) throws {
            let shell = try ShellTerminal()
            shell.type("from")
            shell.press(.controlA, .controlR)
            #expect(shell.shows("search: from"))
            shell.press(key)
            #expect(shell.hasLine("from"))
            #expect(shell.terminal.wait { !$0.text.contains("search:") })
        }

        @Test("The file holds each input with time, folder, outcome and duration, for this user alone")
        func file() throws {
            let shell = try ShellTerminal()
            #expect(shell.run("1 + 1", shows: "\n2\n"))
            #expect(shell.run("1 + ngày", shows: "line 1"))
            #expect(shell.leave() == 0)
            let entries = entries(shell)
            #expect(entries.map(\.text) == ["1 + 1", "1 + ngày"])
            #expect(entries.map(\.isDone) == [true, false])
            #expect(entries.allSatisfy { $0.milliseconds != nil && $0.folder.hasPrefix("/") && $0.time.contains("T") })
            var status = stat()
            #expect(stat(shell.historyPath, &status) == 0 && status.st_mode & 0o777 == 0o600)
            #expect(stat("\(shell.home.path)/state/motcua", &status) == 0 && status.st_mode & 0o777 == 0o700)
        }

        @Test("The next shell finds what the last one has left, and a space in front keeps an input out")
        func nextShell() throws {
            let first = try ShellTerminal()
            #expect(first.run("40 + 2", shows: "\n42\n"))
            #expect(first.run(" 50 + 5", shows: "\n55\n"))
            #expect(first.leave() == 0)
            let second = try ShellTerminal(home: first.home)
            second.press(.up)
            #expect(second.hasLine("40 + 2"))
            #expect(entries(first).map(\.text) == ["40 + 2"])
        }

        @Test("Two shells at once lose nothing of each other's")
        func twoShells() throws {
            let first = try ShellTerminal()
            let second = try ShellTerminal(home: first.home)
            for number in 1...5 {
                first.type("\(number) + 100\r")
                second.type("\(number) + 200\r")
                #expect(first.shows("\n\(number + 100)\n") && second.shows("\n\(number + 200)\n"))
            }
            #expect(first.leave() == 0 && second.leave() == 0)
            let texts = entries(first).map(\.text)
            #expect(Set(texts) == Set((1...5).flatMap { ["\($0) + 100", "\($0) + 200"] }))
            #expect(texts.count == 10)
            #expect(entries(first).allSatisfy { $0.isDone == true })
        }

        @Test("kill -9 while a query runs loses nothing, and the next shell goes on in the same file")
        func killed() throws {
            let world = SlowWorld()
            let shell = try ShellTerminal(world.arguments)
            shell.type(SlowWorld.query)
            shell.press(.enter)
            #expect(shell.terminal.wait { !$0.isPasteBracketed })
            #expect(waitForEntry(shell))
            shell.terminal.send(signal: SIGKILL)
            #expect(shell.terminal.exitStatus() == -SIGKILL)
            let next = try ShellTerminal(home: shell.home)
            next.press(.up)
            #expect(next.hasLine(SlowWorld.query))
            #expect(entries(shell).map(\.isDone) == [nil])
        }

        /// The file is written before the query begins, which a test can only see from outside.
        private func waitForEntry(_ shell: ShellTerminal) -> Bool {
            let end = Terminal.now() + 10
            while Terminal.now() < end { if !entries(shell).isEmpty { return true } }
            return false
        }

        @Test("What is no entry in the file is passed over, and a line left open is not written into")
        func damaged() throws {
            let home = TemporaryFolder()
            let good = HistoryEntry(text: "1 + 1", time: "", folder: "").line
            home.write("state/motcua/history", "garbage\n{\"text\": \"unclosed\n\(good){\"text\": 3}\n{\"text\": \"bad \\x escape\"}\n{\"text\": \"torn")
            let shell = try ShellTerminal(home: home)
            shell.press(.up)
            #expect(shell.hasLine("1 + 1"))
            #expect(shell.cancel())
            #expect(shell.run("2 + 2", shows: "\n4\n"))
            #expect(shell.leave() == 0)
            #expect(entries(shell).map(\.text) == ["1 + 1", "2 + 2"])
        }

        @Test("Of many entries the newest are loaded, each once, where it was typed last")
        func loading() {
            let home = TemporaryFolder()
            let lines = (0..<HistoryStore.loaded + 50).map { HistoryEntry(text: "\($0 % 9_000)", time: "", folder: "").line }
            home.write("history", lines.joined())
            let store = HistoryStore(folder: home.path)
            #expect(store.entries.count == HistoryStore.loaded)
            #expect(store.inputs.count == 9_000)
            #expect(store.inputs.last == "\((HistoryStore.loaded + 49) % 9_000)")
        }

        @Test("An entry comes back from its line as it was", arguments: ["from a |\n  take 5", "\"\\ \u{1}\t\"", "tỉnh 漢 🙂", ""])
        func roundTrip(_ text: String) {
            let entry = HistoryEntry(text: text, time: "2019-06-30T09:15:00+07:00", folder: "/tmp/a b", isDone: true, milliseconds: 12)
            #expect(HistoryEntry(line: Array(entry.line.utf8.dropLast())) == entry)
        }
    }
}
