import Diagnostics

/// Mistakes of pipelines and the stages in them.
package enum PipelineCode: String, DiagnosticCode {
    case barWithNothing = "bar-with-nothing"
    case barWithoutPipeline = "bar-without-pipeline"
    case bracketedList = "bracketed-list"
    case changesNothing = "changes-nothing"
    case columnsBeforeBy = "columns-before-by"
    case fileWithoutQuotes = "file-without-quotes"
    case foreignStage = "foreign-stage"
    case missingBar = "missing-bar"
    case missingFrom = "missing-from"
    case missingLet = "missing-let"
    case notAStage = "not-a-stage"
    case queryBeginsWithFrom = "query-begins-with-from"
    case sortWithoutBy = "sort-without-by"
    case stageNeedsOperand = "stage-needs-operand"
    case stageWithoutPipeline = "stage-without-pipeline"
    case summarizeWhat = "summarize-what"
    case tableWithShortName = "table-with-short-name"

    package var explanation: Explanation {
        switch self {
        case .barWithNothing:
            Explanation(
                "after '|' comes a stage",
                wrong: "from dossiers |", right: "from dossiers")
        case .barWithoutPipeline:
            Explanation(
                "a stage needs rows to work on",
                wrong: "5 | take 3", right: "from dossiers | take 3")
        case .bracketedList:
            Explanation(
                "brackets make one value of several, and a stage works on columns one by one",
                wrong: "from dossiers | keep (id, fee)", right: "from dossiers | keep id, fee")
        case .changesNothing:
            Explanation(
                "files and databases are read and never written to; a script makes new rows out of theirs",
                wrong: "delete from dossiers", right: "from dossiers | where not late")
        case .columnsBeforeBy:
            Explanation(
                "what is computed comes first, and 'by' says over which rows",
                wrong: "from dossiers | add by channel n = count()", right: "from dossiers | add n = count() by channel")
        case .fileWithoutQuotes:
            Explanation(
                "a bare word is a table of the model; a file is named in quotes",
                wrong: "from dossiers.csv", right: #"from "dossiers.csv""#)
        case .foreignStage:
            Explanation(
                "every job has one word, so that a script reads the same whoever wrote it",
                wrong: "from dossiers | order by received", right: "from dossiers | sort received")
        case .missingBar:
            Explanation(
                "'|' begins each stage",
                wrong: "from dossiers where late", right: "from dossiers | where late")
        case .missingFrom:
            Explanation(
                "a pipeline says first where its rows come from",
                wrong: "dossiers | take 5", right: "from dossiers | take 5")
        case .missingLet:
            Explanation(
                "'=' by itself names a column; a value of the script is named with 'let'",
                wrong: "target = 90%", right: "let target = 90%")
        case .notAStage:
            Explanation(
                "after '|' comes one of the stages that the manual lists",
                wrong: "from dossiers | were late", right: "from dossiers | where late")
        case .queryBeginsWithFrom:
            Explanation(
                "a query reads from left to right in the order in which it is done, so the table comes first",
                wrong: "select id, fee from dossiers", right: "from dossiers | keep id, fee")
        case .sortWithoutBy:
            Explanation(
                "the stage is called 'sort'; 'by' makes groups elsewhere",
                wrong: "from dossiers | sort by received", right: "from dossiers | sort received")
        case .stageNeedsOperand:
            Explanation(
                "the stage has to know what to work on",
                wrong: "from dossiers | keep", right: "from dossiers | keep id")
        case .stageWithoutPipeline:
            Explanation(
                "a stage needs rows to work on",
                wrong: "where late", right: "from dossiers | where late")
        case .summarizeWhat:
            Explanation(
                "a summary computes something for each group",
                wrong: "from dossiers | summarize by channel", right: "from dossiers | summarize count() by channel")
        case .tableWithShortName:
            Explanation(
                "one table is at hand at a time, so its columns need no name before them",
                wrong: "from dossiers d | keep id", right: "from dossiers | keep id")
        }
    }
}
