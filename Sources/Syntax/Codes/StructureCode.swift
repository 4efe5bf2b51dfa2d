import Diagnostics

/// Mistakes of brackets, lists, lines and how deep things are nested.
package enum StructureCode: String, DiagnosticCode {
    case bracketClosesNothing = "bracket-closes-nothing"
    case bracketMismatch = "bracket-mismatch"
    case bracketNeverClosed = "bracket-never-closed"
    case commaWithNothing = "comma-with-nothing"
    case doesNotFit = "does-not-fit"
    case emptyParentheses = "empty-parentheses"
    case expected = "expected"
    case lineStartsWithOperator = "line-starts-with-operator"
    case missingComma = "missing-comma"
    case roundList = "round-list"
    case tooDeep = "too-deep"
    case tooLong = "too-long"
}
