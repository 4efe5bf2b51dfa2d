import Columns

/// `first(x)` and `last(x)`: the first or last present value in the order of rows.
final class EdgeAccumulator: Accumulator {
    private let isLast: Bool
    /// Values that are, or have been, the edge of a group.
    private var chunks: [Column] = []
    private var chunkRows = 0
    /// Where each group's value stands in the chunks put together, −1 for none.
    private var slots: [Int32] = []
    /// The number of that row among all rows, so that totals know which came first.
    private var positions: [Int64] = []
    private var rowsSeen: Int64 = 0
    private(set) var skipped = 0

    init(isLast: Bool) { self.isLast = isLast }

    func resize(groups: Int) {
        slots.grow(to: groups, filling: -1)
        positions.grow(to: groups, filling: -1)
    }

    func add(_ arguments: BatchColumns, groups: [Int32], context: QueryContext) throws {
        let column = arguments[0]
        skipped += column.missingCount
        // The edge of each group within these rows, then one gather for all of them.
        var changed: [Int32: Int32] = [:]
        var order: [Int32] = []
        for row in 0..<groups.count where column.isPresent(row) {
            let group = groups[row]
            if isLast {
                if changed.updateValue(Int32(row), forKey: group) == nil { order.append(group) }
            } else if slots[Int(group)] < 0, changed[group] == nil {
                changed[group] = Int32(row)
                order.append(group)
            }
        }
        let rows = order.compactMap { changed[$0] }
        for (index, group) in order.enumerated() {
            slots[Int(group)] = Int32(chunkRows + index)
            positions[Int(group)] = rowsSeen + Int64(rows[index])
        }
        try append(column.gather(rows), count: rows.count)
        rowsSeen += Int64(groups.count)
    }

    private func append(_ column: Column, count: Int) throws {
        if count == 0 { return }
        chunks.append(column)
        chunkRows += count
        if chunkRows > max(1 << 16, 4 * slots.count) { try compact() }
    }

    /// Lets go of values that later ones have replaced.
    private func compact() throws {
        let found = slots.indices.filter { slots[$0] >= 0 }
        chunks = [try Column.concatenated(chunks).gather(found.map { slots[$0] })]
        chunkRows = found.count
        for (index, group) in found.enumerated() { slots[group] = Int32(index) }
    }

    func merge(_ other: any Accumulator, mapping: [Int32]) throws {
        let other = same(other)
        skipped += other.skipped
        let start = Int32(chunkRows)
        for (from, slot) in other.slots.enumerated() where slot >= 0 {
            let group = Int(mapping[from])
            let isBetter = slots[group] < 0 || (isLast ? other.positions[from] > positions[group] : other.positions[from] < positions[group])
            if isBetter {
                slots[group] = start + slot
                positions[group] = other.positions[from]
            }
        }
        rowsSeen = max(rowsSeen, other.rowsSeen)
        if other.chunkRows > 0 { try append(try Column.concatenated(other.chunks), count: other.chunkRows) }
    }

    func makeEmpty() -> any Accumulator { EdgeAccumulator(isLast: isLast) }

    func finish(_ context: QueryContext) throws -> Column {
        chunks.isEmpty ? .missing(count: slots.count) : try Column.concatenated(chunks).gather(slots)
    }
}
