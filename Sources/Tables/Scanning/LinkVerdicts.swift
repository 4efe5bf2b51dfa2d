import Columns
import Synchronization

/// Of which rows of a linked table something is true, told of links to them as columns keep those: by the codes of a dictionary, or by numbers.
package final class LinkVerdicts: Sendable {
    private let keys: LinkedKeys
    /// For each row of the table, and last for no row.
    private let isTrue: Bitmap
    /// The keys of which it is true, where keys are whole numbers that lie close together.
    let numbers: NumberSet?

    /// - Parameters:
    ///   - isTrue: for each row of the table, and last for no row.
    ///   - keyColumn: the keys of the table, in the order of its rows.
    package convenience init(_ isTrue: Bitmap, keys: LinkedKeys, keyColumn: Column) {
        let numbers: NumberSet? = if case .int(let numbers) = keyColumn { NumberSet(numbers) { isTrue[$0] } } else { nil }
        self.init(isTrue, keys, numbers)
    }

    private init(_ isTrue: Bitmap, _ keys: LinkedKeys, _ numbers: NumberSet?) {
        self.isTrue = isTrue
        self.keys = keys
        self.numbers = numbers
    }

    /// Whether it is true where there is no link.
    var isTrueOfNone: Bool { isTrue[isTrue.count - 1] }

    /// What two say of rows of one table; `nil` of different ones.
    package func combined(with other: LinkVerdicts, _ operation: (UInt64, UInt64) -> UInt64) -> LinkVerdicts? {
        guard keys === other.keys else { return nil }
        let numbers = numbers.flatMap { mine in other.numbers.map { mine.combined(with: $0, operation) } }
        return LinkVerdicts(isTrue.combined(other.isTrue, operation), keys, numbers)
    }

    /// For each link of a dictionary.
    func codes(of dictionary: TextDictionary) -> [Bool] {
        LinkedKeys.Reader(keys).rows(.text(dictionary.values)).map { $0 < 0 ? isTrueOfNone : isTrue[Int($0)] }
    }
}

/// What is known of conditions for one run, however many threads it has.
package final class VerdictsOfRun: Sendable {
    private let known = Mutex<[String: LinkVerdicts]>([:])

    package init() {}

    package func known(_ condition: String) -> LinkVerdicts? { known.withLock { $0[condition] } }
    package func remember(_ verdicts: LinkVerdicts, of condition: String) { known.withLock { $0[condition] = verdicts } }
}
