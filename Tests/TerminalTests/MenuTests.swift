import Support
import Testing

/// Tab, hints and remarks, in the line editor with a few words to choose from.
struct MenuTests {
    private let terminal: Terminal
    private let home = TemporaryFolder()

    init() throws {
        terminal = try Terminal([Program.product("LineProbe")], environment: ["HOME=\(home.path)"], columns: 60, rows: 16)
        #expect(terminal.wait { $0.line($0.row) == "lab>" && $0.isPasteBracketed })
    }

    private func hasLine(_ line: String) -> Bool { terminal.wait { $0.line($0.row) == "lab> \(line)" } }

    @Test("One choice is taken at once")
    func one() {
        terminal.type("co")
        terminal.press(.tab)
        #expect(hasLine("count"))
    }

    @Test("Of several, Tab shows a menu with type and help; Tab and Shift-Tab choose, and the line shows the choice")
    func menu() {
        terminal.type("su")
        terminal.press(.tab)
        #expect(hasLine("sum"))
        #expect(terminal.wait { $0.text.contains("  sum        text  one of the words\n  summarize  text  one of the words") })
        terminal.press(.tab)
        #expect(terminal.wait { $0.text.contains("\n> sum ") })
        terminal.press(.tab)
        #expect(hasLine("summarize"))
        #expect(terminal.wait { $0.styledLines.contains { $0.hasPrefix("[7]> summarize[") } })
        terminal.press(.backTab)
        #expect(hasLine("sum"))
    }

    @Test("Enter keeps the choice without running the line, and the next one runs it")
    func enter() {
        terminal.type("su")
        terminal.press(.tab, .tab, .tab, .enter)
        #expect(hasLine("summarize"))
        #expect(terminal.wait { !$0.text.contains("one of the words") })
        terminal.press(.enter)
        #expect(terminal.wait { $0.text.contains("=> 9") })
    }

    @Test("Escape takes the choice back, and a further letter narrows the menu")
    func narrowing() {
        terminal.type("s")
        terminal.press(.tab, .tab)
        #expect(hasLine("sum"))
        terminal.press(.escape)
        #expect(terminal.wait { $0.line($0.row).hasPrefix("lab> s") && !$0.text.contains("one of the words") })
        terminal.press(.tab)
        #expect(terminal.wait { $0.text.contains("sort") })
        terminal.type("a")
        #expect(terminal.wait { $0.text.contains("sales") && !$0.text.contains("sort") })
        terminal.type(" ")
        #expect(terminal.wait { !$0.text.contains("one of the words") })
    }

    @Test("A grey hint goes on with what is typed: Right takes it, Alt-Right a word of it, further typing none of it")
    func hint() {
        terminal.type("sales |")
        #expect(terminal.wait { $0.styled($0.row).contains("[2] take 5") })
        terminal.press(.altRight)
        #expect(terminal.wait { $0.styled($0.row).contains("take[2] 5") })
        terminal.press(.right)
        #expect(terminal.wait { $0.line($0.row) == "lab> sales | take 5" && $0.column == 5 + 14 })
        terminal.press(.controlU)
        terminal.type("sales x")
        #expect(hasLine("sales x"))
    }

    @Test("What is wrong is said under the line, and gone when it is right")
    func remark() {
        terminal.type("tinh ")
        #expect(terminal.wait { $0.text.contains("\n  'tinh' is not a word; try: tỉnh") })
        let (row, column) = (terminal.screen.row, terminal.screen.column)
        #expect(terminal.screen.line(row) == "lab> tinh" && column == 5 + 5)
        terminal.press(.controlU)
        #expect(terminal.wait { !$0.text.contains("is not a word") })
    }

    @Test("At the foot of the screen the menu scrolls what is above, and the line with it")
    func foot() {
        for _ in 0..<16 { terminal.press(.enter) }
        #expect(terminal.wait { $0.row == 15 })
        terminal.type("s")
        terminal.press(.tab)
        #expect(terminal.wait { $0.text.contains("sales") })
        #expect(terminal.screen.line(terminal.screen.row) == "lab> s" || terminal.screen.line(terminal.screen.row).hasPrefix("lab> s"))
        terminal.press(.tab)
        #expect(hasLine("sum"))
    }
}
