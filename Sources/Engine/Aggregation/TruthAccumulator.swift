import Columns

/// `any(c)` and `all(c)`; missing where there is nothing to ask.
final class TruthAccumulator: Accumulator {
    private let isAll: Bool
    /// Bit 0: a false value was met; bit 1: a true one.
    private var met: [UInt8] = []
    private(set) var skipped = 0

    init(isAll: Bool) { self.isAll = isAll }

    func resize(groups: Int) { met.grow(to: groups, filling: 0) }

    func add(_ arguments: BatchColumns, groups: [Int32], context: QueryContext) {
        skipped += arguments[0].missingCount
        guard case .bool(let column) = arguments[0] else { return }
        for row in 0..<groups.count where column.validity?[row] ?? true { met[Int(groups[row])] |= column.values[row] ? 2 : 1 }
    }

    func merge(_ other: any Accumulator, mapping: [Int32]) {
        let other = same(other)
        skipped += other.skipped
        for (group, bits) in other.met.enumerated() { met[Int(mapping[group])] |= bits }
    }

    func makeEmpty() -> any Accumulator { TruthAccumulator(isAll: isAll) }

    func finish(_ context: QueryContext) -> Column {
        let values = Bitmap.make(met.count) { isAll ? met[$0] & 1 == 0 : met[$0] & 2 != 0 }
        return .bool(BoolColumn(values: values, validity: Bitmap.make(met.count) { met[$0] != 0 }.unlessFull))
    }
}
