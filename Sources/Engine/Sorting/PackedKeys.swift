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
        init(_ key: SortColumn, of rows: UnsafeBufferPointer<Int32>, divides: Bool) {
            self.key = key
            var (low, high) = (Int64.max, Int64.min)
            var hasMissing = false
            let validity = key.ordinals.validity
            key.ordinals.values.withUnsafeBufferPointer { values in
                for row in rows {
                    if let validity, !validity[Int(row)] {
                        hasMissing = true
                        continue
                    }
                    let value = values[Int(row)]
                    low = min(low, value)
                    high = max(high, value)
                }
            }
            if low > high { (low, high) = (0, 0) }
            least = UInt64(bitPattern: low)
            var range = UInt64(bitPattern: high) &- least
            var step: UInt64 = 1
            if divides, range > 1 {
                step = 0
                for row in rows where validity?[Int(row)] ?? true {
                    step = (UInt64(bitPattern: key.ordinals.values[Int(row)]) &- UInt64(bitPattern: low)).commonDivisor(with: step)
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

        /// Puts the number of each row below what its entry has so far.
        func write(to entries: UnsafeMutablePointer<SortEntry>, _ count: Int) {
            let shift = UInt64(truncatingIfNeeded: bits)
            let isWhole = bits >= 64
            let (least, step, range, isDescending, validity) = (least, step, range, key.isDescending, key.ordinals.validity)
            let division = ExactDivision(by: step)
            key.ordinals.values.withUnsafeBufferPointer { values in
                for index in 0..<count {
                    let row = Int(entries[index].row)
                    var number: UInt64
                    if let validity, !validity[row] {
                        number = range &+ 1
                    } else {
                        number = UInt64(bitPattern: values[row]) &- least
                        if step != 1 { number = division.quotient(number) }
                        if isDescending { number = range &- number }
                    }
                    entries[index].key = isWhole ? number : entries[index].key &<< shift | number
                }
            }
        }
    }

    private var parts: [Part] = []
    /// Whether a missing value is a word of its own behind the word of the values, which leave no number for it.
    private var isMissing: SortColumn?

    /// The keys in as few words as they fit.
    static func words(_ keys: [SortColumn], of rows: UnsafeBufferPointer<Int32>) -> [PackedKeys] {
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
        for part in parts { part.write(to: entries, count) }
    }
}
