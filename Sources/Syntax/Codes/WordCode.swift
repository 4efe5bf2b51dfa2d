import Diagnostics

/// Mistakes of words: reserved ones, misspelt ones and those of other languages.
package enum WordCode: String, DiagnosticCode {
    case afterIs = "after-is"
    case currencyMissing = "currency-missing"
    case foreignUnit = "foreign-unit"
    case foreignWord = "foreign-word"
    case ifWithoutElse = "if-without-else"
    case misspeltWord = "misspelt-word"
    case needsParentheses = "needs-parentheses"
    case oneEquals = "one-equals"
    case reservedWord = "reserved-word"
    case smallLetters = "small-letters"
    case twoComparisons = "two-comparisons"
    case twoEquals = "two-equals"
    case twoRanges = "two-ranges"
}
