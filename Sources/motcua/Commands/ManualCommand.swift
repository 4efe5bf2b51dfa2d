import ArgumentParser
import Diagnostics
import Session
import Shell

/// `motcua manual [TOPIC]`
struct ManualCommand: MotcuaSubcommand {
    static let configuration = CommandConfiguration(
        commandName: "manual", abstract: "Reference pages: stages, functions, formats, commands, or one of them by name.")

    @Argument(help: "A page, a function or a stage.")
    var topic: String?

    func perform() throws -> ExitStatus {
        let shared = try SharedOptions.parse([])
        let choice = try OutputChoice(shared)
        let manual = Manual(functions: try Session.make(shared, choice).functions)
        guard let blocks = topic.map({ manual.page($0) }) ?? manual.contents else {
            let topic = topic ?? ""
            let near = manual.nearest(topic)
            throw UsageProblem(
                "the manual has no page '\(topic)'" + (near.first.map { "; did you mean '\($0)'?" } ?? ""),
                hint: "motcua manual lists the pages")
        }
        return choice.write(keepsGoing: false) { sink in
            for block in blocks { sink.block(block) }
            return .done
        }
    }
}
