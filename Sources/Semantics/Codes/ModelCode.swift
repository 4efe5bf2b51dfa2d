import Diagnostics

/// Mistakes of model files: tables, links, trees and calendars as they are declared.
package enum ModelCode: String, DiagnosticCode {
    case calendarSetting = "calendar-setting"
    case duplicateTable = "duplicate-table"
    case linkWithoutKey = "link-without-key"
    case reverseLink = "reverse-link"
    case similarColumns = "similar-columns"
    case tableKey = "table-key"
    case treeLevels = "tree-levels"
    case treeParent = "tree-parent"
    case validityDays = "validity-days"
    case validitySuccessor = "validity-successor"

    package var explanation: Explanation {
        switch self {
        case .calendarSetting:
            Explanation(
                "a calendar has a few settings, each with a form of its own",
                wrong: """
                calendar vn {
                  covers        = @2018..@2019
                  reporting_day = 31
                }
                """,
                right: """
                calendar vn {
                  covers        = @2018..@2019
                  reporting_day = 15
                }
                """)
        case .duplicateTable:
            Explanation(
                "a name stands for one table",
                wrong: """
                table fees file "dossiers.csv" {
                  id: text key
                }
                table fees file "units.csv" {
                  id: text key
                }
                """,
                right: """
                table fees file "dossiers.csv" {
                  id: text key
                }
                table offices file "units.csv" {
                  id: text key
                }
                """)
        case .linkWithoutKey:
            Explanation(
                "a link holds the key of a row of the other table",
                wrong: """
                table offices file "units.csv" {
                  id: text
                }
                table fees file "dossiers.csv" {
                  id:   text key
                  unit: offices
                }
                """,
                right: """
                table offices file "units.csv" {
                  id: text key
                }
                table fees file "dossiers.csv" {
                  id:   text key
                  unit: offices
                }
                """)
        case .reverseLink:
            Explanation(
                "a named way back follows a column that links here",
                wrong: .typed(
                    "from units | keep id",
                    files: Example.File("model.mc", """
                    edition 1

                    table units file "units.csv" {
                      id: text key
                      link letters_sent = letters.id
                    }

                    table letters file "letters.csv" {
                      id:     text key
                      sender: units
                    }
                    """),
                    Example.File("units.csv", "id\n360\n"),
                    Example.File("letters.csv", "id,sender\nL1,360\n")),
                right: .typed(
                    "from units | keep id, count(letters_sent)",
                    files: Example.File("model.mc", """
                    edition 1

                    table units file "units.csv" {
                      id: text key
                      link letters_sent = letters.sender
                    }

                    table letters file "letters.csv" {
                      id:     text key
                      sender: units
                    }
                    """),
                    Example.File("units.csv", "id\n360\n"),
                    Example.File("letters.csv", "id,sender\nL1,360\n")))
        case .similarColumns:
            Explanation(
                "two names that differ only in marks or capitals are taken for each other sooner or later",
                wrong: """
                table fees file "dossiers.csv" {
                  id:  text key
                  fee: int?
                  Fee = fee ?? 0
                }
                """,
                right: """
                table fees file "dossiers.csv" {
                  id:  text key
                  fee: int?
                  paid = fee ?? 0
                }
                """)
        case .tableKey:
            Explanation(
                "a key tells each row from all others, so it is one column and never empty",
                wrong: """
                table fees file "dossiers.csv" {
                  id: text? key
                }
                """,
                right: """
                table fees file "dossiers.csv" {
                  id: text key
                }
                """)
        case .treeLevels:
            Explanation(
                "the levels of a tree are the values of one of its columns, in their order",
                wrong: """
                table offices file "units.csv" {
                  id:     text key
                  level:  text
                  parent: offices?
                  tree parent levels level
                }
                """,
                right: """
                table offices file "units.csv" {
                  id:     text key
                  level:  one of ["province", "district", "commune"]
                  parent: offices?
                  tree parent levels level
                }
                """)
        case .treeParent:
            Explanation(
                "a tree is climbed by a column that links to the row above",
                wrong: """
                table offices file "units.csv" {
                  id:     text key
                  level:  one of ["province", "district", "commune"]
                  parent: text?
                  tree parent levels level
                }
                """,
                right: """
                table offices file "units.csv" {
                  id:     text key
                  level:  one of ["province", "district", "commune"]
                  parent: offices?
                  tree parent levels level
                }
                """)
        case .validityDays:
            Explanation(
                "what is valid from a day to a day says so in two columns of days",
                wrong: ModelCode.offices("valid from id to last_day"), right: ModelCode.offices("valid from first_day to last_day"))
        case .validitySuccessor:
            Explanation(
                "what took the place of a row is another row of the table",
                wrong: ModelCode.offices("valid from first_day to last_day into id"),
                right: ModelCode.offices("valid from first_day to last_day into successor"))
        }
    }

    private static func offices(_ validity: String) -> Example {
        .typed(
            "from offices",
            files: Example.File("model.mc", """
            edition 1

            table offices file "offices.csv" {
              id:        text key
              first_day: date
              last_day:  date?
              successor: offices?
              \(validity)
            }
            """),
            Example.File("offices.csv", "id,first_day,last_day,successor\n13648,2004-01-01,2019-12-31,13650\n13650,2020-01-01,,\n"))
    }
}
