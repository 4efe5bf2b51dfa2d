/// SplitMix64: the same draws on every machine, so that a failure can be had again.
struct SeededRandom: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var value = state
        value = (value ^ (value >> 30)) &* 0xBF58_476D_1CE4_E5B9
        value = (value ^ (value >> 27)) &* 0x94D0_49BB_1331_11EB
        return value ^ (value >> 31)
    }

    /// A text of up to `most` pieces drawn from a list.
    mutating func text(of pieces: [String], upTo most: Int) -> String {
        (0..<Int.random(in: 0...most, using: &self)).map { _ in pieces.randomElement(using: &self) ?? "" }.joined()
    }
}
