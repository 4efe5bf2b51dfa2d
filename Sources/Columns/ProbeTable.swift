import CPrefetch

/// The open-addressing table under dictionaries and group indexes: from hashes to the numbers of entries that lie elsewhere, in order.
///
/// A slot is one word, so that eight of them share a cache line: half of the hash in its upper, the entry's number + 1 in its lower half;
/// 0 is an empty slot. Entries are compared only where those 32 bits agree. Linear probing, at most 5/8 full, never any removal.
///
/// Keys come in runs: the slots of a whole run are asked for before the first is looked at, then what will be compared of the entries that
/// they name. Those requests do not wait for one another, while a probe that has to guess how a comparison ends would wait for memory at
/// each row (measured over a million keys: 3 times the speed).
struct ProbeTable: Sendable {
    private var slots: [UInt64]
    /// Entries so far; each is the number of the next one.
    private(set) var count = 0
    /// Keys whose slots are asked for together: all that is asked for one run lies in the first-level cache.
    private static let run = 128
    /// Tables that lie in the second-level cache are not worth asking ahead.
    static let nearSlots = 1 << 15

    /// - Parameter expected: entries for which there is room from the start.
    init(expecting expected: Int = 0) {
        var size = 64
        while size < expected &* 8 / 5 { size &*= 2 }
        slots = [UInt64](repeating: 0, count: size)
    }

    /// The entry of one key, −1 for a key that has none.
    @inline(__always)
    func find(hash: UInt64, isEqual: (Int) -> Bool) -> Int {
        slots.withUnsafeBufferPointer { slots in Self.probe(slots, UInt32(truncatingIfNeeded: hash), isEqual).entry }
    }

    /// Adds the next entry, for a key that has none.
    mutating func add(hash: UInt64) {
        reserve(1)
        slots.withUnsafeMutableBufferPointer { slots in
            let half = UInt32(truncatingIfNeeded: hash)
            let place = Self.probe(UnsafeBufferPointer(slots), half) { _ in false }.place
            slots[place] = Self.slot(half, count)
        }
        count &+= 1
    }

    /// The entry of each key, a new one for a key that has none: then `insert` is called, and has to append the entry.
    ///
    /// - Parameters:
    ///   - keys: their positions; `skips` says which of them are left out.
    ///   - steps: how often memory is waited for on the way to what is compared of an entry: one step finds out where the next one leads.
    ///   - approach: asks for the memory of an entry's step.
    ///   - isEqual: whether the key at a position is this entry.
    @inline(__always)
    mutating func assign(
        _ keys: Range<Int>, into numbers: UnsafeMutablePointer<Int32>, skips: (Int) -> Bool, steps: Int, hash: (Int) -> UInt64, approach: (Int, Int) -> Void,
        isEqual: (Int, Int) -> Bool, insert: (Int) -> Void
    ) {
        withUnsafeTemporaryAllocation(of: UInt32.self, capacity: Self.run) { hashes in
            var start = keys.lowerBound
            while start < keys.upperBound {
                let end = min(start &+ Self.run, keys.upperBound)
                reserve(end &- start)
                bringNear(start..<end, skips, hash, steps, approach, hashes)
                var count = count
                slots.withUnsafeMutableBufferPointer { slots in
                    for key in start..<end where !skips(key) {
                        let half = hashes[key &- start]
                        let (entry, place) = Self.probe(UnsafeBufferPointer(slots), half) { isEqual(key, $0) }
                        if entry >= 0 {
                            numbers[key] = Int32(truncatingIfNeeded: entry)
                        } else {
                            slots[place] = Self.slot(half, count)
                            insert(key)
                            numbers[key] = Int32(truncatingIfNeeded: count)
                            count &+= 1
                        }
                    }
                }
                self.count = count
                start = end
            }
        }
    }

    /// The entry of each key, −1 for a key that has none or is left out.
    @inline(__always)
    func find(
        _ keys: Range<Int>, into numbers: UnsafeMutablePointer<Int32>, skips: (Int) -> Bool, steps: Int, hash: (Int) -> UInt64, approach: (Int, Int) -> Void,
        isEqual: (Int, Int) -> Bool
    ) {
        withUnsafeTemporaryAllocation(of: UInt32.self, capacity: Self.run) { hashes in
            var start = keys.lowerBound
            while start < keys.upperBound {
                let end = min(start &+ Self.run, keys.upperBound)
                bringNear(start..<end, skips, hash, steps, approach, hashes)
                slots.withUnsafeBufferPointer { slots in
                    for key in start..<end {
                        numbers[key] = skips(key) ? -1 : Int32(truncatingIfNeeded: Self.probe(slots, hashes[key &- start]) { isEqual(key, $0) }.entry)
                    }
                }
                start = end
            }
        }
    }

    /// Hashes keys, and brings near what will be looked at to find them: the first entry that a slot names is most often the right one.
    @inline(__always)
    private func bringNear(
        _ keys: Range<Int>, _ skips: (Int) -> Bool, _ hash: (Int) -> UInt64, _ steps: Int, _ approach: (Int, Int) -> Void, _ hashes: UnsafeMutableBufferPointer<UInt32>
    ) {
        let first = keys.lowerBound
        let isNear = slots.count <= Self.nearSlots
        slots.withUnsafeBufferPointer { slots in
            guard let base = slots.baseAddress else { return }
            let mask = slots.count &- 1
            for key in keys where !skips(key) {
                let half = UInt32(truncatingIfNeeded: hash(key))
                hashes[key &- first] = half
                if !isNear { prefetch(base + (Int(half) & mask)) }
            }
            if isNear { return }
            for step in 0..<steps {
                for key in keys where !skips(key) {
                    let half = hashes[key &- first]
                    let slot = slots[Int(half) & mask]
                    if UInt32(truncatingIfNeeded: slot &>> 32) == half, slot != 0 { approach(Int(UInt32(truncatingIfNeeded: slot)) &- 1, step) }
                }
            }
        }
    }

    /// The entry, or −1 and the empty slot where it belongs.
    @inline(__always)
    private static func probe(_ slots: UnsafeBufferPointer<UInt64>, _ half: UInt32, _ isEqual: (Int) -> Bool) -> (entry: Int, place: Int) {
        let mask = slots.count &- 1
        var index = Int(half) & mask
        while true {
            let slot = slots[index]
            if slot == 0 { return (-1, index) }
            if UInt32(truncatingIfNeeded: slot &>> 32) == half {
                let entry = Int(UInt32(truncatingIfNeeded: slot)) &- 1
                if isEqual(entry) { return (entry, index) }
            }
            index = (index &+ 1) & mask
        }
    }

    @inline(__always)
    private static func slot(_ half: UInt32, _ entry: Int) -> UInt64 { UInt64(half) &<< 32 | UInt64(truncatingIfNeeded: entry &+ 1) }

    /// Room for so many more entries.
    private mutating func reserve(_ more: Int) {
        let needed = (count &+ more) &* 8 / 5
        if needed <= slots.count { return }
        var size = slots.count &* 2
        while size < needed { size &*= 2 }
        let old = slots
        slots = [UInt64](repeating: 0, count: size)
        slots.withUnsafeMutableBufferPointer { slots in
            let mask = size &- 1
            for slot in old where slot != 0 {
                var index = Int(truncatingIfNeeded: slot &>> 32) & mask
                while slots[index] != 0 { index = (index &+ 1) & mask }
                slots[index] = slot
            }
        }
    }
}
