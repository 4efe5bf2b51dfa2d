import Diagnostics

/// Mistakes of values: what does not go together, what has no order, what is not one of its kind.
package enum TypeCode: String, DiagnosticCode {
    case dayEqualsPeriod = "day-equals-period"
    case durationNotWhole = "duration-not-whole"
    case inOneDay = "in-one-day"
    case moneyTimesMoney = "money-times-money"
    case noOrder = "no-order"
    case notADate = "not-a-date"
    case numberTooLong = "number-too-long"
    case orderWithMissing = "order-with-missing"
    case rangeBackwards = "range-backwards"
    case rangeNotConstant = "range-not-constant"
    case rangeTooLong = "range-too-long"
    case ratioAndPoints = "ratio-and-points"
    case repeatedValue = "repeated-value"
    case sumOfRatios = "sum-of-ratios"
    case sumOfTexts = "sum-of-texts"
    case twoCurrencies = "two-currencies"
    case typeMismatch = "type-mismatch"
    case unguardedComparison = "unguarded-comparison"
    case unknownValue = "unknown-value"
    case withinWithoutEqual = "within-without-equal"
}
