import CPrefetch

/// The rows of a column by their texts: what a join asks of its right side.
///
/// Unlike `GroupIndex` it holds no texts of its own and numbers nothing: a slot names the first row with its text, the rows after it are
/// chained. So it can be made by several threads, each of which fills a region of the slots: they never wait for one another, and what
/// they make does not depend on how many there are.
///
/// A slot is a word as in `ProbeTable`: half of the hash in its upper, the row's number + 1 in its lower half; 0 is an empty slot. Linear
/// probing within the region, at most 5/8 full.
package struct TextRowIndex: Sendable {
    private let texts: TextColumn
    private let slots: Values<UInt64>
    private let regionSize: Int
    /// The next row with the same text, −1 after the last.
    package let nextRows: Values<Int32>
    /// How many different texts there are.
    package let distinctCount: Int
    /// Whether no text stands twice.
    package let isUnique: Bool
    /// The first row without a text, −1 for none.
    package let firstMissing: Int32

    /// Rows that are looked for together: all that is asked for them lies in the first-level cache.
    private static let run = 128

    /// O(rows), by several threads.
    package init(_ texts: TextColumn, _ parallelism: Parallelism) {
        self.texts = texts
        let count = texts.count
        firstMissing = texts.validity.flatMap { validity in (0..<count).first { !validity[$0] } }.map { Int32(truncatingIfNeeded: $0) } ?? -1
        nextRows = Values(repeating: -1, count: count)
        let hashes = Values<UInt32>(uninitialized: count)
        let parts = parallelism.parts(of: count)
        parallelism.forEachPart(of: count) { rows in
            for row in rows { hashes.pointer[row] = UInt32(truncatingIfNeeded: Hashing.hash(texts[row])) }
        }
        var size = 64
        while size < count &* 8 / 5 { size &*= 2 }
        // A power of two, as the number of slots is.
        var regions = 1
        while regions < parts { regions *= 2 }
        while true {
            let slots = Values<UInt64>(repeating: 0, count: size)
            let filling = Filling(texts: texts, hashes: hashes, slots: slots, nextRows: nextRows, regionSize: size / regions)
            let found = SharedResults<Filled>(repeating: Filled(), count: regions)
            Parallelism.forEach(regions, threads: parts) { found[$0] = filling.fill($0) }
            let results = found.values
            if results.contains(where: \.isFull) {
                // So uneven are hashes of different texts only by intention; all slots together always suffice.
                regions = 1
                nextRows.pointer.update(repeating: -1, count: count)
                continue
            }
            self.slots = slots
            regionSize = size / regions
            isUnique = !results.contains(where: \.hasRepeated)
            distinctCount = results.reduce(0) { $0 + $1.distinctCount }
            return
        }
    }

    /// What came of a region.
    private struct Filled: Sendable {
        var distinctCount = 0
        var hasRepeated = false
        /// No slot is left.
        var isFull = false
    }

    /// One region after the other by several threads, each of which writes its slots and the chains of its rows.
    private struct Filling: Sendable {
        let texts: TextColumn
        let hashes: Values<UInt32>
        let slots: Values<UInt64>
        let nextRows: Values<Int32>
        let regionSize: Int

        /// From the last row to the first, so that a slot names the first row of its text, and each row leads to the one after it.
        func fill(_ region: Int) -> Filled {
            let (mask, start) = (slots.count &- 1, region &* regionSize)
            var result = Filled()
            return withUnsafeTemporaryAllocation(of: Int32.self, capacity: TextRowIndex.run) { waiting in
                var row = texts.count
                while row > 0 {
                    var count = 0
                    while row > 0, count < waiting.count {
                        row &-= 1
                        let place = Int(hashes[row]) & mask
                        waiting[count] = Int32(truncatingIfNeeded: row)
                        // Without a branch: whose region it is is as good as random.
                        count &+= place &- start >= 0 && place &- start < regionSize ? 1 : 0
                    }
                    for index in 0..<count { prefetch(slots.pointer + (Int(hashes[Int(waiting[index])]) & mask)) }
                    for index in 0..<count {
                        let row = Int(waiting[index])
                        if let validity = texts.validity, !validity[row] { continue }
                        if add(row, start, mask) { result.distinctCount &+= 1 } else { result.hasRepeated = true }
                        // One slot stays empty, or a text that has none would be looked for without an end.
                        if result.distinctCount == regionSize {
                            result.isFull = true
                            return result
                        }
                    }
                }
                return result
            }
        }

        /// - Returns: whether its text has not come before.
        @inline(__always)
        private func add(_ row: Int, _ start: Int, _ mask: Int) -> Bool {
            let half = hashes[row]
            let named = TextRowIndex.slot(half, row)
            var place = Int(half) & mask
            while true {
                let slot = slots[place]
                if slot == 0 {
                    slots.pointer[place] = named
                    return true
                }
                if UInt32(truncatingIfNeeded: slot &>> 32) == half {
                    let known = TextRowIndex.row(slot)
                    if Hashing.isEqual(texts[known], texts[row]) {
                        nextRows.pointer[row] = Int32(truncatingIfNeeded: known)
                        slots.pointer[place] = named
                        return false
                    }
                }
                place = start | ((place &+ 1) & (regionSize &- 1))
            }
        }
    }

    /// The first row of each text, in ascending order; that of those without one is not among them. O(rows).
    package var firstRows: [Int32] {
        var isFirst = [Bool](repeating: true, count: texts.count)
        for row in 0..<texts.count {
            if nextRows[row] >= 0 { isFirst[Int(nextRows[row])] = false }
            if let validity = texts.validity, !validity[row] { isFirst[row] = false }
        }
        return (0..<Int32(texts.count)).filter { isFirst[Int($0)] }
    }

    /// The first row with each text, −1 for a text that has none and for a missing one.
    package func firstRows(of wanted: TextColumn, into rows: UnsafeMutablePointer<Int32>) {
        if let validity = wanted.validity { find(wanted, { !validity[$0] }, into: rows) } else { find(wanted, { _ in false }, into: rows) }
    }

    /// The first row with this text, −1 for none.
    package func firstRow(of text: UnsafeBufferPointer<UInt8>) -> Int32 { Int32(truncatingIfNeeded: find(text, UInt32(truncatingIfNeeded: Hashing.hash(text)))) }

    /// As in `ProbeTable` the slots of a run of keys are asked for first, then where the texts that they name lie, then these.
    @inline(__always)
    private func find(_ wanted: TextColumn, _ skips: (Int) -> Bool, into rows: UnsafeMutablePointer<Int32>) {
        let mask = slots.count &- 1
        let isNear = slots.count <= ProbeTable.nearSlots
        withUnsafeTemporaryAllocation(of: UInt32.self, capacity: Self.run) { hashes in
            var start = 0
            while start < wanted.count {
                let keys = start..<min(start &+ Self.run, wanted.count)
                for key in keys where !skips(key) {
                    let half = UInt32(truncatingIfNeeded: Hashing.hash(wanted[key]))
                    hashes[key &- start] = half
                    if !isNear { prefetch(slots.pointer + (Int(half) & mask)) }
                }
                // The first row of each that its hash does not rule out.
                for key in keys { rows[key] = skips(key) ? -1 : Int32(truncatingIfNeeded: find(hashes[key &- start]) { _ in true }) }
                if !isNear { texts.bringNear(UnsafeBufferPointer(start: rows + start, count: keys.count)) }
                for key in keys where rows[key] >= 0 && !Hashing.isEqual(texts[Int(rows[key])], wanted[key]) {
                    rows[key] = Int32(truncatingIfNeeded: find(wanted[key], hashes[key &- start]))
                }
                start = keys.upperBound
            }
        }
    }

    @inline(__always)
    private func find(_ text: UnsafeBufferPointer<UInt8>, _ half: UInt32) -> Int { find(half) { Hashing.isEqual(texts[$0], text) } }

    /// The first row with this half of a hash that is the right one, −1 for none.
    @inline(__always)
    private func find(_ half: UInt32, _ isRight: (Int) -> Bool) -> Int {
        var place = Int(half) & (slots.count &- 1)
        let start = place & ~(regionSize &- 1)
        while true {
            let slot = slots[place]
            if slot == 0 { return -1 }
            if UInt32(truncatingIfNeeded: slot &>> 32) == half, isRight(Self.row(slot)) { return Self.row(slot) }
            place = start | ((place &+ 1) & (regionSize &- 1))
        }
    }

    @inline(__always)
    private static func slot(_ half: UInt32, _ row: Int) -> UInt64 { UInt64(half) &<< 32 | UInt64(truncatingIfNeeded: row &+ 1) }

    @inline(__always)
    private static func row(_ slot: UInt64) -> Int { Int(UInt32(truncatingIfNeeded: slot)) &- 1 }
}
