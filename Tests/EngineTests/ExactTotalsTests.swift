import Columns
import Randomness
import Testing

@testable import Engine

/// Sums are exact however the rows lie and however large the numbers are.
struct ExactTotalsTests {
    @Test("Sums of one group, of few and of many, of small numbers and of those whose sum passes 64 bits", arguments: [1, 2, 63, 64, 65, 500], [4, 50, 51, 55, 63])
    func sums(_ groupCount: Int, _ bits: Int) throws {
        var random = SeededRandom(seed: UInt64(groupCount * 100 + bits))
        var totals = ExactTotals()
        var expected = [Int128](repeating: 0, count: groupCount)
        totals.resize(groupCount)
        for batch in 0..<4 {
            let count = [8_192, 1, 4_097, 3][batch]
            let limit = Int.max >> (63 - bits)
            // The largest numbers there are, now and then below zero.
            let numbers = (0..<count).map { _ in Int64(random.number(1...8) == 1 ? -limit : limit - random.number(0...7)) }
            let groups = (0..<count).map { _ in Int32(random.number(0...(groupCount - 1))) }
            let isPresent = Bitmap((0..<count).map { _ in batch % 2 == 0 || random.number(0...9) > 0 })
            try totals.add(.int(NumberColumn(values: Values(numbers), validity: batch % 2 == 0 ? nil : isPresent)), groups: groups)
            for row in 0..<count where isPresent[row] { expected[Int(groups[row])] += Int128(numbers[row]) }
        }
        #expect(totals.totals == expected)
    }
}
