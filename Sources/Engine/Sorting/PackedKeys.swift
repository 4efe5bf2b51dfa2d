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
        init(_ key: SortColumn, of rows: SortedRows, divides: Bool, _ parallelism: Parallelism) {
            self.key = key
            let parts = parallelism.parts(of: rows.count)
            let extents = SharedResults(repeating: Extent(), count: parts)
            Parallelism.run(parts) { extents[$0] = Extent(of: key, rows, Parallelism.part($0, of: parts, rows.count)) }
            let extent = extents.values.reduce(into: Extent()) { $0.formUnion($1) }
            let (low, high) = extent.low > extent.high ? (0, 0) : (extent.low, extent.high)
            least = UInt64(bitPattern: low)
            var range = UInt64(bitPattern: high) &- least
            var step: UInt64 = 1
            if divides, range > 1 {
                step = 0
                for place in 0..<rows.count {
                    let row = rows[place]
                    guard key.ordinals.isPresent(row) else { continue }
                    step = (UInt64(bitPattern: key.ordinals.values[row]) &- least).commonDivisor(with: step)
                    if step == 1 { break }
                }
                step = max(step, 1)
                range /= step
            }
            self.range = range
            self.step = step
            // One number more for missing values.
            let most = extent.hasMissing ? range.addingReportingOverflow(1) : (partialValue: range, overflow: false)
            bits = most.overflow ? 65 : 64 - most.partialValue.leadingZeroBitCount
        }

        /// Puts the number of each row below what its entry has so far.
        /// - Parameter isFirst: whether that is nothing.
        func write(to entries: UnsafeMutablePointer<SortEntry>, _ count: Int, isFirst: Bool) {
            let shift = UInt64(truncatingIfNeeded: bits)
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
                    entries[index].key = isFirst ? number : entries[index].key &<< shift | number
                }
            }
        }
    }

    /// What the present values of some rows lie between.
    private struct Extent {
        var low = Int64.max
        var high = Int64.min
        var hasMissing = false

        init() {}

        init(of key: SortColumn, _ rows: SortedRows, _ places: Range<Int>) {
            let validity = key.ordinals.validity
            key.ordinals.values.withUnsafeBufferPointer { values in
                if rows.areAll, validity == nil {
                    for row in places {
                        low = min(low, values[row])
                        high = max(high, values[row])
                    }
                    return
                }
                for place in places {
                    let row = rows[place]
                    if let validity, !validity[row] {
                        hasMissing = true
                        continue
                    }
                    low = min(low, values[row])
                    high = max(high, values[row])
                }
            }
        }

        mutating func formUnion(_ other: Extent) {
            low = min(low, other.low)
            high = max(high, other.high)
            hasMissing = hasMissing || other.hasMissing
        }
    }

    private var parts: [Part] = []
    /// Whether a missing value is a word of its own behind the word of the values, which leave no number for it.
    private var isMissing: SortColumn?

    /// The keys in as few words as they fit.
    static func words(_ keys: [SortColumn], of rows: SortedRows, _ parallelism: Parallelism) -> [PackedKeys] {
        var parts = keys.map { Part($0, of: rows, divides: false, parallelism) }
        if parts.reduce(0, { $0 + $1.bits }) > 64 { parts = parts.map { $0.bits > 24 ? Part($0.key, of: rows, divides: true, parallelism) : $0 } }
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
        for (place, part) in parts.enumerated() { part.write(to: entries, count, isFirst: place == 0) }
    }
}
