import Diagnostics
import Session
import Shell

/// `motcua diff SCRIPT A B`
struct DiffCommand: Subcommand {
    static let page = SubcommandPage(
        name: "diff", summary: "Say which figures of a report differ between two states of the data, and which rows caused it.",
        usage: ["motcua diff SCRIPT A B [--param NAME=VALUE]… [--data PATH] [OPTIONS]", "motcua diff A.json B.json [--data PATH] [OPTIONS]"],
        discussion: """
            A and B are names that motcua freeze has given, or live for the data as it is now. Or they are files that run --log has \
            written, each of which knows its script, its parameters and its data: motcua diff july.json august.json
            """)

    static let operand = OperandRow<Self>(
        name: "run", summary: "A script and the names of two states of its data; or the logs of two runs.", effect: .many { $0.run = $1 })
    static let options: [OptionRow<Self>] = [
        .value("--param", "name=value", "A parameter of the script, for both runs. May be repeated.") { $0.parameters.append($1) },
        .value("--data", "path", "The folder of the live data, in place of the model's.") { $0.data = $1 },
    ] + SharedOptions.rows.map { $0.within(\.shared) }

    private var run: [String] = []
    private var parameters: [String] = []
    private var data: String?
    private var shared = SharedOptions()

    func perform() throws -> ExitStatus {
        let choice = try OutputChoice(shared)
        let sides: [RunRequest]
        do {
            sides = try requests()
        } catch let error as DiagnosticList {
            return choice.report(error.all)
        }
        let runs = try sides.map { request in
            var shared = shared
            shared.asOf = shared.asOf ?? request.asOf
            return ComparedRun(try Session.make(shared, choice), name: request.name)
        }
        return choice.write(keepsGoing: shared.keepGoing) { sink in
            do {
                for (run, request) in zip(runs, sides) {
                    let status = try execute(run, request)
                    if status != .done, status != .checkFailed { return status }
                }
                for block in try RunDifference(runs[0], runs[1], wording: choice.wording).blocks() { sink.block(block) }
                // Checks that fail are for the report to tell.
                return .done
            } catch let error as DiagnosticList {
                sink.diagnostics(error.all)
                return ExitStatus(error.all)
            } catch {
                return .interrupted
            }
        }
    }

    private func execute(_ run: ComparedRun, _ request: RunRequest) throws(DiagnosticList) -> ExitStatus {
        let frozen = try request.frozen.map { name throws(DiagnosticList) in try FrozenStore(folder: FrozenFolder.path).data(name) }
        let path = frozen == nil ? data ?? request.data : nil
        let status = try run.run(script: request.script, parameters: request.parameters, dataPath: path, frozen: frozen)
        try run.verify(request.inputs)
        return status
    }

    private func requests() throws -> [RunRequest] {
        switch run.count {
        case 3:
            let given = try parameters.map(RunCommand.split)
            try shared.refuseTwoDays(given)
            if run[1] == run[2] { throw UsageProblem("'\(run[1])' is compared with itself") }
            return run.dropFirst().map { RunRequest(script: run[0], parameters: given, asOf: nil, frozen: $0 == FrozenStore.live ? nil : $0, name: $0) }
        case 2 where run.allSatisfy({ $0.hasSuffix(".json") }):
            if !parameters.isEmpty { throw UsageProblem("the logs say which parameters the runs had", hint: "leave out --param, or name the script: motcua diff SCRIPT A B") }
            return try run.map { try RunRequest(log: $0) }
        default:
            throw UsageProblem("diff needs a script and two states of its data", hint: "for example: motcua diff report.mc quy-2-2019 live")
        }
    }
}
