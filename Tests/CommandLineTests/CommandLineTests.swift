import Support
import Testing

/// What other programs rely on: streams, exit statuses, files (CLI.md).
struct CommandLineTests {
    private static let world = "\(ProjectFolder.path)/Tests/Scripts/worlds/small"

    @Test("Results go to standard output, and machine formats write raw values")
    func results() {
        let outcome = Program.run(["-c", "from dossiers | summarize n = count()", "--format", "csv", Self.world])
        #expect(outcome.output == "n\n12\n")
        #expect(outcome.error == "")
        #expect(outcome.status == 0)
    }

    @Test("An error in the query goes to standard error, status 1")
    func queryError() {
        let outcome = Program.run(["-c", "from dossiers | wher late", Self.world])
        #expect(outcome.output == "")
        #expect(outcome.error.contains("try: where"))
        #expect(outcome.status == 1)
    }

    @Test("A failed check: everything is printed, status 3")
    func failedCheck() {
        let outcome = Program.run(["-c", "check 1 == 2", Self.world])
        #expect(outcome.error.hasPrefix("FAILED: "))
        #expect(outcome.status == 3)
    }

    @Test("Status 4 where a file cannot be read", arguments: [["no-such-folder/"], ["no-such.csv"], ["run", "no-such.mc"], ["fmt", "no-such.mc"]])
    func outside(_ arguments: [String]) {
        let outcome = Program.run(arguments)
        #expect(outcome.error.contains("no-such"))
        #expect(outcome.status == 4)
    }

    @Test(
        "Status 2 for wrong usage, with the fix",
        arguments: [
            (["rnu", "tour.mc"], "'rnu' is neither a command nor a path; did you mean 'motcua run'?"),
            (["--format", "csv", "run", "tour.mc"], "'run' must come before its options"),
            (["-c", "1", "--format", "cvs"], "there is no format 'cvs'; did you mean 'csv'?"),
            (["-c", "1", "--output", "x.doc"], "the ending of 'x.doc' names no format"),
            (["-c", "1", "--as-of", "2019-02-30"], "--as-of '2019-02-30' is not a date"),
            (["-c", "1", "--lang", "fr"], "--lang takes en or vi, not 'fr'"),
            (["-c", "1", "--excel", "fr"], "--excel takes vi, not 'fr'"),
            (["-c", "1", "--excel", "vi", "--format", "md"], "--excel is a form of csv, and --format asks for md"),
            (["-c", "1", "--bogus"], "there is no option '--bogus'\n  options:  motcua help shell"),
            (["run", "a.mc", "--pram", "n=1"], "there is no option '--pram'; did you mean '--param'?"),
            (["run", "a.mc", "--output"], "--output needs a value\n  write it behind:  --output <file>"),
            (["run", "a.mc", "--output", "--quiet"], "--output needs a value, and the option --quiet stands behind it"),
            (["-c", "1", "--quiet=yes"], "--quiet takes no value, and 'yes' stands behind it"),
            (["-c", "1", "--threads", "many"], "--threads takes a number, not 'many'"),
            (["demo"], "demo needs <dir>\n  motcua demo DIR"),
            (["demo", "a", "b"], "'b' is one word too many; demo takes one <dir>"),
            (["help", "rnu"], "there is no subcommand 'rnu'; did you mean 'run'?"),
            (["run"], "run needs a script"),
            (["run", "a.mc", "--param", "x"], "--param 'x' has no '='"),
            (
                ["run", "a.mc", "--as-of", "2019-06-30", "--param", "as_of=2019-03-31"],
                "--as-of 2019-06-30 and --param as_of=2019-03-31 are two different days"
            ),
            (["run", "a.mc", "--data", "d", "--frozen", "x"], "--data and --frozen exclude each other"),
            (["diff", "report.mc", "live"], "diff needs a script and two states of its data"),
            (["diff", "report.mc", "live", "live"], "'live' is compared with itself"),
            (["demo", "d", "--scale", "0"], "--scale takes a number from 1 to 5000, not 0"),
            (["-c", "1", "--memory", "much"], "--memory 'much' is not a size"),
            (["-c", "1", "--memory", "1M"], "--memory 1M is too little to work in\n  the least is --memory 16M"),
            (["manual", "wher"], "the manual has no page 'wher'; did you mean 'where'?"),
        ])
    func usage(_ arguments: [String], _ sentence: String) {
        let outcome = Program.run(arguments)
        #expect(outcome.output == "")
        #expect(outcome.error.contains(sentence))
        #expect(outcome.status == 2)
    }

    @Test(
        "What later issues build is refused and never ignored",
        arguments: [
            ["--connect", "spark://x"], ["--upload"],
        ])
    func later(_ arguments: [String]) {
        let outcome = Program.run(["-c", "1"] + arguments)
        #expect(outcome.error.contains("\(arguments[0]) is not available yet"))
        #expect(outcome.status == 2)
    }

