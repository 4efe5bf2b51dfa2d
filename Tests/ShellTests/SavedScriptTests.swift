import Diagnostics
import Engine
import Glibc
import Reports
import Session
import Shell
import Support
@testable import Syntax
import Tables
import Testing

/// `.save` and `--resume`: what still stands of a session means the same when it is run again.
struct SavedScriptTests {
    private static func run(_ path: String) -> TableKeeper {
        let keeper = TableKeeper()
        let session = Session(options: SessionOptions(today: 20_000, workingFolder: ".", display: DisplayText(style: .c)))
        _ = session.runScript(path: path, parameters: [], dataPath: nil, into: keeper)
        return keeper
    }

    @Test("A saved script gives the results that still stood")
    func sameResults() throws {
        let shell = try ShellRun.small()
        let typed = TableKeeper()
        func type(_ line: String) { _ = shell.session.run(SourceText(name: SourceText.typed, text: line), into: typed) }
        type("let late_ones = from dossiers | where late")
        type("from late_ones | summarize n = count() by channel")
        type("| sort n desc")
        // Only counted here, and to be said in a script.
        type("from dossiers | where due < @2019-06-30 and received in @2019 | summarize n = count()")
        type("from dossiers | where unit.under(\"Huyện Ý Yên\") | keep id, fee")
        type("| take 3")
        type("| take 1")
        _ = shell.session.undo(into: typed)
        type("from it | summarize fees = sum(fee)")
        type("1 + 1")
        type("param quarter: period = @2019-Q1")
        _ = shell.session.setParameter("quarter", "2019-Q2", into: typed)
        type("from dossiers | where received in $quarter | summarize n = count()")
        #expect(typed.mistakes.isEmpty)
        type("from nowhere")
        #expect(typed.mistakes.count == 1)

        #expect(shell.type(".save report.mc") == "wrote report.mc: 8 statements; motcua run report.mc runs it\n")
        let script = try #require(shell.file("report.mc"))
        #expect(script.hasPrefix("edition 1\n"))
        #expect(script.contains("\nuse \""))
        #expect(script.contains("param as_of: date = @2019-09-27\n"))
        #expect(script.contains("param quarter: period = @2019-Q2\n"))
        #expect(try Formatter.format(SourceText(name: "report.mc", text: script)) == script)

        let again = Self.run("\(shell.folder.path)/report.mc")
        #expect(again.mistakes.isEmpty, "\(DiagnosticRenderer().render(again.mistakes))\n\(script)")
        // Of the eight tables that were shown, the second replaced the first and the sixth, by '.undo', the one before it.
        let standing = [1, 2, 6, 7, 8, 9].map { typed.tables[$0] }
        #expect(again.tables == standing, "\(script)")
    }

    @Test("Files that are open without a model are named from where the script lies")
    func bareFiles() throws {
        let data = TemporaryFolder()
        data.write("sales/2019.csv", "n,kind\n1,a\n2,b\n")
        data.write("sales/kinds.csv", "kind,name\na,A\nb,B\n")
        let shell = try ShellRun(open: ["\(data.path)/sales"])
        shell.folder.write("sub/read me", "")
        shell.type("from `2019` | lookup kinds on kind", "from \"kinds.csv\"", ".save sub/sales.mc")
        let script = try #require(shell.file("sub/sales.mc"))
        #expect(!script.contains("`2019`"))
        let again = Self.run("\(shell.folder.path)/sub/sales.mc")
        #expect(again.mistakes.isEmpty, "\(DiagnosticRenderer().render(again.mistakes))\n\(script)")
        #expect(again.tables == ["n,kind,name\n1,a,A\n2,b,B\n", "kind,name\na,A\nb,B\n"], "\(script)")
    }

    @Test("A session comes back with its definitions and its last pipeline, and runs nothing on the way")
    func resume() throws {
        let first = try ShellRun.small()
        let path = "\(first.folder.path)/state/session.mc"
        first.type("let late_ones = from dossiers | where late", "let limit = 2", "from late_ones | keep id, unit", "", autosave: AutosavedSession(path: path))
        var status = stat()
        #expect(stat(path, &status) == 0 && status.st_mode & 0o777 == 0o600)

        let second = try ShellRun()
        try AutosavedSession(path: path).resume(second.session)
        #expect(second.session.script.entries == first.session.script.entries)
        #expect(second.type("| take $limit") == "id   unit\nD02  Thị trấn Lâm\nD08  Thị trấn Cồn\n")
        #expect(throws: DiagnosticList.self) { try AutosavedSession(path: path + "x").resume(second.session) }
    }
}
