/// SplitMix64: the same draws on every machine, so that a failure can be had again.
package struct SeededRandom: RandomNumberGenerator {
    private var state: UInt64

    package init(seed: UInt64) { state = seed }

    package mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var value = state
        value = (value ^ (value >> 30)) &* 0xBF58_476D_1CE4_E5B9
        value = (value ^ (value >> 27)) &* 0x94D0_49BB_1331_11EB
        return value ^ (value >> 31)
    }

    package mutating func number(_ range: ClosedRange<Int>) -> Int { Int.random(in: range, using: &self) }

    /// True once in so many draws.
    package mutating func oneIn(_ count: Int) -> Bool { number(1...count) == 1 }

    /// An element of a list that is not empty.
    package mutating func pick<Element>(_ elements: [Element]) -> Element { elements[number(0...elements.count - 1)] }

    /// An element, each as likely as its weight says.
    package mutating func pick<Element>(weighted elements: [(Int, Element)]) -> Element {
        var rest = number(1...elements.reduce(0) { $0 + $1.0 })
        for (weight, element) in elements {
            rest -= weight
            if rest <= 0 { return element }
        }
        return elements[elements.count - 1].1
    }

    /// A text of up to `most` pieces drawn from a list.
    package mutating func text(of pieces: [String], upTo most: Int) -> String {
        (0..<Int.random(in: 0...most, using: &self)).map { _ in pieces.randomElement(using: &self) ?? "" }.joined()
    }
}