    @Test("--log says what a run rests on, and differs between runs only in time and host")
    func log() throws {
        let folder = TemporaryFolder()
        func run() throws -> String {
            let outcome = Program.run(["-c", "from dossiers | where channel == \"post\" | summarize on_time_rate", Self.world, "--log", "\(folder.path)/log.json"])
            #expect(outcome.status == 0, "\(outcome.error)")
            return try #require(ProjectFolder.text("\(folder.path)/log.json"))
        }
        let log = try run()
        for part in [
            "\"definition\": \"on_time per count(where decided and due is present)\"", "\"note\": \"Mẫu số: hồ sơ đã giải quyết có hạn trả\"",
            "\"condition\": \"channel == \\\"post\\\"\"", "\"kept\": 2", "\"rows_read\": 12", "\"sha256\": \"",
        ] { #expect(log.contains(part), "\(part)") }
        func lasting(_ log: String) -> Substring { log.firstRange(of: "\"run\": ").map { log[..<$0.lowerBound] } ?? "" }
        #expect(lasting(try run()) == lasting(log))
    }

    @Test("A private column is printed only with leave")
    func privateColumns() {
        let folder = TemporaryFolder()
        _ = folder.write("model.mc", "edition 1\ntable people file \"people.csv\" {\n  id: text key\n  name: text private\n}\n")
        _ = folder.write("people.csv", "id,name\n1,An\n")
        let hidden = Program.run(["-c", "from people", folder.path, "--format", "csv"])
        #expect(hidden.output == "id\n1\n")
        #expect(hidden.error.contains("private, not printed: name"))
        #expect(Program.run(["-c", "from people", folder.path, "--format", "csv", "--with-private"]).output == "id,name\n1,An\n")
    }

    @Test("check --data runs what the model says, and looks for repeated keys and links to nothing")
    func checkData() {
        let folder = TemporaryFolder()
        _ = folder.write("model.mc", """
            edition 1
            table units file "units.csv" {
              id: text key
            }
            table dossiers file "dossiers.csv" {
              id: text key
              unit: units
              n: int
              check n > 0 else "{id}: không có gì"
            }

            """)
        _ = folder.write("units.csv", "id\nA\n")
        _ = folder.write("dossiers.csv", "id,unit,n\n1,A,5\n1,B,0\n")
        let outcome = Program.run(["check", "--data", folder.path])
        #expect(outcome.status == 3)
        for line in ["FAILED: dossiers: 1 row whose id stands before", "warning: dossiers: 1 row whose unit units does not have", "1: không có gì", "held: units: no id stands twice"] {
            #expect(outcome.error.contains(line), "\(outcome.error)")
        }
    }

    @Test("Help and version are no errors")
    func help() {
        let help = Program.run(["--help"])
        #expect(help.output.contains("motcua -c 'STATEMENTS' [PATH…]"))
        #expect(help.status == 0)
        #expect(Program.run(["--version"]).output == "0.1.0\n")
        #expect(Program.run(["run", "--help"]).output.contains("--param <name=value>"))
    }

    @Test(
        "Options are written as everywhere: before or behind, with a space, an equals sign or nothing between, and -- ends them",
        arguments: [
            ["-c", "1 + 1", "--format", "csv"], ["--format=csv", "-c", "1 + 1"], ["shell", "-c1 + 1", "--format", "csv"], ["-c=1 + 1", "--format=csv", "--"],
            ["-c", "-1 + 3", "--format", "csv"], ["-c", "1", "-c", "1 + 1", "--format", "csv"],
        ])
    func options(_ arguments: [String]) {
        let outcome = Program.run(arguments)
        #expect(outcome.output == "value\n2\n")
        #expect(outcome.status == 0)
    }

    @Test("What is behind -- is a path, even where it looks like an option or a subcommand")
    func endOfOptions() {
        let folder = TemporaryFolder()
        folder.write("--quiet.csv", "n\n1\n")
        #expect(Program.run(["-c", "from `--quiet`", "--format", "csv", "--", "--quiet.csv"], in: folder.path).output == "n\n1\n")
        #expect(Program.run(["fmt", "--", "--check"], in: folder.path).error.contains("--check"))
    }

    @Test("Each subcommand has a page that names its options")
    func pages() {
        let whole = Program.run(["help"]).output
        for name in ["shell", "run", "check", "fmt", "demo", "model", "manual", "freeze", "diff"] {
            #expect(whole.contains("\n  \(name) "))
            let page = Program.run(["help", name])
            #expect(page.output.contains("\nUSAGE\n  motcua ") && page.output.contains("\n  -h, --help "), "\(page.output)")
            #expect(page.output.split(separator: "\n").allSatisfy { $0.count <= 80 }, "\(page.output)")
            #expect(Program.run([name, "--help"]).output == page.output)
        }
        #expect(!Program.run(["help", "shell"]).output.contains("--connect"))
    }

    @Test("run SCRIPT --help tells what the script is and takes")
    func scriptHelp() {
        let folder = TemporaryFolder()
        let script = folder.write("r.mc", "# Hồ sơ theo kỳ.\n\nedition 1\nparam period: period = @2019-H1 label \"Kỳ\"\nparam n: int\n")
        let outcome = Program.run(["run", script, "--help"])
        #expect(
            outcome.output == """
                Hồ sơ theo kỳ.

                parameter  type    default     label
                period     period  @2019-H1    Kỳ
                n          int     (required)

                """)
        #expect(outcome.status == 0)
    }

