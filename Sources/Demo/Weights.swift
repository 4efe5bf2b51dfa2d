/// A choice among `count` things of unequal weight.
///
/// Cumulative sums and a binary search: a draw costs log2(count) comparisons, and equal sums give equal draws anywhere.
struct Weights {
    private let sums: [Int]

    /// - Parameter weights: not negative, at least one above zero.
    init(_ weights: [Int]) {
        var sums: [Int] = []
        var total = 0
        for weight in weights {
            total += weight
            sums.append(total)
        }
        self.sums = sums
    }

    /// Weights of a catalogue whose first entries are used most: entry r gets 1 / ((r + 2)(r + 5)), a little
    /// flatter at the head than Zipf's law, with a tail thin enough that most procedures see a few dossiers a year.
    init(ranked count: Int) {
        self.init((0..<count).map { rank in 30_000_000 / ((rank + 2) * (rank + 5)) })
    }

    /// The index drawn.
    func draw(_ random: inout SplitMix64) -> Int {
        guard let total = sums.last else { return 0 }
        let target = random.below(total)
        var low = 0
        var high = sums.count - 1
        while low < high {
            let middle = (low + high) / 2
            if sums[middle] > target { high = middle } else { low = middle + 1 }
        }
        return low
    }

    /// Splits `total` into whole parts in proportion to `weights`, adding up exactly (Hamilton's method of largest remainders).
    static func apportion(_ total: Int, by weights: [Int]) -> [Int] {
        let sum = weights.reduce(0, +)
        guard sum > 0 else { return weights.map { _ in 0 } }
        var parts = weights.map { total * $0 / sum }
        let byRemainder = weights.indices.sorted { first, second in
            let left = total * weights[first] % sum
            let right = total * weights[second] % sum
            return left == right ? first < second : left > right
        }
        for index in byRemainder.prefix(total - parts.reduce(0, +)) { parts[index] += 1 }
        return parts
    }
}
