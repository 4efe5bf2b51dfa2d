import Diagnostics
import Engine
import Formats
import Glibc
import Reports
import Session
import Shell
import Tables

/// Where the results of a run go and how they look there, from the options, the streams and the environment.
struct OutputChoice {
    let results = StandardStreams.output()
    let messages = StandardStreams.error()
    let display: DisplayText
    let language: Language
    private let stream: StreamSink.Style
    private let files: [(path: String, format: OutputFormat)]
    private let isQuiet: Bool
    private let logPath: String?

    var wording: Wording { stream.messages.wording }

    /// How the line editor is to look; `nil` for a terminal that only takes lines.
    var editableTerminal: InteractiveShell.Terminal? {
        guard let name = Environment["TERM"], !name.isEmpty, name != "dumb" else { return nil }
        let isReadAloud = !["", "0"].contains(Environment["ACCESSIBLE"] ?? "")
        return InteractiveShell.Terminal(hasColour: stream.results.hasColor, isReadAloud: isReadAloud)
    }

    static let formatNames = OutputFormat.all.map(\.name).joined(separator: ", ")

    /// - Throws: `UsageProblem` for a format, language or ending that does not exist.
    init(_ options: SharedOptions) throws {
        try options.refuseLater()
        language = try OutputChoice.language(options.lang)
        display = DisplayText(style: try OutputChoice.numberStyle(options.locale))
        let named = try options.format.map { try OutputChoice.format(named: $0) }
        let excel = try OutputChoice.excel(options, named)
        let isTerminal = StandardStreams.outputIsTerminal
        let mayColour = !options.noColor && (Environment["NO_COLOR"] ?? "").isEmpty && !["", "dumb"].contains(Environment["TERM"] ?? "")
        var results = RenderOptions(display: display, language: language)
        results.guardsFormulas = options.guardFormulas
        results.threads = options.threads ?? SessionOptions.processors
        if isTerminal {
            let size = StandardStreams.terminalSize
            results.hasColor = mayColour
            results.width = size?.columns
            results.rowLimit = RenderOptions.rowLimit(onScreenOf: size?.rows ?? 40)
            results.drawing = OutputChoice.drawing
        }
        var messages = RenderOptions(display: display, language: language)
        messages.hasColor = mayColour && StandardStreams.errorIsTerminal
        let format = excel ?? named ?? (isTerminal ? OutputFormat.box : OutputFormat.plain)
        stream = StreamSink.Style(format: format, results: results, messages: messages, isQuiet: options.quiet)
        files = try options.output.map { path in
            let format = try named ?? OutputChoice.format(forPath: path)
            return (path, format.name == OutputFormat.vietnameseExcel.name ? excel ?? format : format)
        }
        if files.isEmpty, format.isBinary, isTerminal {
            throw UsageProblem("a terminal cannot show \(format.name)", hint: "name a file:  --output report.\(format.extensions.first ?? format.name)")
        }
        isQuiet = options.quiet
        logPath = options.log
    }

    /// Runs `body` with the sink that the options ask for, and writes down what the run rested on when `--log` does.
    ///
    /// - Parameter isReport: a saved script, whose pages end in what they rest on wherever they go.
    func write(_ session: Session, keepsGoing: Bool, isReport: Bool = false, _ body: (any OutputSink) -> ExitStatus) -> ExitStatus {
        let recorder = AppendixRecorder()
        return logged(session) { log in
            write(keepsGoing: keepsGoing, isReport: isReport, { recorder.appendix(session) }) { sink in
                body(CombinedSink([sink, recorder] + (log.map { [$0] } ?? [])))
            }
        }
    }

    /// Runs a shell on the screen that the options ask for. Where results go to files, the shell has none: it says everything there.
    func runShell(_ session: Session, keepsGoing: Bool, showsTime: Bool, _ body: (ShellScreen) -> ExitStatus) -> ExitStatus {
        guard files.isEmpty else {
            let unheard = TextOutput { _ in }
            return write(session, keepsGoing: keepsGoing) { sink in
                body(ShellScreen(results: unheard, messages: unheard, style: stream, isTerminal: false, showsTime: showsTime, beside: sink))
            }
        }
        return logged(session) { log in
            let screen = ShellScreen(
                results: results, messages: messages, style: stream, isTerminal: StandardStreams.outputIsTerminal, showsTime: showsTime, beside: log)
            let status = body(screen)
            screen.finish()
            return status
        }
    }

    /// Runs `body` with the log that `--log` asks for, and writes it down.
    private func logged(_ session: Session, _ body: (RunLog?) -> ExitStatus) -> ExitStatus {
        guard let logPath else { return body(nil) }
        let log = RunLog()
        let clock = RunClock()
        let status = body(log)
        do throws(DiagnosticList) {
            let text = try log.text(session, status: status, clock.circumstances(zone: display.zone))
            let file = try AtomicFile(logPath)
            try file.write(text)
            try file.commit()
            return status
        } catch {
            return status.worst(report(error.all))
        }
    }