    @Test("Parameters come from the line and from a file; the line wins, an unknown name is an error")
    func parameters() {
        let folder = TemporaryFolder()
        let script = folder.write("r.mc", "edition 1\nparam n: int\nparam name: text = \"a\"\n\"{$n} {$name}\"\n")
        let values = folder.write("values.json", #"{"n": 1, "name": "Ý Y\u00ean"}"#)
        #expect(Program.run(["run", script, "--params", values, "--param", "n=-2", "--format", "csv"]).output == "value\n-2 Ý Yên\n")
        let unknown = Program.run(["run", script, "--param", "n=1", "--param", "nam=b"])
        #expect(unknown.error.contains("did you mean 'name'?"))
        #expect(unknown.status == 1)
        let broken = Program.run(["run", script, "--params", folder.write("broken.json", #"{"n": 1 "name": 2}"#)])
        #expect(broken.error.contains("a comma stands between two parameters"))
        #expect(broken.status == 1)
    }

    @Test("The same day twice is one day")
    func sameDayTwice() {
        let folder = TemporaryFolder()
        let script = folder.write("a.mc", "edition 1\nparam as_of: date\n$as_of + 1 day\n")
        let outcome = Program.run(["run", script, "--as-of", "2019-06-30", "--param", "as_of=@2019-06-30", "--format", "csv"])
        #expect(outcome.output == "value\n2019-07-01\n")
        #expect(outcome.status == 0)
    }

    @Test("--output writes whole files by their endings, and nothing after an error")
    func output() {
        let folder = TemporaryFolder()
        let outcome = Program.run(["-c", "from dossiers | take 1 | keep id", "--output", "a.csv", "--output", "a.html", Self.world], in: folder.path)
        #expect(outcome.output == "")
        #expect(outcome.status == 0)
        #expect(ProjectFolder.text("\(folder.path)/a.csv") == "id\nD01\n")
        #expect(ProjectFolder.text("\(folder.path)/a.html")?.hasSuffix("</html>\n") == true)
        #expect(Program.run(["-c", "from dosiers", "--output", "b.csv", Self.world], in: folder.path).status == 1)
        #expect(!ProjectFolder.exists("\(folder.path)/b.csv"))
        let closed = Program.run(["-c", "1", "--output", "no-such-folder/c.csv"], in: folder.path)
        #expect(closed.status == 4)
    }

    @Test("fmt rewrites, checks and shows; what is not understood is left alone")
    func fmt() {
        let folder = TemporaryFolder()
        let script = folder.write("r.mc", "from a|take 3\n")
        let check = Program.run(["fmt", "--check", script])
        #expect(check.output == "\(script)\n")
        #expect(check.status == 1)
        #expect(Program.run(["fmt", "--diff", "r.mc"], in: folder.path).output == "--- r.mc\n+++ r.mc\n@@ -1,1 +1,1 @@\n-from a|take 3\n+from a | take 3\n")
        #expect(Program.run(["fmt", script]).status == 0)
        #expect(ProjectFolder.text(script) == "from a | take 3\n")
        #expect(Program.run(["fmt", "--check", script]).status == 0)
        #expect(Program.run(["fmt", "-"], input: "from a|take 3\n").output == "from a | take 3\n")
        let wrong = folder.write("wrong.mc", "from a | tak 3\n")
        #expect(Program.run(["fmt", wrong]).status == 1)
        #expect(ProjectFolder.text(wrong) == "from a | tak 3\n")
    }

    @Test("check reports every mistake, for editors as JSON")
    func check() {
        let folder = TemporaryFolder()
        folder.write("r.mc", "edition 1\nfrom a | wher b\n")
        let text = Program.run(["check", "r.mc"], in: folder.path)
        #expect(text.error.hasPrefix("r.mc, line 2: "))
        #expect(text.status == 1)
        let json = Program.run(["check", "r.mc", "--format", "json"], in: folder.path)
        #expect(json.output == """
            [
              {"file": "r.mc", "line": 2, "column": 10, "range": {"start": {"line": 1, "character": 9}, "end": {"line": 1, "character": 13}}, \
            "severity": "error", "code": "not-a-stage", "message": "'wher' is not a stage; did you mean 'where'?", "hints": [], \
            "fixes": [{"label": "where", "range": {"start": {"line": 1, "character": 9}, "end": {"line": 1, "character": 13}}, "text": "where"}]}
            ]

            """)
        #expect(json.status == 1)
        #expect(Program.run(["check", folder.write("right.mc", "edition 1\n"), "--format", "json"]).output == "[]\n")
        // No place: nothing that an editor could underline.
        let binary = Program.run(["check", folder.write("old.mc", Array("title ".utf8) + [0x22, 0xDC, 0x22]), "--format", "json"])
        #expect(binary.output.contains(#""code": "not-utf8""#) && !binary.output.contains("range"))
    }

    /// The places are those of the file: composed letters are one UTF-16 unit, letters in parts are as many as there are parts.
    @Test("check finds its places in a Vietnamese line, composed and in parts")
    func placesInVietnamese() {
        let folder = TemporaryFolder()
        for (name, column) in [("hồ_sơ", 13), ("ho\u{302}\u{300}_so\u{31B}", 16), ("h\u{F4}\u{300}_s\u{1A1}", 14)] {
            folder.write("v.mc", "edition 1\r\nfrom \(name) | lọc trễ\r\n")
            let json = Program.run(["check", "v.mc", "--format", "json"], in: folder.path).output
            let range = #""range": {"start": {"line": 1, "character": \#(column)}, "end": {"line": 1, "character": \#(column + 3)}}"#
            #expect(json.contains(#""line": 2, "column": 14, "# + range), "\(json)")
            #expect(json.contains(#""fixes": [{"label": "where", "# + range + #", "text": "where"}]"#), "\(json)")
        }
    }

    @Test("Statements from a pipe: each runs once, an error does not end the rest, the worst status wins")
    func pipe() {
        let input = """
            # a comment
            from dossiers
              | where decided
              # in between
              | summarize n = count() by channel
              | keep channel
              | take 1

            from dosiers
            .tab
            .quit
            1 / 0
            """
        let outcome = Program.run(["--format", "csv", Self.world], input: input)
        #expect(outcome.output.hasPrefix("channel\ncounter\n\ntable,key,columns\n"))
        #expect(outcome.error.contains("standard input, line 9: "))
        #expect(outcome.error.contains("dossiers"))
        #expect(outcome.status == 1)
    }

    @Test("A dot command is found by its beginning, and a slip gets a suggestion")
    func commands() {
        let outcome = Program.run([Self.world], input: ".hel commands\n.schema dosiers\n.tabels\n.sch units\n")
        #expect(outcome.output.contains("the tables that are open"))
        #expect(outcome.error.contains("'dosiers' is not a table; did you mean 'dossiers'?"))
        #expect(outcome.error.contains("'.tabels' is not a command; did you mean '.tables'?"))
        #expect(outcome.output.contains("text key"))
        #expect(outcome.status == 1)
    }

    @Test("A model of a workbook: a table for each sheet, with what must be said to read it")
    func modelOfWorkbook() {
        let outcome = Program.run(["model", "doanh-nghiep.xlsx"], in: "\(ProjectFolder.path)/Tests/Scripts/worlds/workbooks")
        #expect(outcome.error == "")
        #expect(outcome.output.hasSuffix("""
            table `doanh-nghiep_2019` file("doanh-nghiep.xlsx", sheet: "2019") {
              Mã:              text
              Tên:             text
              `Vốn (tỷ đồng)`: decimal
              Ngày:            date
              # say which column is the key:  id: text key
            }

            """))
        #expect(outcome.status == 0)
    }

    @Test("A model of a text file whose dates are not ISO dates can be read again")
    func modelWithDates() {
        let folder = TemporaryFolder()
        folder.write("x.csv", "id,at\n1,30/06/2019 14:05\n2,1/7/2019 7:00:30\n")
        let model = Program.run(["model", "x.csv"], in: folder.path)
        folder.write("model.mc", model.output)
        #expect(model.output.contains("table x file(\"x.csv\", dates: \"dd/MM/yyyy\") {\n  id: int\n  at: timestamp\n"))
        let outcome = Program.run(["-c", "from x", "--format", "csv", "."], in: folder.path)
        #expect(outcome.output == "id,at\n1,2019-06-30T14:05:00+07:00\n2,2019-07-01T07:00:30+07:00\n")
        #expect(outcome.error == "")
    }
}
