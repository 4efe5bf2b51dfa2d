import Diagnostics
import Reports
import Session
import Shell

/// `motcua model PATH…`
struct ModelCommand: Subcommand {
    static let page = SubcommandPage(
        name: "model", summary: "Print a model file inferred from data files, to start from.", usage: ["motcua model PATH…"])
    static let operand = OperandRow<Self>(name: "path", summary: "A folder of data files, or data files.", effect: .many { $0.paths = $1 }, isRequired: true)
    static let options: [OptionRow<Self>] = []

    private var paths: [String] = []

    func perform() throws -> ExitStatus {
        let shared = SharedOptions()
        let choice = try OutputChoice(shared)
        do {
            choice.results.write(try Session.make(shared, choice).modelText(paths: paths))
            choice.results.flush()
            return .done
        } catch let error as DiagnosticList {
            return choice.report(error.all)
        }
    }
}
