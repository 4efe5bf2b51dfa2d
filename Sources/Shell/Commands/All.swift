extension Command {
    static let all: [Command] = [
        Command("help", "[TOPIC]", "these commands, or a page of the manual", run: help),
        Command("quit", "", "leaves the shell, as Ctrl-D does") { shell, _ in shell.leave() },
        Command("schema", "TABLE", "the columns of a table with type and label", run: schema),
        Command("tables", "", "the tables that are open", run: tables),
    ]
}
