import ArgumentParser
import Diagnostics
import Reports
import Session

/// `motcua check SCRIPT… [--format json]`
struct CheckCommand: MotcuaSubcommand {
    static let configuration = CommandConfiguration(
        commandName: "check", abstract: "Look for mistakes in scripts and model files; runs nothing.")

    @Argument(help: "Scripts or model files.")
    var script: [String]

    @Option(help: ArgumentHelp("text, or json for editors.", valueName: "format"))
    var format: String = "text"

    @Option(help: ArgumentHelp("The day that @today hangs on, as 2019-06-30.", valueName: "date"))
    var asOf: String?

    @Flag(help: "No colours.")
    var noColor = false

    func perform() throws -> ExitStatus {
        guard ["text", "json"].contains(format) else {
            throw UsageProblem("check writes text or json, not '\(format)'")
        }
        var shared = try SharedOptions.parse([])
        shared.asOf = asOf
        shared.noColor = noColor
        let choice = try OutputChoice(shared)
        var status = ExitStatus.done
        var all: [Diagnostic] = []
        for path in script {
            // A session each: one script's definitions are no business of the next.
            let found = try Session.make(shared, display: choice.display).check(path: path)
            status = status.worst(ExitStatus(found))
            if !found.isEmpty { status = status.worst(.queryError) }
            all += found
        }
        if format == "json" {
            choice.results.line(DiagnosticJSON.text(all))
            choice.results.flush()
        } else {
            _ = choice.report(all)
        }
        return status
    }
}
