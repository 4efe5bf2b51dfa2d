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
    init(_ partitions: [Int32], count: Int, order: RowOrder) {
        // One sort for all partitions, then each row to its own in that order.
        let sorted = order.keys.isEmpty ? nil : order.sorted(count: partitions.count)
        (rows, starts) = GroupedRows.byGroup(partitions, groupCount: count, inOrder: sorted)
        self.order = order
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
