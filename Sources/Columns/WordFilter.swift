/// Which words occur, a bit for each word of their range: a look at it is cheaper than one at a hash table of the same words by as
/// much as it is smaller.
struct WordFilter: Sendable {
    private let least: UInt64
    private let range: UInt64
    private var bits: [UInt64]

    /// Words so few that their table lies in the cache as well.
    private static let few = 4_096
    /// Ranges whose bits lie in the third-level cache.
    private static let widestRange = 1 << 26
    /// How many bits a word may cost.
    private static let bitsOfWord = 512

    /// `nil` where the range of the words is too wide.
    init?(_ words: [UInt64]) {
        guard words.count > Self.few else { return nil }
        // Signed, as numbers and days are.
        var (low, high) = (Int64.max, Int64.min)
        for word in words {
            low = min(low, Int64(bitPattern: word))
            high = max(high, Int64(bitPattern: word))
        }
        let (range, overflow) = high.subtractingReportingOverflow(low)
        guard !overflow, range < Self.widestRange, range / Int64(Self.bitsOfWord) <= words.count else { return nil }
        least = UInt64(bitPattern: low)
        self.range = UInt64(range)
        bits = [UInt64](repeating: 0, count: Int(range) / 64 + 1)
        for word in words {
            let place = word &- least
            bits[Int(place / 64)] |= 1 &<< (place % 64)
        }
    }

    /// Puts the words that occur one behind the other, and where they stand among all.
    ///
    /// Without a branch: which words occur is guessed wrong as often as not, and a wrong guess costs more than the word.
    ///
    /// - Parameter passed: room for as many as there are words, as has `places`.
    /// - Returns: how many occur.
    func pass(_ words: UnsafeBufferPointer<UInt64>, into passed: UnsafeMutableBufferPointer<UInt64>, _ places: UnsafeMutableBufferPointer<Int32>) -> Int {
        bits.withUnsafeBufferPointer { bits in
            var count = 0
            for place in 0..<words.count {
                let word = words[place]
                passed[count] = word
                places[count] = Int32(truncatingIfNeeded: place)
                let bit = word &- least
                let isInRange: UInt64 = bit <= range ? 1 : 0
                let inside = isInRange &* bit
                count &+= Int(bits[Int(inside / 64)] >> (inside % 64) & isInRange)
            }
            return count
        }
    }
}
