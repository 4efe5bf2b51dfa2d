import Engine
import Semantics
import Tables

/// The options that every command which runs statements understands (CLI.md).
struct SharedOptions {
    var format: String?
    var output: [String] = []
    var excel: String?
    var guardFormulas = false
    var asOf: String?
    var lang: String?
    var locale: String?
    var keepGoing = false
    var explain = false
    var log: String?
    var withPrivate = false
    var timing = false
    var noColor = false
    var quiet = false
    var threads: Int?
    var memory: String?
    var spillDir: String?
    var noCache = false
    /// The first option given that CLI.md promises and that a later issue builds.
    private var later: String?

    /// Those that make sense wherever data or scripts are looked at.
    static let always: [OptionRow<Self>] = [
        .value("--as-of", "date", "The day that open deadlines and @today hang on, as 2019-06-30.") { $0.asOf = $1 },
        .value("--lang", "lang", "Language of motcua's own words: en or vi.") { $0.lang = $1 },
        .flag("--keep-going", summary: "Go on after an error; bad cells become missing and are counted.") { $0.keepGoing = true },
        .number("--threads", "n", "How many processors to use; all of them unless said.") { $0.threads = $1 },
        .value("--memory", "size", "How much memory to use, such as 512M or 4G; half of the machine's unless said.") { $0.memory = $1 },
        .value("--spill-dir", "folder", "Where to put what does not fit in memory; $TMPDIR unless said.") { $0.spillDir = $1 },
        .flag("--no-cache", summary: "Read files anew and keep no columns of them for the next run.") { $0.noCache = true },
        .flag("--quiet", summary: "No notices, and no word on checks that held.") { $0.quiet = true },
        .flag("--no-color", summary: "No colours.") { $0.noColor = true },
    ]

    static let rows: [OptionRow<Self>] = [
        .value("--format", "format", "How results are written: \(OutputChoice.formatNames).") { $0.format = $1 },
        .value("--output", "file", "Write to a file; its ending picks the format. May be repeated.") { $0.output.append($1) },
        .value("--excel", "vi", "Write CSV as Excel of a Vietnamese system opens it: vi.") { $0.excel = $1 },
        .flag("--guard-formulas", summary: "In CSV, put an apostrophe before texts that a spreadsheet would run as formulas.") { $0.guardFormulas = true },
        .value("--locale", "locale", "How numbers and dates look: vi (1.234,5) or C (1234.5).") { $0.locale = $1 },
    ] + always + [
        .flag("--explain", summary: "Print the plan instead of running it.") { $0.explain = true },
        .value("--log", "file.json", "Write what the run rests on as JSON: inputs with hashes, definitions, checks.") { $0.log = $1 },
        .flag("--with-private", summary: "Print private columns too.") { $0.withPrivate = true },
        .flag("--timing", summary: "Say how long each run took.") { $0.timing = true },
        .value("--connect", "url", "Ask a server.") { options, _ in options.later = options.later ?? "--connect" }.unlisted,
        .flag("--upload", summary: "Send files to the server.") { $0.later = $0.later ?? "--upload" }.unlisted,
    ]

    /// Refuses what is promised and not built, so that nothing is silently ignored.
    /// - Throws: `UsageProblem`
    func refuseLater() throws {
        if let later { throw UsageProblem("\(later) is not available yet", hint: "leave it out; nothing has been run") }
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
