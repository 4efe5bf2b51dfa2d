import Diagnostics

/// Mistakes of stages that lay rows out anew, draw from them or hold them against others: pivot, unpivot, sample, chart, compare.
package enum ReshapingCode: String, DiagnosticCode {
    case chartChannel = "chart-channel"
    case columnNamedTwice = "column-named-twice"
    case compareColumns = "compare-columns"
    case compareTypes = "compare-types"
    case nothingToCompare = "nothing-to-compare"
    case pivotTooWide = "pivot-too-wide"
    case pivotTotals = "pivot-totals"
    case sampleAmount = "sample-amount"
    case sampleSeed = "sample-seed"
    case unknownChart = "unknown-chart"
    case withinNothing = "within-nothing"

    package var explanation: Explanation {
        switch self {
        case .chartChannel:
            Explanation(
                "each kind of chart has parts of its own, and every one is named so that none is taken for another",
                wrong: "from dossiers | summarize n = count() by channel | chart bar(channel, y: n)",
                right: "from dossiers | summarize n = count() by channel | chart bar(x: channel, y: n)")
        case .columnNamedTwice:
            Explanation(
                "each column becomes rows once, or its values would be counted twice",
                wrong: "from rows (unit, early, late) [(\"Ý Yên\", 5, 1)] | unpivot early, early into kind, n",
                right: "from rows (unit, early, late) [(\"Ý Yên\", 5, 1)] | unpivot early, late into kind, n")
        case .compareColumns:
            Explanation(
                "every figure of the published table stands against one of ours with the same name",
                wrong: "from rows (unit, n) [(\"Ý Yên\", 5)] | compare (from rows (unit, total) [(\"Ý Yên\", 5)]) on unit",
                right: "from rows (unit, n) [(\"Ý Yên\", 5)] | compare (from rows (unit, n) [(\"Ý Yên\", 5)]) on unit")
        case .compareTypes:
            Explanation(
                "a number and a text are never equal, so such a comparison would only find differences",
                wrong: "from rows (unit, n) [(\"Ý Yên\", 5)] | compare (from rows (unit, n) [(\"Ý Yên\", \"five\")]) on unit",
                right: "from rows (unit, n) [(\"Ý Yên\", 5)] | compare (from rows (unit, n) [(\"Ý Yên\", 5)]) on unit")
        case .nothingToCompare:
            Explanation(
                "'on' names what tells the rows apart, and what is compared stands beside it",
                wrong: "from rows (unit, n) [(\"Ý Yên\", 5)] | compare (from rows (unit) [(\"Ý Yên\")]) on unit",
                right: "from rows (unit, n) [(\"Ý Yên\", 5)] | compare (from rows (unit, n) [(\"Ý Yên\", 5)]) on unit")
        case .pivotTooWide:
            Explanation(
                "nobody reads a table of a thousand columns",
                wrong: ReshapingCode.days(count: 1_001), right: ReshapingCode.days(count: 3))
        case .pivotTotals:
            Explanation(
                "the mean of means is no mean, so a total needs the rows behind the cells",
                wrong: """
                from dossiers
                | summarize mean = avg(fee) by channel, unit
                | where mean is present
                | pivot mean across channel with totals
                """,
                right: """
                from dossiers
                | summarize mean = avg(fee) by channel, unit
                | pivot mean across channel with totals
                """)
        case .sampleAmount:
            Explanation(
                "a sample has no fewer rows than none and no more than all",
                wrong: "from dossiers | sample 150%", right: "from dossiers | sample 50%")
        case .sampleSeed:
            Explanation(
                "the same seed draws the same rows again, and it is a number that fits 64 bits",
                wrong: "from dossiers | sample 2 seed 99999999999999999999", right: "from dossiers | sample 2 seed 2019")
        case .unknownChart:
            Explanation(
                "only the kinds of charts that the manual lists are there",
                wrong: "from dossiers | summarize n = count() by channel | chart pie(x: channel, y: n)",
                right: "from dossiers | summarize n = count() by channel | chart bar(x: channel, y: n)")
        case .withinNothing:
            Explanation(
                "a tolerance is measured in what the columns are measured in",
                wrong: "from rows (unit, n) [(\"Ý Yên\", 5)] | compare (from rows (unit, n) [(\"Ý Yên\", 6)]) on unit within 0.1 points",
                right: "from rows (unit, n) [(\"Ý Yên\", 5)] | compare (from rows (unit, n) [(\"Ý Yên\", 6)]) on unit within 1")
        }
    }

    /// A pivot across so many days.
    private static func days(count: Int) -> Example {
        let rows = (0..<count).map { "(1, @\(CivilDate(days: Int32(17_000 + $0)).text))" }.joined(separator: ", ")
        return Example(stringLiteral: "from rows (n, day) [\(rows)] | pivot sum(n) across day")
    }
}
