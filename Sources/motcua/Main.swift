import ArgumentParser
import Glibc
import Reports
import Session
import Shell

/// The process: arguments in, exit status out.
@main
enum Main {
    static func main() {
        Interruption.install()
        let arguments = Array(CommandLine.arguments.dropFirst())
        let messages = StandardStreams.error()
        do {
            var command = try MotcuaCommand.parseAsRoot(arguments)
            if let command = command as? any MotcuaSubcommand {
                finish(try command.perform())
            }
            // What is left is the parser's own: help and the version.
            try command.run()
            finish(.done)
        } catch let problem as UsageProblem {
            messages.line(problem.text)
            messages.flush()
            finish(.usage)
        } catch {
            finish(explain(error))
        }
    }

    /// Help and version go to standard output; everything else that the argument parser says is wrong usage.
    private static func explain(_ error: any Error) -> ExitStatus {
        let text = MotcuaCommand.fullMessage(for: error)
        if MotcuaCommand.exitCode(for: error).isSuccess {
            let output = StandardStreams.output()
            output.line(text)
            output.flush()
            return .done
        }
        let messages = StandardStreams.error()
        messages.line(text)
        messages.flush()
        return .usage
    }

    private static func finish(_ status: ExitStatus) -> Never { exit(status.rawValue) }
}

/// A command that ends with one of the statuses of CLI.md, which the argument parser's own run method cannot say.
protocol MotcuaSubcommand: ParsableCommand {
    func perform() throws -> ExitStatus
}

/// A call that cannot be understood, in words for whoever typed it.
struct UsageProblem: Error {
    let text: String

    init(_ sentence: String, hint: String? = nil) {
        text = "motcua: \(sentence)" + (hint.map { "\n  \($0)" } ?? "")
    }
}
