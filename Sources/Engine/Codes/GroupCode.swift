import Diagnostics

/// Mistakes of rows that are put together: cells that two rows would fill, combinations without end.
package enum GroupCode: String, DiagnosticCode {
    case dataChanged = "data-changed"
    case pivotCellTwice = "pivot-cell-twice"
    case tooManyGroups = "too-many-groups"

    package var explanation: Explanation {
        switch self {
        case .dataChanged:
            Explanation(withoutExample: "the columns of a pivot are those of the values that the file held when they were asked for")
        case .pivotCellTwice:
            Explanation(
                "a cell holds one value, and of two rows nobody could say which is meant",
                wrong: "from dossiers | keep channel, unit, fee | pivot fee across channel",
                right: "from dossiers | keep channel, unit, fee | pivot sum(fee) across channel")
        case .tooManyGroups:
            Explanation(
                "'with empty' makes a group of every combination of its keys, of which days and amounts have millions",
                wrong: """
                from rows (a, b) [(@0001-01-01, @0001-01-01), (@9999-12-31, @9999-12-31)]
                | summarize count() by a.month, b_month = b.month with empty
                """,
                right: """
                from rows (a, b) [(@0001-01-01, @0001-01-01), (@9999-12-31, @9999-12-31)]
                | summarize count() by a.year, b_year = b.year
                """)
        }
    }
}
