import Diagnostics

/// Mistakes of stages: what each of them wants and leaves.
package enum StageCode: String, DiagnosticCode {
    case addExistingColumn = "add-existing-column"
    case afterTotals = "after-totals"
    case appendColumns = "append-columns"
    case appendTypes = "append-types"
    case negativeTake = "negative-take"
    case noColumnLeft = "no-column-left"
    case notEvaluatedYet = "not-evaluated-yet"
    case oneColumnWanted = "one-column-wanted"
    case oneRowWanted = "one-row-wanted"
    case restNotHere = "rest-not-here"
    case restTwice = "rest-twice"
    case rowLength = "row-length"
    case setNewColumn = "set-new-column"
    case tiesWithoutSort = "ties-without-sort"
    case totalsWithoutKeys = "totals-without-keys"
    case unknownOption = "unknown-option"
}
