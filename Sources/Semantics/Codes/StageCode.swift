import Diagnostics

/// Mistakes of stages: what each of them wants and leaves.
package enum StageCode: String, DiagnosticCode {
    case addExistingColumn = "add-existing-column"
    case afterTotals = "after-totals"
    case appendColumns = "append-columns"
    case appendTypes = "append-types"
    case constantKey = "constant-key"
    case emptyWithoutKeys = "empty-without-keys"
    case negativeTake = "negative-take"
    case noChartToSave = "no-chart-to-save"
    case noColumnLeft = "no-column-left"
    case oneColumnWanted = "one-column-wanted"
    case oneRowWanted = "one-row-wanted"
    case restNotHere = "rest-not-here"
    case restTwice = "rest-twice"
    case rowLength = "row-length"
    case setNewColumn = "set-new-column"
    case tableInParentheses = "table-in-parentheses"
    case tiesWithoutSort = "ties-without-sort"
    case totalsWithoutKeys = "totals-without-keys"
    case unknownOption = "unknown-option"

    package var explanation: Explanation {
        switch self {
        case .addExistingColumn:
            Explanation(
                "a column that is replaced by accident is not missed until the report is out",
                wrong: "from dossiers | add fee = fee * 2", right: "from dossiers | set fee = fee * 2")
        case .afterTotals:
            Explanation(
                "total rows stand for other rows, so nothing may count them once more",
                wrong: "from dossiers | summarize n = count() by channel with totals | where n > 1",
                right: "from dossiers | summarize n = count() by channel | where n > 1")
        case .appendColumns:
            Explanation(
                "rows are put below others column by column, and none may be left over",
                wrong: "from rows (a, b) [(1, 2)] | append rows (a) [(3)]",
                right: "from rows (a, b) [(1, 2)] | append rows (a, b) [(3, missing)]")
        case .appendTypes:
            Explanation(
                "a column holds values of one kind",
                wrong: #"from rows (a) [(1)] | append rows (a) [("x")]"#, right: "from rows (a) [(1)] | append rows (a) [(2)]")
        case .constantKey:
            Explanation(
                "columns are called by their names, so that a report still says the same when a column is put before others",
                wrong: "from dossiers | keep id, fee | sort 2 desc", right: "from dossiers | keep id, fee | sort fee desc")
        case .emptyWithoutKeys:
            Explanation(
                "groups without rows are shown for the values that a key could have",
                wrong: "from dossiers | summarize count() with empty", right: "from dossiers | summarize count() by unit with empty")
        case .negativeTake:
            Explanation(
                "there are no fewer rows than none",
                wrong: "from dossiers | take -2", right: "from dossiers | take last 2")
        case .noChartToSave:
            Explanation(
                "a picture is of the chart that the pipeline has drawn",
                wrong: #"from dossiers | summarize n = count() by channel | save "channels.svg""#,
                right: #"from dossiers | summarize n = count() by channel | chart bar(x: channel, y: n) | save "channels.svg""#)
        case .noColumnLeft:
            Explanation(
                "a result has at least one column",
                wrong: "from rows (a) [(1)] | drop a", right: "from rows (a, b) [(1, 2)] | drop a")
        case .oneColumnWanted:
            Explanation(
                "a value is looked for in one column, and a single value comes from one",
                wrong: "from units | where id in (from dossiers)", right: "from units | where id in (from dossiers | keep unit.id)")
        case .oneRowWanted:
            Explanation(
                "where one value is wanted, many rows would leave it open which",
                wrong: "(from dossiers | keep fee)", right: "(from dossiers | summarize max(fee))")
        case .restNotHere:
            Explanation(
                "'*' means the columns that were not named, and only 'keep' says which columns stay",
                wrong: "from dossiers | summarize * by channel", right: "from dossiers | keep channel, *")
        case .restTwice:
            Explanation(
                "the other columns can stand in one place only",
                wrong: "from dossiers | keep *, id, *", right: "from dossiers | keep id, *")
        case .rowLength:
            Explanation(
                "every row that is written out has a value for each column",
                wrong: #"from rows (unit, target) [("Ý Yên", 120), ("Hải Hậu")]"#,
                right: #"from rows (unit, target) [("Ý Yên", 120), ("Hải Hậu", missing)]"#)
        case .setNewColumn:
            Explanation(
                "'set' replaces a column; a slip in its name must not make a new one",
                wrong: "from dossiers | set feee = fee * 2", right: "from dossiers | set fee = fee * 2")
        case .tableInParentheses:
            Explanation(
                "parentheses make one value of a pipeline, and a table is more than one",
                wrong: "let online = (from dossiers | where channel == \"online\")", right: "let online = from dossiers | where channel == \"online\"")
        case .tiesWithoutSort:
            Explanation(
                "two rows are equal only in the order of a 'sort'",
                wrong: "from dossiers | take 2 with ties", right: "from dossiers | sort fee desc | take 2 with ties")
        case .totalsWithoutKeys:
            Explanation(
                "without groups the one row is the total already",
                wrong: "from dossiers | summarize count() with totals", right: "from dossiers | summarize count() by channel with totals")
        case .unknownOption:
            Explanation(
                "every stage and every format of files has options of its own",
                wrong: "from dossiers | show with totals", right: "from dossiers | show with counts")
        }
    }
}
