import Support
import Testing

extension TerminalTests {
    /// Vietnamese as keyboards, input methods and files bring it.
    struct VietnameseTests {
        @Test(
            "A letter and its marks become one letter, whatever their order",
            arguments: [
                ("tỉnh Nghệ An", "tỉnh Nghệ An"), ("ti\u{309}nh Nghe\u{323}\u{302} An", "tỉnh Nghệ An"), ("Nghe\u{302}\u{323} \u{111}o\u{302}\u{323}i", "Nghệ đội"),
                ("Ha\u{300} No\u{323}\u{302}i", "Hà Nội"),
            ])
        func composing(_ typed: String, _ line: String) throws {
            let shell = try ShellTerminal()
            shell.type(typed)
            #expect(shell.terminal.wait { $0.column == 8 + line.count && $0.line($0.row).unicodeScalars.elementsEqual("motcua> \(line)".unicodeScalars) })
        }

        @Test("An input method takes a letter back and sends another: one Backspace is one letter")
        func retyping() throws {
            let shell = try ShellTerminal()
            shell.type("\"viê\u{7F}\u{7F}iệt\"")
            #expect(shell.hasLine("\"việt\""))
            #expect(shell.submit())
            #expect(shell.screen.text.contains("\nviệt\n"))
        }

        @Test("A mark that joins nothing stays with its letter: cursor, Backspace and screen take both for one")
        func loneMark() throws {
            let shell = try ShellTerminal()
            shell.type("aq\u{302}b")
            #expect(shell.terminal.wait { $0.column == 8 + 3 && $0.line($0.row) == "motcua> aq\u{302}b" })
            shell.press(.left, .backspace)
            #expect(shell.hasLine("ab"))
        }

        @Test("A mark with nothing before it is not taken")
        func markAlone() throws {
            let shell = try ShellTerminal()
            shell.type("\u{301}a\u{301}")
            #expect(shell.hasLine("á"))
        }

        @Test("What is pasted with marks of their own finds the same rows as what is typed whole")
        func pasted() throws {
            let shell = try ShellTerminal()
            shell.terminal.paste("\"Y\u{301} Ye\u{302}n\" == \"Ý Yên\"")
            shell.press(.enter)
            #expect(shell.shows("true"))
        }

        @Test("In a locale without Vietnamese nothing is lost", arguments: ["LC_ALL=C", "LC_ALL=POSIX", "LC_ALL=vi_VN.ISO-8859-1"])
        func locale(_ setting: String) throws {
            let shell = try ShellTerminal(environment: [setting])
            shell.type("\"tỉnh Nghệ An\"")
            #expect(shell.hasLine("\"tỉnh Nghệ An\""))
            shell.press(.left)
            #expect(shell.terminal.wait { $0.column == 8 + 13 })
        }

        @Test("Wide letters take two cells and wrap whole")
        func wide() throws {
            let shell = try ShellTerminal(columns: 20)
            shell.type("\"漢字漢字漢字\"")
            #expect(shell.terminal.wait { $0.column == 3 })
            #expect(shell.screen.line(shell.screen.row - 1) == "motcua> \"漢字漢字漢")
            #expect(shell.screen.line(shell.screen.row) == "字\"")
        }
    }
}
