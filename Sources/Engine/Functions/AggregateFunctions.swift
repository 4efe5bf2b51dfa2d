import Columns
import Semantics
import Tables

/// Every aggregate: the rows that the checker, the help and the engine read.
///
/// Of several rows of one name the first that takes the arguments is meant, so narrow ones stand before wide ones.
package enum AggregateFunctions {
    package static let all: [AggregateFunction] = counts + sums + orders + ratios

    private static let counts: [AggregateFunction] = [
        AggregateFunction(
            FunctionSignature(
                "count", .aggregate, .aggregates, [], returns: .kind(.int(nil)), missing: .never,
                "the number of rows",
                example: ("(from rows (x) [(5), (missing)] | summarize count())", "2"))
        ) { _ in CountAccumulator() },
        AggregateFunction(
            FunctionSignature(
                "count", .aggregate, .aggregates, [("x", .any)], returns: .kind(.int(nil)), missing: .never,
                "the number of rows where x is present",
                example: ("(from rows (x) [(5), (missing)] | summarize count(x))", "1"))
        ) { _ in CountAccumulator() },
        AggregateFunction(
            FunctionSignature(
                "count_distinct", .aggregate, .aggregates, [("x", .any)], returns: .kind(.int(nil)), missing: .never,
                "the number of different values of x",
                example: ("(from rows (x) [(5), (5), (7)] | summarize count_distinct(x))", "2")),
            keepsValues: true
        ) { _ in DistinctAccumulator(.count) },
        AggregateFunction(
            FunctionSignature(
                "any", .aggregate, .aggregates, [("c", .bool)], returns: .kind(.bool), missing: .possible,
                "whether c is true for at least one row",
                example: ("(from rows (x) [(5), (7)] | summarize any(x > 6))", "true"))
        ) { _ in TruthAccumulator(isAll: false) },
        AggregateFunction(
            FunctionSignature(
                "all", .aggregate, .aggregates, [("c", .bool)], returns: .kind(.bool), missing: .possible,
                "whether c is true for every row where it is present",
                example: ("(from rows (x) [(5), (7)] | summarize all(x > 6))", "false"))
        ) { _ in TruthAccumulator(isAll: true) },
    ]

    private static let sums: [AggregateFunction] = [
        AggregateFunction(
            FunctionSignature(
                "sum", .aggregate, .aggregates, [("x", .numberOrPoints)], returns: .like(0), missing: .never,
                "the sum of x, exact for whole numbers, decimals and money; 0 where there is nothing",
                example: ("(from rows (x) [(5), (7)] | summarize sum(x))", "12"))
        ) { SumAccumulator($0.resultType) },
        AggregateFunction(
            FunctionSignature(
                "avg", .aggregate, .aggregates, [("x", .numberOrPoints)], returns: .floatLike(0), missing: .possible,
                "the mean of x over the rows where it is present",
                example: ("(from rows (x) [(5), (8)] | summarize avg(x))", "6.5"))
        ) { _ in AverageAccumulator() },
        AggregateFunction(
            FunctionSignature(
                "weighted_avg", .aggregate, .aggregates, [("x", .number), ("w", .number)], returns: .floatLike(0), missing: .possible,
                "the mean of x in which each row weighs w",
                example: ("(from rows (x, w) [(5, 1), (8, 3)] | summarize weighted_avg(x, w))", "7.25"))
        ) { site in WeightedAverageAccumulator(isFloat: site.argumentTypes.contains { $0.kind.isFloat }) },
        AggregateFunction(
            FunctionSignature(
                "variance", .aggregate, .aggregates, [("x", .numberOrPoints)], returns: .kind(.float(nil)), missing: .possible,
                "the variance of x as of a sample (divided by n - 1)",
                example: ("(from rows (x) [(2), (4)] | summarize variance(x))", "2"))
        ) { VarianceAccumulator(isDeviation: false, isFloat: $0.argumentTypes[0].kind.isFloat) },
        AggregateFunction(
            FunctionSignature(
                "stddev", .aggregate, .aggregates, [("x", .numberOrPoints)], returns: .floatLike(0), missing: .possible,
                "the standard deviation of x as of a sample: the square root of its variance",
                example: ("(from rows (x) [(2), (4), (6)] | summarize stddev(x))", "2"))
        ) { VarianceAccumulator(isDeviation: true, isFloat: $0.argumentTypes[0].kind.isFloat) },
    ]

    private static let orders: [AggregateFunction] = [
        AggregateFunction(
            FunctionSignature(
                "min", .aggregate, .aggregates, [("x", .ordered)], returns: .like(0), missing: .possible,
                "the least value of x: the earliest day, the first in the alphabet, the first of an enum",
                example: ("(from rows (x) [(5), (3)] | summarize min(x))", "3"))
        ) { extreme($0, isMaximum: false) },
        AggregateFunction(
            FunctionSignature(
                "max", .aggregate, .aggregates, [("x", .ordered)], returns: .like(0), missing: .possible,
                "the greatest value of x",
                example: ("(from rows (x) [(5), (3)] | summarize max(x))", "5"))
        ) { extreme($0, isMaximum: true) },
        AggregateFunction(
            FunctionSignature(
                "median", .aggregate, .aggregates, [("x", .numberOrPoints)], returns: .floatLike(0), missing: .possible,
                "the middle value of x, or the mean of the two in the middle",
                example: ("(from rows (x) [(5), (3), (10)] | summarize median(x))", "5")),
            keepsValues: true
        ) { QuantileAccumulator(share: 0.5, type: $0.argumentTypes[0], interpolates: true) },
        AggregateFunction(
            FunctionSignature(
                "median", .aggregate, .aggregates, [("x", .ordered)], returns: .like(0), missing: .possible,
                "the middle value of x, of two the lower one",
                example: ("(from rows (x) [(\"a\"), (\"b\"), (\"c\")] | summarize median(x))", "b")),
            keepsValues: true
        ) { QuantileAccumulator(share: 0.5, type: $0.argumentTypes[0], interpolates: false) },
        AggregateFunction(
            FunctionSignature(
                "percentile", .aggregate, .aggregates, [("x", .numberOrPoints), ("p", .constant(.number))], returns: .floatLike(0), missing: .possible,
                "the value below which the share p of x lies, between neighbours as spreadsheets do",
                example: ("(from rows (x) [(0), (10)] | summarize percentile(x, 0.9))", "9")),
            keepsValues: true
        ) { QuantileAccumulator(share: try share($0), type: $0.argumentTypes[0], interpolates: true) },
        AggregateFunction(
            FunctionSignature(
                "percentile", .aggregate, .aggregates, [("x", .numberOrPoints), ("p", .constant(.ratio))], returns: .floatLike(0), missing: .possible,
                "the value below which the share p of x lies, between neighbours as spreadsheets do",
                example: ("(from rows (x) [(0), (10)] | summarize percentile(x, 90%))", "9")),
            keepsValues: true
        ) { QuantileAccumulator(share: try share($0), type: $0.argumentTypes[0], interpolates: true) },
        AggregateFunction(
            FunctionSignature(
                "percentile", .aggregate, .aggregates, [("x", .ordered), ("p", .constant(.number))], returns: .like(0), missing: .possible,
                "the value below which the share p of x lies, of two the lower one",
                example: ("(from rows (x) [(\"a\"), (\"b\"), (\"c\")] | summarize percentile(x, 0.5))", "b")),
            keepsValues: true
        ) { QuantileAccumulator(share: try share($0), type: $0.argumentTypes[0], interpolates: false) },
        AggregateFunction(
            FunctionSignature(
                "first", .aggregate, .aggregates, [("x", .any)], returns: .like(0), missing: .possible,
                "the first present value of x in the order of rows",
                example: ("(from rows (x) [(missing), (5), (3)] | summarize first(x))", "5"))
        ) { _ in EdgeAccumulator(isLast: false) },
        AggregateFunction(
            FunctionSignature(
                "last", .aggregate, .aggregates, [("x", .any)], returns: .like(0), missing: .possible,
                "the last present value of x in the order of rows",
                example: ("(from rows (x) [(5), (3), (missing)] | summarize last(x))", "3"))
        ) { _ in EdgeAccumulator(isLast: true) },
        AggregateFunction(
            FunctionSignature(
                "most_common", .aggregate, .aggregates, [("x", .any)], returns: .like(0), missing: .possible,
                "the value of x that occurs most often, of several the one that comes first",
                example: ("(from rows (x) [(5), (3), (3)] | summarize most_common(x))", "3")),
            keepsValues: true
        ) { _ in DistinctAccumulator(.mostCommon) },
        AggregateFunction(
            FunctionSignature(
                "most_frequent", .aggregate, .aggregates, [("x", .any), ("n", .constant(.int))], returns: .kind(.text), missing: .possible,
                "the n values of x that occur most often, each with how often, as one text",
                example: ("(from rows (x) [(\"a\"), (\"b\"), (\"b\")] | summarize most_frequent(x, 2))", "b (2), a (1)")),
            keepsValues: true
        ) { site in
            guard case .int(let number)? = site.constants[1], number >= 1, number <= 1_000 else {
                throw FunctionProblem(.notAListLength, argument: 1)
            }
            return DistinctAccumulator(.listed(Int(number), site.argumentTypes[0]))
        },
        AggregateFunction(
            FunctionSignature(
                "histogram", .aggregate, .aggregates, [("x", .numberOrPoints)], returns: .kind(.text), missing: .possible,
                "how often values occur in eight ranges between the least and the greatest, as a line of bars",
                example: ("(from rows (x) [(1), (8), (8)] | summarize histogram(x))", "▄      █")),
            keepsValues: true
        ) { _ in HistogramAccumulator() },
        AggregateFunction(
            FunctionSignature(
                "histogram", .aggregate, .aggregates, [("x", .date)], returns: .kind(.text), missing: .possible,
                "how often days occur in eight ranges between the first and the last, as a line of bars",
                example: ("(from rows (d) [(@2019-01-01), (@2019-12-31)] | summarize histogram(d))", "█      █")),
            keepsValues: true
        ) { _ in HistogramAccumulator() },
        AggregateFunction(
            FunctionSignature(
                "join_text", .aggregate, .aggregates, [("x", .text), ("sep", .constant(.text))], optional: 1, returns: .kind(.text), missing: .possible,
                "the texts of x one after the other, with sep (a comma) between them",
                example: ("(from rows (x) [(\"a\"), (\"b\")] | summarize join_text(x, \"; \"))", "a; b")),
            keepsValues: true
        ) { site in
            if site.constants.count > 1, case .text(let separator)? = site.constants[1] { return JoinTextAccumulator(separator: separator) }
            return JoinTextAccumulator(separator: ", ")
        },
    ]

    private static let ratios: [AggregateFunction] = [
        AggregateFunction(
            FunctionSignature(
                "pool", .aggregate, .aggregates, [("r", .ratio)], returns: .kind(.ratio(counted: true)), missing: .possible,
                "the ratio of all rows together: both sides added up, as a total row shows it",
                example: ("(from rows (a, b) [(1, 2), (5, 8)] | add r = a per b | summarize pool(r))", "60%"))
        ) { site in
            if case .ratio(counted: false) = site.argumentTypes[0].kind {
                throw FunctionProblem(.poolWithoutCounts)
            }
            return PoolAccumulator()
        },
        AggregateFunction(
            FunctionSignature(
                "avg_of_rows", .aggregate, .aggregates, [("r", .ratio)], returns: .kind(.ratio(counted: false)), missing: .possible,
                "the plain mean of percentages, in which each row weighs the same",
                example: ("(from rows (a, b) [(1, 2), (3, 4)] | add r = a per b | summarize avg_of_rows(r))", "62.5%"))
        ) { _ in AverageOfRatiosAccumulator() },
    ]

    private static func extreme(_ site: CallSite, isMaximum: Bool) -> any Accumulator {
        let type = site.argumentTypes[0]
        switch type.kind {
        case .int, .timestamp:
            return NumberExtremeAccumulator<Int64>(isMaximum: isMaximum, zero: 0, read: \.ints, write: { .int($0) })
        case .date:
            return NumberExtremeAccumulator<Int32>(isMaximum: isMaximum, zero: 0, read: \.dates, write: { .date($0) })
        case .float, .points:
            return NumberExtremeAccumulator<Double>(isMaximum: isMaximum, zero: 0, read: \.floats, write: { .float($0) })
        case .decimal:
            return DecimalExtremeAccumulator(isMaximum: isMaximum, type: type)
        default:
            return OrderedExtremeAccumulator(isMaximum: isMaximum, type: type)
        }
    }

    /// The share that `percentile` is asked for.
    private static func share(_ site: CallSite) throws -> Double {
        let value: Double? =
            switch site.constants[1] {
            case .int(let number): Double(number)
            case .decimal(let number): number.double
            case .float(let number): number
            case .ratio(let top, let bottom): ExactRatio(top, bottom)?.double
            default: nil
            }
        guard let value, value >= 0, value <= 1 else {
            throw FunctionProblem(.notAShare, argument: 1)
        }
        return value
    }
}

extension Column {
    /// Days of a column of dates.
    var dates: NumberColumn<Int32> {
        switch self {
        case .date(let column): column
        case .missing(let count): .missing(count, 0)
        default: preconditionFailure("days were promised")
        }
    }
}
