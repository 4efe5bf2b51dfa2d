import Characters
import Engine
import Reports
import Session
import Tables

extension Command {
    /// How many inputs `.history` shows unless told.
    private static let historyShown = 20

    /// `.history [N|TEXT|off]`
    static func history(_ shell: Shell, _ line: CommandLine) {
        guard let history = shell.history else { return shell.report(.atTerminalOnly("history")) }
        let argument = line.text
        if argument == "off" {
            history.isOff = true
            return shell.screen.block(.text("inputs are not kept from here on"))
        }
        // The last entry is this command.
        let earlier = history.isOff ? history.entries[...] : history.entries.dropLast()
        let shown: [HistoryEntry]
        if let count = Int(argument) {
            shown = Array(earlier.suffix(max(0, count)))
        } else {
            let wanted = Folding.fold(argument)
            shown = Array(earlier.filter { wanted.isEmpty || Folding.fold($0.text).contains(wanted) }.suffix(historyShown))
        }
        if shown.isEmpty { return shell.screen.block(.text(argument.isEmpty ? "nothing has been typed yet" : "no input contains '\(argument)'")) }
        shell.screen.block(
            .table(
                ResultTable.texts([
                    ("when", shown.map { String($0.time.prefix(16)).replacing("T", with: " ") }),
                    ("took", shown.map(outcome(of:))),
                    ("input", shown.map { $0.text.split(whereSeparator: \.isWhitespace).joined(separator: " ") }),
                ])))
    }

    private static func outcome(of entry: HistoryEntry) -> String {
        guard let isDone = entry.isDone, let milliseconds = entry.milliseconds else { return "did not end" }
        return isDone ? Clock.seconds(milliseconds) : "failed"
    }

    /// `.edit`
    static func edit(_ shell: Shell, _ line: CommandLine) {
        guard shell.isEdited else { return shell.report(.atTerminalOnly("edit")) }
        shell.editOutside()
    }
}
