import Randomness
import Semantics
import Testing

@testable import Columns

/// The one column that a join wants, by key.
struct WordsByNumberTests {
    private static func ints(_ numbers: [Int64?]) -> Column { Sample.ints(numbers.map { $0.map(Value.int) ?? .missing }) }

    private static func words(_ column: Column, by keys: [Int64?]) -> WordsByNumber? {
        NumberRowIndex(ints(keys), .single).flatMap { WordsByNumber(BatchColumn(narrow: column), by: $0) }
    }

    @Test("Each key has what its row holds, however narrow that is kept", arguments: [100, 30_000, 1 << 20])
    func random(range: Int) throws {
        var random = SeededRandom(seed: UInt64(range))
        let keys = Array((-500..<9_000).map(Int64.init).shuffled(using: &random).prefix(8_000))
        let held = keys.map { _ in Int64(random.number(0...range)) * 3 - 7 }
        let words = try #require(Self.words(Self.ints(held), by: keys))
        let wanted: [Int64?] = (-700..<9_100).map { Int64($0) } + [nil]
        let byKey = Dictionary(uniqueKeysWithValues: zip(keys, held))
        for asked in [BatchColumn.wide(Self.ints(wanted)), BatchColumn(narrow: Self.ints(wanted))] {
            let found = words.words(of: asked)
            #expect((0..<wanted.count).map { found[$0] >= 0 } == wanted.map { $0.flatMap { byKey[$0] } != nil })
            let matched = ChosenMask(whereNotNegative: found)
            let joined = words.column(matched.press32(found)).wide
            #expect((0..<joined.count).map { joined.value($0, type: .int) } == wanted.compactMap { $0.flatMap { byKey[$0] }.map(Value.int) })
        }
    }

    @Test("Codes keep their dictionary")
    func codes() throws {
        let names = Sample.coded([.text("Nam Định"), .text("Ý Yên"), .text("Nam Định")])
        let words = try #require(Self.words(names, by: [7, 9, 10]))
        let found = words.column(words.words(of: .wide(Self.ints([10, 9]))))
        #expect((0..<2).map { found.wide.value($0, type: .text) } == [.text("Nam Định"), .text("Ý Yên")])
    }

    @Test("Keys that stand twice, missing values and wide columns are found by row")
    func unfit() {
        #expect(Self.words(Self.ints([1, 2]), by: [5, 5]) == nil)
        #expect(Self.words(Self.ints([1, nil]), by: [5, 6]) == nil)
        #expect(Self.words(Self.ints([0, 1, 1 << 40]), by: [5, 6, 7]) == nil)
        #expect(Self.words(Self.ints([0, 1, Int64(UInt32.max)]), by: [5, 6, 7]) == nil)
        #expect(Self.words(Sample.texts([.text("a"), .text("b")]), by: [5, 6]) == nil)
        #expect(Self.words(Self.ints([1, 2]), by: [0, 60_000]) == nil)
    }
}
