import CPrefetch

/// The open-addressing table under dictionaries and group indexes: from hashes to the numbers of entries that lie elsewhere, in order.
///
/// A slot is one word, so that eight of them share a cache line: half of the hash in its upper, the entry's number + 1 in its lower half;
/// 0 is an empty slot. Entries are compared only where those 32 bits agree. Linear probing, at most 5/8 full, never any removal.
///
/// Keys come in runs: the slots of a whole run are asked for before the first is looked at, then what will be compared of the entries that
/// they name. Those requests do not wait for one another, while a probe that has to guess how a comparison ends would wait for memory at
/// each row (measured over a million keys: 3 times the speed). What a key is likely to be is found out on the way, by the hash alone: of three
/// keys one does not stand in the first slot where it belongs.
struct ProbeTable: Sendable {
    private var slots: [UInt64]
    /// Entries so far; each is the number of the next one.
    private(set) var count = 0
    /// Keys whose slots are asked for together: all that is asked for one run lies in the first-level cache.
    private static let run = 128
    /// Tables that lie in the first-level cache are not worth asking ahead.
    static let nearSlots = 1 << 12

    /// - Parameter expected: entries for which there is room from the start.
    init(expecting expected: Int = 0) {
        var size = 64
        while size < expected &* 8 / 5 { size &*= 2 }
        slots = [UInt64](repeating: 0, count: size)
    }

    /// The entry of one key, −1 for a key that has none.
    @inline(__always)
    func find(hash: UInt64, isEqual: (Int) -> Bool) -> Int {
        slots.withUnsafeBufferPointer { slots in
            let half = UInt32(truncatingIfNeeded: hash)
            return Self.probe(slots, half, from: Self.home(of: half, in: slots), isEqual).entry
        }
    }

    /// Adds the next entry, for a key that has none.
    mutating func add(hash: UInt64) {
        reserve(1)
        slots.withUnsafeMutableBufferPointer { slots in
            let half = UInt32(truncatingIfNeeded: hash)
            let known = UnsafeBufferPointer(slots)
            slots[Self.probe(known, half, from: Self.home(of: half, in: known)) { _ in false }.place] = Self.slot(half, count)
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
        withUnsafeTemporaryAllocation(of: Likely.self, capacity: Self.run) { likely in
            var start = keys.lowerBound
            while start < keys.upperBound {
                let end = min(start &+ Self.run, keys.upperBound)
                reserve(end &- start)
                bringNear(start..<end, skips, hash, steps, approach, likely)
                var count = count
                slots.withUnsafeMutableBufferPointer { slots in
                    for key in start..<end where !skips(key) {
                        let known = likely[key &- start]
                        if known.entry >= 0, isEqual(key, Int(known.entry)) {
                            numbers[key] = known.entry
                            continue
                        }
                        let (entry, place) = Self.probe(UnsafeBufferPointer(slots), known.half, from: Int(known.place)) { isEqual(key, $0) }
                        if entry >= 0 {
                            numbers[key] = Int32(truncatingIfNeeded: entry)
                        } else {
                            slots[place] = Self.slot(known.half, count)
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
        withUnsafeTemporaryAllocation(of: Likely.self, capacity: Self.run) { likely in
            var start = keys.lowerBound
            while start < keys.upperBound {
                let end = min(start &+ Self.run, keys.upperBound)
                bringNear(start..<end, skips, hash, steps, approach, likely)
                slots.withUnsafeBufferPointer { slots in
                    for key in start..<end {
                        if skips(key) {
                            numbers[key] = -1
                            continue
                        }
                        let known = likely[key &- start]
                        if known.entry == Likely.none || known.entry >= 0 && isEqual(key, Int(known.entry)) {
                            numbers[key] = known.entry
                        } else {
                            numbers[key] = Int32(truncatingIfNeeded: Self.probe(slots, known.half, from: Int(known.place)) { isEqual(key, $0) }.entry)
                        }
                    }
                }
                start = end
            }
        }
    }

    /// What is known of a key before it is compared with anything.
    private struct Likely {
        /// Of its hash.
        var half: UInt32
        /// The slot before which it is not: those are taken by keys with other halves.
        var place: UInt32
        /// The first entry with this half.
        var entry: Int32

        /// There is no such entry.
        static let none: Int32 = -1
        /// Nobody has looked.
        static let unknown: Int32 = -2
    }

    /// Hashes keys, and brings near what will be looked at to find them.
    @inline(__always)
    private func bringNear(
        _ keys: Range<Int>, _ skips: (Int) -> Bool, _ hash: (Int) -> UInt64, _ steps: Int, _ approach: (Int, Int) -> Void, _ likely: UnsafeMutableBufferPointer<Likely>
    ) {
        let first = keys.lowerBound
        let isNear = slots.count <= Self.nearSlots
        slots.withUnsafeBufferPointer { slots in
            guard let base = slots.baseAddress else { return }
            let mask = slots.count &- 1
            for key in keys where !skips(key) {
                let half = UInt32(truncatingIfNeeded: hash(key))
                let place = Self.home(of: half, in: slots)
                likely[key &- first] = Likely(half: half, place: UInt32(truncatingIfNeeded: place), entry: Likely.unknown)
                if !isNear { prefetch(base + place) }
            }
            if isNear || steps == 0 { return }
            for key in keys where !skips(key) {
                let half = likely[key &- first].half
                var index = Int(likely[key &- first].place)
                while slots[index] != 0, UInt32(truncatingIfNeeded: slots[index] &>> 32) != half { index = (index &+ 1) & mask }
                let entry = Int32(truncatingIfNeeded: slots[index]) &- 1
                likely[key &- first] = Likely(half: half, place: UInt32(truncatingIfNeeded: index), entry: entry)
                if entry >= 0 { approach(Int(entry), 0) }
            }
            for step in 1..<steps {
                for key in keys where !skips(key) {
                    let entry = likely[key &- first].entry
                    if entry >= 0 { approach(Int(entry), step) }
                }
            }
        }
    }

    /// The slot in which a key stands unless it was taken.
    @inline(__always)
    private static func home(of half: UInt32, in slots: UnsafeBufferPointer<UInt64>) -> Int { Int(half) & (slots.count &- 1) }

    /// The entry, or −1 and the empty slot where it belongs.
    /// - Parameter start: the first slot that may be the one.
    @inline(__always)
    private static func probe(_ slots: UnsafeBufferPointer<UInt64>, _ half: UInt32, from start: Int, _ isEqual: (Int) -> Bool) -> (entry: Int, place: Int) {
        let mask = slots.count &- 1
        var index = start
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
