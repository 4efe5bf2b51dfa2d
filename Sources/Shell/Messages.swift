import Characters
import Diagnostics
import Formats
import Semantics

// Every wording of the shell itself, in alphabetical order.

extension Message {
    static func ambiguousCommand(_ name: String, _ names: [String]) -> Message {
        Message(ShellCode.ambiguousCommand, "'.\(name)' may be " + either(names.map { ".\($0)" }))
    }

    static func atTerminalOnly(_ command: String) -> Message {
        Message(ShellCode.atTerminalOnly, "'.\(command)' is for typing at a terminal, and there is none")
    }

    static func cannotWrite(_ path: String, _ reason: String) -> Message {
        Message(FileCode.cannotWriteFile, "'\(path)' cannot be written: \(reason)", kind: .outside)
    }

    static func foreignCommand(_ line: String, ours: String) -> Message {
        Message(ShellCode.foreignCommand, "'\(line)' is written '\(ours)' here")
    }

    static func lineIsNotUTF8(_ number: Int, _ hint: EncodingHint) -> Message {
        Message(FileCode.notUTF8, "line \(number) is not UTF-8 text\(hint.addition)", "set the terminal or the file to UTF-8")
    }

    static func missingArgument(_ argument: String, of command: String, example: String) -> Message {
        Message(ShellCode.missingArgument, "'.\(command)' needs \(argument)", "for example: .\(command) \(example)")
    }

    static func unknownCommand(_ name: String, nearest: String?) -> Message {
        Message(
            ShellCode.unknownCommand, "'.\(name)' is not a command" + (nearest.map { "; did you mean '.\($0)'?" } ?? ""),
            "'.help' lists the commands")
    }

    static func unknownTable(_ name: String, nearest: [String]) -> Message {
        Message(NameCode.unknownTable, "'\(name)' is not a table" + suggestion(nearest), "'.tables' lists the tables")
    }

    static func unknownTopic(_ name: String, nearest: [String]) -> Message {
        Message(ShellCode.unknownTopic, "the manual has no page '\(name)'" + suggestion(nearest), "'motcua manual' lists the pages")
    }

    private static func suggestion(_ nearest: [String]) -> String {
        nearest.isEmpty ? "" : "; did you mean \(either(nearest.map { "'\($0)'" }))?"
    }

    private static func either(_ names: [String]) -> String {
        guard names.count > 1, let last = names.last else { return names.first ?? "" }
        return names.dropLast().joined(separator: ", ") + " or " + last
    }
}
