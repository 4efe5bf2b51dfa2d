import Diagnostics

/// Mistakes of texts, their braces and escapes, and names in backquotes.
package enum TextCode: String, DiagnosticCode {
    case blockNeverClosed = "block-never-closed"
    case braceNeverClosed = "brace-never-closed"
    case doubleQuotesInBraces = "double-quotes-in-braces"
    case doubledQuote = "doubled-quote"
    case emptyBraces = "empty-braces"
    case emptyName = "empty-name"
    case interpolationInName = "interpolation-in-name"
    case nameNeverClosed = "name-never-closed"
    case quotedName = "quoted-name"
    case textNeverClosed = "text-never-closed"
    case unknownEscape = "unknown-escape"

    package var explanation: Explanation {
        switch self {
        case .blockNeverClosed:
            Explanation(
                "a text over several lines begins and ends with three quotes",
                wrong: #"text """Báo cáo"#, right: #"text """Báo cáo""""#)
        case .braceNeverClosed:
            Explanation(
                "braces in a text hold a value that is written into it",
                wrong: #"title "Đến {$as_of""#, right: #"title "Đến {$as_of}""#)
        case .doubleQuotesInBraces:
            Explanation(
                "a double quote would end the text around the braces",
                wrong: #"title "Đến {to_text($as_of, "dd/MM/yyyy")}""#, right: #"title "Đến {to_text($as_of, 'dd/MM/yyyy')}""#)
        case .doubledQuote:
            Explanation(
                "a text ends at its quote; the other kind of quotes around it lets it hold one",
                wrong: "let note = 'it''s late'", right: #"let note = "it's late""#)
        case .emptyBraces:
            Explanation(
                "braces in a text hold a value that is written into it",
                wrong: #"title "Đến {}""#, right: #"title "Đến {$as_of}""#)
        case .emptyName:
            Explanation(
                "a column has a name",
                wrong: "from dossiers | keep ``", right: "from dossiers | keep fee")
        case .interpolationInName:
            Explanation(
                "which files a script reads is known before it runs",
                wrong: """
                let year = 2019
                from "dossiers-{$year}.csv"
                """,
                right: #"from "dossiers.csv""#)
        case .nameNeverClosed:
            Explanation(
                "a name in backquotes ends on its line",
                wrong: "from dossiers | rename `Tỷ lệ (%) = fee", right: "from dossiers | rename `Tỷ lệ (%)` = fee")
        case .quotedName:
            Explanation(
                "quotes make a text, which is the same for every row; a column is named without them",
                wrong: #"from dossiers | drop "fee""#, right: "from dossiers | drop fee")
        case .textNeverClosed:
            Explanation(
                "a text in quotes ends on its line, so that one forgotten quote does not swallow the rest of the script",
                wrong: #"title "Báo cáo tháng 6"#, right: #"title "Báo cáo tháng 6""#)
        case .unknownEscape:
            Explanation(
                #"a backslash has a meaning only before " \ n t and {"#,
                wrong: #"text "C:\dossiers""#, right: #"text 'C:\dossiers'"#)
        }
    }
}
