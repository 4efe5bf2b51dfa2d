import Randomness
import Columns
import Semantics
import Testing

/// Columns that are kept with their numbers packed, against the columns they were made of.
@Suite struct PackingTests {
    @Test(arguments: edges) func whatIsKeptIsReadAsItWas(count: Int) {
        for sample in Sample.all(count: count) {
            let kept = KeptColumn(sample.column)
            let expected = sample.expected.map(\.normalized)
            #expect(kept.count == count)
            #expect(kept.column.rows == expected)
            #expect(kept.zoneBounds == sample.column.zoneBounds)
            #expect(kept.byteCount <= sample.column.byteCount)
            for (start, end) in [(0, count / 2), (count / 3, count), (count / 3, count / 2)] { #expect(kept.slice(start..<end).rows == Array(expected[start..<end])) }
        }
    }

    @Test func wordsAreAsShortAsTheDistancesInSteps() throws {
        /// Bytes of a word; `nil` where the column is kept as it is.
        func width(_ column: Column) -> Int? { PackedColumn(column)?.numbers.width }
        func ints(_ values: [Int64]) -> Column { .int(NumberColumn(values: Values(values))) }

        #expect(width(ints([7, 7, 7])) == 1)
        #expect(width(ints([-100, 155])) == 1)
        #expect(width(ints([-100, 0, 1, 156])) == 2)
        #expect(width(ints([0, 1, 65_536])) == 4)
        #expect(width(ints([0, 1, 4_294_967_295])) == 4)
        #expect(width(ints([0, 1, 4_294_967_296])) == nil)
        #expect(width(ints([.min, .max])) == nil)
        #expect(width(ints([.min, 0, .max])) == nil)
        // Fees in thousands, moments to the minute, days of the same weekday.
        #expect(width(ints((0..<200).map { 5_000 + 1_000 * $0 })) == 1)
        let minutes = ints((0..<500).map { 1_700_000_000_000_000 + 60_000_000 * ($0 * 37 % 500) })
        #expect(width(minutes) == 2)
        #expect(PackedColumn(minutes)?.numbers.step == 60_000_000)
        // A step that holds for the first rows only.
        let late = ints([0, 60_000_000, 120_000_000, 1_000_000, 1_500_000])
        #expect(PackedColumn(late)?.numbers.step == 500_000)
        #expect(PackedColumn(late)?.slice(0..<5).rows == late.rows)

        #expect(width(.date(NumberColumn(values: Values([20_000, 20_255])))) == 1)
        #expect(width(.date(NumberColumn(values: Values([0, 1, 65_535])))) == 2)
        #expect(width(.date(NumberColumn(values: Values([0, 1, 65_536])))) == nil)
        #expect(width(.float(NumberColumn(values: Values([1, 2])))) == nil)
    }

    /// What lies under a missing row may be anything, and must not make words longer.
    @Test func missingRowsTakeNoPart() {
        let validity = Bitmap([true, false, true])
        let moments = Column.int(NumberColumn(values: Values([1_700_000_000, 0, 1_700_000_009]), validity: validity))
        #expect(PackedColumn(moments)?.numbers.width == 1)
        #expect(PackedColumn(moments)?.slice(0..<3).rows == [.int(1_700_000_000), .missing, .int(1_700_000_009)])
        let none = Column.int(NumberColumn(values: Values([.max, .min, 0]), validity: Bitmap(repeating: false, count: 3)))
        #expect(PackedColumn(none)?.slice(1..<3).rows == [.missing, .missing])
        #expect(KeptColumn(none).zoneBounds == ZoneBounds.none)
    }

    @Test func numbersOfAnySpreadSurvive() throws {
        var random = SeededRandom(seed: 11)
        for _ in 0..<400 {
            let step = random.pick([1, 1, 3, 1_000, 60_000_000, 86_400_000_000, 1 << 40] as [Int64])
            let most = random.pick([0, 1, 200, 300, 70_000, 1 << 33] as [Int64])
            let base = random.pick([0, -1, 1_700_000_000_000_000, Int64.min, .max - 5] as [Int64])
            let values = (0..<random.number(1...300)).map { _ in base &+ step &* Int64.random(in: 0...most, using: &random) }
            let validity = random.oneIn(2) ? Bitmap(values.map { _ in !random.oneIn(3) }) : nil
            let column = Column.int(NumberColumn(values: Values(values), validity: validity))
            let kept = KeptColumn(column)
            #expect(kept.column.rows == column.rows)
            if case .int(let numbers) = kept.column, let bits = numbers.bits {
                #expect(values.indices.allSatisfy { validity?[$0] == false || (values[$0] ^ values[$0] >> 63).leadingZeroBitCount + bits > 64 })
            }
            // The frame of both halves is that of the whole.
            let half = values.count / 2
            let halves = [column.slice(0..<half), column.slice(half..<values.count)].map { $0.packingFrame ?? .empty }
            let frame = halves[0].union(halves[1])
            let whole = try #require(column.packingFrame)
            #expect(frame.base == whole.base && frame.greatest == whole.greatest && frame.width <= 2 * whole.width)
            if frame.width < 8, let packed = PackedColumn(column, in: frame, width: frame.width) { #expect(packed.slice(0..<values.count).rows == column.rows) }
        }
    }

    /// At every edge of a day, before 1970 and after, and anywhere for 140,000 years.
    @Test func momentsFallOnTheirDays() {
        var random = SeededRandom(seed: 14)
        let day: Int64 = 86_400_000_000
        var moments: [Int64] = []
        for number in 0..<3_000 {
            let start = day * (number < 3 ? Int64(number - 1) : Int64.random(in: -51_000_000...51_000_000, using: &random))
            for distance in [0, 1, -1, 8_191, -8_192, Int64.random(in: 0..<day, using: &random)] { moments.append(start + distance) }
        }
        for offset in [0, 7 * 3_600_000_000, -1] as [Int64] {
            let found = Values(moments).days(offset: offset)
            #expect(moments.indices.allSatisfy { row in
                let moved = moments[row] + offset
                return Int64(found[row]) == (moved >= 0 ? moved / day : (moved - day + 1) / day)
            })
        }
    }