    /// Runs `body` with the sink that the options ask for, then closes what was opened.
    ///
    /// Files are kept unless the run was interrupted or ended in an error: half a report is worse than none.
    ///
    /// - Parameter appendix: what ends a document, made when the run is over.
    func write(keepsGoing: Bool, isReport: Bool = false, _ appendix: () -> Appendix? = { nil }, _ body: (any OutputSink) -> ExitStatus) -> ExitStatus {
        if files.isEmpty {
            var style = stream
            style.isReport = isReport && style.format.isDocument
            let sink = StreamSink(results: results, messages: messages, style: style)
            let status = body(sink)
            do throws(DiagnosticList) {
                try sink.finish(appendix: style.isReport ? appendix() : nil)
                return status
            } catch {
                return status.worst(report(error.all))
            }
        }
        var fileOptions = stream.results
        fileOptions.hasColor = false
        fileOptions.width = nil
        fileOptions.rowLimit = nil
        fileOptions.drawing = .blocks
        let beside = MessageSink(messages, stream.messages, isQuiet: isQuiet)
        do throws(DiagnosticList) {
            var sinks: [FileSink] = []
            for file in files { sinks.append(try FileSink(path: file.path, format: file.format, options: fileOptions)) }
            let status = body(CombinedSink(sinks + [beside]))
            let isKept: Bool =
                switch status {
                case .done, .checkFailed: true
                case .queryError: keepsGoing
                case .usage, .outside, .interrupted: false
                }
            // Hashing the files that were read may take longer than writing data.
            let foot = isKept && !files.allSatisfy(\.format.isData) ? appendix() : nil
            // Each file is whole or not there, whatever becomes of the others.
            return sinks.reduce(status) { status, sink in
                do throws(DiagnosticList) {
                    try sink.finish(isKept: isKept, appendix: foot)
                    for remark in sink.remarks { beside.notice(remark) }
                    return status
                } catch {
                    return status.worst(report(error.all))
                }
            }
        } catch {
            beside.diagnostics(error.all)
            return .outside
        }
    }

    /// Says what went wrong where no run has begun.
    func report(_ diagnostics: [Diagnostic]) -> ExitStatus {
        MessageSink(messages, stream.messages, isQuiet: isQuiet).diagnostics(diagnostics)
        return ExitStatus(diagnostics)
    }

    // MARK: Choices

    private static func format(named name: String) throws -> OutputFormat {
        if let format = OutputFormat.named(name) { return format }
        let nearest = Spelling.nearest(name, in: OutputFormat.all.map(\.name), limit: 1).first
        throw UsageProblem(
            "there is no format '\(name)'" + (nearest.map { "; did you mean '\($0)'?" } ?? ""), hint: "formats: \(formatNames)")
    }

    /// The form of CSV that `--excel` asks for.
    private static func excel(_ options: SharedOptions, _ named: OutputFormat?) throws -> OutputFormat? {
        guard let country = options.excel else { return nil }
        guard country == "vi" else { throw UsageProblem("--excel takes vi, not '\(country)'") }
        let csv = OutputFormat.vietnameseExcel
        if let named, named.name != csv.name { throw UsageProblem("--excel is a form of csv, and --format asks for \(named.name)", hint: "leave out one of them") }
        return csv
    }

    private static func format(forPath path: String) throws -> OutputFormat {
        if let format = OutputFormat.forPath(path) { return format }
        let endings = OutputFormat.all.flatMap(\.extensions).joined(separator: ", ")
        throw UsageProblem("the ending of '\(path)' names no format", hint: "endings: \(endings); or say --format")
    }

    private static func language(_ name: String?) throws -> Language {
        if let name {
            guard let language = Language(rawValue: name) else {
                throw UsageProblem("--lang takes en or vi, not '\(name)'")
            }
            return language
        }
        return Environment.isVietnamese(["MOTCUA_LANG", "LC_ALL", "LC_MESSAGES", "LANG"]) ? .vi : .en
    }

    /// A terminal without blocks and braille gets signs of ASCII; whoever hears it read gets figures.
    private static var drawing: ChartDrawing {
        if !(Environment["ACCESSIBLE"] ?? "").isEmpty { return .table }
        let locale = ["LC_ALL", "LC_CTYPE", "LANG"].lazy.compactMap { Environment[$0] }.first { !$0.isEmpty }
        let isUnicode = locale.map { $0.lowercased().contains("utf") } ?? true
        return isUnicode && Environment["TERM"] != "dumb" ? .blocks : .ascii
    }

    private static func numberStyle(_ name: String?) throws -> NumberStyle {
        if let name {
            guard let style = NumberStyle(rawValue: name) else {
                throw UsageProblem("--locale takes vi or C, not '\(name)'")
            }
            return style
        }
        return Environment.isVietnamese(["MOTCUA_LOCALE", "LC_ALL", "LC_NUMERIC", "LANG"]) ? .vi : .c
    }
}

/// The environment variables that motcua reads.
enum Environment {
    static subscript(_ name: String) -> String? { getenv(name).map { String(cString: $0) } }

    /// Whether the first of these that is set names Vietnamese.
    static func isVietnamese(_ names: [String]) -> Bool {
        for name in names {
            if let value = self[name], !value.isEmpty { return value.hasPrefix("vi") }
        }
        return false
    }
}
