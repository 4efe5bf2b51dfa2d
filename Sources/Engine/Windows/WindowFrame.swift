import Columns

/// Rows in window order: partition after partition, each sorted.
///
/// A window function is given its arguments in this order and answers in it.
package struct WindowFrame {
    /// Where each partition begins, and after the last one the number of rows.
    package let starts: [Int]
    /// The number of each row in the input of the stage.
    package let rows: [Int32]
    private let order: RowOrder

    /// - Parameter partitions: the partition of each row, numbered from 0.
    init(_ partitions: [Int32], count: Int, order: RowOrder, _ parallelism: Parallelism) {
        self.order = order
        if order.keys.isEmpty {
            (rows, starts) = RowsByGroup.order(partitions, groupCount: count)
            return
        }
        // The partition is the first key, so that fewer rows tie and have to be told apart by the others.
        let partition = SortKey.places(SortColumn(Ordinals(partitions)))
        rows = RowOrder(keys: (count > 1 ? [partition] : []) + order.keys, parallelism: parallelism).sorted(count: partitions.count)
        starts = RowsByGroup.starts(partitions, groupCount: count)
    }

    private init(starts: [Int], rows: [Int32], order: RowOrder) {
        self.starts = starts
        self.rows = rows
        self.order = order
    }

    package var count: Int { rows.count }

    /// At most so many stretches of whole partitions, about as many rows in each.
    func stretches(_ count: Int) -> [WindowFrame] {
        if count < 2 { return [self] }
        var stretches: [WindowFrame] = []
        var first = 0
        for number in 1...count {
            let end = rows.count * number / count
            var last = first
            while last < starts.count - 1, number == count || starts[last] < end { last += 1 }
            if last == first { continue }
            let places = starts[first]..<starts[last]
            stretches.append(WindowFrame(starts: starts[first...last].map { $0 - places.lowerBound }, rows: Array(rows[places]), order: order))
            first = last
        }
        return stretches
    }

    /// The rows of each partition, as positions in window order.
    package var partitions: [Range<Int>] { zip(starts, starts.dropFirst()).map { $0..<$1 } }

    /// Whether the row at this position ties with the one before it.
    package func tiesWithPrevious(_ position: Int) -> Bool { order.areEqual(Int(rows[position - 1]), Int(rows[position])) }

    /// From window order back to the order of the input.
    func inputOrder(_ parallelism: Parallelism) -> [Int32] {
        [Int32](unsafeUninitializedCapacity: rows.count) { result, used in
            // Every row has a place of its own.
            nonisolated(unsafe) let result = result
            parallelism.forEachPart(of: rows.count) { [rows] positions in
                for position in positions { result.initializeElement(at: Int(rows[position]), to: Int32(truncatingIfNeeded: position)) }
            }
            used = rows.count
        }
    }
}
