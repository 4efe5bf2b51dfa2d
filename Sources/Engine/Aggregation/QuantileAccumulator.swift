import Columns
import Semantics

/// `median` and `percentile`: keeps the present values of each group and selects among them at the end.
///
/// Numbers are interpolated between neighbours, as PERCENTILE does in spreadsheets (type 7 of Hyndman and Fan, 1996); values
/// that cannot be (text, days, enums) give the lower of the two. Several of one column (the median, nine tenths) keep its values once.
final class QuantileAccumulator: Accumulator {
    private let share: Double
    private let type: Type
    private let interpolates: Bool
    private var groupCount = 0
    private var rows = GroupedRows()
    private var ownSkipped = 0
    /// Who keeps the values, where another does.
    private var first: QuantileAccumulator?
    /// Numbers group by group, in any order within a group, once they have been asked for.
    private var dealt: (numbers: Values<Double>, starts: [Int])?

    /// - Parameter share: 0 for the least value, 0.5 for the median, 1 for the greatest.
    init(share: Double, type: Type, interpolates: Bool) {
        self.share = share
        self.type = type
        self.interpolates = interpolates
    }

    var keptBytes: Int { interpolates ? rows.byteCount - 16 * rows.count : rows.byteCount }
    var skipped: Int { first?.ownSkipped ?? ownSkipped }

    func follow(_ other: any Accumulator) -> Bool {
        guard let other = other as? QuantileAccumulator, other.first == nil, other.type == type, other.interpolates == interpolates else { return false }
        first = other
        return true
    }

    func resize(groups: Int) { groupCount = max(groupCount, groups) }

    func add(_ arguments: BatchColumns, groups: [Int32], context: QueryContext) {
        if first != nil { return }
        dealt = nil
        ownSkipped += rows.addPresent(arguments[0], groups)
    }

    func merge(_ other: any Accumulator, mapping: [Int32]) {
        if first != nil { return }
        let other = same(other)
        ownSkipped += other.ownSkipped
        dealt = nil
        rows.add(other.rows, mapping: mapping)
    }

    func makeEmpty() -> any Accumulator { QuantileAccumulator(share: share, type: type, interpolates: interpolates) }

    func finish(_ context: QueryContext) throws -> Column {
        let keeper = first ?? self
        if interpolates { return try keeper.interpolated(share, context.parallelism) }
        let (column, groups) = try keeper.rows.whole()
        let (byGroup, starts) = RowsByGroup.order(groups, groupCount: groupCount)
        if groups.isEmpty { return .missing(count: groupCount) }
        let order = RowOrder(keys: [SortColumn(try Ordinals(column, type: type, context: context))], parallelism: context.parallelism)
        let chosen = (0..<groupCount).map { group -> Int32 in
            let sorted = order.sorted(Array(byGroup[starts[group]..<starts[group + 1]]))
            return sorted.isEmpty ? -1 : sorted[Int((share * Double(sorted.count - 1)).rounded(.down))]
        }
        return column.gather(chosen)
    }

    private func numbersByGroup(_ parallelism: Parallelism) throws -> (numbers: Values<Double>, starts: [Int]) {
        if let dealt { return dealt }
        let (column, groups) = try rows.whole()
        return GroupedRows.byGroup(column.isAllMissing ? Values(uninitialized: 0) : column.floats.values, groups, groupCount: groupCount, parallelism)
    }

    private func interpolated(_ share: Double, _ parallelism: Parallelism) throws -> Column {
        let (numbers, starts) = try numbersByGroup(parallelism)
        // Selecting moves numbers within their groups, which does not matter to whoever selects next.
        dealt = (numbers, starts)
        let results = Values<Double>(uninitialized: groupCount)
        let runs = GroupedRows.runs(starts, count: 8 * parallelism.threads)
        Parallelism.forEach(runs.count, threads: parallelism.parts(of: numbers.count)) { run in
            let most = runs[run].reduce(0) { max($0, starts[$1 + 1] - starts[$1]) }
            let selection = Selection(among: most)
            for group in runs[run] {
                let own = UnsafeMutableBufferPointer(start: numbers.pointer + starts[group], count: starts[group + 1] - starts[group])
                results.pointer[group] = own.isEmpty ? 0 : Self.quantile(share, of: own, selection)
            }
        }
        return .float(NumberColumn(values: results, validity: Bitmap.make(groupCount) { starts[$0] < starts[$0 + 1] }.unlessFull))
    }

    private static func quantile(_ share: Double, of numbers: UnsafeMutableBufferPointer<Double>, _ selection: Selection) -> Double {
        let place = share * Double(numbers.count - 1)
        let lower = Int(place.rounded(.down))
        let part = place - Double(lower)
        let (value, next) = selection.select(lower, of: numbers)
        if part == 0 { return value }
        let distance = next - value
        // Of two that are so far apart that a float does not hold how far.
        if !distance.isFinite || !(value + next).isFinite { return value * (1 - part) + next * part }
        // Half way the mean is exact where the difference would round twice.
        return part == 0.5 ? (value + next) / 2 : value + part * distance
    }
}
