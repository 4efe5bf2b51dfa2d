import Columns

/// `avg`: one division of an exact total at the end.
final class AverageAccumulator: Accumulator {
    private var totals = NumberTotals()
    private var counts = PresentRows()
    private(set) var skipped = 0

    let needsSizes = true
    func share(_ sizes: GroupSizes) { counts.share(sizes) }

    func resize(groups: Int) {
        totals.resize(groups)
        counts.resize(groups: groups)
    }

    func add(_ arguments: BatchColumns, groups: [Int32], context: QueryContext) throws {
        skipped += arguments.entries[0].missingCount
        try totals.add(arguments.entries[0], groups: groups)
        counts.add(groups, arguments.entries[0].validity)
    }

    func merge(_ other: any Accumulator, mapping: [Int32]) throws {
        let other = same(other)
        skipped += other.skipped
        try totals.merge(other.totals, mapping: mapping)
        counts.merge(other.counts, mapping: mapping)
    }

    func makeEmpty() -> any Accumulator { AverageAccumulator() }

    func finish(_ context: QueryContext) throws -> Column {
        try .floats(counts.count) { counts[$0] == 0 ? nil : totals.quotient($0, by: counts[$0]) }
    }
}

extension Column {
    /// Floats made by asking for each row; `nil` is missing.
    ///
    /// - Throws: for one beyond what a float holds, as of a sum of very large floats.
    static func floats(_ count: Int, _ value: (Int) -> Double?) throws -> Column {
        var builder = NumberColumnBuilder<Double>(capacity: max(1, count))
        for row in 0..<count {
            guard let value = value(row) else {
                builder.appendMissing()
                continue
            }
            guard value.isFinite else { throw FunctionProblem(.floatSumOverflow) }
            builder.append(value)
        }
        return builder.finish()
    }
}
