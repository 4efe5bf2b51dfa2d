import Diagnostics
import Session
import Shell

/// `motcua manual [TOPIC]`
struct ManualCommand: Subcommand {
    static let page = SubcommandPage(
        name: "manual", summary: "Reference pages: stages, functions, formats, commands, or one of them by name.", usage: ["motcua manual [TOPIC]"])
    static let operand = OperandRow<Self>(name: "topic", summary: "A page, a function or a stage.", effect: .one { $0.topic = $1 })
    static let options: [OptionRow<Self>] = []

    private var topic: String?

    func perform() throws -> ExitStatus {
        let shared = SharedOptions()
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
