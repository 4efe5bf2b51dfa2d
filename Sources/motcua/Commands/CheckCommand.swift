import Diagnostics
import Reports
import Semantics
import Session

/// `motcua check SCRIPT… [--format json]` and `motcua check --data PATH`
struct CheckCommand: Subcommand {
    static let page = SubcommandPage(
        name: "check", summary: "Look for mistakes in scripts and model files, running nothing; with --data in the data itself.",
        usage: ["motcua check SCRIPT… [--format json]", "motcua check --data PATH"])
    static let operand = OperandRow<Self>(name: "script", summary: "Scripts or model files.", effect: .many { $0.scripts = $1 })
    static let options: [OptionRow<Self>] = [
        .value("--data", "path", "Run every check and warn of the model of this folder, and look for repeated keys and links to nothing.") { $0.data = $1 },
        .value("--format", "format", "text, or json for editors; text unless said.") { $0.format = $1 },
    ] + SharedOptions.always.map { $0.within(\.shared) }

    private var scripts: [String] = []
    private var data: String?
    private var format = "text"
    private var shared = SharedOptions()

    func perform() throws -> ExitStatus {
        guard ["text", "json"].contains(format) else {
            throw UsageProblem("check writes text or json, not '\(format)'")
        }
        guard !scripts.isEmpty || data != nil else {
            throw UsageProblem("check needs a script, or --data and a folder", hint: "for example: motcua check report.mc, or motcua check --data Examples/namdinh")
        }
        let choice = try OutputChoice(shared)
        var status = try checkScripts(choice)
        if let data { status = status.worst(try checkData(data, choice)) }
        return status
    }

    private func checkScripts(_ choice: OutputChoice) throws -> ExitStatus {
        var status = ExitStatus.done
        var all: [Diagnostic] = []
        for path in scripts {
            // A session each: one script's definitions are no business of the next.
            let found = try Session.make(shared, choice).check(path: path)
            status = status.worst(ExitStatus(found))
            if !found.isEmpty { status = status.worst(.queryError) }
            all += found
        }
        if format == "json", !scripts.isEmpty {
            choice.results.line(DiagnosticJSON.text(all))
            choice.results.flush()
        } else {
            _ = choice.report(all)
        }
        return status
    }

    private func checkData(_ path: String, _ choice: OutputChoice) throws -> ExitStatus {
        let session = try Session.make(shared, choice)
        do {
            try session.open(paths: [path])
        } catch {
            return choice.report(error.all)
        }
        guard session.tables.contains(where: \.isModelled) else {
            return choice.report([Diagnostic(.noModel(in: path))])
        }
        return choice.write(keepsGoing: shared.keepGoing) { session.checkData(into: $0).exit }
    }
}
