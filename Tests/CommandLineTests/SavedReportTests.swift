import Support
import Testing

/// The saved reports, as staff rerun them.
struct SavedReportTests {
    private static let reports = ProjectFolder.files(under: "Scripts/reports", ending: ".mc") + ["Examples/twenty-questions.mc"]

    @Test("Each saved report runs on the province, finds its published figures and never fails", arguments: reports)
    func runs(_ report: String) {
        let outcome = Program.run(["run", "\(ProjectFolder.path)/\(report)", "--data", DemoProvince.path])
        #expect(outcome.status == 0, "\(outcome.error)")
        #expect(outcome.error.contains("held: "))
        #expect(!outcome.error.contains("FAILED"))
    }

    @Test("Each saved report checks without a word", arguments: reports)
    func checks(_ report: String) throws {
        let folder = TemporaryFolder()
        let script = folder.write(report, try #require(ProjectFolder.text("\(ProjectFolder.path)/\(report)")))
        folder.link("Examples/namdinh", to: DemoProvince.path)
        let outcome = Program.run(["check", script])
        #expect(outcome.output + outcome.error == "")
        #expect(outcome.status == 0)
    }

    @Test("The tour finds by itself what does not add up, as warnings")
    func discrepancies() {
        let outcome = Program.run(["run", "\(ProjectFolder.path)/Scripts/reports/tour.mc", "--data", DemoProvince.path, "--locale", "vi"])
        #expect(outcome.error.contains("696 + 284 + 591 = 1.571, không phải 1.575: 4 bản ghi chưa ghi loại"))
        #expect(outcome.error.contains("21.200/23.117 là 91,7%, không phải 94,9%"))
        for record in ["CB0356", "CB0554", "CB0962", "CB1272"] { #expect(outcome.output.contains(record)) }
    }

    @Test("Another period is one parameter away")
    func anotherPeriod() {
        let outcome = Program.run(["run", "\(ProjectFolder.path)/Scripts/reports/mot-cua-dien-tu.mc", "--data", DemoProvince.path, "--param", "period=2019-Q1", "--param", "as_of=2019-03-31"])
        #expect(outcome.status == 0, "\(outcome.error)")
        #expect(outcome.output.hasPrefix("Một cửa điện tử và dịch vụ công trực tuyến, 2019-Q1"))
    }

    @Test("A failed check is in the page, in its place and in the appendix, and is status 3; another run gives the same bytes")
    func failedCheck() throws {
        let folder = TemporaryFolder()
        let script = folder.write("report.mc", """
            edition 1
            title "Một <báo cáo>"
            from rows (tên, `Hồ sơ / a`, `Hồ sơ / b`) [("x", 1, 2)]
            | check `Hồ sơ / a` == `Hồ sơ / b` else "lệch {`Hồ sơ / b` - `Hồ sơ / a`}"
            | show "Bảng 1" with numbers
            """)
        for page in ["first.html", "second.html"] {
            let outcome = Program.run(["run", script, "--lang", "vi", "--output", "\(folder.path)/\(page)"])
            #expect(outcome.status == 3, "\(outcome.error)")
        }
        let page = try #require(ProjectFolder.text("\(folder.path)/first.html"))
        #expect(page == ProjectFolder.text("\(folder.path)/second.html"))
        #expect(page.contains("<title>Một &lt;báo cáo&gt;</title>"))
        #expect(page.contains("<div class=\"outcome failed\" id=\"k1\">"))
        #expect(page.contains("<li>lệch 1</li>"))
        #expect(page.contains("<li class=\"failed\">"))
    }

    @Test("What only a text, a let or a check asks is among the files and definitions of the appendix and of the log")
    func everythingRead() throws {
        let folder = TemporaryFolder()
        let world = "\(ProjectFolder.path)/Tests/Scripts/worlds/small"
        folder.link("data", to: world)
        let script = folder.write("report.mc", """
            edition 1
            use "data/model.mc"
            param as_of: date = @2019-06-30
            let open = from dossiers | where finished is missing
            let units_in_all = (from units | summarize count())
            text "{(from open | summarize count())} of {$units_in_all} on {$as_of}"
            check (from procedures | summarize count()) > 0
            """)
        let outcome = Program.run(["run", script, "--output", "\(folder.path)/report.md", "--log", "\(folder.path)/log.json"])
        #expect(outcome.status == 0, "\(outcome.error)")
        let report = try #require(ProjectFolder.text("\(folder.path)/report.md"))
        for name in ["dossiers.csv", "units.csv", "procedures.csv", "model.mc"] { #expect(report.contains("data/\(name)")) }
        #expect(report.contains("""
            - \\[1\\] (from open \\| summarize count())
              - uses \\[2\\]
            """))
        #expect(report.contains("- \\[2\\] open = from dossiers \\| where finished is missing\n- \\[3\\] $units\\_in\\_all = (from units \\| summarize count())\n\n"))
        let log = try #require(ProjectFolder.text("\(folder.path)/log.json"))
        for name in ["dossiers.csv", "units.csv", "procedures.csv", "model.mc"] { #expect(log.contains("data/\(name)")) }
        #expect(log.contains("\"definition\": \"(from open | summarize count())\""))
    }

    @Test("A page on standard output holds its appendix as well; one table as Markdown does not")
    func pagesOnOutput() {
        let folder = TemporaryFolder()
        let script = folder.write("report.mc", "edition 1\nfrom rows (a) [(1)]\n")
        let page = Program.run(["run", script, "--format", "md"])
        #expect(page.output.contains("## Appendix: what the figures rest on"))
        #expect(Program.run(["-c", "from rows (a) [(1)]", "--format", "md"]).output == "| a |\n| ---: |\n| 1 |\n")
    }

    @Test("Opening a province without its generated tables names the command that makes them")
    func withoutTables() throws {
        let folder = TemporaryFolder()
        for name in ["model.mc", "calendar.csv", "units.csv"] {
            _ = folder.write(name, try #require(ProjectFolder.text("\(DemoProvince.path)/\(name)")))
        }
        let outcome = Program.run(["-c", "from units", folder.path])
        #expect(outcome.status == 4)
        #expect(outcome.error.contains("the table dossiers has no file 'large/dossiers-*.csv'"))
        #expect(outcome.error.contains("make it with:  motcua demo \(folder.path)"))
    }

    @Test("Scripts and models of the project are in the one format")
    func format() {
        let files = ProjectFolder.files(under: "Scripts/reports", ending: ".mc") + ProjectFolder.files(under: "Examples", ending: ".mc") + ProjectFolder.files(under: "Tests/Scripts/worlds", ending: ".mc")
        let outcome = Program.run(["fmt", "--check"] + files.map { "\(ProjectFolder.path)/\($0)" })
        #expect(outcome.output == "")
        #expect(outcome.status == 0)
    }
}
