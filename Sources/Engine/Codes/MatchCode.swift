import Diagnostics

/// Mistakes of rows that are looked for: by a key, a name, a link or a period.
package enum MatchCode: String, DiagnosticCode {
    case ambiguousRow = "ambiguous-row"
    case circularSuccession = "circular-succession"
    case circularTree = "circular-tree"
    case compareMatchesTwice = "compare-matches-twice"
    case lookupMatchesTwice = "lookup-matches-twice"
    case priorMatchesTwice = "prior-matches-twice"
    case repeatedKey = "repeated-key"
    case unknownRow = "unknown-row"

    package var explanation: Explanation {
        switch self {
        case .ambiguousRow:
            Explanation(
                "a name that two units bear does not say which is meant, so its key has to",
                wrong: .typed(
                    #"from units | where parent.under("Quang Trung")"#,
                    files: Example.File("model.mc", """
                    edition 1

                    table units file "units.csv" {
                      id:     text key
                      name:   text
                      level:  one of ["district", "commune"]
                      parent: units?
                      tree parent levels level
                    }
                    """),
                    Example.File("units.csv", """
                    id,name,level,parent
                    356,Nam Định,district,
                    13648,Quang Trung,commune,356
                    13759,Quang Trung,commune,356
                    """)),
                right: #"from dossiers | where unit.under("13648")"#)
        case .circularSuccession:
            Explanation(
                "of those who took one another's place, one is the last",
                wrong: .typed(
                    "from dossiers | keep unit.at(@2019-06-30)",
                    files: Example.File("model.mc", """
                    edition 1

                    table units file "units.csv" {
                      id:        text key
                      first_day: date
                      last_day:  date?
                      heir:      units?
                      valid from first_day to last_day into heir
                    }

                    table dossiers file "dossiers.csv" {
                      id:   text key
                      unit: units
                    }
                    """),
                    Example.File("units.csv", "id,first_day,last_day,heir\n356,2010-01-01,2018-12-31,357\n357,2010-01-01,2018-12-31,356\n"),
                    Example.File("dossiers.csv", "id,unit\nA,356\n")),
                right: "from dossiers | keep unit.district")
        case .circularTree:
            Explanation(
                "nothing stands above itself, so the way up comes to an end",
                wrong: .typed(
                    "from units | keep parent.district",
                    files: Example.File("model.mc", """
                    edition 1

                    table units file "units.csv" {
                      id:     text key
                      level:  one of ["district", "commune"]
                      parent: units?
                      tree parent levels level
                    }
                    """),
                    Example.File("units.csv", "id,level,parent\n356,district,13648\n13648,commune,356\n")),
                right: "from dossiers | keep unit.district")
        case .compareMatchesTwice:
            Explanation(
                "a published figure stands against one of ours, not against two",
                wrong: #"from rows (unit, n) [("Ý Yên", 120), ("Ý Yên", 130)] | compare (from rows (unit, n) [("Ý Yên", 250)]) on unit"#,
                right: """
                from rows (unit, n) [("Ý Yên", 120), ("Ý Yên", 130)]
                | summarize n = sum(n) by unit
                | compare (from rows (unit, n) [("Ý Yên", 250)]) on unit
                """)
        case .lookupMatchesTwice:
            Explanation(
                "a lookup adds to each row and never makes two of one",
                wrong: #"from units | lookup rows (unit, target) [("360", 120), ("360", 130)] as t on id == t.unit"#,
                right: #"from units | join rows (unit, target) [("360", 120), ("360", 130)] as t on id == t.unit"#)
        case .priorMatchesTwice:
            Explanation(
                "of two rows of one quarter nobody could say which is the one before",
                wrong: "from rows (quarter, n) [(@2019-Q1, 1), (@2019-Q1, 2), (@2019-Q2, 3)] | add y = prior(n, 1 quarter) along quarter",
                right: "from rows (quarter, n) [(@2019-Q1, 1), (@2019-Q2, 3)] | add y = prior(n, 1 quarter) along quarter")
        case .repeatedKey:
            Explanation(
                "a link leads to one row, and its key has to tell which",
                wrong: .typed(
                    "from dossiers | keep unit.name",
                    files: Example.File("model.mc", """
                    edition 1

                    table units file "units.csv" {
                      id: text key
                      name: text
                    }

                    table dossiers file "dossiers.csv" {
                      id: text key
                      unit: units
                    }
                    """),
                    Example.File("dossiers.csv", "id,unit\nD01,360\n"),
                    Example.File("units.csv", "id,name\n360,Ý Yên\n360,Hải Hậu\n")),
                right: .typed(
                    "from dossiers | keep unit.name",
                    files: Example.File("model.mc", """
                    edition 1

                    table units file "units.csv" {
                      id: text key
                      name: text
                    }

                    table dossiers file "dossiers.csv" {
                      id: text key
                      unit: units
                    }
                    """),
                    Example.File("dossiers.csv", "id,unit\nD01,360\n"),
                    Example.File("units.csv", "id,name\n360,Ý Yên\n366,Hải Hậu\n")))
        case .unknownRow:
            Explanation(
                "what stands in the parentheses is a key or a name of that table",
                wrong: #"from dossiers | where unit.under("Hải Hậu")"#, right: #"from dossiers | where unit.under("Ý Yên")"#)
        }
    }
}
