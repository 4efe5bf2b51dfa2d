import Diagnostics

/// Mistakes of brackets, lists, lines and how deep things are nested.
package enum StructureCode: String, DiagnosticCode {
    case bracketClosesNothing = "bracket-closes-nothing"
    case bracketMismatch = "bracket-mismatch"
    case bracketNeverClosed = "bracket-never-closed"
    case commaWithNothing = "comma-with-nothing"
    case doesNotFit = "does-not-fit"
    case emptyParentheses = "empty-parentheses"
    case equalsFirst = "equals-first"
    case expected = "expected"
    case lineStartsWithOperator = "line-starts-with-operator"
    case missingComma = "missing-comma"
    case missingParentheses = "missing-parentheses"
    case roundList = "round-list"
    case tooDeep = "too-deep"
    case tooLong = "too-long"

    package var explanation: Explanation {
        switch self {
        case .bracketClosesNothing:
            Explanation(
                "every bracket has its partner",
                wrong: "from dossiers | take 3)", right: "from dossiers | take 3")
        case .bracketMismatch:
            Explanation(
                "every bracket has its partner",
                wrong: "from dossiers | take (3]", right: "from dossiers | take (3)")
        case .bracketNeverClosed:
            Explanation(
                "every bracket has its partner",
                wrong: "from dossiers | where (late", right: "from dossiers | where (late)")
        case .commaWithNothing:
            Explanation(
                "a comma stands between two things",
                wrong: "from dossiers | keep id, | take 3", right: "from dossiers | keep id | take 3")
        case .doesNotFit:
            Explanation(
                "nothing in the language joins the two",
                wrong: "from dossiers | take 5 6", right: "from dossiers | take 5")
        case .emptyParentheses:
            Explanation(
                "parentheses hold a value",
                wrong: "from dossiers | where ()", right: "from dossiers | where (late)")
        case .equalsFirst:
            Explanation(
                "a line that is only a value shows it; there is no cell to fill",
                wrong: "=round(2.5)", right: "round(2.5)")
        case .expected:
            Explanation(
                "at this place something else is wanted",
                wrong: "title Báo cáo", right: #"title "Báo cáo""#)
        case .lineStartsWithOperator:
            Explanation(
                "a line that ends in an operator goes on; one that starts with it would be a statement of its own",
                wrong: """
                let total = 5
                  + 3
                """,
                right: """
                let total = 5 +
                  3
                """)
        case .missingComma:
            Explanation(
                "the items of a list have commas between them",
                wrong: "from dossiers | keep id fee", right: "from dossiers | keep id, fee")
        case .missingParentheses:
            Explanation(
                "what a function works on stands in parentheses after it",
                wrong: "from dossiers | summarize sum fee by channel", right: "from dossiers | summarize sum(fee) by channel")
        case .roundList:
            Explanation(
                "parentheses group, square brackets make a list",
                wrong: #"from dossiers | where channel in ("online", "post")"#,
                right: #"from dossiers | where channel in ["online", "post"]"#)
        case .tooDeep:
            Explanation(
                "what is nested so deeply cannot be read by anybody, nor computed within the memory set aside for it",
                wrong: Example(stringLiteral: String(repeating: "(", count: 101) + "1" + String(repeating: ")", count: 101)),
                right: """
                let inner = 1
                ($inner)
                """)
        case .tooLong:
            Explanation(
                "a chain of so many operations cannot be computed within the memory set aside for it",
                wrong: Example(stringLiteral: "1" + String(repeating: " + 1", count: 500)), right: "from dossiers | summarize sum(fee)")
        }
    }
}
