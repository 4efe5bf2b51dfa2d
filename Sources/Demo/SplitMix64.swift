/// Random numbers that are the same on every machine.
///
/// SplitMix64 (Steele, Lea, Flood: Fast splittable pseudorandom number generators, OOPSLA 2014): a counter and a
/// mixing function, 64-bit integer arithmetic only, so no rounding and no library can change a byte of the output.
/// The standard library's generator is seeded by the system and would.
struct SplitMix64 {
    private var state: UInt64

    /// - Parameter stream: names an independent sequence under one seed, so that a change to one table leaves the others as they are.
    init(seed: UInt64, stream: Stream) {
        state = seed
        state = next() ^ (stream.rawValue &* 0xD1B5_4A32_D192_ED03)
    }

    enum Stream: UInt64 {
        case procedures = 1, changes, dossierPlan, dossierRows, enterprises, projects, documents
    }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }

    /// A number in `0 ..< bound`; `bound` is at least 1. The high half of a product, which favours no remainder
    /// by more than bound / 2^64 (Lemire 2019, without the rejection step).
    mutating func below(_ bound: Int) -> Int {
        Int(truncatingIfNeeded: next().multipliedFullWidth(by: UInt64(truncatingIfNeeded: bound)).high)
    }

    /// A number of `range`, both ends included.
    mutating func within(_ range: ClosedRange<Int>) -> Int {
        range.lowerBound + below(range.upperBound - range.lowerBound + 1)
    }

    /// True in `perMille` of a thousand calls.
    mutating func chance(_ perMille: Int) -> Bool { below(1000) < perMille }

    /// Puts `items` in random order (Fisher and Yates).
    mutating func shuffle<Item>(_ items: inout [Item]) {
        var last = items.count - 1
        while last > 0 {
            items.swapAt(last, below(last + 1))
            last -= 1
        }
    }
}
