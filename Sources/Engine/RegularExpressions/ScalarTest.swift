/// A set of scalars for loops: bits for the scalars that texts are made of, the set itself for the rest.
struct ScalarTest: Sendable {
    private let bits: [UInt64]
    private let set: ScalarSet

    init(_ set: ScalarSet) {
        self.set = set
        // Classes of Unicode cost tens of nanoseconds a scalar; what lies in ranges is found fast enough beyond ASCII.
        let limit: UInt32 = set.classes.isEmpty ? 0x80 : 0x2000
        var bits = [UInt64](repeating: 0, count: Int(limit) / 64)
        for scalar in 0..<limit where set.contains(scalar) { bits[Int(scalar >> 6)] |= 1 << UInt64(scalar & 63) }
        self.bits = bits
    }

    @inline(__always)
    func contains(_ scalar: UInt32) -> Bool {
        let word = Int(scalar &>> 6)
        return word < bits.count ? bits[word] &>> UInt64(scalar & 63) & 1 == 1 : set.contains(scalar)
    }
}
