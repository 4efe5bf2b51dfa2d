import Glibc
import Support
import Testing

/// The cache of columns as whole processes see it.
struct CacheTests {
    private let folder = TemporaryFolder()
    private var environment: [String] { ["XDG_CACHE_HOME=\(folder.path)/xdg"] }
    private static let query = "from \"fees.csv\" | summarize n = count(), sum(fee) by channel"

    /// A source of more than 1 MiB that was not changed just now.
    private func makeSource() {
        let channels = ["counter", "post", "online"]
        folder.write("fees.csv", "id,channel,fee,note\n" + (0..<30_000).map { "D\($0),\(channels[$0 % 3]),\($0).5,nothing of note in this line\n" }.joined())
        sleep(2)
    }

    @Test("The second run reads no more of the source than tells that it is the same, and answers the same; --no-cache reads it")
    func secondRun() {
        makeSource()
        func run(_ more: String...) -> (outcome: Program.Outcome, bytesRead: Int) { Program.runCounting(["-c", Self.query, "--format", "csv"] + more, in: folder.path, environment: environment) }
        let without = run("--no-cache")
        #expect(!ProjectFolder.exists("\(folder.path)/xdg"))
        let (first, second) = (run(), run())
        #expect(without.outcome.status == 0)
        #expect(first.outcome.output == without.outcome.output && second.outcome.output == without.outcome.output)
        #expect(first.outcome.error == without.outcome.error && second.outcome.error == without.outcome.error)
        // Types are facts of the whole file, so it is read once for them and once for the rows.
        #expect(first.bytesRead - second.bytesRead > 2_000_000, "\(first.bytesRead) and \(second.bytesRead)")
        #expect(without.bytesRead - second.bytesRead > 2_000_000)
        // Another column: only now is the file parsed again.
        let other = Program.runCounting(["-c", "from \"fees.csv\" | summarize count(note)"], in: folder.path, environment: environment)
        #expect(other.bytesRead - second.bytesRead > 1_000_000)
    }

    @Test("What is left out because it cannot pass is counted as read and filtered: '.why' says the same of the first reading, of memory and of the cache")
    func leftOut() {
        let row = (0..<30_000).map { "\($0),2019-\($0 < 9_000 ? "01" : $0 < 21_000 ? "02" : "03")-15,nothing of note in this line\n" }
        folder.write("days.csv", "n,day,note\n" + row.joined())
        sleep(2)
        let asked = "from \"days.csv\" | where day in @2019-03 and n * 2 < 42018 | summarize n = count()\n.why\n"
        func run(_ options: [String]) -> [Substring] {
            let outcome = Program.run(options + ["--as-of", "2019-09-27"], input: asked + asked, in: folder.path, environment: environment)
            #expect(outcome.status == 0 && outcome.error.isEmpty, "\(outcome.error)")
            return outcome.output.split(separator: "\n")
        }
        let without = run(["--no-cache"])
        #expect(without.contains("where day in @2019-03 and n * 2 < 42018: kept 9 of 30000 rows"))
        #expect(without.contains { $0.hasSuffix(", 30000 rows read") })
        for lines in [without, run([]), run([])] {
            #expect(lines.prefix(lines.count / 2) == without.prefix(without.count / 2))
            #expect(lines.suffix(lines.count / 2) == without.prefix(without.count / 2))
        }
    }

    @Test("A mistake in a row behind others that were left out is told as ever")
    func mistakeBehindThem() {
        folder.write("days.csv", "n,day,note\n" + (0..<30_000).map { "\($0),2019-\($0 < 9_000 ? "01" : "02")-15,nothing of note in this line\n" }.joined())
        sleep(2)
        let asked = "from \"days.csv\" | where day in @2019-02 and n * 400000000000000 > 5"
        // The first time the file is parsed.
        for options in [["--no-cache"], [], []] {
            let outcome = Program.run(options + ["-c", asked], in: folder.path, environment: environment)
            #expect(outcome.error.contains("23059 × 400000000000000 is too large for int, row 23060\n"), "\(outcome.error)")
        }
    }

    @Test("What a later statement wants is kept in memory, and what one statement reads twice")
    func keptInMemory() {
        makeSource()
        func bytesRead(_ statements: String) -> Int {
            let run = Program.runCounting(["-c", statements, "--no-cache"], in: folder.path, environment: environment)
            #expect(run.outcome.status == 0, "\(run.outcome.error)")
            return run.bytesRead
        }
        let once = bytesRead(Self.query)
        #expect(bytesRead("\(Self.query)\n\(Self.query)") < once + 1_000_000)
        #expect(bytesRead("from \"fees.csv\" | where fee > (from \"fees.csv\" | summarize avg(fee)) | summarize sum(fee)") < once + 1_000_000)
    }

    @Test("The folder of the cache is for its owner alone")
    func rights() {
        makeSource()
        _ = Program.run(["-c", Self.query], in: folder.path, environment: environment)
        var status = stat()
        #expect(stat("\(folder.path)/xdg/motcua", &status) == 0)
        #expect(status.st_mode & 0o777 == 0o700)
    }

    @Test("A source that grew is read again")
    func grownSource() {
        makeSource()
        _ = Program.run(["-c", Self.query], in: folder.path, environment: environment)
        let path = "\(folder.path)/fees.csv"
        guard let file = fopen(path, "a") else { return #expect(Bool(false), "the source can be written") }
        fputs("D30000,post,1.5,\n", file)
        fclose(file)
        let outcome = Program.run(["-c", "from \"fees.csv\" | summarize n = count()", "--format", "csv"], in: folder.path, environment: environment)
        #expect(outcome.output == "n\n30001\n")
    }
}
