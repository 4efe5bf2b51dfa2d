/// A stage as the manual shows it.
struct StagePage: Sendable {
    let word: String
    let form: String
    let summary: String
    /// A pipeline that runs anywhere; empty where running it would leave something behind.
    let example: String

    init(_ word: String, _ form: String, _ summary: String, example: String) {
        self.word = word
        self.form = form
        self.summary = summary
        self.example = example
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
        StagePage("from", "from TABLE", "starts: a table, a let, a file, (from …) or rows (a, b) [(1, 2)]", example: "from rows (unit, n) [(\"A\", 3), (\"A\", 5), (\"B\", 1)]"),
        StagePage("where", "where c", "keeps the rows for which c holds", example: "from rows (unit, n) [(\"A\", 3), (\"A\", 5), (\"B\", 1)] | where n > 2"),
        StagePage("add", "add n = e, … [by k] [along o]", "adds columns; aggregates within each k, windows along o", example: "from rows (unit, n) [(\"A\", 3), (\"A\", 5), (\"B\", 1)] | add total = sum(n) by unit"),
        StagePage("set", "set n = e [by k] [along o]", "replaces a column", example: "from rows (unit, n) [(\"A\", 3), (\"A\", 5), (\"B\", 1)] | set n = n * 2"),
        StagePage("keep", "keep a, n = e, *", "keeps these columns; * is the rest", example: "from rows (unit, n) [(\"A\", 3), (\"A\", 5), (\"B\", 1)] | keep n"),
        StagePage("drop", "drop a, b", "leaves columns out", example: "from rows (unit, n) [(\"A\", 3), (\"A\", 5), (\"B\", 1)] | drop unit"),
        StagePage("rename", "rename n = old", "gives a column another name", example: "from rows (unit, n) [(\"A\", 3), (\"A\", 5), (\"B\", 1)] | rename office = unit"),
        StagePage("summarize", "summarize m, n = e [by k, …] [with totals, empty]", "one row for each group, ordered by its keys", example: "from rows (unit, n) [(\"A\", 3), (\"A\", 5), (\"B\", 1)] | summarize total = sum(n) by unit"),
        StagePage("sort", "sort k desc, …", "orders rows; missing last", example: "from rows (unit, n) [(\"A\", 3), (\"A\", 5), (\"B\", 1)] | sort n desc"),
        StagePage("take", "take n [by k] [with ties] · take last n", "the first rows, or the last", example: "from rows (unit, n) [(\"A\", 3), (\"A\", 5), (\"B\", 1)] | take 2"),
        StagePage("distinct", "distinct [e, …]", "one row of each kind", example: "from rows (unit, n) [(\"A\", 3), (\"A\", 5), (\"B\", 1)] | distinct unit"),
        StagePage("lookup", "lookup s [as a] on k == a.k", "adds the columns of the one row that matches", example: "from rows (unit, n) [(\"A\", 3), (\"A\", 5), (\"B\", 1)] | lookup (from rows (unit, name) [(\"A\", \"Sở A\")]) on unit"),
        StagePage("join", "join s [as a] on k == a.k", "one row for every match", example: "from rows (unit, n) [(\"A\", 3), (\"A\", 5), (\"B\", 1)] | join (from rows (unit, year) [(\"A\", 2018), (\"A\", 2019)]) on unit"),
        StagePage("append", "append s", "rows of s below, by column name", example: "from rows (unit, n) [(\"A\", 3), (\"A\", 5), (\"B\", 1)] | append (from rows (unit, n) [(\"C\", 7)])"),
    ]

    private static let outputs: [StagePage] = [
        StagePage("pivot", "pivot e across k [with totals]", "values of k become columns", example: "from rows (unit, n) [(\"A\", 3), (\"A\", 5), (\"B\", 1)] | pivot sum(n) across unit"),
        StagePage("unpivot", "unpivot a, b into n, v", "columns become rows", example: "from rows (unit, early, late) [(\"A\", 3, 1)] | unpivot early, late into standing, n"),
        StagePage("compare", "compare s on k [within t]", "cell by cell against a published table", example: "from rows (unit, n) [(\"A\", 3)] | compare (from rows (unit, n) [(\"A\", 4)]) on unit"),
        StagePage("sample", "sample n [seed s]", "some rows, the same ones every time", example: "from rows (unit, n) [(\"A\", 3), (\"A\", 5), (\"B\", 1)] | sample 2"),
        StagePage("check", "check c [within t] [source \"…\"] [else \"…\"]", "fails the run when c does not hold", example: "from rows (unit, n) [(\"A\", 3), (\"A\", 5), (\"B\", 1)] | check n > 0 else \"{unit}: {n}\""),
        StagePage("warn", "warn c [source \"…\"] [else \"…\"]", "lists where c does not hold", example: "from rows (unit, n) [(\"A\", 3), (\"A\", 5), (\"B\", 1)] | warn n > 1 else \"{unit}: {n}\""),
        StagePage("show", "show [\"title\"] [with counts, numbers]", "prints the rows and passes them on; numbers the columns as forms do", example: "from rows (unit, n) [(\"A\", 3), (\"A\", 5), (\"B\", 1)] | show \"Hồ sơ\""),
        StagePage("chart", "chart kind(x: …, y: …) [\"title\"]", "draws the rows", example: "from rows (unit, n) [(\"A\", 3), (\"A\", 5), (\"B\", 1)] | summarize total = sum(n) by unit | chart bar(x: unit, y: total)"),
        StagePage("save", "save \"file.csv\"", "writes the rows to a file and passes them on", example: ""),
        StagePage("describe", "describe", "profiles each column", example: "from rows (unit, n) [(\"A\", 3), (\"A\", 5), (\"B\", 1)] | describe"),
    ]
}
