extension Command {
    static let all: [Command] = [
        Command("help", "[TOPIC]", "these commands, or a page of the manual", completes: [.topic], run: help),
        Command("quit", "", "leaves the shell, as Ctrl-D does") { shell, _ in shell.leave() },
        Command("rows", "N [COLUMN]", "the source rows behind row N of the last result, or behind one cell of it", completes: [.text, .shownColumn], run: rows),
        Command("schema", "TABLE", "the columns of a table with type and label", completes: [.table], run: schema),
        Command("tables", "", "the tables that are open", run: tables),
        Command("why", "[COLUMN]", "what the last result means and was counted from", completes: [.shownColumn], run: why),
    ]
}
