/// One bit a row, least significant bit first, as Arrow lays out validity and booleans.
///
/// A slice shares the memory and remembers at which bit it starts.
@usableFromInline
package struct Bitmap: Sendable {
    @usableFromInline
    package let words: Values<UInt64>
    /// The bit of the first word that holds row 0.
    @usableFromInline
    package let start: Int
    @usableFromInline
    package let count: Int

    /// Bits that are all `value`.
    package init(repeating value: Bool, count: Int) {
        self.words = Values(repeating: value ? ~0 : 0, count: max(1, (count + 63) / 64))
        self.start = 0
        self.count = count
    }

    package init(words: Values<UInt64>, start: Int = 0, count: Int) {
        self.words = words
        self.start = start
        self.count = count
    }

    /// Bits that `write` sets, all of them, with nothing behind the last in its word.
    init(count: Int, _ write: (UnsafeMutablePointer<UInt64>) -> Void) {
        self.init(words: Values(uninitialized: max(1, (count + 63) / 64)), count: count)
        if count == 0 { words.pointer[0] = 0 } else { write(words.pointer) }
    }

    package init(_ bits: [Bool]) {
        self.init(repeating: false, count: bits.count)
        for (row, bit) in bits.enumerated() where bit { set(row, true) }
    }

    @inlinable
    package subscript(_ row: Int) -> Bool {
        let bit = row &+ start
        return words[bit &>> 6] &>> UInt64(truncatingIfNeeded: bit & 63) & 1 == 1
    }

    /// Writes one bit; only the maker of a bitmap may, before it hands it on.
    @inlinable
    package func set(_ row: Int, _ value: Bool) {
        let bit = row &+ start
        let mask: UInt64 = 1 &<< UInt64(truncatingIfNeeded: bit & 63)
        if value {
            words.pointer[bit &>> 6] |= mask
        } else {
            words.pointer[bit &>> 6] &= ~mask
        }
    }

    /// The 64 rows from `64 * index` on; bits past the end are zero.
    @inlinable
    package func word(_ index: Int) -> UInt64 {
        let bit = index &* 64 &+ start
        let remaining = count &- index &* 64
        if remaining <= 0 { return 0 }
        let shift = UInt64(truncatingIfNeeded: bit & 63)
        var value = words[bit &>> 6] &>> shift
        if shift != 0, bit &>> 6 &+ 1 < words.count {
            value |= words[bit &>> 6 &+ 1] &<< (64 &- shift)
        }
        if remaining < 64 { value &= (1 &<< UInt64(truncatingIfNeeded: remaining)) &- 1 }
        return value
    }

    @inlinable
    package var wordCount: Int { (count &+ 63) &>> 6 }

    /// The bits from the first bit of a word on; what lies behind the last row may be anything. O(1) where they lie so, else O(rows / 64).
    var alignedWords: Values<UInt64> {
        if start & 63 == 0 { return words.slice(start / 64..<words.count) }
        let aligned = Values<UInt64>(uninitialized: max(1, wordCount))
        aligned.pointer[0] = 0
        for index in 0..<wordCount { aligned.pointer[index] = word(index) }
        return aligned
    }

    /// How many bits are set. O(rows / 64).
    package var trueCount: Int {
        var total = 0
        for index in 0..<wordCount { total += word(index).nonzeroBitCount }
        return total
    }

    /// The first row whose bit is not set; `nil` where all are. O(rows / 64).
    var firstClear: Int? {
        for index in 0..<wordCount {
            let row = index &* 64 &+ (~word(index)).trailingZeroBitCount
            if row < min(count, index &* 64 &+ 64) { return row }
        }
        return nil
    }

    /// `self` where it says more than "all present".
    package var unlessFull: Bitmap? { isFull ? nil : self }

    /// Whether all bits are set. Ends at the first word that says no.
    private var isFull: Bool {
        for index in 0..<max(wordCount - 1, 0) where word(index) != .max { return false }
        return wordCount == 0 || word(wordCount - 1).nonzeroBitCount == count - 64 * (wordCount - 1)
    }

    package func slice(_ range: Range<Int>) -> Bitmap {
        precondition(range.lowerBound >= 0 && range.upperBound <= count)
        return Bitmap(words: words, start: start + range.lowerBound, count: range.count)
    }

    /// The bits where both are set; `nil` stands for all set.
    package static func both(_ lhs: Bitmap?, _ rhs: Bitmap?) -> Bitmap? {
        guard let lhs else { return rhs }
        guard let rhs else { return lhs }
        return lhs.combined(rhs) { $0 & $1 }
    }

    /// A bitmap made word by word. Bits past the end of the result are zero.
    @inline(__always)
    package func combined(_ other: Bitmap, _ operation: (UInt64, UInt64) -> UInt64) -> Bitmap {
        precondition(count == other.count)
        let result = Values<UInt64>(uninitialized: max(1, wordCount))
        if wordCount == 0 { result.pointer[0] = 0 }
        for index in 0..<wordCount { result.pointer[index] = operation(word(index), other.word(index)) }
        return Bitmap(words: result, count: count).withClearTail()
    }

    package var inverted: Bitmap { combined(self) { first, _ in ~first } }

    /// Clears what lies behind the last row in the last word, so that words may be counted whole.
    private func withClearTail() -> Bitmap {
        let tail = count & 63
        if tail != 0 { words.pointer[wordCount - 1] &= (1 << UInt64(tail)) - 1 }
        return self
    }

    /// The rows whose bit is set, ascending.
    package func trueRows() -> [Int32] {
        [Int32](unsafeUninitializedCapacity: trueCount) { target, used in
            var next = 0
            for index in 0..<wordCount {
                var word = word(index)
                while word != 0 {
                    target[next] = Int32(truncatingIfNeeded: index &* 64 &+ word.trailingZeroBitCount)
                    next &+= 1
                    word &= word &- 1
                }
            }
            used = next
        }
    }
}
