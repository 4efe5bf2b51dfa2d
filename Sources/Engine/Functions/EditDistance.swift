/// How many letters must be inserted, deleted, changed or swapped with their neighbour to make one text of another
/// (optimal string alignment).
enum EditDistance {
    /// Whether the distance is at most `limit`. O(length²) at worst; stops as soon as a whole row exceeds the limit.
    static func isWithin(_ limit: Int, _ lhs: [Unicode.Scalar], _ rhs: [Unicode.Scalar]) -> Bool {
        if abs(lhs.count - rhs.count) > limit { return false }
        if lhs == rhs { return true }
        var beforeLast: [Int] = []
        var last = Array(0...rhs.count)
        for (i, a) in lhs.enumerated() {
            var row = [i + 1]
            row.reserveCapacity(rhs.count + 1)
            for (j, b) in rhs.enumerated() {
                var best = min(last[j] + (a == b ? 0 : 1), last[j + 1] + 1, row[j] + 1)
                if i > 0, j > 0, a == rhs[j - 1], lhs[i - 1] == b { best = min(best, beforeLast[j - 1] + 1) }
                row.append(best)
            }
            if row.allSatisfy({ $0 > limit }), last.allSatisfy({ $0 > limit }) { return false }
            (beforeLast, last) = (last, row)
        }
        return last[rhs.count] <= limit
    }
}
