/// A statement as completion and help show it.
struct StatementPage: Sendable {
    let word: String
    let form: String
    let summary: String

    private init(_ word: String, _ form: String, _ summary: String) {
        self.word = word
        self.form = form
        self.summary = summary
    }

    static let all: [StatementPage] = [
        StatementPage("let", "let name = from … · let name = e", "names a pipeline or a value"),
        StatementPage("use", "use \"model.mc\"", "opens the tables of a model"),
        StatementPage("param", "param name: type = default", "a value that the run may be given"),
        StatementPage("fn", "fn name(a: type): type = e", "names a computation"),
        StatementPage("check", "check c [within t] [source \"…\"] [else \"…\"]", "fails the run when c does not hold"),
        StatementPage("warn", "warn c [else \"…\"]", "says when c does not hold"),
        StatementPage("title", "title \"…\"", "the title of a report"),
        StatementPage("section", "section \"…\"", "a heading"),
        StatementPage("text", "text \"…\"", "a paragraph, with values in braces"),
        StatementPage("table", "table name file \"a.csv\" { … }", "says what the columns of a file are"),
        StatementPage("calendar", "calendar name { … }", "says which days are worked"),
        StatementPage("zone", "zone = \"Asia/Ho_Chi_Minh\"", "the zone of all times"),
        StatementPage("edition", "edition 1", "how the script is to be understood in ten years"),
    ]
}
