import Randomness
import Testing

@testable import Columns

/// How many bits hold each of some numbers.
struct ValuesTests {
    private static func width(_ numbers: [Int64]) -> Int { Values(numbers).bitWidth(union: numbers.reduce(0, |)) }

    @Test("The width holds every number, and one bit less would not")
    func width() {
        var random = SeededRandom(seed: 5)
        for round in 0..<400 {
            let shift = Int64(random.number(1...62))
            let numbers = (0..<random.number(1...40)).map { _ in
                let number = Int64(truncatingIfNeeded: random.number(Int.min...Int.max)) >> shift
                return round % 2 == 0 ? number & .max : number
            }
            let width = Self.width(numbers)
            func fits(_ number: Int64, _ bits: Int) -> Bool { bits == 64 || (-(1 << (bits - 1))..<1 << (bits - 1)).contains(Int(number)) }
            #expect(numbers.allSatisfy { fits($0, width) }, "\(numbers)")
            #expect(width == 1 || !numbers.allSatisfy { fits($0, width - 1) }, "\(numbers) in \(width)")
        }
        #expect(Self.width([.max]) == 64)
        #expect(Self.width([.min]) == 64)
        #expect(Self.width([-1, 0]) == 1)
        #expect(Self.width([0, 0]) == 1)
    }
}
