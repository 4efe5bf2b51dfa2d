import Diagnostics

/// Mistakes of the shell's own commands and pages.
package enum ShellCode: String, DiagnosticCode {
    case ambiguousCommand = "ambiguous-command"
    case atTerminalOnly = "at-terminal-only"
    case foreignCommand = "foreign-command"
    case missingArgument = "missing-argument"
    case unknownCommand = "unknown-command"
    case unknownTopic = "unknown-topic"

    package var explanation: Explanation {
        switch self {
        case .ambiguousCommand:
            Explanation(
                "a command may be shortened as long as only one begins so",
                wrong: .shell("."), right: .shell(".tables"))
        case .atTerminalOnly:
            Explanation(
                "some commands are about what is being typed: from a pipe or a file nothing is",
                wrong: .shell(".history"), right: .shell(".tables"))
        case .foreignCommand:
            Explanation(
                "what the shell itself does begins with a dot, so that it is never taken for a query",
                wrong: .shell("show tables"), right: .shell(".tables"))
        case .missingArgument:
            Explanation(
                "the command has to know what it is about",
                wrong: .shell(".schema"), right: .shell(".schema dossiers"))
        case .unknownCommand:
            Explanation(
                "a line that begins with a dot is a command of the shell",
                wrong: .shell(".tabels"), right: .shell(".tables"))
        case .unknownTopic:
            Explanation(
                "the manual has pages for stages, functions, formats, commands and codes of errors",
                wrong: .shell(".help sumarize"), right: .shell(".help summarize"))
        }
    }
}
