import Support
import Testing

@testable import Shell

/// Lines of `~/.editrc` to keys.
struct KeyBindingsTests {
    @Test("Keys are bound to commands by libedit's names, in its ways of writing both")
    func commands() {
        let bindings = KeyBindings(
            editrc: """
                # a comment
                bind -e
                bind ^W ed-delete-prev-word
                bind "\\e[5~" ed-search-prev-history
                bind '\\033[6~' ed-search-next-history
                motcua:bind ^O ed-newline
                sh:bind ^B ed-newline
                *:bind "\\e\\e[A" ed-newline
                bind -a x ed-newline
                bind ^T no-such-command
                """)
        #expect(bindings.commands == [.control("w"): .eraseWordBack, .pageUp: .up, .pageDown: .down, .control("o"): .accept])
        #expect(bindings.unbound.isEmpty && bindings.texts.isEmpty)
    }

    @Test("Keys type texts, and are bound to nothing; the last line counts")
    func texts() {
        let bindings = KeyBindings(editrc: "bind -s ^G \"from dossiers | \"\nbind -r ^T\nbind ^Y ed-unassigned\nbind ^K ed-newline\nbind -s ^K \"\\n\"\n")
        #expect(bindings.texts == [.control("g"): "from dossiers | ", .control("k"): "\n"])
        #expect(bindings.unbound == [.control("t"), .control("y")])
        #expect(bindings.commands.isEmpty)
    }
}

extension TerminalTests {
    struct OwnKeysTests {
        @Test("Keys that ~/.editrc binds do what it says")
        func ownKeys() throws {
            let home = TemporaryFolder()
            home.write(".editrc", "bind -s ^G \"from dossiers | take \"\nbind ^F ed-delete-prev-word\nbind ^T ed-unassigned\n")
            let shell = try ShellTerminal(home: home)
            shell.press(.controlG)
            shell.type("1")
            #expect(shell.hasLine("from dossiers | take 1"))
            shell.type("\u{06}")
            #expect(shell.hasLine("from dossiers | take"))
            shell.press(.controlT)
            shell.type("2")
            #expect(shell.hasLine("from dossiers | take 2"))
            #expect(shell.submit())
            #expect(shell.screen.text.contains("│"))
        }
    }
}
