extension Command {
    static let all: [Command] = [
        Command("edit", "", "opens the last statement in $EDITOR; what you save there is run with Enter", run: edit),
        Command("help", "[TOPIC]", "these commands, or a page of the manual", run: help),
        Command("history", "[N|TEXT|off]", "the last N inputs, or those that contain TEXT; off keeps no more of them", run: history),
        Command("quit", "", "leaves the shell, as Ctrl-D does") { shell, _ in shell.leave() },
        Command("rows", "N [COLUMN]", "the source rows behind row N of the last result, or behind one cell of it", run: rows),
        Command("schema", "TABLE", "the columns of a table with type and label", run: schema),
        Command("tables", "", "the tables that are open", run: tables),
        Command("why", "[COLUMN]", "what the last result means and was counted from", run: why),
    ]
}
