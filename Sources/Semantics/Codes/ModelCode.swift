import Diagnostics

/// Mistakes of model files: tables, links, trees and calendars as they are declared.
package enum ModelCode: String, DiagnosticCode {
    case calendarSetting = "calendar-setting"
    case duplicateTable = "duplicate-table"
    case linkWithoutKey = "link-without-key"
    case reverseLink = "reverse-link"
    case similarColumns = "similar-columns"
    case tableKey = "table-key"
    case treeLevels = "tree-levels"
    case treeParent = "tree-parent"
}
