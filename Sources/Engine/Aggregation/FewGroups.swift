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

    /// Adds each row's value. Those of all rows together must fit.
    static func sum<Total: FixedWidthInteger>(_ values: Values<Int64>, _ groups: UnsafeBufferPointer<Int32>, into totals: UnsafeMutableBufferPointer<Total>) {
        withCopies(totals.count) { copies in
            let pointer = values.pointer
            forEachRow(groups, of: totals.count) { row, place in copies[place] &+= pointer[row] }
            for place in 0..<copies.count { totals[place % totals.count] &+= Total(truncatingIfNeeded: copies[place]) }
        }
    }

    /// The sum of all, which must fit.
    static func sum(_ values: Values<Int64>) -> Int64 {
        var sum: Int64 = 0
        for row in 0..<values.count { sum &+= values[row] }
        return sum
    }

    /// Whether the sum of so many numbers of so many bits fits 64 bits.
    static func fits(_ count: Int, bits: Int) -> Bool { bits + Int.bitWidth - count.leadingZeroBitCount < Int64.bitWidth }

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
