/// A stage as the manual shows it.
struct StagePage: Sendable {
    let word: String
    let form: String
    let summary: String

    init(_ word: String, _ form: String, _ summary: String) {
        self.word = word
        self.form = form
        self.summary = summary
    }

    /// In the order in which a pipeline uses them.
    static let all: [StagePage] = rows + outputs

    /// The stages that mostly follow a stage, likeliest first; after `nil`, those that follow a source.
    static func likely(after stage: String?) -> [String] {
        switch stage {
        case nil: ["where", "summarize", "keep", "add", "sort", "take", "lookup", "describe"]
        case "where"?: ["summarize", "where", "add", "keep", "sort", "take"]
        case "summarize"?: ["sort", "add", "show", "where", "chart", "take", "pivot", "save"]
        case "sort"?: ["take", "show", "keep", "chart", "save"]
        case "take"?, "keep"?, "drop"?, "rename"?: ["show", "save", "sort", "add"]
        case "add"?, "set"?: ["where", "summarize", "sort", "keep", "add"]
        case "lookup"?, "join"?: ["add", "where", "keep", "summarize"]
        case "show"?, "chart"?: ["save", "chart", "show"]
        default: []
        }
    }

    private static let rows: [StagePage] = [
        StagePage("from", "from TABLE", "starts: a table, a let, a file, (from …) or rows (a, b) [(1, 2)]"),
        StagePage("where", "where c", "keeps the rows for which c holds"),
        StagePage("add", "add n = e, … [by k] [along o]", "adds columns; aggregates within each k, windows along o"),
        StagePage("set", "set n = e [by k] [along o]", "replaces a column"),
        StagePage("keep", "keep a, n = e, *", "keeps these columns; * is the rest"),
        StagePage("drop", "drop a, b", "leaves columns out"),
        StagePage("rename", "rename n = old", "gives a column another name"),
        StagePage("summarize", "summarize m, n = e [by k, …] [with totals, empty]", "one row for each group, ordered by its keys"),
        StagePage("sort", "sort k desc, …", "orders rows; missing last"),
        StagePage("take", "take n [by k] [with ties] · take last n", "the first rows, or the last"),
        StagePage("distinct", "distinct [e, …]", "one row of each kind"),
        StagePage("lookup", "lookup s [as a] on k == a.k", "adds the columns of the one row that matches"),
        StagePage("join", "join s [as a] on k == a.k", "one row for every match"),
        StagePage("append", "append s", "rows of s below, by column name"),
    ]

    private static let outputs: [StagePage] = [
        StagePage("pivot", "pivot e across k [with totals]", "values of k become columns"),
        StagePage("unpivot", "unpivot a, b into n, v", "columns become rows"),
        StagePage("compare", "compare s on k [within t]", "cell by cell against a published table"),
        StagePage("sample", "sample n [seed s]", "some rows, the same ones every time"),
        StagePage("check", "check c [within t] [source \"…\"] [else \"…\"]", "fails the run when c does not hold"),
        StagePage("warn", "warn c [source \"…\"] [else \"…\"]", "lists where c does not hold"),
        StagePage("show", "show [\"title\"] [with counts]", "prints the rows and passes them on"),
        StagePage("chart", "chart kind(x: …, y: …) [\"title\"]", "draws the rows"),
        StagePage("save", "save \"file.csv\"", "writes the rows to a file and passes them on"),
        StagePage("describe", "describe", "profiles each column"),
    ]
}
