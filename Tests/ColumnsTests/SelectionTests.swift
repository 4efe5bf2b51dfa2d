import Columns
import Randomness
import Testing

@Suite struct SelectionTests {
    /// Few and many numbers, all different, mostly the same, in order, with infinities.
    private static let shapes: [@Sendable (Int, inout SeededRandom) -> Double] = [
        { _, random in Double.random(in: -1...1, using: &random) },
        { _, random in Double(Int.random(in: 0..<3, using: &random)) },
        { place, _ in Double(place) },
        { place, _ in -Double(place / 7) },
        { _, random in [-Double.infinity, 0, -0.0, 5e-324, .infinity][Int.random(in: 0..<5, using: &random)] },
        { _, _ in 4 },
    ]

    @Test(arguments: 0..<60 as Range<UInt64>) func findsWhatASortWould(seed: UInt64) {
        var random = SeededRandom(seed: seed)
        let shape = Self.shapes[Int(seed) % Self.shapes.count]
        for count in [1, 2, 3, 8, 9, 31, 32, 33, 63, 64, 65, 100, 1_000, 20_000, 200_000] where count < 20_000 || seed < 12 {
            var numbers = (0..<count).map { shape($0, &random) }
            let sorted = numbers.sorted()
            let selection = Selection(among: count)
            numbers.withUnsafeMutableBufferPointer { numbers in
                for place in [0, count / 2, count - 1, Int.random(in: 0..<count, using: &random), max(0, count - 2), count * 9 / 10] {
                    let (number, next) = selection.select(place, of: numbers)
                    #expect(number == sorted[place], "\(count), \(place)")
                    #expect(next == (place + 1 < count ? sorted[place + 1] : .infinity), "\(count), \(place)")
                }
            }
            // Moved about, and nothing else.
            #expect(numbers.sorted() == sorted)
        }
    }

    /// Laid out so that the pivot is always among the least: what a hostile file would hold.
    @Test func numbersLaidOutAgainstItAreSorted() {
        for count in [200, 300_000] {
            var numbers = (0..<count).map { Double($0 % 2 == 0 ? $0 : count - $0) }
            for place in [0, (count - 1) / 2, count - 1] { numbers[place] = -1 }
            let sorted = numbers.sorted()
            numbers.withUnsafeMutableBufferPointer { numbers in
                #expect(Selection(among: count).select(count - 1, of: numbers).number == sorted[count - 1])
            }
        }
    }
}
