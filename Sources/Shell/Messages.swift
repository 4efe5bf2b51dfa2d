import Characters
import Diagnostics
import Formats
import Semantics
import Session

// Every wording of the shell itself, in alphabetical order.

extension Message {
    static func ambiguousCommand(_ name: String, _ names: [String]) -> Message {
        // Of many, help says more than a list.
        guard names.count <= 6 else { return Message(ShellCode.ambiguousCommand, "'.\(name)' may be any of \(names.count) commands", "'.help' lists the commands") }
        return Message(ShellCode.ambiguousCommand, "'.\(name)' may be " + either(names.map { ".\($0)" }))
    }

    static func atTerminalOnly(_ command: String) -> Message {
        Message(ShellCode.atTerminalOnly, "'.\(command)' is for typing at a terminal, and there is none")
    }

    static func cannotWrite(_ path: String, _ reason: String) -> Message {
        Message(FileCode.cannotWriteFile, "'\(path)' cannot be written: \(reason)", kind: .outside)
    }

    static func endingNamesNoFormat(_ path: String) -> Message {
        let endings = OutputFormat.all.flatMap(\.extensions).map { ".\($0)" }.joined(separator: " ")
        return Message(FileCode.unknownFormat, "the ending of '\(path)' names no format", "these can be written: \(endings)")
    }

    static func extraArgument(_ text: String, of command: String) -> Message {
        let form = Command.all.first { $0.name == command }?.form ?? ".\(command)"
        return Message(ShellCode.extraArgument, "'\(text)' is left over behind '.\(command)'", "it is written  \(form)")
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

    static func noAddresses(_ address: String) -> Message {
        Message(ShellCode.noAddresses, "'\(address)' is an address, and only files are opened", "download it first, then open the file", kind: .outside)
    }

    static let noClipboard = Message(
        ShellCode.noClipboard, "there is no clipboard here", "'.export result.csv' writes the result to a file", kind: .outside)

    static let noDesktop = Message(
        ShellCode.noDesktop, "there is no desktop here that opens workbooks", "'.export result.xlsx' writes the result to a file", kind: .outside)

    static let noPipeline = Message(ShellCode.noPipeline, "there is no pipeline yet that this could be about", "begin with  from …")

    static let nothingOpen = Message(ShellCode.nothingOpen, "nothing is open", "'.open FOLDER' opens one")

    static func nothingToResume(_ path: String) -> Message {
        Message(ShellCode.nothingToResume, "no session has been kept in '\(path)'", "a shell at a terminal keeps one", kind: .outside)
    }

    static func programFailed(_ program: String, _ reason: String) -> Message {
        Message(ShellCode.programFailed, "'\(program)' failed: \(reason)", kind: .outside)
    }

    static func settingValue(_ value: String, of setting: String, wanted: String, nearest: String?) -> Message {
        Message(
            ShellCode.settingValue, "'\(value)' is not what '.\(setting)' takes" + (nearest.map { "; did you mean '\($0)'?" } ?? ""), "it takes \(wanted)")
    }

    static let tourNeedsProvince = Message(
        ShellCode.tourNeedsProvince, "the tour goes through the demonstration province, which is not open", "start with  motcua Examples/namdinh")

    static func unknownSetting(_ name: String, nearest: String?) -> Message {
        Message(
            ShellCode.unknownSetting, "there is no setting '\(name)'" + (nearest.map { "; did you mean '\($0)'?" } ?? ""), "'.set' lists the settings")
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
