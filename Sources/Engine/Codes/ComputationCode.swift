import Diagnostics

/// Mistakes of numbers and times that grow out of their bounds, and counts and limits that are none.
package enum ComputationCode: String, DiagnosticCode {
    case badLimits = "bad-limits"
    case dateOutOfRange = "date-out-of-range"
    case decimalsFarApart = "decimals-far-apart"
    case durationTooLong = "duration-too-long"
    case notACount = "not-a-count"
    case notAShare = "not-a-share"
    case notWhole = "not-whole"
    case numberTooLarge = "number-too-large"
    case overflow = "overflow"
    case spanBackwards = "span-backwards"

    package var explanation: Explanation {
        switch self {
        case .badLimits:
            Explanation(
                "each band begins where the one before it ends",
                wrong: "from dossiers | keep bands(fee, [100_000, 10_000])", right: "from dossiers | keep bands(fee, [10_000, 100_000])")
        case .dateOutOfRange:
            Explanation(
                "the calendar goes from year 1 to year 9999",
                wrong: "@2019-06-30 + 9000 years", right: "@2019-06-30 + 90 years")
        case .decimalsFarApart:
            Explanation(
                "numbers of one column have their digits behind the point in common, and 38 digits in all",
                wrong: "from rows (x) [(10000000000000000000000000000000.0), (0.00000000000000000001)]",
                right: "from rows (x) [(10000000000000000000000000000000.0), (0.01)]")
        case .durationTooLong:
            Explanation(
                "lengths of time are counted in whole days and months, up to some six million years",
                wrong: "200_000 * 20_000 days", right: "200 * 20 days")
        case .notACount:
            Explanation(
                "a window is some rows wide, one at least",
                wrong: "from dossiers | add x = moving_sum(fee, 0) along received",
                right: "from dossiers | add x = moving_sum(fee, 2) along received")
        case .notAShare:
            Explanation(
                "a percentile is the value below which a share of the rows lies",
                wrong: "from dossiers | summarize percentile(fee, 90)", right: "from dossiers | summarize percentile(fee, 0.9)")
        case .notWhole:
            Explanation(
                "a number is never rounded without being asked",
                wrong: "to_int(2.5)", right: "round(2.5)")
        case .numberTooLarge:
            Explanation(
                "a whole number has 64 bits, and beyond them it would start anew from below",
                wrong: "9_000_000_000 * 9_000_000_000", right: "to_decimal(9_000_000_000) * 9_000_000_000")
        case .overflow:
            Explanation(
                "a sum is exact or it is an error, never a rounded figure",
                wrong: "from rows (n) [(9_000_000_000_000_000_000), (9_000_000_000_000_000_000)] | summarize sum(n)",
                right: "from rows (n) [(9_000_000_000_000_000_000), (9_000_000_000_000_000_000)] | summarize sum(to_decimal(n))")
        case .spanBackwards:
            Explanation(
                "a period begins before it ends",
                wrong: "from dossiers | where received in (finished.day..received.day)",
                right: "from dossiers | where received in (received.day..finished.day)")
        }
    }
}
