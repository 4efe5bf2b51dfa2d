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
            (rows, starts) = GroupedRows.byGroup(partitions, groupCount: count)
            return
        }
        // The partition is the first key, so that fewer rows tie and have to be told apart by the others.
        let partition = SortKey.places(SortColumn(Ordinals(partitions.map { Int64($0) })))
        rows = RowOrder(keys: (count > 1 ? [partition] : []) + order.keys, parallelism: parallelism).sorted(count: partitions.count)
        starts = GroupedRows.starts(partitions, groupCount: count)
    }

    package var count: Int { rows.count }

    /// The rows of each partition, as positions in window order.
    package var partitions: [Range<Int>] { zip(starts, starts.dropFirst()).map { $0..<$1 } }

    /// Whether the row at this position ties with the one before it.
    package func tiesWithPrevious(_ position: Int) -> Bool { order.areEqual(Int(rows[position - 1]), Int(rows[position])) }

    /// From window order back to the order of the input.
    func inputOrder() -> [Int32] {
        var result = [Int32](repeating: 0, count: rows.count)
        for (position, row) in rows.enumerated() { result[Int(row)] = Int32(position) }
        return result
    }
}
