import Columns

/// Adding to the totals of few groups.
///
/// Rows of one group often follow one another, and to add to the total that was just stored waits for the store. Here rows take turns
/// with copies of the totals, which are put together at the end of a batch.
enum FewGroups {
    /// Groups whose copies cost less to put together than they save.
    static let most = 64
    private static let copies = 4

    /// Adds one for each row.
    fileprivate static func count(_ groups: UnsafeBufferPointer<Int32>, into counts: UnsafeMutableBufferPointer<Int64>) {
        withCopies(counts.count) { copies in
            forEachRow(groups, of: counts.count) { _, place in copies[place] &+= 1 }
            for place in 0..<copies.count { counts[place % counts.count] &+= copies[place] }
        }
    }

    /// Adds each row's value, where those of all rows together fit 64 bits.
    /// - Returns: whether they do.
    static func sum<Total: FixedWidthInteger>(_ values: Values<Int64>, _ groups: UnsafeBufferPointer<Int32>, into totals: UnsafeMutableBufferPointer<Total>) -> Bool {
        withCopies(totals.count) { copies in
            let pointer = values.pointer
            var union: Int64 = 0
            forEachRow(groups, of: totals.count) { row, place in
                union |= pointer[row]
                copies[place] &+= pointer[row]
            }
            guard fits(values, union) else { return false }
            for place in 0..<copies.count { totals[place % totals.count] &+= Total(truncatingIfNeeded: copies[place]) }
            return true
        }
    }

    /// The sum of all; `nil` where it may not fit 64 bits.
    static func sum(_ values: Values<Int64>) -> Int64? {
        var (sum, union): (Int64, Int64) = (0, 0)
        for row in 0..<values.count {
            union |= values[row]
            sum &+= values[row]
        }
        return fits(values, union) ? sum : nil
    }

    private static func fits(_ values: Values<Int64>, _ union: Int64) -> Bool {
        values.bitWidth(union: union) + Int.bitWidth - values.count.leadingZeroBitCount < Int64.bitWidth
    }

    @inline(__always)
    private static func withCopies<Result>(_ groupCount: Int, _ body: (UnsafeMutableBufferPointer<Int64>) -> Result) -> Result {
        withUnsafeTemporaryAllocation(of: Int64.self, capacity: copies * groupCount) { places in
            places.initialize(repeating: 0)
            return body(places)
        }
    }

    /// - Parameter body: is given the row, and the place of its group in the copy whose turn it is.
    @inline(__always)
    private static func forEachRow(_ groups: UnsafeBufferPointer<Int32>, of groupCount: Int, _ body: (Int, Int) -> Void) {
        var row = 0
        while row &+ copies <= groups.count {
            body(row, Int(groups[row]))
            body(row &+ 1, Int(groups[row &+ 1]) &+ groupCount)
            body(row &+ 2, Int(groups[row &+ 2]) &+ 2 &* groupCount)
            body(row &+ 3, Int(groups[row &+ 3]) &+ 3 &* groupCount)
            row &+= copies
        }
        while row < groups.count {
            body(row, Int(groups[row]))
            row &+= 1
        }
    }
}

extension [Int64] {
    /// Adds one to its group for each row that is present.
    mutating func countRows(_ groups: [Int32], _ validity: Bitmap?) {
        groups.withUnsafeBufferPointer { groups in
            withUnsafeMutableBufferPointer { counts in
                if let validity {
                    for row in 0..<groups.count where validity[row] { counts[Int(groups[row])] &+= 1 }
                } else if counts.count == 1 {
                    counts[0] &+= Int64(groups.count)
                } else if counts.count <= FewGroups.most {
                    FewGroups.count(groups, into: counts)
                } else {
                    for group in groups { counts[Int(group)] &+= 1 }
                }
            }
        }
    }
}
