import ArgumentParser
import Session

/// `motcua freeze NAME [--data PATH]`: promised by the command line, built with the report issue.
struct FreezeCommand: MotcuaSubcommand {
    static let configuration = CommandConfiguration(
        commandName: "freeze", abstract: "Keep the data of a run (not available yet).", shouldDisplay: false)

    @Argument(parsing: .captureForPassthrough) var rest: [String] = []

    func perform() throws -> ExitStatus { throw UsageProblem("'motcua freeze' is not available yet") }
}

/// `motcua diff A B`: promised by the command line, built with the report issue.
struct DiffCommand: MotcuaSubcommand {
    static let configuration = CommandConfiguration(
        commandName: "diff", abstract: "Say which figures of two runs differ (not available yet).", shouldDisplay: false)

    @Argument(parsing: .captureForPassthrough) var rest: [String] = []

    func perform() throws -> ExitStatus { throw UsageProblem("'motcua diff' is not available yet") }
}
