/// A set of scalars as sorted ranges; membership costs O(log ranges).
struct ScalarRanges: Sendable {
    /// First and last scalar of each range, in turn.
    private let bounds: [UInt32]

    init(_ literal: StaticString) {
        bounds = TableText.numbers(literal)
    }

    func contains(_ scalar: UInt32) -> Bool {
        var low = 0
        var high = bounds.count / 2
        while low < high {
            let middle = (low + high) / 2
            if bounds[2 * middle + 1] < scalar { low = middle + 1 } else { high = middle }
        }
        return low < bounds.count / 2 && bounds[2 * low] <= scalar
    }
}
