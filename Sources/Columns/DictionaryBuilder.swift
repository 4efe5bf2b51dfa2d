/// Gives each distinct run of bytes a code, counting from 0 in order of first appearance.
///
/// Open addressing with linear probing, at most half full. Values of up to 15 bytes stand in their slot, so
/// that a probe touches one cache line; longer ones leave their hash there and are compared by bytes. A struct with
/// arrays rather than a class: in a loop over rows a class would pay an access check at every step.
package struct DictionaryBuilder: Sendable {
    private struct Slot {
        var low: UInt64
        /// Length in the top byte for short values, 0xFF for long ones.
        var high: UInt64
        /// Code + 1; 0 is an empty slot.
        var entry: UInt32
    }

    private var slots: [Slot]
    private var offsets: [Int32] = [0]
    private var bytes: [UInt8] = []

    package init() {
        slots = Self.emptySlots(64)
    }

    /// Distinct values so far.
    package var count: Int { offsets.count - 1 }
    /// Bytes that they hold.
    package var byteCount: Int { bytes.count }

    /// The code of these bytes, a new one if they have not occurred. O(length).
    package mutating func code(_ value: UnsafeBufferPointer<UInt8>) -> UInt32 {
        if (count &+ 1) &* 2 > slots.count { grow() }
        let key = Self.key(value)
        let mask = slots.count &- 1
        var index = Int(truncatingIfNeeded: Hashing.hash(key.low, key.high)) & mask
        while true {
            let slot = slots[index]
            if slot.entry == 0 { break }
            if slot.low == key.low, slot.high == key.high, value.count <= ShortKey.longest || holds(value, at: Int(slot.entry) &- 1) {
                return slot.entry &- 1
            }
            index = (index &+ 1) & mask
        }
        let code = UInt32(count)
        slots[index] = Slot(low: key.low, high: key.high, entry: code &+ 1)
        bytes.append(contentsOf: value)
        precondition(bytes.count <= Int(Int32.max), "a dictionary holds less than 2 GiB of text")
        offsets.append(Int32(bytes.count))
        return code
    }

    /// The code of these bytes, or `nil` if they have not occurred. O(length).
    package func find(_ value: UnsafeBufferPointer<UInt8>) -> UInt32? {
        let key = Self.key(value)
        let mask = slots.count &- 1
        var index = Int(truncatingIfNeeded: Hashing.hash(key.low, key.high)) & mask
        while true {
            let slot = slots[index]
            if slot.entry == 0 { return nil }
            if slot.low == key.low, slot.high == key.high, value.count <= ShortKey.longest || holds(value, at: Int(slot.entry) &- 1) {
                return slot.entry &- 1
            }
            index = (index &+ 1) & mask
        }
    }

    package mutating func code(_ value: String) -> UInt32 {
        var value = value
        return value.withUTF8 { code($0) }
    }

    /// The values so far, sealed; later codes are not in it. O(bytes).
    package func finish(isOrdered: Bool = false) -> TextDictionary {
        TextDictionary(values: TextColumn(offsets: Values(offsets), bytes: Values(bytes)), isOrdered: isOrdered)
    }

    @inline(__always)
    private static func key(_ value: UnsafeBufferPointer<UInt8>) -> (low: UInt64, high: UInt64) {
        guard let base = value.baseAddress else { return (0, 0) }
        if value.count <= ShortKey.longest {
            let key = ShortKey(base, count: value.count)
            return (key.low, key.high)
        }
        return (Hashing.hash(value), 0xFF &<< 56)
    }

    private func holds(_ value: UnsafeBufferPointer<UInt8>, at code: Int) -> Bool {
        let start = Int(offsets[code])
        guard Int(offsets[code + 1]) - start == value.count else { return false }
        return bytes.withUnsafeBufferPointer { stored in
            for index in 0..<value.count where stored[start &+ index] != value[index] { return false }
            return true
        }
    }

    private mutating func grow() {
        let old = slots
        slots = Self.emptySlots(old.count * 2)
        let mask = slots.count - 1
        for slot in old where slot.entry != 0 {
            var index = Int(truncatingIfNeeded: Hashing.hash(slot.low, slot.high)) & mask
            while slots[index].entry != 0 { index = (index + 1) & mask }
            slots[index] = slot
        }
    }

    private static func emptySlots(_ count: Int) -> [Slot] {
        [Slot](repeating: Slot(low: 0, high: 0, entry: 0), count: count)
    }
}
