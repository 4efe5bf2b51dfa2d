import Columns

/// `pool(ratio)`: both sides added up, so that each row weighs as much as its denominator.
///
/// A row whose denominator is 0 has no value of its own but still brings its numerator.
final class PoolAccumulator: Accumulator {
    private var numerators = NumberTotals()
    private var denominators = NumberTotals()
    private var groupCount = 0
    private(set) var skipped = 0

    func resize(groups: Int) {
        numerators.resize(groups)
        denominators.resize(groups)
        groupCount = groups
    }

    func add(_ arguments: BatchColumns, groups: [Int32], context: QueryContext) throws {
        guard case .ratio(let ratios) = arguments[0] else {
            skipped += arguments[0].count
            return
        }
        let both = Bitmap.both(ratios.numerator.validity, ratios.denominator.validity)
        skipped += both?.missingCount ?? 0
        try numerators.add(ratios.numerator.withValidity(both), groups: groups)
        try denominators.add(ratios.denominator.withValidity(both), groups: groups)
    }

    func merge(_ other: any Accumulator, mapping: [Int32]) throws {
        let other = same(other)
        skipped += other.skipped
        try numerators.merge(other.numerators, mapping: mapping)
        try denominators.merge(other.denominators, mapping: mapping)
    }

    func makeEmpty() -> any Accumulator { PoolAccumulator() }

    func finish(_ context: QueryContext) throws -> Column {
        let validity = Bitmap.make(groupCount) { denominators.double($0) != 0 }
        return .ratio(RatioColumn(numerator: try numerators.narrowest(), denominator: try denominators.narrowest(), validity: validity.unlessFull))
    }
}

/// `avg_of_rows(ratio)`: the plain mean of percentages, each row weighing the same.
final class AverageOfRatiosAccumulator: Accumulator {
    private var sums = NumberTotals()
    private var counts: [Int64] = []
    private(set) var skipped = 0

    func resize(groups: Int) {
        sums.resize(groups)
        counts.grow(to: groups, filling: 0)
    }

    func add(_ arguments: BatchColumns, groups: [Int32], context: QueryContext) {
        let column = arguments[0]
        skipped += column.missingCount
        if column.isAllMissing { return }
        let values = column.floats.values
        sums.addFloats(groups, column.validity) { values[$0] }
        for row in 0..<groups.count where column.isPresent(row) { counts[Int(groups[row])] += 1 }
    }

    func merge(_ other: any Accumulator, mapping: [Int32]) throws {
        let other = same(other)
        skipped += other.skipped
        try sums.merge(other.sums, mapping: mapping)
        for (group, count) in other.counts.enumerated() { counts[Int(mapping[group])] += count }
    }

    func makeEmpty() -> any Accumulator { AverageOfRatiosAccumulator() }

    func finish(_ context: QueryContext) throws -> Column {
        let validity = Bitmap.make(counts.count) { counts[$0] > 0 }
        let numerators = try Column.floats(counts.count) { sums.double($0) }
        return .ratio(RatioColumn(numerator: numerators, denominator: .int(NumberColumn(values: Values(counts))), validity: validity.unlessFull))
    }
}
