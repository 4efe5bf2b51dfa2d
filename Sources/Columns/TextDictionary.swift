import Characters
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
            let made: [UInt32]
            if isOrdered {
                made = (0..<UInt32(count)).map { $0 }
            } else {
                let keys = (0..<count).map { Collation.sortKey(values.string($0)) }
                let order = (0..<count).sorted { keys[$0].lexicographicallyPrecedes(keys[$1]) }
                var result = [UInt32](repeating: 0, count: count)
                for (rank, code) in order.enumerated() { result[code] = UInt32(rank) }
                made = result
            }
            cached = made
            return made
        }
    }
}
