import Diagnostics

/// Mistakes of what is opened, run and given: folders, scripts, models, parameters.
package enum SessionCode: String, DiagnosticCode {
    case cannotRead = "cannot-read"
    case garbledText = "garbled-text"
    case noModel = "no-model"
    case noSuchPath = "no-such-path"
    case noSuchRow = "no-such-row"
    case nothingShown = "nothing-shown"
    case notInModel = "not-in-model"
    case nothingToExtend = "nothing-to-extend"
    case nothingToSave = "nothing-to-save"
    case nothingToUndo = "nothing-to-undo"
    case ourMistake = "internal"
    case parameterFile = "parameter-file"
    case parameterMissing = "parameter-missing"
    case parameterValue = "parameter-value"
    case parameterWithoutValue = "parameter-without-value"
    case tableWithoutFile = "table-without-file"
    case unknownEdition = "unknown-edition"
    case unknownZone = "unknown-zone"

    package var explanation: Explanation {
        switch self {
        case .cannotRead:
            Explanation(
                "the disk refused the script or model, for the reason that the message gives",
                wrong: .script(
                    """
                    use "modell.mc"
                    from dossiers
                    """),
                right: .script(
                    """
                    use "model.mc"
                    from dossiers
                    """))
        case .garbledText:
            Explanation(
                "the letters are valid, but they are not those that somebody typed, so that no filter finds them and no total is of one place",
                wrong: .typed(#"from "places.csv""#, files: Example.File("places.csv", "id,name\n13795,Thá»‹ tráº¥n LÃ¢m\n13855,XÃ£ YÃªn Há»“ng\n")),
                right: .typed(#"from "places.csv""#, files: Example.File("places.csv", "id,name\n13795,Thị trấn Lâm\n13855,Xã Yên Hồng\n")))
        case .noModel:
            Explanation(withoutExample: "data is held against what its model promises, so there has to be a model")
        case .noSuchPath:
            Explanation(withoutExample: "a folder or file that is opened has to be there")
        case .noSuchRow:
            Explanation(
                "rows are counted from 1, as the table that was shown last has them",
                wrong: .shell(
                    """
                    from dossiers | summarize count() by channel
                    .rows 4
                    """),
                right: .shell(
                    """
                    from dossiers | summarize count() by channel
                    .rows 3
                    """))
        case .nothingShown:
            Explanation(
                "'.why' and '.rows' speak about the table that was shown last",
                wrong: .shell(".why"),
                right: .shell(
                    """
                    from dossiers | summarize on_time_rate
                    .why
                    """))
        case .notInModel:
            Explanation(
                "a model says what the tables mean; what is computed from them stands in scripts",
                wrong: .typed(
                    "from units",
                    files: Example.File("model.mc", "edition 1\n\ntable units file \"units.csv\" {\n  id: text key\n}\n\nfrom units\n"),
                    Example.File("units.csv", "id\n36\n")),
                right: .typed(
                    "from units",
                    files: Example.File("model.mc", "edition 1\n\ntable units file \"units.csv\" {\n  id: text key\n}\n"),
                    Example.File("units.csv", "id\n36\n")))
        case .nothingToExtend:
            Explanation(
                "a line that begins with '|' goes on with the pipeline before it",
                wrong: "| take 5",
                right: """
                from dossiers
                | take 5
                """)
        case .nothingToSave:
            Explanation(
                "'.save' writes the statements that went well",
                wrong: .shell(".save report.mc"),
                right: .shell(
                    """
                    from dossiers | take 2
                    .save report.mc
                    """))
        case .nothingToUndo:
            Explanation(
                "'.undo' takes back the last stage of the last pipeline, down to the table that it begins with",
                wrong: .shell(
                    """
                    from dossiers
                    .undo
                    """),
                right: .shell(
                    """
                    from dossiers
                    | take 2
                    .undo
                    """))
        case .ourMistake:
            Explanation(withoutExample: "this is a mistake of motcua and not yours: please tell those who look after it, with the line that you typed")
        case .parameterFile:
            Explanation(
                "a file of parameters is one object of JSON with names and single values",
                wrong: .script(
                    """
                    param limit: int
                    $limit * 2
                    """,
                    parameterFile: "values.json",
                    files: Example.File("values.json", "{\"limit\": 2")),
                right: .script(
                    """
                    param limit: int
                    $limit * 2
                    """,
                    parameterFile: "values.json",
                    files: Example.File("values.json", "{\"limit\": 2}")))
        case .parameterMissing:
            Explanation(
                "a parameter without '?' has a value whenever the script runs",
                wrong: .script(
                    """
                    param limit: int = missing
                    from dossiers | take $limit
                    """),
                right: .script(
                    """
                    param limit: int = 2
                    from dossiers | take $limit
                    """))
        case .parameterValue:
            Explanation(
                "a value given on the command line is read as the type that the script declares",
                wrong: .script(
                    """
                    param period: period
                    from dossiers | where received in $period
                    """,
                    parameters: [("period", "last year")]),
                right: .script(
                    """
                    param period: period
                    from dossiers | where received in $period
                    """,
                    parameters: [("period", "2019-H1")]))
        case .parameterWithoutValue:
            Explanation(
                "a parameter without a default has to be given one when the script is run",
                wrong: .script(
                    """
                    param period: period
                    from dossiers | where received in $period
                    """),
                right: .script(
                    """
                    param period: period = @2019-H1
                    from dossiers | where received in $period
                    """))
        case .tableWithoutFile:
            Explanation(
                "a table of the model is read from its file",
                wrong: .typed(
                    "from units",
                    files: Example.File("model.mc", "edition 1\n\ntable units file \"unit.csv\" {\n  id: text key\n}\n"),
                    Example.File("units.csv", "id\n36\n")),
                right: .typed(
                    "from units",
                    files: Example.File("model.mc", "edition 1\n\ntable units file \"units.csv\" {\n  id: text key\n}\n"),
                    Example.File("units.csv", "id\n36\n")))
        case .unknownEdition:
            Explanation(
                "the edition says how a script is to be understood in ten years, so it has to be one that exists",
                wrong: .script(
                    """
                    edition 2
                    from dossiers
                    """),
                right: .script(
                    """
                    edition 1
                    from dossiers
                    """))
        case .unknownZone:
            Explanation(
                "times are those of one zone, which motcua has to know",
                wrong: .typed(
                    "from units",
                    files: Example.File("model.mc", "edition 1\n\nzone = \"Hanoi\"\n\ntable units file \"units.csv\" {\n  id: text key\n}\n"),
                    Example.File("units.csv", "id\n36\n")),
                right: .typed(
                    "from units",
                    files: Example.File("model.mc", "edition 1\n\nzone = \"Asia/Ho_Chi_Minh\"\n\ntable units file \"units.csv\" {\n  id: text key\n}\n"),
                    Example.File("units.csv", "id\n36\n")))
        }
    }
}
