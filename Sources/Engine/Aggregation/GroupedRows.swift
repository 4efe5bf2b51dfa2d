import Columns

/// Values of one column with the group of each, kept until they are needed together.
struct GroupedRows {
    private var columns: [Column] = []
    private var groups: [Int32] = []

    var count: Int { groups.count }

    mutating func add(_ column: Column, _ newGroups: [Int32]) {
        if newGroups.isEmpty { return }
        precondition(groups.count + newGroups.count <= Int(Int32.max), "rows in memory are numbered with 31 bits")
        columns.append(column)
        groups += newGroups
    }

    /// Adds the rows that are present.
    /// - Returns: how many are not.
    mutating func addPresent(_ column: Column, _ newGroups: [Int32]) -> Int {
        guard let validity = column.validity?.unlessFull else {
            add(column, newGroups)
            return 0
        }
        let rows = validity.trueRows()
        add(column.gather(rows), rows.map { newGroups[Int($0)] })
        return newGroups.count - rows.count
    }

    mutating func add(_ other: GroupedRows, mapping: [Int32]) {
        columns += other.columns
        groups += other.groups.map { mapping[Int($0)] }
    }

    /// All values in one column, and their groups.
    func whole() throws -> (Column, [Int32]) {
        (columns.isEmpty ? .missing(count: 0) : try Column.concatenated(columns), groups)
    }

    /// The rows of each group, in the order in which they came: group g has `rows[starts[g] ..< starts[g + 1]]`.
    static func byGroup(_ groups: [Int32], groupCount: Int) -> (rows: [Int32], starts: [Int]) {
        var starts = [Int](repeating: 0, count: groupCount + 1)
        for group in groups { starts[Int(group) + 1] += 1 }
        for group in 0..<groupCount { starts[group + 1] += starts[group] }
        var next = starts
        var rows = [Int32](repeating: 0, count: groups.count)
        for (row, group) in groups.enumerated() {
            rows[next[Int(group)]] = Int32(row)
            next[Int(group)] += 1
        }
        return (rows, starts)
    }
}
