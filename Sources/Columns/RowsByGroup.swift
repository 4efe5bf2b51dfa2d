/// Rows put in the order of their groups by counting.
package enum RowsByGroup {
    /// The rows of each group in the order in which they came: group g has `rows[starts[g] ..< starts[g + 1]]`. O(rows + groups).
    package static func order(_ groups: [Int32], groupCount: Int) -> (rows: [Int32], starts: [Int]) {
        let starts = starts(groups, groupCount: groupCount)
        return (rows(groups, starts), starts)
    }

    /// The rows of one group after the other.
    static func rows(_ groups: [Int32], _ starts: [Int]) -> [Int32] {
        var next = starts
        return [Int32](unsafeUninitializedCapacity: groups.count) { rows, used in
            for row in 0..<groups.count {
                let group = Int(groups[row])
                rows[next[group]] = Int32(truncatingIfNeeded: row)
                next[group] &+= 1
            }
            used = groups.count
        }
    }

    /// Where each group begins when rows stand by groups, and after the last one the number of rows.
    package static func starts(_ groups: [Int32], groupCount: Int) -> [Int] {
        var starts = [Int](repeating: 0, count: groupCount + 1)
        for group in groups { starts[Int(group) + 1] += 1 }
        for group in 0..<groupCount { starts[group + 1] += starts[group] }
        return starts
    }
}