    @Test func divisionByMultiplication() {
        var random = SeededRandom(seed: 12)
        for _ in 0..<2_000 {
            let divisor = UInt64.random(in: 1...(.max), using: &random) >> UInt64.random(in: 0...63, using: &random)
            guard divisor > 0 else { continue }
            let division = ExactDivision(by: divisor)
            let quotient = UInt64.random(in: 0...(.max / divisor), using: &random)
            #expect(division.quotient(quotient * divisor) == quotient)
            let number = UInt64.random(in: 0...(.max), using: &random)
            #expect(division.divides(number) == (number % divisor == 0))
        }
        #expect(UInt64(12).commonDivisor(with: 18) == 6)
        #expect(UInt64(0).commonDivisor(with: 5) == 5)
    }

    @Test func chunksOfSeveralDictionariesComeToShareOne() throws {
        let chunks = [
            Sample.coded([.text("xã"), .missing, .text("phường")]), Sample.coded([.text("phường")], dictionary: ["z", "phường"]), Sample.coded([.text("thị trấn"), .text("xã")]),
        ]
        let joined = try #require(KeptColumn.joined(chunks.map(KeptColumn.init)))
        #expect(joined.flatMap(\.column.rows) == chunks.flatMap(\.rows))
        #expect(joined.allSatisfy { $0.dictionary === joined[0].dictionary })
        #expect(joined.codedValues == 3)
    }

    /// Two files have the values of an enumeration each for itself; their order must not be lost.
    @Test func chunksOfEqualOrderedDictionariesStayOrdered() throws {
        let levels = ["province", "district", "commune"]
        let chunks = [["commune", "province"], ["district"]].map { Sample.coded($0.map { .text($0) }, dictionary: levels, isOrdered: true) }
        let joined = try #require(KeptColumn.joined(chunks.map(KeptColumn.init)))
        #expect(joined.flatMap(\.column.rows) == chunks.flatMap(\.rows))
        #expect(joined.allSatisfy { $0.dictionary === joined[0].dictionary && $0.dictionary?.isOrdered == true })
    }

    @Test func chunksThatAreKeptAsTheyAreBecomeOneColumn() throws {
        let chunks = [["a", "b"], ["c"]].map { KeptColumn(Sample.texts($0.map { .text($0) })) }
        let joined = try #require(KeptColumn.joined(chunks)).map(\.column)
        #expect(joined.flatMap(\.rows) == [.text("a"), .text("b"), .text("c")])
        guard case .text(let first) = joined[0], case .text(let second) = joined[1] else { Issue.record("texts stay texts"); return }
        #expect(first.bytes.pointer == second.bytes.pointer)
        // Texts here and codes there stay what they are.
        #expect(KeptColumn.joined([chunks[0], KeptColumn(Sample.coded([.text("x")]))]) == nil)
    }

    @Test func bitsAreCopiedToAnyPlace() throws {
        var random = SeededRandom(seed: 13)
        for _ in 0..<300 {
            let parts = (0..<random.number(1...5)).map { _ in (0..<random.number(0...150)).map { _ in random.oneIn(2) } }
            let columns = parts.map { bits -> Column in
                let cut = random.number(0...70)
                let longer = Bitmap([Bool](repeating: true, count: cut) + bits + [true]).slice(cut..<cut + bits.count)
                return .bool(BoolColumn(values: longer, validity: longer))
            }
            guard case .bool(let whole) = try Column.concatenated(columns) else { Issue.record("truth values stay such"); return }
            #expect((0..<whole.values.count).map { whole.values[$0] } == parts.flatMap(\.self))
            #expect(whole.validity.map { bits in (0..<bits.count).map { bits[$0] } } ?? parts.flatMap(\.self) == parts.flatMap(\.self))
        }
    }
}
