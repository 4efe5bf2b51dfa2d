import Diagnostics

/// Mistakes of names: what is not there, what is there twice, what stands for something else.
package enum NameCode: String, DiagnosticCode {
    case ambiguousTable = "ambiguous-table"
    case asOfUnknown = "as-of-unknown"
    case circularDefinition = "circular-definition"
    case definitionsTooDeep = "definitions-too-deep"
    case duplicateColumn = "duplicate-column"
    case duplicateQualifier = "duplicate-qualifier"
    case noParts = "no-parts"
    case tableAsValue = "table-as-value"
    case unknownColumn = "unknown-column"
    case unknownFunction = "unknown-function"
    case unknownName = "unknown-name"
    case unknownParameter = "unknown-parameter"
    case unknownTable = "unknown-table"
    case unknownType = "unknown-type"
    case valueAsTable = "value-as-table"
}
