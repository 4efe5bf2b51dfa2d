import Diagnostics

/// Mistakes of single signs, numbers and dates.
package enum CharacterCode: String, DiagnosticCode {
    case badDate = "bad-date"
    case commaInNumber = "comma-in-number"
    case commentStyle = "comment-style"
    case detachedPercent = "detached-percent"
    case dotsInNumber = "dots-in-number"
    case foreignSymbol = "foreign-symbol"
    case invisibleCharacter = "invisible-character"
    case parameterWithoutName = "parameter-without-name"
    case semicolon = "semicolon"
    case smartQuotes = "smart-quotes"
    case spaceBeforeWord = "space-before-word"
    case unknownCharacter = "unknown-character"
    case wideCharacters = "wide-characters"

    package var explanation: Explanation {
        switch self {
        case .badDate:
            Explanation(
                "dates and periods are written from the year down, so that 03/04 is never read in two ways, and they have to exist",
                wrong: "from dossiers | where received == @30/06/2019", right: "from dossiers | where received == @2019-06-30")
        case .commaInNumber:
            Explanation(
                "a comma separates the items of a list, so decimals stand after a point and thousands are set apart by _",
                wrong: "from dossiers | where fee > 2,5 million", right: "from dossiers | where fee > 2.5 million")
        case .commentStyle:
            Explanation(
                "a comment runs from '#' to the end of its line",
                wrong: "from dossiers // all of them", right: "from dossiers # all of them")
        case .detachedPercent:
            Explanation(
                "the sign belongs to the number",
                wrong: "from dossiers | summarize on_time_rate by unit | where on_time_rate < 95 %",
                right: "from dossiers | summarize on_time_rate by unit | where on_time_rate < 95%")
        case .dotsInNumber:
            Explanation(
                "a point begins the decimals, so thousands are set apart by _",
                wrong: "from dossiers | where fee > 1.200.000", right: "from dossiers | where fee > 1_200_000")
        case .foreignSymbol:
            Explanation(
                "every operator has one spelling, so that two people read a condition alike",
                wrong: #"from dossiers | where channel <> "post""#, right: #"from dossiers | where channel != "post""#)
        case .invisibleCharacter:
            Explanation(
                "web pages and word processors put in characters that nobody sees, and two names that look alike would be different",
                wrong: "from dossiers | keep fe\u{200B}e", right: "from dossiers | keep fee")
        case .parameterWithoutName:
            Explanation(
                "'$' marks a parameter or a value that 'let' has named",
                wrong: "from dossiers | where due < $", right: "from dossiers | where due < $as_of")
        case .semicolon:
            Explanation(
                "a statement ends with its line",
                wrong: "from dossiers | take 5;", right: "from dossiers | take 5")
        case .smartQuotes:
            Explanation(
                "a word processor has put printed quotation marks into the text, and they come in too many shapes to mean something each",
                wrong: "from dossiers | where channel == “online”", right: #"from dossiers | where channel == "online""#)
        case .spaceBeforeWord:
            Explanation(
                "a number ends where a letter begins",
                wrong: "@2019-06-30 + 5days", right: "@2019-06-30 + 5 days")
        case .unknownCharacter:
            Explanation(
                "a name may hold letters, digits and _; anything else stands in backquotes",
                wrong: "from dossiers | rename phí_€ = fee", right: "from dossiers | rename `phí_€` = fee")
        case .wideCharacters:
            Explanation(
                "keyboards for other languages write signs of twice the width, which are other signs",
                wrong: "from dossiers | keep id， fee", right: "from dossiers | keep id, fee")
        }
    }
}
