import ArgumentParser
import Semantics

/// The options that every command which runs statements understands (CLI.md).
struct SharedOptions: ParsableArguments {
    @Option(help: ArgumentHelp("How results are written: \(OutputChoice.formatNames).", valueName: "format"))
    var format: String?

    @Option(help: ArgumentHelp("Write to a file; its ending picks the format. May be repeated.", valueName: "file"))
    var output: [String] = []

    @Option(help: ArgumentHelp("The day that open deadlines and @today hang on, as 2019-06-30.", valueName: "date"))
    var asOf: String?

    @Option(help: ArgumentHelp("Language of motcua's own words: en or vi.", valueName: "lang"))
    var lang: String?

    @Option(help: ArgumentHelp("How numbers and dates look: vi (1.234,5) or C (1234.5).", valueName: "locale"))
    var locale: String?

    @Flag(help: "Go on after an error; bad cells become missing and are counted.")
    var keepGoing = false

    @Flag(help: "Print the plan instead of running it.")
    var explain = false

    @Option(help: ArgumentHelp("Write what the run rests on as JSON: inputs with hashes, definitions, checks.", valueName: "file.json"))
    var log: String?

    @Flag(help: "Print private columns too.")
    var withPrivate = false

    @Flag(help: "Say how long each run took.")
    var timing = false

    @Flag(help: "No colours.")
    var noColor = false

    @Flag(help: "No notices, and no word on checks that held.")
    var quiet = false

    @Option(help: ArgumentHelp("How many processors to use; all of them unless said.", valueName: "n"))
    var threads: Int?

    @OptionGroup(visibility: .hidden)
    var later: LaterOptions

    /// Refuses what is promised and not built, so that nothing is silently ignored.
    /// - Throws: `UsageProblem`
    func refuseLater() throws {
        try later.refuse()
        if let threads, threads < 1 {
            throw UsageProblem("--threads takes a number from 1 on, not \(threads)")
        }
    }

    /// `--as-of` in days since 1970-01-01.
    /// - Throws: `UsageProblem` when it is no date.
    func asOfDay() throws -> Int32? {
        guard let asOf else { return nil }
        if let day = SharedOptions.day(asOf) { return day }
        throw UsageProblem("--as-of '\(asOf)' is not a date", hint: "write year, month and day: --as-of 2019-06-30")
    }

    /// `2019-06-30` or `@2019-06-30` in days since 1970-01-01.
    private static func day(_ text: String) -> Int32? {
        let text = text.hasPrefix("@") ? String(text.dropFirst()) : text
        let parts = text.split(separator: "-", omittingEmptySubsequences: false)
        guard parts.count == 3, parts.map(\.count) == [4, 2, 2], let year = Int(parts[0]), let month = Int(parts[1]), let day = Int(parts[2])
        else { return nil }
        return CivilDate(year: year, month: month, day: day)?.days
    }

    /// The parameter `as_of` and the option `--as-of` are one thing, and neither wins over the other in silence.
    /// - Throws: `UsageProblem` when both are typed and name different days.
    func refuseTwoDays(_ parameters: [(name: String, value: String)]) throws {
        guard let asOf, let day = try asOfDay() else { return }
        for (name, value) in parameters where name == "as_of" && SharedOptions.day(value) != day {
            throw UsageProblem("--as-of \(asOf) and --param as_of=\(value) are two different days", hint: "leave out one of them")
        }
    }
}

/// Options that CLI.md promises and that later issues build.
struct LaterOptions: ParsableArguments {
    @Option var memory: String?
    @Option var connect: String?
    @Option var spillDir: String?
    @Option var excel: String?
    @Option var frozen: String?
    @Flag var noCache = false
    @Flag var upload = false

    func refuse() throws {
        let given: [(name: String, isGiven: Bool)] = [
            ("memory", memory != nil), ("connect", connect != nil), ("spill-dir", spillDir != nil),
            ("excel", excel != nil), ("frozen", frozen != nil), ("no-cache", noCache), ("upload", upload),
        ]
        if let first = given.first(where: \.isGiven) {
            throw UsageProblem("--\(first.name) is not available yet", hint: "leave it out; nothing has been run")
        }
    }
}
