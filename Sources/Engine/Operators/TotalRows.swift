import Columns

/// Where total rows stand among rows that are ordered by keys: after the rows that share their first keys one that rolls the
/// others up, the grand total last.
///
/// Numbers of the output: the rows themselves first, then the totals of each number of rolled-up keys.
struct TotalRows {
    /// For each number of rolled-up keys, from 1: the total of each row, numbered from 0 within that level, and how many there are.
    let levels: [(totalOfRow: [Int32], count: Int)]
    /// Numbers of the output in the order in which they stand.
    let order: [Int32]
    /// For each number of the output a row whose keys it shares, and how many keys it rolls up.
    private let representatives: [Int32]
    private let rolledUp: [Int64]

    /// - Parameters:
    ///   - order: of the rows by their keys.
    ///   - sorted: the rows in that order.
    init(order keys: RowOrder, sorted: [Int32]) {
        let count = sorted.count
        let keyCount = keys.keys.count
        var representatives = (0..<Int32(count)).map { $0 }
        var rolledUp = [Int64](repeating: 0, count: count)
        var levels: [(totalOfRow: [Int32], count: Int)] = []
        if keyCount > 0 {
            for level in 1...keyCount {
                let shared = RowOrder(keys: Array(keys.keys.dropLast(level)))
                var mapping = [Int32](repeating: 0, count: count)
                var first: [Int32] = []
                for (position, row) in sorted.enumerated() {
                    if position == 0 || !shared.areEqual(Int(sorted[position - 1]), Int(row)) { first.append(row) }
                    mapping[Int(row)] = Int32(first.count - 1)
                }
                // The grand total stands even where no row does.
                if level == keyCount, first.isEmpty { first = [-1] }
                levels.append((mapping, first.count))
                representatives += first
                rolledUp += [Int64](repeating: Int64(level), count: first.count)
            }
        }
        self.levels = levels
        self.representatives = representatives
        self.rolledUp = rolledUp

        var order: [Int32] = []
        order.reserveCapacity(representatives.count)
        for (position, row) in sorted.enumerated() {
            order.append(row)
            let next = position + 1 < count ? Int(sorted[position + 1]) : nil
            var firstNumber = Int32(count)
            for (totalOfRow, totals) in levels {
                let total = totalOfRow[Int(row)]
                if let next, totalOfRow[next] == total { break }
                order.append(firstNumber + total)
                firstNumber += Int32(totals)
            }
        }
        if sorted.isEmpty { order = (0..<Int32(representatives.count)).filter { rolledUp[Int($0)] == Int64(keyCount) } }
        self.order = order
    }

    /// The keys of every row of the output; those that a total rolls up are missing.
    func keys(_ columns: [Column]) -> [Column] {
        columns.enumerated().map { position, key in
            key.gather(zip(representatives, rolledUp).map { row, level in position < columns.count - Int(level) ? row : -1 })
        }
    }

    /// How many keys each row of the output rolls up.
    var levelColumn: Column { .int(NumberColumn(values: Values(rolledUp))) }
}
