import Columns
import Semantics

/// A table that links point to, in memory: its columns whole, and the row of each key.
///
/// Catalogues (units, procedures) are small and asked for again and again, so they are kept for the session.
package final class LinkedTable: @unchecked Sendable {
    package let info: TableInfo
    package let rowCount: Int
    /// Whole columns by name, in row order.
    package let columns: [String: Column]
    /// The row of each key; keys as text whatever their type.
    package let rows: [String: Int32]
    /// For a tree: the row of the ancestor at each level (−1: none), by level name.
    package let ancestors: [String: [Int32]]
    /// For a tree: the parent's row, −1 at the top.
    package let parents: [Int32]

    package init(info: TableInfo, rowCount: Int, columns: [String: Column], rows: [String: Int32], parents: [Int32], ancestors: [String: [Int32]]) {
        self.info = info
        self.rowCount = rowCount
        self.columns = columns
        self.rows = rows
        self.parents = parents
        self.ancestors = ancestors
    }
}
