import ArgumentParser
import Diagnostics
import Engine
import Reports
import Session
import Shell

/// `motcua run SCRIPT [--param NAME=VALUE]… [--params FILE.json] [--data PATH]`
struct RunCommand: MotcuaSubcommand {
    static let configuration = CommandConfiguration(
        commandName: "run", abstract: "Run a saved script; with --help: what it is and its parameters.",
        usage: "motcua run SCRIPT [--param NAME=VALUE]… [--params FILE.json] [--data PATH | --frozen NAME] [OPTIONS]",
        // The flag below answers for the script.
        helpNames: [])

    @Argument(help: "The script.")
    var script: String?

    @Option(help: ArgumentHelp("A parameter of the script. May be repeated.", valueName: "name=value"))
    var param: [String] = []

    @Option(help: ArgumentHelp("Parameters from a JSON object; --param wins.", valueName: "file.json"))
    var params: String?

    @Option(help: ArgumentHelp("The folder of the data, in place of the model's.", valueName: "path"))
    var data: String?

    @Option(help: ArgumentHelp("Run on data that motcua freeze has kept, and read nothing else.", valueName: "name"))
    var frozen: String?

    @Flag(name: [.short, .long], help: "The script's head comment and parameters; without a script this page.")
    var help = false

    @OptionGroup var options: SharedOptions

    func perform() throws -> ExitStatus {
        guard let script else {
            if help { throw CleanExit.helpRequest(RunCommand.self) }
            throw UsageProblem("run needs a script", hint: "for example: motcua run Scripts/reports/tour.mc")
        }
        let choice = try OutputChoice(options)
        if help { return describe(script, choice) }
        if data != nil, frozen != nil { throw UsageProblem("--data and --frozen exclude each other", hint: "frozen data comes with its folder") }
        let fromFile: [(name: String, value: String)]
        let frozenData: FrozenData?
        do {
            fromFile = try params.map { try ParameterFile.read($0) } ?? []
            frozenData = try frozen.map { try FrozenStore(folder: FrozenFolder.path).data($0) }
        } catch let error as DiagnosticList {
            return choice.report(error.all)
        }
        let typed = try param.map(RunCommand.split)
        try options.refuseTwoDays(typed)
        let given = fromFile.filter { pair in !typed.contains { $0.name == pair.name } } + typed
        let session = try Session.make(options, choice)
        return choice.write(session, keepsGoing: options.keepGoing, isReport: true) { sink in
            let stopwatch = options.timing ? Stopwatch() : nil
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
