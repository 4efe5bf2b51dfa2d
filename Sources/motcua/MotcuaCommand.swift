import ArgumentParser
import Session

/// The whole command line: one row a subcommand. Without a subcommand it is the shell.
struct MotcuaCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "motcua",
        abstract: "Questions to the data of a province's administrative reform, and reports that rerun.",
        usage: """
            motcua [PATH…]                     opens the shell on a folder or on files
            motcua -c 'STATEMENTS' [PATH…]     runs them, prints the results, exits
            motcua run SCRIPT                  runs a saved script
            """,
        discussion: """
            Results go to standard output, everything else to standard error. Exit status: 0 done, 1 an error in \
            the query or the data, 2 wrong usage, 3 a check failed, 4 a file could not be read or written, 130 interrupted. \
            The options of the shell and of -c: motcua shell --help
            """,
        version: Version.current,
        subcommands: [
            ShellCommand.self, RunCommand.self, CheckCommand.self, FmtCommand.self, DemoCommand.self, ModelCommand.self,
            ManualCommand.self, FreezeCommand.self, DiffCommand.self,
        ],
        defaultSubcommand: ShellCommand.self)

    static var subcommandNames: [String] {
        configuration.subcommands.compactMap { $0.configuration.commandName }
    }
}
