import Synchronization

/// The distinct values behind a coded column, each once, in order of first appearance
/// (text, links) or in declared order (enums). Sealed: it never grows after it was made.
///
/// A class, because identity is the cheap proof that two columns speak the same codes.
package final class TextDictionary: @unchecked Sendable {
    package let values: TextColumn
    package var count: Int { values.count }
    /// The order of codes is the order of values (enums).
    package let isOrdered: Bool

    private let ranks = Mutex<[UInt32]?>(nil)

    package init(values: TextColumn, isOrdered: Bool) {
        self.values = values
        self.isOrdered = isOrdered
    }

    /// The position of each code in sorted order: the code itself when ordered, else Vietnamese collation.
    /// Made at the first call. O(n log n) in distinct values.
    package var sortRanks: [UInt32] {
        ranks.withLock { cached in
            if let cached { return cached }
            let made = isOrdered ? (0..<UInt32(count)).map { $0 } : CollationRanks.ranks(of: values)
            cached = made
            return made
        }
    }
}
