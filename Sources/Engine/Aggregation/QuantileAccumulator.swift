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
    private var context: QueryContext?
    private var ownSkipped = 0
    /// Who keeps the values, where another does.
    private var first: QuantileAccumulator?
    /// Numbers group by group, in any order within a group, once they have been asked for.
    private var dealt: (numbers: [Double], starts: [Int])?

    /// - Parameter share: 0 for the least value, 0.5 for the median, 1 for the greatest.
    init(share: Double, type: Type, interpolates: Bool) {
        self.share = share
        self.type = type
        self.interpolates = interpolates
    }

    var keptBytes: Int { interpolates ? rows.byteCount - 24 * rows.count : rows.byteCount }
    var skipped: Int { first?.ownSkipped ?? ownSkipped }

    func follow(_ other: any Accumulator) -> Bool {
        guard let other = other as? QuantileAccumulator, other.first == nil, other.type == type, other.interpolates == interpolates else { return false }
        first = other
        return true
    }

    func resize(groups: Int) { groupCount = max(groupCount, groups) }

    func add(_ arguments: [Column], groups: [Int32], context: QueryContext) {
        if first != nil { return }
        self.context = context
        dealt = nil
        ownSkipped += rows.addPresent(arguments[0], groups)
    }

    func merge(_ other: any Accumulator, mapping: [Int32]) {
        if first != nil { return }
        let other = same(other)
        ownSkipped += other.ownSkipped
        context = context ?? other.context
        dealt = nil
        rows.add(other.rows, mapping: mapping)
    }

    func makeEmpty() -> any Accumulator { QuantileAccumulator(share: share, type: type, interpolates: interpolates) }

    func finish() throws -> Column {
        let keeper = first ?? self
        if interpolates { return try keeper.interpolated(share) }
        let (column, groups) = try keeper.rows.whole()
        let (byGroup, starts) = GroupedRows.byGroup(groups, groupCount: groupCount)
        guard let context = keeper.context else { return .missing(count: groupCount) }
        let order = RowOrder(keys: [SortColumn(try Ordinals(column, type: type, context: context))], parallelism: context.parallelism)
        let chosen = (0..<groupCount).map { group -> Int32 in
            let sorted = order.sorted(Array(byGroup[starts[group]..<starts[group + 1]]))
            return sorted.isEmpty ? -1 : sorted[Int((share * Double(sorted.count - 1)).rounded(.down))]
        }
        return column.gather(chosen)
    }

    private func numbersByGroup() throws -> (numbers: [Double], starts: [Int]) {
        if let dealt { return dealt }
        let (column, groups) = try rows.whole()
        let (byGroup, starts) = GroupedRows.byGroup(groups, groupCount: groupCount)
        let values = column.isAllMissing ? Values<Double>(uninitialized: 0) : column.floats.values
        return (byGroup.map { values[Int($0)] }, starts)
    }

    private func interpolated(_ share: Double) throws -> Column {
        var (inGroups, starts) = try numbersByGroup()
        dealt = nil
        // Selecting moves numbers within their groups, which does not matter to whoever selects next.
        defer { dealt = (inGroups, starts) }
        return inGroups.withUnsafeMutableBufferPointer { inGroups in
            .floats(groupCount) { group in
                let own = UnsafeMutableBufferPointer(rebasing: inGroups[starts[group]..<starts[group + 1]])
                if own.isEmpty { return nil }
                let place = share * Double(own.count - 1)
                let lower = Int(place.rounded(.down))
                let part = place - Double(lower)
                let value = Selection.select(lower, of: own)
                if part == 0 { return value }
                // What comes after the selected place is not less; the next value is the least of it.
                let next = own[(lower + 1)...].min() ?? value
                // Half way the mean is exact where the difference would round twice.
                return part == 0.5 ? (value + next) / 2 : value + part * (next - value)
            }
        }
    }
}
