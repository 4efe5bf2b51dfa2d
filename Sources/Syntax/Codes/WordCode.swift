import Diagnostics

/// Mistakes of words: reserved ones, misspelt ones and those of other languages.
package enum WordCode: String, DiagnosticCode {
    case afterIs = "after-is"
    case currencyMissing = "currency-missing"
    case foreignUnit = "foreign-unit"
    case foreignWord = "foreign-word"
    case ifWithoutElse = "if-without-else"
    case misspeltWord = "misspelt-word"
    case nameStandsFirst = "name-stands-first"
    case needsParentheses = "needs-parentheses"
    case oneEquals = "one-equals"
    case reservedWord = "reserved-word"
    case smallLetters = "small-letters"
    case spaceInName = "space-in-name"
    case twoComparisons = "two-comparisons"
    case twoEquals = "two-equals"
    case twoRanges = "two-ranges"

    package var explanation: Explanation {
        switch self {
        case .afterIs:
            Explanation(
                "'is' asks whether a value is there at all; '==' compares",
                wrong: "from dossiers | where due is null", right: "from dossiers | where due is missing")
        case .currencyMissing:
            Explanation(
                "two currencies never mix, so an amount has one",
                wrong: """
                table fees file "dossiers.csv" {
                  id:  text key
                  fee: money?
                }
                """,
                right: """
                table fees file "dossiers.csv" {
                  id:  text key
                  fee: money VND?
                }
                """)
        case .foreignUnit:
            Explanation(
                "a number takes the units of the language, in one spelling each",
                wrong: "2 tỉ", right: "2 tỷ")
        case .foreignWord:
            Explanation(
                "every operation has one spelling",
                wrong: #"from units | where name like "%Yên%""#, right: #"from units | where name ~ "Yên""#)
        case .ifWithoutElse:
            Explanation(
                "what the other rows get has to be said, even when it is nothing",
                wrong: #"from dossiers | add state = if late then "late""#,
                right: #"from dossiers | add state = if late then "late" else missing"#)
        case .misspeltWord:
            Explanation(
                "after a value only certain words can follow, and this is none of them",
                wrong: "from dossiers | sort received dsc", right: "from dossiers | sort received desc")
        case .nameStandsFirst:
            Explanation(
                "a name stands before what it names, as in a model file",
                wrong: "from dossiers | keep fee as amount", right: "from dossiers | keep amount = fee")
        case .needsParentheses:
            Explanation(
                "this word takes in all that follows it, so what belongs to it must be seen",
                wrong: "1 + if true then 1 else 2", right: "1 + (if true then 1 else 2)")
        case .oneEquals:
            Explanation(
                "'=' gives a name and '==' compares, so that a slip cannot change what a line means",
                wrong: #"from dossiers | where channel = "post""#, right: #"from dossiers | where channel == "post""#)
        case .reservedWord:
            Explanation(
                "fifteen words are kept for the language; in backquotes they are names like others",
                wrong: "from dossiers | add per = fee", right: "from dossiers | add `per` = fee")
        case .smallLetters:
            Explanation(
                "the words of the language are written in small letters",
                wrong: "from dossiers | where decided AND late", right: "from dossiers | where decided and late")
        case .spaceInName:
            Explanation(
                "a name ends at a space; in backquotes it may hold anything",
                wrong: #"from rows (`Đơn vị`, n) [("Ý Yên", 2)] | where Đơn vị == "Ý Yên""#,
                right: #"from rows (`Đơn vị`, n) [("Ý Yên", 2)] | where `Đơn vị` == "Ý Yên""#)
        case .twoComparisons:
            Explanation(
                "a comparison is true or false, and that cannot be compared with the third value",
                wrong: "from dossiers | where 1000 < fee < 9000", right: "from dossiers | where 1000 < fee and fee < 9000")
        case .twoEquals:
            Explanation(
                "'=' gives a name and '==' compares, so that a slip cannot change what a line means",
                wrong: "let target == 90%", right: "let target = 90%")
        case .twoRanges:
            Explanation(
                "a range has a first and a last value",
                wrong: "2 in 1..2..3", right: "2 in 1..3")
        }
    }
}
