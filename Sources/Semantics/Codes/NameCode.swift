import Diagnostics

/// Mistakes of names: what is not there, what is there twice, what stands for something else.
package enum NameCode: String, DiagnosticCode {
    case ambiguousTable = "ambiguous-table"
    case asOfUnknown = "as-of-unknown"
    case circularDefinition = "circular-definition"
    case definitionsTooDeep = "definitions-too-deep"
    case duplicateColumn = "duplicate-column"
    case duplicateQualifier = "duplicate-qualifier"
    case noParts = "no-parts"
    case privateColumn = "private-column"
    case tableAsValue = "table-as-value"
    case unknownColumn = "unknown-column"
    case unknownFunction = "unknown-function"
    case unknownName = "unknown-name"
    case unknownParameter = "unknown-parameter"
    case unknownTable = "unknown-table"
    case unknownType = "unknown-type"
    case valueAsTable = "value-as-table"

    package var explanation: Explanation {
        switch self {
        case .ambiguousTable:
            Explanation(
                "a name stands for one file, and nothing says which of the two is meant",
                wrong: .typed(
                    "from targets",
                    files: Example.File("targets.csv", "unit,target\n360,120\n"),
                    Example.File("targets.tsv", "unit\ttarget\n360\t130\n")),
                right: .typed(
                    #"from "targets.csv""#,
                    files: Example.File("targets.csv", "unit,target\n360,120\n"),
                    Example.File("targets.tsv", "unit\ttarget\n360\t130\n")))
        case .asOfUnknown:
            Explanation(
                "a saved report has to give the same figures whenever it is run, so it does not take the day of today",
                wrong: .script("from dossiers | where received in @this_month"),
                right: .script(
                    """
                    param as_of: date = @2019-06-30
                    from dossiers | where received in @this_month
                    """))
        case .circularDefinition:
            Explanation(
                "a definition that stands on itself says nothing",
                wrong: """
                fn twice(x: int): int = twice(x)
                twice(4)
                """,
                right: """
                fn twice(x: int): int = x * 2
                twice(4)
                """)
        case .definitionsTooDeep:
            Explanation(
                "each definition is written out where it is used, and that has to come to an end",
                wrong: NameCode.chain(of: 33), right: NameCode.chain(of: 3))
        case .duplicateColumn:
            Explanation(
                "every column of a result has a name of its own, or nobody could speak of it",
                wrong: "from dossiers | keep id, unit.id", right: "from dossiers | keep id, unit_id = unit.id")
        case .duplicateQualifier:
            Explanation(
                "the name after 'as' tells the columns of the other side from those at hand",
                wrong: "from dossiers | lookup units as unit on unit == unit.id",
                right: "from dossiers | lookup units as u on unit == u.id")
        case .noParts:
            Explanation(
                "dates have parts and links lead to a row; other values are one thing",
                wrong: "from dossiers | keep id, received.century", right: "from dossiers | keep id, received.year")
        case .privateColumn:
            Explanation(
                "what the model marks as private is counted and compared, never printed",
                wrong: "from dossiers | keep applicant", right: "from dossiers | summarize count_distinct(applicant)")
        case .tableAsValue:
            Explanation(
                "'$' takes a single value, a table is a source of rows",
                wrong: """
                let online = from dossiers | where channel == "online"
                $online
                """,
                right: """
                let online = from dossiers | where channel == "online"
                from online
                """)
        case .unknownColumn:
            Explanation(
                "a name that no column bears is a slip of the pen, never an empty column",
                wrong: "from dossiers | where recieved in @2019", right: "from dossiers | where received in @2019")
        case .unknownFunction:
            Explanation(
                "only the functions that the manual lists are there, and those that 'fn' has defined",
                wrong: "from dossiers | summarize cuont()", right: "from dossiers | summarize count()")
        case .unknownName:
            Explanation(
                "outside a pipeline there are no columns that a name could mean",
                wrong: #"title "Đến {as_of}""#, right: #"title "Đến {$as_of}""#)
        case .unknownParameter:
            Explanation(
                "after '$' stands a parameter of the script or a value that 'let' has named",
                wrong: """
                let target = 90%
                $targte
                """,
                right: """
                let target = 90%
                $target
                """)
        case .unknownTable:
            Explanation(
                "rows come from a table of the model, a file or a 'let'",
                wrong: "from dosiers", right: "from dossiers")
        case .unknownType:
            Explanation(
                "a type is one of those that the language has, or the name of a table",
                wrong: "param limit: number = 5", right: "param limit: int = 5")
        case .valueAsTable:
            Explanation(
                "'from' takes rows, and a single value is none",
                wrong: """
                let target = 90%
                from target
                """,
                right: """
                let target = 90%
                $target
                """)
        }
    }

    /// So many functions, each of which calls the one before it, and a call of the last.
    private static func chain(of count: Int) -> Example {
        let first = "fn f1(x: int): int = x + 1\n"
        let rest = (2...count).map { "fn f\($0)(x: int): int = f\($0 - 1)(x) + 1\n" }.joined()
        return Example(stringLiteral: first + rest + "f\(count)(0)")
    }
}
