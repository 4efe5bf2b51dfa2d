import Columns
import Randomness
import Testing

/// Rows that are chosen by numbers as they are kept, against numbers that are looked at one by one.
@Suite struct MarksTests {
    /// Whole numbers of any width of word, some of them missing, with what each row holds.
    private static func samples() -> [(column: Column, values: [Int64?])] {
        var random = SeededRandom(seed: 20_261_127)
        return [3, 200, 60_000, 4_000_000_000, Int.max / 2].flatMap { spread in
            [1, 1_000].flatMap { step in
                [false, true].map { lacksSome in
                    let span = max(spread / step, 1)
                    let numbers = (0..<200).map { _ in Int64(random.number(-span...span)) * Int64(step) }
                    let present = (0..<200).map { _ in !lacksSome || random.number(1...4) > 1 }
                    let validity = lacksSome ? Bitmap(present) : nil
                    return (.int(NumberColumn(values: Values(numbers), validity: validity)), zip(numbers, present).map { $1 ? $0 : nil })
                }
            }
        }
    }

    private func bits(_ marks: Bitmap?) -> [Bool]? { marks.map { marks in (0..<marks.count).map { marks[$0] } } }

    @Test("A row is in a range when its number is present and in it")
    func ranges() {
        var random = SeededRandom(seed: 7)
        for (column, values) in Self.samples() {
            let known = values.compactMap(\.self)
            for _ in 0..<20 {
                let ends = [known.randomElement(using: &random) ?? 0, Bool.random(using: &random) ? known.randomElement(using: &random) ?? 0 : Int64.random(in: .min ... .max, using: &random)]
                let range = (ends.min() ?? 0)...(ends.max() ?? 0)
                let start = random.number(0...100)
                let rows = start..<random.number(start...200)
                let expected = values[rows].map { $0.map(range.contains) ?? false }
                #expect(bits(KeptColumn(column).marks(rows, within: range)) == expected)
                #expect(bits(KeptColumn.plain(column).marks(rows, within: range)) == expected)
            }
        }
    }

    @Test("Days of four bytes are compared with any range")
    func days() {
        let column = Column.date(NumberColumn(values: Values([Int32.min, -1, 0, 1, .max])))
        for kept in [KeptColumn(column), .plain(column)] {
            #expect(bits(kept.marks(0..<5, within: .min ... .max)) == [true, true, true, true, true])
            #expect(bits(kept.marks(0..<5, within: -1...0)) == [false, true, true, false, false])
            #expect(bits(kept.marks(0..<5, within: Int64(Int32.max) + 1 ... .max)) == [false, false, false, false, false])
        }
    }

    @Test("Codes are chosen by a list, whether they follow one another or not")
    func codes() {
        let names = ["a", "b", "c", "d", "e"]
        var builder = TextColumnBuilder(capacity: names.count)
        for name in names { builder.append(name) }
        guard case .text(let texts) = builder.finish() else { return #expect(Bool(false), "texts are texts") }
        let dictionary = TextDictionary(values: texts, isOrdered: false)
        let validity = Bitmap([true, true, false, true, true, true, true])
        // Under a missing row may lie a code that the dictionary does not have.
        let column = Column.coded(CodedColumn(codes: Values([0, 4, 99, 2, 1, 0, 3]), dictionary: dictionary, validity: validity))
        for kept in [KeptColumn(column), .plain(column)] {
            #expect(bits(kept.marks(0..<7, codes: [true, false, true, false, false])) == [true, false, false, true, false, true, false])
            #expect(bits(kept.marks(1..<7, codes: [false, true, true, true, false])) == [false, false, true, true, false, true])
            #expect(bits(kept.marks(0..<7, codes: [false, false, false, false, false])) == [false, false, false, false, false, false, false])
        }
        #expect(KeptColumn(.float(NumberColumn(values: Values([1])))).marks(0..<1, codes: [true]) == nil)
    }

    @Test("Codes of few rows, which lie apart by a multiple, are those that they are", arguments: [1, 2, 7, 300, 70_000])
    func codesApart(step: Int) {
        var random = SeededRandom(seed: UInt64(step))
        var builder = TextColumnBuilder(capacity: 0)
        for number in 0...10 * step { builder.append("\(number)") }
        let dictionary = TextDictionary(values: builder.finishText(), isOrdered: false)
        for lacksSome in [false, true] {
            let numbers = (0..<9).map { _ in random.number(1...10) * step }
            let present = numbers.map { _ in !lacksSome || random.number(1...4) > 1 }
            let validity = lacksSome ? Bitmap(present) : nil
            let column = Column.coded(CodedColumn(codes: Values(numbers.map { UInt32($0) }), dictionary: dictionary, validity: validity))
            for _ in 0..<20 {
                let codes = (0...10 * step).map { _ in Bool.random(using: &random) }
                let expected = zip(numbers, present).map { codes[$0] && $1 }
                #expect(bits(KeptColumn(column).marks(0..<9, codes: codes)) == expected)
                #expect(bits(KeptColumn.plain(column).marks(0..<9, codes: codes)) == expected)
            }
        }
    }

    @Test("A set of numbers knows its members, and that others are none")
    func sets() throws {
        var random = SeededRandom(seed: 8)
        for (column, values) in Self.samples() {
            // Where the others lie partly before and partly behind them.
            let asked = (-50...150).map(Int64.init)
            let set = try #require(NumberSet(NumberColumn(values: Values(asked))) { asked[$0] % 3 == 0 })
            let start = random.number(0...100)
            let rows = start..<random.number(start...200)
            let expected = values[rows].map { value in value.map { (-50...150).contains($0) && $0 % 3 == 0 } ?? false }
            #expect(bits(set.marks(KeptColumn(column), rows)) == expected)
            #expect(bits(set.marks(.plain(column), rows)) == expected)
        }
        #expect(NumberSet(NumberColumn(values: Values([Int64.min, .max]))) { _ in true } == nil)
    }

    @Test("Wanted rows of a stretch are pressed together")
    func wanted() {
        var random = SeededRandom(seed: 10)
        for (column, values) in Self.samples() {
            for share in [1, 2, 20] {
                let start = random.number(0...100)
                let rows = start..<random.number(start...200)
                let isWanted = rows.map { _ in random.oneIn(share) }
                let expected = zip(values[rows], isWanted).filter(\.1).map(\.0)
                for kept in [KeptColumn(column), .plain(column)] {
                    // Bits that begin in the middle of a word.
                    for mask in [Bitmap(isWanted), Bitmap([true] + isWanted + [true]).slice(1..<1 + isWanted.count)] {
                        let found = kept.keeping(ChosenMask(mask), of: rows).wide
                        guard case .int(let numbers) = found else { return #expect(Bool(false), "whole numbers stay whole numbers") }
                        #expect((0..<found.count).map { found.validity?[$0] ?? true ? numbers.values[$0] : nil } == expected)
                    }
                }
            }
        }
    }
}
