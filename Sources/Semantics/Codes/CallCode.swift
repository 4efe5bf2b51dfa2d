import Diagnostics

/// Mistakes of calls: how many values a function takes, of what kind, and in what form.
package enum CallCode: String, DiagnosticCode {
    case argumentCount = "argument-count"
    case argumentType = "argument-type"
    case conditionOutsideAggregate = "condition-outside-aggregate"
    case fileWithoutName = "file-without-name"
    case functionAfterDot = "function-after-dot"
    case notConstant = "not-constant"
    case orderInCall = "order-in-call"
    case unknownArgument = "unknown-argument"
}
