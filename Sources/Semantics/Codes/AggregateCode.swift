import Diagnostics

/// Mistakes of aggregates, measures and windows: over how many rows something is computed.
package enum AggregateCode: String, DiagnosticCode {
    case aggregateInAggregate = "aggregate-in-aggregate"
    case aggregateInRows = "aggregate-in-rows"
    case aggregateWithoutRows = "aggregate-without-rows"
    case columnOutsideAggregate = "column-outside-aggregate"
    case meanOfRatio = "mean-of-ratio"
    case measureAfterJoin = "measure-after-join"
    case measureInRows = "measure-in-rows"
    case measureThroughLink = "measure-through-link"
    case poolWithoutCounts = "pool-without-counts"
    case reverseLinkAlone = "reverse-link-alone"
    case reverseLinkInGroup = "reverse-link-in-group"
    case windowOutsideAdd = "window-outside-add"
}
