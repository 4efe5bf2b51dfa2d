import Glibc
import Reports
import Session
import Shell

/// The process: arguments in, exit status out.
@main
enum Main {
    static func main() {
        Interruption.install()
        do {
            switch try Request(Array(CommandLine.arguments.dropFirst())) {
            case .perform(let command): finish(try command.perform())
            case .text(let text): finish(StandardStreams.say(text))
            }
        } catch let problem as UsageProblem {
            fail(problem.text)
        } catch {
            // Nothing else is thrown so far up.
            fail("motcua: \(error)")
        }
    }

    private static func fail(_ text: String) -> Never {
        let messages = StandardStreams.error()
        messages.line(text)
        messages.flush()
        finish(.usage)
    }

    private static func finish(_ status: ExitStatus) -> Never { exit(status.rawValue) }
}

extension StandardStreams {
    /// What was asked for, on standard output.
    static func say(_ text: String) -> ExitStatus {
        let output = output()
        output.line(text)
        output.flush()
        return .done
    }
}
