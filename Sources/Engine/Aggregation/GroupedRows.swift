import Columns

/// Values of one column with the group of each, kept until they are needed together.
struct GroupedRows {
    private var columns: [Column] = []
    private var groups: [Int32] = []

    var count: Int { groups.count }
    /// With the copy in one piece, the order by groups and the numbers to choose among them.
    var byteCount: Int { 2 * valueBytes + 48 * groups.count }
    private var valueBytes = 0

    mutating func add(_ column: Column, _ newGroups: [Int32]) {
        if newGroups.isEmpty { return }
        precondition(groups.count + newGroups.count <= Int(Int32.max), "rows in memory are numbered with 31 bits")
        columns.append(column)
        valueBytes += column.byteCount
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
        valueBytes += other.valueBytes
        groups += other.groups.map { mapping[Int($0)] }
    }

    /// All values in one column, and their groups.
    func whole() throws -> (Column, [Int32]) {
        (columns.isEmpty ? .missing(count: 0) : try Column.concatenated(columns), groups)
    }

    /// The first rows of the groups from `known` on, in the order of the groups: new ones are numbered in the order of their first rows.
    static func firstRows(of groups: [Int32], from known: Int) -> [Int32] {
        var rows: [Int32] = []
        for row in 0..<groups.count where Int(groups[row]) == known + rows.count { rows.append(Int32(truncatingIfNeeded: row)) }
        return rows
    }

    /// The rows of each group in the order in which they came: group g has `rows[starts[g] ..< starts[g + 1]]`.
    static func byGroup(_ groups: [Int32], groupCount: Int) -> (rows: [Int32], starts: [Int]) {
        let starts = starts(groups, groupCount: groupCount)
        var next = starts
        let rows = [Int32](unsafeUninitializedCapacity: groups.count) { rows, used in
            for row in 0..<groups.count {
                let group = Int(groups[row])
                rows[next[group]] = Int32(truncatingIfNeeded: row)
                next[group] &+= 1
            }
            used = groups.count
        }
        return (rows, starts)
    }

    /// Where each group begins when rows stand by groups, and after the last one the number of rows.
    static func starts(_ groups: [Int32], groupCount: Int) -> [Int] {
        var starts = [Int](repeating: 0, count: groupCount + 1)
        for group in groups { starts[Int(group) + 1] += 1 }
        for group in 0..<groupCount { starts[group + 1] += starts[group] }
        return starts
    }
}
