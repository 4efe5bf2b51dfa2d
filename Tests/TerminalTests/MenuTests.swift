import Support
import Testing

extension TerminalTests {
    /// Tab, hints and remarks, in the line editor with a few words to choose from.
    struct MenuTests {
        private let terminal: Terminal
        private let home = TemporaryFolder()

        init() throws {
            terminal = try Terminal([Program.product("LineProbe")], environment: ["HOME=\(home.path)"], columns: 60, rows: 16)
            #expect(terminal.wait { $0.line($0.row) == "lab>" && $0.isPasteBracketed })
        }

        /// Waits until the editor has drawn what came of the keys.
        private func type(_ text: String) {
            terminal.type(text)
            #expect(terminal.wait { $0.message.hasPrefix("\(terminal.sent);") })
        }

        private func press(_ keys: TerminalKey...) { for key in keys { type(key.bytes) } }

        private func hasLine(_ line: String) -> Bool { terminal.wait { $0.line($0.row) == "lab> \(line)" } }

        @Test("One choice is taken at once")
        func one() {
            type("co")
            press(.tab)
            #expect(hasLine("count"))
        }

        @Test("Of several, Tab shows a menu with type and help; Tab and Shift-Tab choose, and the line shows the choice")
        func menu() {
            type("su")
            press(.tab)
            #expect(hasLine("sum"))
            #expect(terminal.wait { $0.text.contains("  sum        text  one of the words\n  summarize  text  one of the words") })
            press(.tab)
            #expect(terminal.wait { $0.text.contains("\n> sum ") })
            press(.tab)
            #expect(hasLine("summarize"))
            #expect(terminal.wait { $0.styledLines.contains { $0.hasPrefix("[7]> summarize[") } })
            press(.backTab)
            #expect(hasLine("sum"))
        }

        @Test("Enter keeps the choice without running the line, and the next one runs it")
        func enter() {
            type("su")
            press(.tab, .tab, .tab, .enter)
            #expect(hasLine("summarize"))
            #expect(terminal.wait { !$0.text.contains("one of the words") })
            press(.enter)
            #expect(terminal.wait { $0.text.contains("=> 9") })
        }

        @Test("Escape takes the choice back, and a further letter narrows the menu")
        func narrowing() {
            type("s")
            press(.tab, .tab)
            #expect(hasLine("sum"))
            press(.escape)
            #expect(terminal.wait { $0.line($0.row).hasPrefix("lab> s") && !$0.text.contains("one of the words") })
            press(.tab)
            #expect(terminal.wait { $0.text.contains("sort") })
            type("a")
            #expect(terminal.wait { $0.text.contains("sales") && !$0.text.contains("sort") })
            type(" ")
            #expect(terminal.wait { !$0.text.contains("one of the words") })
        }

        @Test("A grey hint goes on with what is typed: Right takes it, Alt-Right a word of it, further typing none of it")
        func hint() {
            type("sales |")
            #expect(terminal.wait { $0.styled($0.row).contains("[2] take 5") })
            press(.altRight)
            #expect(terminal.wait { $0.styled($0.row).contains("take[2] 5") })
            press(.right)
            #expect(terminal.wait { $0.line($0.row) == "lab> sales | take 5" && $0.column == 5 + 14 })
            press(.controlU)
            type("sales x")
            #expect(hasLine("sales x"))
        }

        @Test("What is wrong is said under the line, and gone when it is right")
        func remark() {
            type("tinh ")
            #expect(terminal.wait { $0.text.contains("\n  'tinh' is not a word; try: tỉnh") })
            let (row, column) = (terminal.screen.row, terminal.screen.column)
            #expect(terminal.screen.line(row) == "lab> tinh" && column == 5 + 5)
            press(.controlU)
            #expect(terminal.wait { !$0.text.contains("is not a word") })
        }

        @Test("At the foot of the screen the menu scrolls what is above, and the line with it")
        func foot() {
            for _ in 0..<16 { press(.enter) }
            #expect(terminal.wait { $0.row == 15 })
            type("s")
            press(.tab)
            #expect(terminal.wait { $0.text.contains("sales") })
            #expect(terminal.screen.line(terminal.screen.row) == "lab> s" || terminal.screen.line(terminal.screen.row).hasPrefix("lab> s"))
            press(.tab)
            #expect(hasLine("sum"))
        }
    }
}
