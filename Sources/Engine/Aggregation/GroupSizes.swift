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
            for row in 0..<groups.count where !validity[row] { counts[Int(groups[row])] += 1 }
        }
    }

    /// Of both, or of none, somebody counts the rows.
    mutating func merge(_ other: PresentRows, mapping: [Int32]) { for (group, count) in other.counts.enumerated() { counts[Int(mapping[group])] += count } }

    var count: Int { counts.count }

    subscript(_ group: Int) -> Int64 { sizes.map { $0.counts[group] - counts[group] } ?? counts[group] }
}
