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
