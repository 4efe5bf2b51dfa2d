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

    /// The first rows of new groups, in the order of the groups: they are numbered in the order of their first rows.
    static func firstRows(of groups: [Int32], numbered new: Range<Int>) -> [Int32] {
        var rows: [Int32] = []
        var row = 0
        while rows.count < new.count {
            if Int(groups[row]) == new.lowerBound + rows.count { rows.append(Int32(truncatingIfNeeded: row)) }
            row += 1
        }
        return rows
    }

    /// The values of each group, in the order of the groups: those of group g are `numbers[starts[g] ..< starts[g + 1]]`.
    ///
    /// Each value is written where it belongs at once: to find out the order of rows first, and then to fetch their values from all over
    /// memory, takes several times as long.
    static func byGroup(_ values: Values<Double>, _ groups: [Int32], groupCount: Int, _ parallelism: Parallelism) -> (numbers: Values<Double>, starts: [Int]) {
        let numbers = Values<Double>(uninitialized: values.count)
        let parts = parallelism.parts(of: values.count)
        let counted = SharedResults<[Int]>(repeating: [], count: parts)
        Parallelism.run(parts) { part in
            var counts = [Int](repeating: 0, count: groupCount)
            for row in Parallelism.part(part, of: parts, values.count) { counts[Int(groups[row])] &+= 1 }
            counted[part] = counts
        }
        // How many there are of a group in each part becomes where the part puts its first one.
        var places = counted.values
        var starts = [Int](repeating: 0, count: groupCount + 1)
        for group in 0..<groupCount {
            var start = starts[group]
            for part in 0..<parts {
                let count = places[part][group]
                places[part][group] = start
                start += count
            }
            starts[group + 1] = start
        }
        let firsts = places
        Parallelism.run(parts) { part in
            var next = firsts[part]
            next.withUnsafeMutableBufferPointer { next in
                groups.withUnsafeBufferPointer { groups in
                    for row in Parallelism.part(part, of: parts, values.count) {
                        let group = Int(groups[row])
                        numbers.pointer[next[group]] = values[row]
                        next[group] &+= 1
                    }
                }
            }
        }
        return (numbers, starts)
    }

    /// Groups one after the other in at most so many runs of about as many rows each.
    static func runs(_ starts: [Int], count: Int) -> [Range<Int>] {
        let (groupCount, rowCount) = (starts.count - 1, starts[starts.count - 1])
        var runs: [Range<Int>] = []
        var first = 0
        for group in 0..<groupCount where group + 1 == groupCount || (starts[group + 1] - starts[first]) * count >= rowCount {
            runs.append(first..<group + 1)
            first = group + 1
        }
        return runs
    }
}
