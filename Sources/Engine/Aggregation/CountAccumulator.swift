import Columns

/// `count()` and `count(x)`: rows, or rows where x is present.
final class CountAccumulator: Accumulator {
    private var rows = PresentRows()
    let skipped = 0

    let needsSizes = true
    func share(_ sizes: GroupSizes) { rows.share(sizes) }

    func resize(groups: Int) { rows.resize(groups: groups) }

    func add(_ arguments: BatchColumns, groups: [Int32], context: QueryContext) { rows.add(groups, arguments.entries.first?.validity) }

    func merge(_ other: any Accumulator, mapping: [Int32]) { rows.merge(same(other).rows, mapping: mapping) }

    func makeEmpty() -> any Accumulator { CountAccumulator() }

    func finish(_ context: QueryContext) -> Column { .int(NumberColumn(values: Values((0..<rows.count).map { rows[$0] }))) }
}

extension Accumulator {
    /// The other side of a merge, which the caller promised to be of the same aggregate.
    func same(_ other: any Accumulator) -> Self {
        guard let other = other as? Self else { preconditionFailure("only equal aggregates are merged") }
        return other
    }
}

extension Array {
    /// Longer by as many elements as are wanting.
    mutating func grow(to newCount: Int, filling element: Element) {
        if newCount > count { append(contentsOf: repeatElement(element, count: newCount - count)) }
    }
}

extension Column {
    /// How many rows are missing.
    var missingCount: Int { validity.map(\.missingCount) ?? 0 }
}

extension BatchColumn {
    /// How many rows are missing.
    var missingCount: Int { validity.map(\.missingCount) ?? 0 }
}

extension Bitmap {
    /// Of a validity, how many rows are missing. O(rows / 64).
    var missingCount: Int { count - trueCount }
}
