import Columns

/// Groups with their totals: after the groups that share their first keys a row that rolls the others up, the grand total last.
///
/// Totals come from merging what the aggregates have gathered of the rows, never from finished cells: the total of a
/// mean is the mean of the rows, of a count of distinct values the count over all of them.
struct GroupTotals {
    /// Keys, aggregates and, last, how many keys a row rolls up.
    let columns: [Column]
    /// Rows of `columns` in the order of output.
    let rows: [Int32]

    /// - Parameters:
    ///   - order: of the groups by their keys.
    ///   - sorted: the groups in that order.
    init(_ keys: [Column], groupCount: Int, order: RowOrder, sorted: [Int32], _ aggregates: AggregateSet) throws {
        // Rows of the output: the groups first, then the totals of each number of rolled-up keys.
        var keyRows = (0..<Int32(groupCount)).map { $0 }
        var levels = [Int64](repeating: 0, count: groupCount)
        var parts = [try aggregates.finish()]
        // For each level, the row of the total that each group belongs to.
        var totalOfGroup: [[Int32]] = []
        for level in 1...keys.count {
            let shared = RowOrder(keys: Array(order.keys.dropLast(level)))
            var mapping = [Int32](repeating: 0, count: groupCount)
            var representatives: [Int32] = []
            for (position, group) in sorted.enumerated() {
                let isFirst = position == 0 || !shared.areEqual(Int(sorted[position - 1]), Int(group))
                if isFirst { representatives.append(group) }
                mapping[Int(group)] = Int32(representatives.count - 1)
            }
            // The grand total stands even where no group does.
            if level == keys.count, representatives.isEmpty { representatives = [-1] }
            let merged = try aggregates.merged(into: representatives.count, mapping: mapping)
            let firstRow = Int32(keyRows.count)
            totalOfGroup.append(mapping.map { $0 + firstRow })
            keyRows += representatives
            levels += [Int64](repeating: Int64(level), count: representatives.count)
            parts.append(try merged.finish())
        }

        columns = keys.enumerated().map { position, key in
            // A key is rolled up in rows whose level reaches it.
            key.gather(zip(keyRows, levels).map { row, level in position < keys.count - Int(level) ? row : -1 })
        } + parts[0].indices.map { index in Column.concatenated(parts.map { $0[index] }) } + [.int(NumberColumn(values: Values(levels)))]

        var rows: [Int32] = []
        rows.reserveCapacity(keyRows.count)
        for (position, group) in sorted.enumerated() {
            rows.append(group)
            let next = position + 1 < sorted.count ? Int(sorted[position + 1]) : nil
            for totals in totalOfGroup {
                let total = totals[Int(group)]
                if let next, totals[next] == total { break }
                rows.append(total)
            }
        }
        if sorted.isEmpty { rows = (0..<Int32(keyRows.count)).filter { levels[Int($0)] == Int64(keys.count) } }
        self.rows = rows
    }
}
