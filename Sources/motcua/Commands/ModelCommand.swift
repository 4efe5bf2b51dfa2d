import ArgumentParser
import Diagnostics
import Reports
import Session
import Shell

/// `motcua model PATH…`
struct ModelCommand: MotcuaSubcommand {
    static let configuration = CommandConfiguration(
        commandName: "model", abstract: "Print a model file inferred from data files, to start from.")

    @Argument(help: "A folder of data files, or data files.")
    var path: [String]

    func perform() throws -> ExitStatus {
        let shared = try SharedOptions.parse([])
        let choice = try OutputChoice(shared)
        do {
            choice.results.write(try Session.make(shared, choice).modelText(paths: path))
            choice.results.flush()
            return .done
        } catch let error as DiagnosticList {
            return choice.report(error.all)
        }
    }
}
