import Columns

/// Keys of a sort that share one word of 64 bits, the first one in its highest bits.
struct PackedKeys {
    /// One key as a number of few bits: its distance from the least or, descending, from the greatest value, in steps of what divides
    /// all distances; the greatest number for a missing value.
    private struct Part {
        let key: SortColumn
        let least: UInt64
        let step: UInt64
        /// Of the present values, in steps.
        let range: UInt64
        let bits: Int

        /// - Parameter divides: whether to look for a step greater than 1, which costs a division a row and saves bits.
        init(_ key: SortColumn, of rows: [Int32], divides: Bool) {
            self.key = key
            var (low, high) = (Int64.max, Int64.min)
            var hasMissing = false
            for row in rows {
                guard key.ordinals.isPresent(Int(row)) else {
                    hasMissing = true
                    continue
                }
                let value = key.ordinals.values[Int(row)]
                low = min(low, value)
                high = max(high, value)
            }
            if low > high { (low, high) = (0, 0) }
            least = UInt64(bitPattern: low)
            var range = UInt64(bitPattern: high) &- least
            var step: UInt64 = 1
            if divides, range > 1 {
                step = 0
                for row in rows where key.ordinals.isPresent(Int(row)) {
                    step = Part.greatestCommonDivisor(UInt64(bitPattern: key.ordinals.values[Int(row)]) &- UInt64(bitPattern: low), step)
                    if step == 1 { break }
                }
                step = max(step, 1)
                range /= step
            }
            self.range = range
            self.step = step
            // One number more for missing values.
            let most = hasMissing ? range.addingReportingOverflow(1) : (partialValue: range, overflow: false)
            bits = most.overflow ? 65 : 64 - most.partialValue.leadingZeroBitCount
        }

        @inline(__always)
        func number(_ row: Int) -> UInt64 {
            guard key.ordinals.isPresent(row) else { return range &+ 1 }
            let distance = UInt64(bitPattern: key.ordinals.values[row]) &- least
            let steps = step == 1 ? distance : distance / step
            return key.isDescending ? range &- steps : steps
        }

        private static func greatestCommonDivisor(_ lhs: UInt64, _ rhs: UInt64) -> UInt64 {
            var (lhs, rhs) = (lhs, rhs)
            while rhs != 0 { (lhs, rhs) = (rhs, lhs % rhs) }
            return lhs
        }
    }

    private var parts: [Part] = []
    /// Whether a missing value is a word of its own behind the word of the values, which leave no number for it.
    private var isMissing: SortColumn?

    /// The keys in as few words as they fit.
    static func words(_ keys: [SortColumn], of rows: [Int32]) -> [PackedKeys] {
        var parts = keys.map { Part($0, of: rows, divides: false) }
        if parts.reduce(0, { $0 + $1.bits }) > 64 { parts = parts.map { $0.bits > 24 ? Part($0.key, of: rows, divides: true) : $0 } }
        var words: [PackedKeys] = []
        var used = 64
        for part in parts {
            if part.bits > 64 {
                // Values over all 64 bits, and missing ones: those go by a word of one bit first.
                words.append(PackedKeys(isMissing: part.key))
                words.append(PackedKeys(parts: [part]))
                used = 64
                continue
            }
            if words.isEmpty || used + part.bits > 64 {
                words.append(PackedKeys())
                used = 0
            }
            words[words.count - 1].parts.append(part)
            used += part.bits
        }
        return words
    }

    /// Gives each entry the word of its row.
    func write(to entries: UnsafeMutablePointer<SortEntry>, _ count: Int) {
        if let isMissing {
            for index in 0..<count { entries[index].key = isMissing.ordinals.isPresent(Int(entries[index].row)) ? 0 : 1 }
            return
        }
        for index in 0..<count { entries[index].key = 0 }
        for part in parts {
            let shift = UInt64(truncatingIfNeeded: part.bits)
            if part.bits >= 64 {
                for index in 0..<count { entries[index].key = part.number(Int(entries[index].row)) }
            } else {
                for index in 0..<count { entries[index].key = entries[index].key &<< shift | part.number(Int(entries[index].row)) }
            }
        }
    }
}
