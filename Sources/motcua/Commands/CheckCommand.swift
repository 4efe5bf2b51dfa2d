import ArgumentParser
import Diagnostics
import Reports
import Semantics
import Session

/// `motcua check SCRIPT… [--format json]` and `motcua check --data PATH`
struct CheckCommand: MotcuaSubcommand {
    static let configuration = CommandConfiguration(
        commandName: "check", abstract: "Look for mistakes in scripts and model files, running nothing; with --data in the data itself.",
        usage: "motcua check SCRIPT… [--format json]\nmotcua check --data PATH")

    @Argument(help: "Scripts or model files.")
    var script: [String] = []

    @Option(help: ArgumentHelp("Run every check and warn of the model of this folder, and look for repeated keys and links to nothing.", valueName: "path"))
    var data: String?

    @Option(help: ArgumentHelp("text, or json for editors.", valueName: "format"))
    var format: String = "text"

    @Option(help: ArgumentHelp("The day that @today hangs on, as 2019-06-30.", valueName: "date"))
    var asOf: String?

    @Option(help: ArgumentHelp("Language of motcua's own words: en or vi.", valueName: "lang"))
    var lang: String?

    @Flag(help: "Go on after an error; bad cells become missing and are counted.")
    var keepGoing = false

    @Flag(help: "No colours.")
    var noColor = false

    func perform() throws -> ExitStatus {
        guard ["text", "json"].contains(format) else {
            throw UsageProblem("check writes text or json, not '\(format)'")
        }
        guard !script.isEmpty || data != nil else {
            throw UsageProblem("check needs a script, or --data and a folder", hint: "for example: motcua check report.mc, or motcua check --data Examples/namdinh")
        }
        var shared = try SharedOptions.parse([])
        shared.asOf = asOf
        shared.lang = lang
        shared.keepGoing = keepGoing
        shared.noColor = noColor
        let choice = try OutputChoice(shared)
        var status = try checkScripts(shared, choice)
        if let data { status = status.worst(try checkData(data, shared, choice)) }
        return status
    }

    private func checkScripts(_ shared: SharedOptions, _ choice: OutputChoice) throws -> ExitStatus {
        var status = ExitStatus.done
        var all: [Diagnostic] = []
        for path in script {
            // A session each: one script's definitions are no business of the next.
            let found = try Session.make(shared, choice).check(path: path)
            status = status.worst(ExitStatus(found))
            if !found.isEmpty { status = status.worst(.queryError) }
            all += found
        }
        if format == "json", !script.isEmpty {
            choice.results.line(DiagnosticJSON.text(all))
            choice.results.flush()
        } else {
            _ = choice.report(all)
        }
        return status
    }

    private func checkData(_ path: String, _ shared: SharedOptions, _ choice: OutputChoice) throws -> ExitStatus {
        let session = try Session.make(shared, choice)
        do {
            try session.open(paths: [path])
        } catch {
            return choice.report(error.all)
        }
        guard session.tables.contains(where: \.isModelled) else {
            return choice.report([Diagnostic(.noModel(in: path))])
        }
        return choice.write(keepsGoing: keepGoing) { session.checkData(into: $0).exit }
    }
}
