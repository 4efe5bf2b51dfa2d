import Columns
import Randomness
import Testing

@testable import Engine

/// Sums are exact however the rows lie and however large the numbers are.
struct ExactTotalsTests {
    @Test("Sums of one group, of few and of many, of small numbers and of those whose sum passes 64 bits", arguments: [1, 2, 63, 64, 65, 500], [4, 50, 51, 55, 63])
    func sums(_ groupCount: Int, _ bits: Int) throws {
        var random = SeededRandom(seed: UInt64(groupCount * 100 + bits))
        // Batches by turns to two that are merged in the end, as threads do.
        var (totals, others) = (ExactTotals(), ExactTotals())
        var expected = [Int128](repeating: 0, count: groupCount)
        totals.resize(groupCount)
        others.resize(groupCount)
        for batch in 0..<4 {
            let count = [8_192, 1, 4_097, 3][batch]
            let limit = Int.max >> (63 - bits)
            // The largest numbers there are, now and then below zero.
            let numbers = (0..<count).map { _ in Int64(random.number(1...8) == 1 ? -limit : limit - random.number(0...7)) }
            let groups = (0..<count).map { _ in Int32(random.number(0...(groupCount - 1))) }
            let isPresent = Bitmap((0..<count).map { _ in batch % 2 == 0 || random.number(0...9) > 0 })
            let column = Column.int(NumberColumn(values: Values(numbers), validity: batch % 2 == 0 ? nil : isPresent))
            if batch < 2 { try totals.add(column, groups: groups) } else { try others.add(column, groups: groups) }
            for row in 0..<count where isPresent[row] { expected[Int(groups[row])] += Int128(numbers[row]) }
        }
        try totals.merge(others, mapping: (0..<Int32(groupCount)).map { $0 })
        #expect((0..<groupCount).map { totals[$0] } == expected)
    }

    @Test("Digits after the point are made room for in short sums and in long ones", arguments: [3, 60])
    func scales(_ bits: Int) throws {
        var totals = ExactTotals()
        totals.resize(2)
        let large = Int64(1) << Int64(bits)
        try totals.add(.int(NumberColumn(values: Values([large, large, 1]))), groups: [0, 0, 1])
        try totals.add(.decimal(DecimalColumn(mantissas: .small(Values([25, large])), scale: 2)), groups: [0, 1])
        var others = ExactTotals()
        others.resize(1)
        try others.add(.decimal(DecimalColumn(mantissas: .small(Values([5])), scale: 1)), groups: [0])
        try totals.merge(others, mapping: [1])
        #expect([totals[0], totals[1]] == [Int128(large) * 200 + 25, 150 + Int128(large)])
        #expect(totals.scale == 2)
    }
}
