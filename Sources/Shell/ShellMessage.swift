import Diagnostics

/// Every error of the shell itself, alphabetical.
enum ShellMessage {
    case ambiguousCommand(String, [String])
    case lineIsNotUtf8(Int)
    case missingArgument(command: String, argument: String, example: String)
    case unknownCommand(String, nearest: String?)
    case unknownTable(String, nearest: [String])
    case unknownTopic(String, nearest: [String])

    var diagnostic: Diagnostic {
        switch self {
        case .ambiguousCommand(let name, let names):
            Diagnostic(
                "ambiguous-command", "'.\(name)' may be " + ShellMessage.either(names.map { ".\($0)" }))
        case .lineIsNotUtf8(let number):
            Diagnostic("not-utf8", "line \(number) is not UTF-8 text", hints: ["set the terminal or the file to UTF-8"])
        case .missingArgument(let command, let argument, let example):
            Diagnostic("missing-argument", "'.\(command)' needs \(argument)", hints: ["for example: .\(command) \(example)"])
        case .unknownCommand(let name, let nearest):
            Diagnostic(
                "unknown-command",
                "'.\(name)' is not a command" + (nearest.map { "; did you mean '.\($0)'?" } ?? ""), hints: ["'.help' lists the commands"])
        case .unknownTable(let name, let nearest):
            Diagnostic(
                "unknown-table", "'\(name)' is not a table" + ShellMessage.suggestion(nearest), hints: ["'.tables' lists the tables"])
        case .unknownTopic(let name, let nearest):
            Diagnostic(
                "unknown-topic", "the manual has no page '\(name)'" + ShellMessage.suggestion(nearest),
                hints: ["'motcua manual' lists the pages"])
        }
    }

    private static func suggestion(_ nearest: [String]) -> String {
        nearest.isEmpty ? "" : "; did you mean \(either(nearest.map { "'\($0)'" }))?"
    }

    private static func either(_ names: [String]) -> String {
        guard names.count > 1, let last = names.last else { return names.first ?? "" }
        return names.dropLast().joined(separator: ", ") + " or " + last
    }
}
