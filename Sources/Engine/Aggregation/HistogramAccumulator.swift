import Columns
import Semantics

/// `histogram`: how often values occur in eight ranges of equal width between the least and the greatest, as one bar of text each.
///
/// Keeps the present values of each group, since the ranges are known at the end.
final class HistogramAccumulator: Accumulator {
    private static let ranges = 8
    private static let bars = ["▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"]

    private var groupCount = 0
    private var rows = GroupedRows()
    private(set) var skipped = 0

    var keptBytes: Int { rows.byteCount }

    func resize(groups: Int) { groupCount = max(groupCount, groups) }

    func add(_ arguments: BatchColumns, groups: [Int32], context: QueryContext) { skipped += rows.addPresent(arguments[0].measured, groups) }

    func merge(_ other: any Accumulator, mapping: [Int32]) {
        let other = same(other)
        skipped += other.skipped
        rows.add(other.rows, mapping: mapping)
    }

    func makeEmpty() -> any Accumulator { HistogramAccumulator() }

    func finish(_ context: QueryContext) throws -> Column {
        let (column, groups) = try rows.whole()
        let values = column.isAllMissing ? Values<Double>(uninitialized: 0) : column.floats.values
        let (byGroup, starts) = RowsByGroup.order(groups, groupCount: groupCount)
        var builder = TextColumnBuilder(capacity: groupCount)
        for group in 0..<groupCount {
            let found = byGroup[starts[group]..<starts[group + 1]].map { values[Int($0)] }.filter(\.isFinite)
            if let text = Self.text(found) { builder.append(text) } else { builder.appendMissing() }
        }
        return builder.finish()
    }

    private static func text(_ values: [Double]) -> String? {
        guard let least = values.min(), let greatest = values.max() else { return nil }
        if least == greatest { return bars[ranges - 1] }
        var counts = [Int](repeating: 0, count: ranges)
        for value in values {
            // Halved first, so that the distance of the largest floats is one too.
            let share = (value / 2 - least / 2) / (greatest / 2 - least / 2)
            counts[min(Int(share * Double(ranges)), ranges - 1)] += 1
        }
        let most = counts.max() ?? 1
        // An empty range is blank and a single value never is.
        return counts.map { $0 == 0 ? " " : bars[($0 * ranges - 1) / most] }.joined()
    }
}

extension Column {
    /// Days and moments as numbers, which is all that their distances need.
    fileprivate var measured: Column {
        if case .date(let column) = self { return .int(NumberColumn(values: column.values.mapped { Int64($0) }, validity: column.validity)) }
        return self
    }
}
