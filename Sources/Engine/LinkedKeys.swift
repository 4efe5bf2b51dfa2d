import Columns
import Semantics
import Synchronization

/// The row of each key of a table that links point to.
///
/// An index over the key column in its own form, so that a column of links is looked up as a join would be, whatever its length. A key is
/// the same as a link when their texts are: whole numbers are compared as numbers where both are, and by their digits else.
package final class LinkedKeys: Sendable {
    /// What a key with this text would be found as.
    private let isWhole: Bool
    /// Rows of the keys by their number; `nil` where they are the same.
    private let rowOfNumber: [Int32]?
    private let index: Mutex<GroupIndex>

    /// - Throws: `RepeatedKey` for the first key that stands twice.
    package init(_ keys: Column) throws(RepeatedKey) {
        if case .int = keys { isWhole = true } else { isWhole = false }
        let index = GroupIndex(keyCount: 1)
        let numbers = index.assign([keys], count: keys.count)
        if index.count == keys.count, keys.validity?.unlessFull == nil {
            rowOfNumber = nil
        } else {
            var rows = [Int32](repeating: -1, count: index.count)
            for (row, number) in numbers.enumerated() where keys.isPresent(row) {
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

    /// Looks up columns of links. Each thread has its own.
    struct Reader {
        private let keys: LinkedKeys
        private let index: GroupIndex

        init(_ keys: LinkedKeys) {
            self.keys = keys
            index = keys.index.withLock { $0.copy() }
        }

        /// The row of each link, −1 for a missing one and for a key without a row.
        func rows(_ links: Column) -> [Int32] {
            var rows = index.find([inFormOfKeys(links)], count: links.count)
            if let rowOfNumber = keys.rowOfNumber {
                for row in 0..<rows.count where rows[row] >= 0 { rows[row] = rowOfNumber[Int(rows[row])] }
            }
            return rows
        }

        private func inFormOfKeys(_ links: Column) -> Column {
            switch links {
            case .missing: return links
            case .int(let numbers):
                if keys.isWhole { return links }
                var builder = TextColumnBuilder(capacity: numbers.values.count)
                for row in 0..<numbers.values.count {
                    if links.isPresent(row) { builder.append(String(numbers.values[row])) } else { builder.appendMissing() }
                }
                return builder.finish()
            default:
                if !keys.isWhole { return links }
                let texts = links.texts
                var builder = NumberColumnBuilder<Int64>(capacity: links.count)
                for row in 0..<links.count {
                    // "007" is not the key 7.
                    if let text = texts.string(row), let number = Int64(text), String(number) == text { builder.append(number) } else { builder.appendMissing() }
                }
                return builder.finish()
            }
        }
    }
}
