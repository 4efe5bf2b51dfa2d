import Diagnostics

/// Mistakes of single signs, numbers and dates.
package enum CharacterCode: String, DiagnosticCode {
    case badDate = "bad-date"
    case commaInNumber = "comma-in-number"
    case commentStyle = "comment-style"
    case detachedPercent = "detached-percent"
    case dotsInNumber = "dots-in-number"
    case foreignSymbol = "foreign-symbol"
    case parameterWithoutName = "parameter-without-name"
    case semicolon = "semicolon"
    case smartQuotes = "smart-quotes"
    case spaceBeforeWord = "space-before-word"
    case unknownCharacter = "unknown-character"
}
