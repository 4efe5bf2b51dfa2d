/// Gives each distinct run of bytes a code, counting from 0 in order of first appearance.
///
/// A struct with arrays rather than a class: in a loop over rows a class would pay an access check at every step.
package struct DictionaryBuilder: Sendable {
    private var table = ProbeTable()
    private var offsets: [Int32] = [0]
    private var bytes: [UInt8] = []

    package init() {}

    /// Distinct values so far.
    package var count: Int { offsets.count - 1 }
    /// Bytes that they hold.
    package var byteCount: Int { bytes.count }

    /// The code of these bytes, a new one if they have not occurred. O(length).
    package mutating func code(_ value: UnsafeBufferPointer<UInt8>) -> UInt32 {
        var number: Int32 = -1
        let (offsets, bytes) = (self.offsets, self.bytes)
        var isNew = false
        table.assign(0..<1, into: &number) { _ in Hashing.hash(value) } isEqual: { Self.isEqual(value, $1, offsets, bytes) } insert: { _ in isNew = true }
        if isNew { append(value) }
        return UInt32(bitPattern: number)
    }

    /// The code of these bytes, or `nil` if they have not occurred. O(length).
    package func find(_ value: UnsafeBufferPointer<UInt8>) -> UInt32? {
        var number: Int32 = -1
        table.find(0..<1, into: &number) { _ in Hashing.hash(value) } isEqual: { Self.isEqual(value, $1, offsets, bytes) }
        return number < 0 ? nil : UInt32(bitPattern: number)
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
