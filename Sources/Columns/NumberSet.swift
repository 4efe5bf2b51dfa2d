import CVectors

/// A set of whole numbers that lie close together, a bit for each number between the least and the greatest that were asked about.
package struct NumberSet: Sendable {
    /// One more than there are numbers, for those beyond.
    private let bits: Values<UInt64>
    private let least: Int64
    private let size: Int

    /// There is a byte of room for each number, and so much in any case.
    private static let bitsEach = 8
    private static let leastBits = 1 << 16

    /// Those of a column whose bit is set.
    /// - Returns: `nil` where they lie too far apart.
    package init?(_ numbers: NumberColumn<Int64>, where isMember: (Int) -> Bool) {
        let bounds = ZoneBounds(numbers.values, numbers.validity)
        if bounds == .none { return nil }
        let (distance, isTooLong) = bounds.greatest.subtractingReportingOverflow(bounds.least)
        guard !isTooLong, distance < max(Self.leastBits, Self.bitsEach * numbers.values.count) else { return nil }
        least = bounds.least
        size = Int(distance) + 1
        bits = Values(repeating: 0, count: size / 64 + 1)
        for row in 0..<numbers.values.count where (numbers.validity?[row] ?? true) && isMember(row) {
            let place = Int(numbers.values[row] - least)
            bits.pointer[place >> 6] |= 1 << UInt64(place & 63)
        }
    }

    private init(bits: Values<UInt64>, least: Int64, size: Int) {
        self.bits = bits
        self.least = least
        self.size = size
    }

    /// What an operation makes of two sets that were asked about the same numbers; a number that was not asked about stays out.
    package func combined(with other: NumberSet, _ operation: (UInt64, UInt64) -> UInt64) -> NumberSet {
        precondition(least == other.least && size == other.size)
        let both = Values<UInt64>(uninitialized: bits.count)
        for index in 0..<bits.count { both.pointer[index] = operation(bits[index], other.bits[index]) }
        return NumberSet(bits: both, least: least, size: size)
    }

    /// Whether each of these rows is present and its number in the set.
    /// - Returns: `nil` for columns of other things than whole numbers. O(rows).
    package func marks(_ column: KeptColumn, _ rows: Range<Int>) -> Bitmap? {
        let (count, members, end) = (rows.count, bits.pointer, UInt64(size))
        let found: Bitmap
        switch column {
        case .packed(let packed):
            guard case .int = packed.form else { return nil }
            let numbers = packed.numbers
            let (base, step) = (UInt64(bitPattern: numbers.base &- least), UInt64(bitPattern: numbers.step))
            found = Bitmap(count: count) { found in
                switch numbers.words {
                case .bytes(let words): mark_8_listed(words.slice(rows).pointer, count, base, step, members, end, found)
                case .pairs(let words): mark_16_listed(words.slice(rows).pointer, count, base, step, members, end, found)
                case .quads(let words): mark_32_listed(words.slice(rows).pointer, count, base, step, members, end, found)
                }
            }
        case .plain(.int(let plain)):
            let numbers = plain.values.bitPatterns.slice(rows)
            found = Bitmap(count: count) { mark_64_listed(numbers.pointer, count, UInt64(bitPattern: 0 &- least), 1, members, end, $0) }
        default: return nil
        }
        return Bitmap.both(found, column.validity?.slice(rows))
    }
}
