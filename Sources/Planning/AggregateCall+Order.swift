import Semantics

extension AggregateCall {
    /// Whether it gives exactly the same for the same rows in any order, and from parts of them merged.
    ///
    /// Sums are exact, of floats too. The variance of floats is not among them: it is worked out from one value to the next.
    package var isFreeOfOrder: Bool {
        switch function {
        case "count", "sum", "min", "max", "avg", "count_distinct", "median", "percentile", "any", "all": true
        case "variance", "stddev", "weighted_avg": !arguments.contains { $0.type.kind.isFloat }
        default: false
        }
    }
}
