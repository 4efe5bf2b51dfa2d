import Columns
import Semantics
import Synchronization

/// The row of each key of a table that links point to.
///
/// An index over the key column in its own form, so that a column of links is looked up as a join would be, whatever its length. A key is
/// the same as a link when their texts are: whole numbers are compared as numbers where both are, and by their digits else.
package final class LinkedKeys: Sendable {
    /// Rows of the keys by their number; `nil` where they are the same.
    private let rowOfNumber: [Int32]?
    private let index: Mutex<GroupIndex>

    /// - Throws: `RepeatedKey` for the first key that stands twice.
    package init(_ keys: Column) throws(RepeatedKey) {
        let index = GroupIndex(keyCount: 1)
        let numbers = index.assign([keys], count: keys.count)
        if index.count == keys.count, keys.validity?.unlessFull == nil {
            rowOfNumber = nil
        } else {
            var rows = [Int32](repeating: -1, count: index.count)
            let validity = keys.validity
            for (row, number) in numbers.enumerated() where validity?[row] ?? true {
                if rows[Int(number)] >= 0 { throw RepeatedKey(first: Int(rows[Int(number)]), second: row) }
                rows[Int(number)] = Int32(row)
            }
            rowOfNumber = rows
        }
        self.index = Mutex(index)
    }

    /// The rows of a key that stands twice.
    package struct RepeatedKey: Error {
        package let first: Int
        package let second: Int
    }

    /// The row with this key; `nil` where there is none.
    package func row(_ key: String) -> Int32? {
        let row = Reader(self).rows(Column.of([.text(key)], type: .text))[0]
        return row < 0 ? nil : row
    }

    /// Whether each link names a row; missing ones name none and need none. O(links), and ends at the first that does not.
    package func hasRows(ofAll links: some Sequence<Column>) -> Bool {
        let reader = Reader(self)
        return links.allSatisfy { links in
            let rows = reader.rows(links)
            let validity = links.validity
            return rows.indices.allSatisfy { rows[$0] >= 0 || !(validity?[$0] ?? true) }
        }
    }

    /// Looks up columns of links. Each thread has its own.
    package struct Reader {
        private let keys: LinkedKeys
        private let index: GroupIndex

        package init(_ keys: LinkedKeys) {
            self.keys = keys
            index = keys.index.withLock { $0.copy() }
        }

        /// The row of each link, −1 for a missing one and for a key without a row.
        package func rows(_ links: Column) -> [Int32] { rows(.wide(links)) }

        package func rows(_ links: BatchColumn) -> [Int32] {
            var rows = index.find([links], count: links.count)
            if let rowOfNumber = keys.rowOfNumber {
                for row in 0..<rows.count where rows[row] >= 0 { rows[row] = rowOfNumber[Int(rows[row])] }
            }
            return rows
        }
    }
}
