import Glibc
import Shell
import Support
import Testing

/// Results that go elsewhere, and how they fit a terminal.
struct OutputCommandTests {
    /// As the executable does before anything else: a program that has gone away is no reason to end.
    init() { signal(SIGPIPE, SIG_IGN) }

    @Test("Results go to files and programs, for one statement or until said otherwise")
    func redirection() throws {
        let shell = try ShellRun.small()
        #expect(shell.type(".once first.csv", "from units | keep id | take 2", "from units | keep id | take 1") == "id\n36\n")
        #expect(shell.file("first.csv") == "id\n36\n360\n")
        #expect(shell.type(".output all.tsv", "from units | keep id | take 1", ".output", "from nowhere", ".output off", "1 + 1").contains("there is no table 'nowhere'"))
        #expect(shell.file("all.tsv") == "id\n36\n\nFOLDER/all.tsv\n".replacing("\n\nFOLDER/all.tsv\n", with: "\n"))
        shell.type(".once | cat > \(shell.folder.path)/piped", "from units | keep id | take 1")
        #expect(shell.file("piped") == "id\n36\n")
        shell.type(".output | head -n 1 > /dev/null", "from units")
        // It may take its time to end.
        let told = (0..<200).lazy.map { _ in usleep(10_000); return shell.type("1 + 1") }.first { !$0.isEmpty }
        #expect(told == "value\n    2\n")
        #expect(shell.type(".once | false", "from units | take 1").contains("'false' failed: it ended with status 1"))
    }

    @Test("The last result is written, copied and shown again")
    func lastResult() throws {
        let shell = try ShellRun.small()
        setenv("MOTCUA_CLIPBOARD", "cat > \(shell.folder.path)/clipboard", 1)
        let said = shell.type("from units | keep id, name | take 1", ".export units.csv", ".copy", ".last csv", ".last vertical")
        #expect(shell.file("units.csv") == "id,name\n36,Tỉnh Nam Định\n")
        #expect(shell.file("clipboard") == "id\tname\n36\tTỉnh Nam Định\n")
        #expect(said.hasSuffix("id,name\n36,Tỉnh Nam Định\nrow 1 of 1\n  id    36\n  name  Tỉnh Nam Định\n"), "\(said)")
    }

    @Test("'.excel' opens the last result as a workbook of its own, and says when nothing opens it")
    func excel() throws {
        let shell = try ShellRun.small()
        for name in ["MOTCUA_OPENER", "DISPLAY", "WAYLAND_DISPLAY"] { unsetenv(name) }
        #expect(shell.type("from units | keep id | take 1", ".excel").contains("there is no desktop here that opens workbooks"))
        setenv("MOTCUA_OPENER", "cp -t \(shell.folder.path)", 1)
        defer { unsetenv("MOTCUA_OPENER") }
        #expect(shell.type(".excel").hasPrefix("opened /"))
        #expect(shell.file("result.xlsx")?.hasPrefix("PK") == true)
        setenv("MOTCUA_OPENER", "false", 1)
        #expect(shell.type(".excel").contains("failed: it ended with status 1"))
    }

    @Test("A script read into the session runs as if it had been typed, commands too")
    func read() throws {
        let shell = try ShellRun.small()
        shell.folder.write("steps.mc", "let a = 1\n.mode csv\nfrom units\n| keep id\n| take 1\n$b\n.version\n")
        let said = shell.type(".read steps.mc", "$a + 1")
        #expect(said.contains("id\n36\n"))
        #expect(said.contains("steps.mc, line 6: "), "\(said)")
        #expect(!said.contains("edition 1"), "what follows a mistake does not run")
        #expect(shell.type(".mode plain", ".read -", "$a + 2", "$a + 3") == "value\n    3\n\nvalue\n    4\n")
    }

    @Test("A wide result loses text first, then columns from the middle, and says which")
    func width() throws {
        let shell = try ShellRun.small()
        let said = shell.type(".width 60", "from dossiers | take 2", width: 60)
        #expect(said.contains("not shown for lack of width: "))
        #expect(said.contains("(.last vertical prints every column)"))
        for line in said.split(separator: "\n") where line.hasPrefix("│") { #expect(line.count <= 60) }
        #expect(shell.type(".set rows 4", "from dossiers | keep id", width: 60).contains("first 3 and last 1 of 12 rows; .last prints them all"))
    }
}
