import Columns

/// How many rows each group has, counted once for all aggregates of a stage that need it.
package final class GroupSizes {
    private(set) var counts: [Int64] = []

    func resize(groups: Int) { counts.grow(to: groups, filling: 0) }
    func add(_ groups: [Int32]) { counts.countRows(groups, nil) }
    func merge(_ other: GroupSizes, mapping: [Int32]) { for (group, count) in other.counts.enumerated() { counts[Int(mapping[group])] += count } }
}

/// How many rows of each group are present in a column.
///
/// Where somebody counts the rows anyway, only missing ones are looked for, and most columns have none.
struct PresentRows {
    private var counts: [Int64] = []
    /// Of all rows; then `counts` are of those that are missing.
    private var sizes: GroupSizes?

    /// Before any row is added.
    mutating func share(_ sizes: GroupSizes) { self.sizes = sizes }

    mutating func resize(groups: Int) { counts.grow(to: groups, filling: 0) }

    mutating func add(_ groups: [Int32], _ validity: Bitmap?) {
        if sizes == nil {
            counts.countRows(groups, validity)
        } else if let validity = validity?.unlessFull {
            counts.countRows(groups, missingIn: validity, as: 1)
        }
    }

    /// Of both, or of none, somebody counts the rows.
    mutating func merge(_ other: PresentRows, mapping: [Int32]) { for (group, count) in other.counts.enumerated() { counts[Int(mapping[group])] += count } }

    var count: Int { counts.count }

    subscript(_ group: Int) -> Int64 { sizes.map { $0.counts[group] - counts[group] } ?? counts[group] }
}

extension [Int64] {
    /// Adds one to its group for each row that is present.
    mutating func countRows(_ groups: [Int32], _ validity: Bitmap?) {
        groups.withUnsafeBufferPointer { count($0) }
        if let validity { countRows(groups, missingIn: validity, as: -1) }
    }

    /// Adds to its group for each row that is missing, mostly few.
    fileprivate mutating func countRows(_ groups: [Int32], missingIn validity: Bitmap, as step: Int64) {
        for index in 0..<validity.wordCount {
            let first = index &* 64
            var missing = ~validity.word(index) & (UInt64.max &>> UInt64(64 &- Swift.min(groups.count &- first, 64)))
            while missing != 0 {
                self[Int(groups[first &+ missing.trailingZeroBitCount])] &+= step
                missing &= missing &- 1
            }
        }
    }
}
