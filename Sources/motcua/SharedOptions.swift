import ArgumentParser
import Engine
import Semantics

/// The options that every command which runs statements understands (CLI.md).
struct SharedOptions: ParsableArguments {
    @Option(help: ArgumentHelp("How results are written: \(OutputChoice.formatNames).", valueName: "format"))
    var format: String?

    @Option(help: ArgumentHelp("Write to a file; its ending picks the format. May be repeated.", valueName: "file"))
    var output: [String] = []

    @Option(help: ArgumentHelp("Write CSV as Excel of a Vietnamese system opens it: vi.", valueName: "vi"))
    var excel: String?

    @Flag(help: "In CSV, put an apostrophe before texts that a spreadsheet would run as formulas.")
    var guardFormulas = false

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

    @Option(help: ArgumentHelp("How much memory to use, such as 512M or 4G; half of the machine's unless said.", valueName: "size"))
    var memory: String?

    @Option(help: ArgumentHelp("Where to put what does not fit in memory; $TMPDIR unless said.", valueName: "folder"))
    var spillDir: String?

    @Flag(help: "Read files anew and keep no columns of them for the next run.")
    var noCache = false

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

    /// `--memory` in bytes.
    /// - Throws: `UsageProblem` when it is no size, or too small to do anything in.
    func memoryLimit() throws -> Int? {
        guard let memory else { return nil }
        guard let size = MemorySize.bytes(memory) else {
            throw UsageProblem("--memory '\(memory)' is not a size", hint: "write a number with M or G behind it: --memory 512M")
        }
        guard size >= MemorySize.least else {
            throw UsageProblem("--memory \(memory) is too little to work in", hint: "the least is --memory \(MemorySize.option(MemorySize.least))")
        }
        return size
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
    @Option var connect: String?
    @Flag var upload = false

    func refuse() throws {
        let given: [(name: String, isGiven: Bool)] = [
            ("connect", connect != nil), ("upload", upload),
        ]
        if let first = given.first(where: \.isGiven) {
            throw UsageProblem("--\(first.name) is not available yet", hint: "leave it out; nothing has been run")
        }
    }
}
