import Diagnostics
import Engine
import Reports
import Session
import Shell
import Tables

/// `motcua run SCRIPT [--param NAME=VALUE]… [--params FILE.json] [--data PATH]`
struct RunCommand: Subcommand {
    static let page = SubcommandPage(
        name: "run", summary: "Run a saved script; with --help: what it is and its parameters.",
        usage: ["motcua run SCRIPT [--param NAME=VALUE]… [--params FILE.json]", "    [--data PATH | --frozen NAME] [OPTIONS]"])
    static let operand = OperandRow<Self>(name: "script", summary: "The script.", effect: .one { $0.script = $1 })
    static let options: [OptionRow<Self>] = [
        .value("--param", "name=value", "A parameter of the script. May be repeated.") { $0.parameters.append($1) },
        .value("--params", "file.json", "Parameters from a JSON object; --param wins.") { $0.parameterFile = $1 },
        .value("--data", "path", "The folder of the data, in place of the model's.") { $0.data = $1 },
        .value("--frozen", "name", "Run on data that motcua freeze has kept, and read nothing else.") { $0.frozen = $1 },
        .flag("-h", "--help", summary: "The script's head comment and parameters; without a script this page.") { $0.wantsHelp = true },
    ] + SharedOptions.rows.map { $0.within(\.shared) }

    private var script: String?
    private var parameters: [String] = []
    private var parameterFile: String?
    private var data: String?
    private var frozen: String?
    private var wantsHelp = false
    private var shared = SharedOptions()

    func perform() throws -> ExitStatus {
        guard let script else {
            if wantsHelp { return StandardStreams.say(UsagePage.of(RunCommand.self)) }
            throw UsageProblem("run needs a script", hint: "for example: motcua run Scripts/reports/tour.mc")
        }
        let choice = try OutputChoice(shared)
        if wantsHelp { return describe(script, choice) }
        if data != nil, frozen != nil { throw UsageProblem("--data and --frozen exclude each other", hint: "frozen data comes with its folder") }
        let fromFile: [(name: String, value: String)]
        let frozenData: FrozenData?
        do {
            fromFile = try parameterFile.map { try ParameterFile.read($0) } ?? []
            frozenData = try frozen.map { try FrozenStore(folder: FrozenFolder.path).data($0) }
        } catch let error as DiagnosticList {
            return choice.report(error.all)
        }
        let typed = try parameters.map(RunCommand.split)
        try shared.refuseTwoDays(typed)
        let given = fromFile.filter { pair in !typed.contains { $0.name == pair.name } } + typed
        let session = try Session.make(shared, choice)
        session.options.endsWithItsScript = true
        return choice.write(session, keepsGoing: shared.keepGoing, isReport: true) { sink in
            let stopwatch = shared.timing ? Stopwatch() : nil
            stopwatch?.start()
            let status = session.runScript(path: script, parameters: given, dataPath: data, frozen: frozenData, into: sink)
            stopwatch?.stop(choice.messages)
            return status.exit
        }
    }

    /// `name=value` at its first `=`.
    static func split(_ text: String) throws -> (name: String, value: String) {
        guard let mark = text.firstIndex(of: "="), mark != text.startIndex else {
            throw UsageProblem("--param '\(text)' has no '='", hint: "write --param NAME=VALUE")
        }
        return (String(text[..<mark]), String(text[text.index(after: mark)...]))
    }

    private func describe(_ script: String, _ choice: OutputChoice) -> ExitStatus {
        do {
            let help = try Session.scriptHelp(path: script)
            for line in help.head { choice.results.line(line) }
            if !help.parameters.isEmpty {
                if !help.head.isEmpty { choice.results.line() }
                let table = ResultTable.texts([
                    ("parameter", help.parameters.map(\.name)),
                    ("type", help.parameters.map(\.type)),
                    ("default", help.parameters.map { $0.defaultText ?? "(required)" }),
                    ("label", help.parameters.map { $0.label ?? "" }),
                ])
                OutputFormat.plain.writer(choice.results, RenderOptions(display: choice.display)).write(.table(table))
            }
            choice.results.flush()
            return .done
        } catch {
            return choice.report(error.all)
        }
    }
}
