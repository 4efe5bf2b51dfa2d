import Diagnostics

/// Mistakes of texts, their braces and escapes, and names in backquotes.
package enum TextCode: String, DiagnosticCode {
    case blockNeverClosed = "block-never-closed"
    case braceNeverClosed = "brace-never-closed"
    case doubleQuotesInBraces = "double-quotes-in-braces"
    case emptyBraces = "empty-braces"
    case emptyName = "empty-name"
    case interpolationInName = "interpolation-in-name"
    case nameNeverClosed = "name-never-closed"
    case textNeverClosed = "text-never-closed"
    case unknownEscape = "unknown-escape"
}
