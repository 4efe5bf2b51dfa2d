import Formats
import Glibc
import Support
import Testing

/// Freezing figures: data is kept, a report on it stays what it was, and two states of the data are told apart.
struct FreezingTests {
    /// A province of one model, two districts and a few dossiers that may be changed; frozen data lies beside it.
    private struct Province {
        let folder = TemporaryFolder()

        init() {
            for name in ["model.mc", "calendar.csv", "dossiers.csv", "procedures.csv", "quarters.csv", "targets.csv", "units.csv", "shared/definitions.mc"] {
                folder.write("data/\(name)", ProjectFolder.text("\(ProjectFolder.path)/Tests/Scripts/worlds/small/\(name)") ?? "")
            }
            folder.write("report.mc", """
                edition 1
                use "data/model.mc"
                param as_of: date = @2019-06-30
                title "Báo cáo"
                text "Có {(from dossiers | summarize count())} hồ sơ"
                from dossiers | summarize n = count(), on_time_rate by unit.district with totals | show "Theo huyện" with counts
                from dossiers | keep id, fee | sort id | take 3 | show "Ba hồ sơ"

                """)
        }

        func run(_ arguments: String...) -> Program.Outcome {
            Program.run(arguments, in: folder.path, environment: ["XDG_DATA_HOME=\(folder.path)/kept"])
        }

        func text(_ name: String) -> String { ProjectFolder.text("\(folder.path)/\(name)") ?? "" }

        /// Writes a file anew with one line of it changed or, for `nil`, left out.
        func change(_ name: String, line start: String, to line: String?) {
            let lines = text(name).split(separator: "\n").compactMap { $0.hasPrefix(start) ? line : String($0) }
            folder.write(name, lines.joined(separator: "\n") + "\n")
        }
    }

    @Test("A report on frozen data is the same bytes, even when the live data has changed or is gone")
    func sameBytes() throws {
        let province = Province()
        let outputs = ["html", "xlsx", "md", "csv"]
        #expect(province.run("freeze", "quy-2", "--data", "data").status == 0)
        func report(_ name: String, _ more: String...) -> [String] {
            let outcome = Program.run(
                ["run", "report.mc"] + more + outputs.flatMap { ["--output", "\(name).\($0)"] }, in: province.folder.path,
                environment: ["XDG_DATA_HOME=\(province.folder.path)/kept"])
            #expect(outcome.status == 0, "\(outcome.error)")
            return outputs.map { province.text("\(name).\($0)") }
        }
        let live = report("live")
        #expect(!live.contains(""))
        #expect(report("frozen", "--frozen", "quy-2") == live)
        province.change("data/dossiers.csv", line: "D05", to: nil)
        #expect(report("changed") != live)
        for name in ["dossiers.csv", "model.mc", "units.csv", "calendar.csv"] { unlink("\(province.folder.path)/data/\(name)") }
        #expect(report("later", "--frozen", "quy-2") == live)
    }

    @Test("The model's checks run when data is frozen, and a failed one ends with status 3")
    func checks() {
        let province = Province()
        province.change("data/dossiers.csv", line: "D01", to: "D01,13795,1.000001,2019-01-03T08:15:00,2019-01-10,2019-01-02T10:00:00,counter,100000")
        let outcome = province.run("freeze", "quy-2", "--data", "data")
        #expect(outcome.status == 3)
        #expect(outcome.error.contains("FAILED: finished is missing or finished >= received"))
        #expect(outcome.error.contains("note: froze quy-2: 8 files, "))
        #expect(province.run("run", "report.mc", "--frozen", "quy-2").status == 0)
    }

    @Test("What cannot be read is not frozen")
    func unreadable() {
        let province = Province()
        province.change("data/dossiers.csv", line: "D01", to: "D01,13795,1.000001,yesterday,,,counter,100000")
        #expect(province.run("freeze", "quy-2", "--data", "data").status == 1)
        #expect(province.run("freeze").output == "")
        #expect(Glob.names(in: "\(province.folder.path)/kept/motcua/frozen").isEmpty)
    }

    @Test("Frozen data is read-only, has a plain name and is never written over")
    func names() {
        let province = Province()
        #expect(province.run("freeze", "quy-2", "--data", "data").status == 0)
        #expect(province.run("freeze").output == "quy-2\n")
        var status = stat()
        stat("\(province.folder.path)/kept/motcua/frozen/quy-2/data/units.csv", &status)
        #expect(status.st_mode & 0o777 == 0o444)
        for (name, sentence) in [
            ("quy-2", "there is frozen data called 'quy-2' already"), ("../x", "'../x' cannot be the name"), ("live", "'live' cannot be the name"), ("", "'' cannot be the name"),
        ] {
            let outcome = province.run("freeze", name, "--data", "data")
            #expect(outcome.error.contains(sentence))
            #expect(outcome.status == 4)
        }
        let unknown = province.run("run", "report.mc", "--frozen", "quy-1")
        #expect(unknown.error.contains("there is no frozen data 'quy-1'\n  did you mean 'quy-2'?"))
        #expect(unknown.status == 4)
    }

