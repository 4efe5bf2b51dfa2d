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
    /// The length of each text where all are as long, as most codes are: where one lies is then known without the offsets, which spares a wait
    /// for memory at each row (measured over ten million rows: a third of the time).
    private let commonLength: Int?
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

    /// Rows after which it is asked whether to stop.
    private static let askedAfter = 1 << 16

    /// O(rows), by several threads.
    /// - Parameter isStopped: whether nobody wants it any more; rows may be lacking then.
    package init(_ texts: TextColumn, _ parallelism: Parallelism, isStopped: @escaping @Sendable () -> Bool = { false }) {
        self.texts = texts
        let count = texts.count
        firstMissing = texts.validity?.firstClear.map { Int32(truncatingIfNeeded: $0) } ?? -1
        nextRows = Values(repeating: -1, count: count)
        let hashes = Values<UInt32>(uninitialized: count)
        let parts = parallelism.parts(of: count)
        let length = count > 0 ? texts[0].count : 0
        let areAsLong = SharedResults(repeating: false, count: parts)
        Parallelism.run(parts) { part in
            var others = 0
            for row in Parallelism.part(part, of: parts, count) {
                let text = texts[row]
                others |= text.count ^ length
                hashes.pointer[row] = UInt32(truncatingIfNeeded: Hashing.hash(text))
                if row % Self.askedAfter == 0, isStopped() { return }
            }
            areAsLong[part] = others == 0
        }
        commonLength = areAsLong.values.allSatisfy { $0 } ? length : nil
        var size = 64
        while size < count &* 8 / 5 { size &*= 2 }
        // A power of two, as the number of slots is.
        var regions = 1
        while regions < parts { regions *= 2 }
        while true {
            let slots = Values<UInt64>(repeating: 0, count: size)
            let filling = Filling(texts: texts, hashes: hashes, slots: slots, nextRows: nextRows, regionSize: size / regions, isStopped: isStopped)
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
        let isStopped: @Sendable () -> Bool

        /// From the last row to the first, so that a slot names the first row of its text, and each row leads to the one after it.
        func fill(_ region: Int) -> Filled {
            let (mask, start) = (slots.count &- 1, region &* regionSize)
            var result = Filled()
            RegionRows.forEach(of: texts.count, in: start..<start &+ regionSize, isStopped: isStopped) { Int(hashes[$0]) & mask } approach: {
                prefetch(slots.pointer + $0)
            } take: { row, place in
                if let validity = texts.validity, !validity[row] { return true }
                if add(row, from: place, start) { result.distinctCount &+= 1 } else { result.hasRepeated = true }
                // One slot stays empty, or a text that has none would be looked for without an end.
                result.isFull = result.distinctCount == regionSize
                return !result.isFull
            }
            return result
        }

        /// - Returns: whether its text has not come before.
        @inline(__always)
        private func add(_ row: Int, from place: Int, _ start: Int) -> Bool {
            let half = hashes[row]
            let named = TextRowIndex.slot(half, row)
            var place = place
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

    @inline(__always)
    private func find(_ wanted: TextColumn, _ skips: (Int) -> Bool, into rows: UnsafeMutablePointer<Int32>) {
        if let length = commonLength {
            let first = texts.bytes.pointer + Int(texts.offsets[0])
            find(wanted, skips, into: rows, steps: 1) { row, _ in
                Self.bringNear(first + row &* length, length)
            } text: {
                UnsafeBufferPointer(start: first + $0 &* length, count: length)
            }
        } else {
            find(wanted, skips, into: rows, steps: 2) { row, step in
                if step == 0 { return prefetch(texts.offsets.pointer + row) }
                let text = texts[row]
                if let base = text.baseAddress { Self.bringNear(base, text.count) }
            } text: {
                texts[$0]
            }
        }
    }

    /// As in `ProbeTable` the slots of a run of keys are asked for first, then what leads to the texts that they name, then these.
    ///
    /// - Parameters:
    ///   - steps: how often memory is waited for on the way to a text, and what asks for the memory of a row's step.
    @inline(__always)
    private func find(
        _ wanted: TextColumn, _ skips: (Int) -> Bool, into rows: UnsafeMutablePointer<Int32>, steps: Int, approach: (Int, Int) -> Void,
        text: (Int) -> UnsafeBufferPointer<UInt8>
    ) {
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
                for key in keys {
                    let row = skips(key) ? -1 : find(hashes[key &- start]) { _ in true }
                    rows[key] = Int32(truncatingIfNeeded: row)
                    if !isNear, row >= 0 { approach(row, 0) }
                }
                if !isNear { for step in 1..<steps { for key in keys where rows[key] >= 0 { approach(Int(rows[key]), step) } } }
                for key in keys where rows[key] >= 0 && !Hashing.isEqual(text(Int(rows[key])), wanted[key]) {
                    rows[key] = Int32(truncatingIfNeeded: find(wanted[key], hashes[key &- start]))
                }
                start = keys.upperBound
            }
        }
    }

    /// Asks for a text ahead of its use: one of some length lies in two lines of the cache as often as in one.
    @inline(__always)
    private static func bringNear(_ text: UnsafePointer<UInt8>, _ length: Int) {
        prefetch(text)
        prefetch(text + length)
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
