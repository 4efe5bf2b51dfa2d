import Columns

/// Sorts the output of `summarize … with totals`: within each group, with each total after its rows.
///
/// A total row stands for its group, so among its siblings a group is placed by the keys of its own total. Rows
/// come in with each total after its group, which is all that is needed to find the tree.
enum TotalsOrder {
    /// - Parameter levels: how many keys each row rolls up, 0 for plain rows.
    static func sorted(_ levels: [Int64], by order: RowOrder) -> [Int32] {
        // Finished groups that wait for the total above them; each a run of rows and the row that stands for it.
        struct Node {
            var level: Int64
            var head: Int32
            var rows: [Int32]
        }
        var waiting: [Node] = []
        for (row, level) in levels.enumerated() {
            let row = Int32(truncatingIfNeeded: row)
            guard level > 0 else {
                waiting.append(Node(level: 0, head: row, rows: [row]))
                continue
            }
            var start = waiting.count
            while start > 0, waiting[start - 1].level < level { start -= 1 }
            let children = waiting[start...]
            waiting.removeSubrange(start...)
            waiting.append(Node(level: level, head: row, rows: flattened(Array(children).map { ($0.head, $0.rows) }, by: order) + [row]))
        }
        return flattened(waiting.map { ($0.head, $0.rows) }, by: order)
    }

    private static func flattened(_ nodes: [(head: Int32, rows: [Int32])], by order: RowOrder) -> [Int32] {
        let positions = nodes.indices.sorted { lhs, rhs in
            let result = order.compare(Int(nodes[lhs].head), Int(nodes[rhs].head))
            return result == 0 ? lhs < rhs : result < 0
        }
        return positions.flatMap { nodes[$0].rows }
    }
}