    @Test("Damaged frozen data is noticed, and nothing but frozen data is read")
    func damaged() {
        let province = Province()
        #expect(province.run("freeze", "quy-2", "--data", "data").status == 0)
        province.folder.write("other.csv", "id\n1\n")
        province.folder.write("other.mc", "edition 1\nfrom \"other.csv\"\n")
        let other = province.run("run", "other.mc", "--frozen", "quy-2")
        #expect(other.error.contains("'other.csv' is not in the frozen data 'quy-2'"))
        #expect(other.status == 4)
        let units = "kept/motcua/frozen/quy-2/data/units.csv"
        chmod("\(province.folder.path)/\(units)", 0o644)
        province.folder.write(units, province.text(units) + "9,Huyện khác,district,36\n")
        let outcome = province.run("run", "report.mc", "--frozen", "quy-2")
        #expect(outcome.error.contains("the frozen data 'quy-2' is damaged: 'units.csv' is not what was frozen"))
        #expect(outcome.output == "" || !outcome.output.contains("Theo huyện"))
        #expect(outcome.status == 4)
    }

    @Test("diff names the figures that differ and the dossiers that made them differ")
    func difference() {
        let province = Province()
        #expect(province.run("freeze", "quy-2", "--data", "data").status == 0)
        #expect(province.run("diff", "report.mc", "quy-2", "live").output == "nothing differs between quy-2 and live\n")
        province.change("data/dossiers.csv", line: "D05", to: nil)
        province.change("data/dossiers.csv", line: "D01", to: "D01,13795,1.000001,2019-01-03T08:15:00,2019-01-10,2019-01-09T10:00:00,counter,999")
        let outcome = province.run("diff", "report.mc", "quy-2", "live")
        #expect(outcome.status == 0, "\(outcome.error)")
        #expect(outcome.output == """
            Figures that differ
            result      row          column          quy-2        live         because of
            Theo huyện  Huyện Ý Yên  n               7            6            1 row less
            Theo huyện  Huyện Ý Yên  Tỷ lệ đúng hạn  83.3% (5/6)  80.0% (4/5)  1 row less
            Theo huyện  Total        n               12           11           1 row less
            Theo huyện  Total        Tỷ lệ đúng hạn  77.8% (7/9)  75.0% (6/8)  1 row less
            Ba hồ sơ    D01          Phí             100000       999          1 row changed
            text                                     Có 12 hồ sơ  Có 11 hồ sơ

            Source rows behind them
            table     key  change   column  quy-2   live  at row
            dossiers  D05  removed                        5
            dossiers  D01  changed  fee     100000  999   1

            """)
        #expect(province.run("diff", "report.mc", "quy-2", "live", "--format", "json").output.contains("\"key\": \"D05\", \"change\": \"removed\""))
    }

    @Test("A dossier that moves to another district is named once, with what changed")
    func moved() {
        let province = Province()
        #expect(province.run("freeze", "quy-2", "--data", "data").status == 0)
        province.change("data/dossiers.csv", line: "D05", to: "D05,14218,1.000003,2019-03-02T22:10:00,2019-03-05,2019-03-05T11:00:00,online,0")
        let outcome = province.run("diff", "report.mc", "quy-2", "live", "--format", "csv")
        #expect(outcome.status == 0, "\(outcome.error)")
        #expect(outcome.output.hasSuffix("\ndossiers,D05,changed,unit,13855,14218,5\n"), "\(outcome.output)")
    }

    @Test("A definition that has changed is told with the figures that it changes")
    func definitions() {
        let province = Province()
        #expect(province.run("freeze", "quy-2", "--data", "data").status == 0)
        province.folder.write("data/model.mc", province.text("data/model.mc").replacing("finished.day > due.day", with: "finished.day >= due.day"))
        let outcome = province.run("diff", "report.mc", "quy-2", "live")
        #expect(outcome.output.contains("Definitions that differ"), "\(outcome.output)")
        #expect(outcome.output.contains("finished.day >= due.day"))
    }

    @Test("Two logs say themselves which runs they are of")
    func logs() {
        let province = Province()
        #expect(province.run("freeze", "quy-2", "--data", "data").status == 0)
        _ = province.run("run", "report.mc", "--frozen", "quy-2", "--log", "before.json")
        province.change("data/dossiers.csv", line: "D05", to: nil)
        _ = province.run("run", "report.mc", "--log", "after.json")
        let outcome = province.run("diff", "before.json", "after.json")
        #expect(outcome.output.contains("dossiers  D05  removed"), "\(outcome.output)\(outcome.error)")
        province.change("data/dossiers.csv", line: "D04", to: nil)
        let later = province.run("diff", "before.json", "after.json")
        #expect(later.error.contains("'data/dossiers.csv' has changed since 'after' was run"))
        #expect(later.status == 4)
        province.folder.write("x.json", "{\"a\": [1, 2.5, null, \"\\u1EC7\"]}")
        #expect(province.run("diff", "x.json", "after.json").error.contains("'x.json' is not the log of a saved script"))
    }
}
