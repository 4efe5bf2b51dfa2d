extension Command {
    /// In the order in which help lists them.
    static let all: [Command] = data + continuing + output + session

    private static let data: [Command] = [
        Command("tables", .data, "", "the tables that are open", run: tables),
        Command("schema", .data, "TABLE", "the columns of a table with type and label", example: ".schema dossiers", completes: [.table], run: schema),
        Command("head", .data, "[TABLE] [N]", "the first rows of a table, or of the last pipeline", example: ".head dossiers 5", completes: [.table, .text], run: head),
        Command("describe", .data, "[TABLE] [COLUMN]", "profiles each column, or one", example: ".describe dossiers fee", completes: [.table, .column], run: describe),
        Command("freq", .data, "COLUMN [TABLE]", "how often each value occurs, the most frequent first", example: ".freq channel dossiers", completes: [.column, .table], run: frequencies),
        Command("model", .data, "", "the model that is open, or one to start from for files that have none", run: model),
        Command("open", .data, "PATH…", "opens a folder or files beside those that are open", example: ".open Examples/namdinh", completes: [.path], run: open),
    ]

    private static let continuing: [Command] = [
        Command("undo", .continuing, "", "takes the last stage back and runs the pipeline again", run: undo),
        Command("rows", .continuing, "N [COLUMN]", "the source rows behind row N of the last result, or behind one cell of it", example: ".rows 2 on_time_rate", completes: [.text, .shownColumn], run: rows),
        Command("why", .continuing, "[N] [COLUMN]", "what the last result, or a cell of its row N, means and was counted from", example: ".why on_time_rate", completes: [.shownColumn], run: why),
        Command("chart", .continuing, "[KIND] [COLUMN…]", "draws the last result: adds a chart stage to the pipeline", example: ".chart bar channel n", completes: [.chart, .shownColumn], run: chart),
        Command("explain", .continuing, "[CODE | STATEMENT]", "the plan of the last pipeline or of a statement, or what a code means", example: ".explain unknown-column", completes: [.code], run: explain),
        Command("profile", .continuing, "[STATEMENT]", "runs the last pipeline or a statement, and shows time, rows and bytes of each step of its plan", example: ".profile from dossiers | sort fee desc | take 3", run: profile),
        Command("watch", .continuing, "[SECONDS] [TIMES]", "runs the last pipeline again and again until Ctrl-C", example: ".watch 2", completes: [.text], run: watch),
    ]

    private static let output: [Command] = [
        Command("last", .output, "[FORMAT]", "the last result whole, in the pager where it is long", example: ".last vertical", completes: [.format], run: last),
        Command("mode", .output, "[FORMAT]", "how results are written", example: ".mode vertical", completes: [.setting("mode")], run: setting("mode")),
        Command("width", .output, "[N | auto]", "into how many columns of the screen tables are fitted", example: ".width 100", completes: [.setting("width")], run: setting("width")),
        Command("missing", .output, "[TEXT]", "what stands for a missing value", example: ".missing NA", completes: [.text], run: setting("missing")),
        Command("pager", .output, "[on | off]", "whether long results open the pager", completes: [.setting("pager")], run: setting("pager")),
        Command("theme", .output, "[NAME]", "the colours", completes: [.setting("theme")], run: setting("theme")),
        Command("timing", .output, "[on | off]", "whether to say how long each statement took, and the memory", completes: [.setting("timing")], run: setting("timing")),
        Command("set", .output, "[NAME [VALUE]]", "all settings, or one", example: ".set locale vi", completes: [.settingName, .settingValue], run: set),
        Command("output", .output, "[FILE | | PROGRAM | off]", "sends results to a file or program from now on", example: ".output | less", completes: [.path], run: output),
        Command("once", .output, "FILE | | PROGRAM", "sends the next statement's results to a file or program", example: ".once result.csv", completes: [.path], run: once),
        Command("export", .output, "FILE", "writes the last result to a file; its ending says how", example: ".export result.csv", completes: [.path], run: export),
        Command("excel", .output, "", "opens the last result in the program that opens workbooks", run: excel),
        Command("copy", .output, "", "puts the last result on the clipboard, to be pasted into a sheet", run: copy),
    ]

    private static let session: [Command] = [
        Command("save", .session, "FILE", "writes what still stands of the session as a script", example: ".save report.mc", completes: [.path], run: save),
        Command("read", .session, "FILE | -", "runs the statements of a script here", example: ".read report.mc", completes: [.path], run: read),
        Command("param", .session, "[NAME=VALUE]", "parameters and values, or sets one", example: ".param period=2019-H1", completes: [.parameter], run: param),
        Command("shell", .session, "PROGRAM", "runs a program of the system", example: ".shell ls", completes: [.path], run: shell),
        Command("tour", .session, "[STEP]", "five minutes on the province, a step each time", run: tour),
        Command("edit", .session, "", "opens the last statement in $EDITOR; what is saved there is run with Enter", run: edit),
        Command("history", .session, "[N | TEXT | off]", "the last N inputs, or those that contain TEXT; off keeps no more of them", example: ".history 5", completes: [.text], run: history),
        Command("help", .session, "[TOPIC]", "these commands, or a page of the manual", example: ".help summarize", completes: [.topic], run: help),
        Command("version", .session, "", "which motcua this is", run: version),
        Command("quit", .session, "", "leaves the shell, as Ctrl-D does") { shell, line in
            line.isEmpty ? shell.leave() : shell.report(.extraArgument(line.text, of: "quit"))
        },
    ]
}
