import Reports

/// Pages of help, from the rows of the subcommands.
enum UsagePage {
    private static let width = 80
    private static let column = 26

    /// `motcua --help`
    static var whole: String {
        let usage = """
            motcua [PATH…]                     opens the shell on a folder or on files
            motcua -c 'STATEMENTS' [PATH…]     runs them, prints the results, exits
            motcua run SCRIPT                  runs a saved script
            """
        let discussion = """
            Results go to standard output, everything else to standard error. Exit status: 0 done, 1 an error in the query or the data, 2 wrong \
            usage, 3 a check failed, 4 a file could not be read or written, 130 interrupted. The options of the shell and of -c: motcua help shell
            """
        return [
            filled("Questions to the data of a province's administrative reform, and reports that rerun."),
            part("USAGE", usage.split(separator: "\n").map { "  \($0)" }),
            part("SUBCOMMANDS", Subcommands.all.flatMap { entry($0.page.name, $0.page.summary) }),
            part("OPTIONS", general.flatMap { entry($0.0, $0.1) }),
            filled(discussion),
        ].joined(separator: "\n\n")
    }

    /// `motcua help run`
    static func of<Command: Subcommand>(_ type: Command.Type) -> String {
        let page = Command.page
        let rows = Command.options
        let own = rows.filter(\.isListed).map { ($0.form, $0.summary()) }
        // A subcommand may answer to one of the general names itself.
        let rest = general.filter { form, _ in !rows.contains { $0.names.joined(separator: ", ") == form } }
        return [
            filled(page.summary),
            part("USAGE", page.usage.map { "  \($0)" }),
            part("ARGUMENTS", entry(Command.operand.form, Command.operand.summary)),
            part("OPTIONS", (own + rest).flatMap { entry($0.0, $0.1) }),
            page.discussion.map(filled),
        ].compactMap(\.self).joined(separator: "\n\n")
    }

    private static let general = [("--version", "Show the version."), ("-h, --help", "Show this page.")]

    private static func part(_ title: String, _ lines: [String]) -> String { ([title] + lines).joined(separator: "\n") }

    /// A form and what it does, beside it or, where the form is long, below.
    private static func entry(_ form: String, _ summary: String) -> [String] {
        let lines = LineFilling.lines(of: summary, width: width - column)
        let isBeside = form.count + 2 <= column - 2
        let head = "  \(form)" + (isBeside ? String(repeating: " ", count: column - form.count - 2) + (lines.first ?? "") : "")
        return [head] + lines.dropFirst(isBeside ? 1 : 0).map { String(repeating: " ", count: column) + $0 }
    }

    private static func filled(_ text: String) -> String { LineFilling.lines(of: text, width: width).joined(separator: "\n") }
}
