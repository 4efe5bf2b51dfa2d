import Columns
import Randomness
import Semantics
import Testing

/// What is done with columns as narrow as they are kept, against the same done with wide ones.
@Suite struct PackedPartTests {
    private static let rowCount = 3_000

    private struct PackedSample {
        let part: PackedPart
        /// What each row holds.
        let values: [Int64?]
    }

    /// Whole numbers in words of one, two and four bytes with and without a step, from rows that need not be the first, some of them missing.
    private static func samples(seed: UInt64, least: Int64 = -1_000) throws -> [PackedSample] {
        var random = SeededRandom(seed: seed)
        return try [(90, 1), (200, 1_000), (60_000, 1), (50_000, 86_400), (4_000_000_000, 1), (3_000_000_000, 60_000)].flatMap { span, step in
            try [false, true].flatMap { lacksSome in
                try [0, 64, 77].map { start in
                    let numbers = (0..<rowCount).map { _ in least + Int64(random.number(0...span)) * Int64(step) }
                    let present = (0..<rowCount).map { _ in !lacksSome || !random.oneIn(5) }
                    let column = Column.int(NumberColumn(values: Values(numbers), validity: lacksSome ? Bitmap(present) : nil))
                    let packed = try #require(PackedColumn(column), "numbers this close are packed")
                    let rows = start..<rowCount - 11
                    return PackedSample(part: PackedPart(packed, rows), values: rows.map { present[$0] ? numbers[$0] : nil })
                }
            }
        }
    }

    private static func values(_ column: Column) -> [Int64?] {
        guard case .int(let numbers) = column else { return [] }
        return (0..<numbers.values.count).map { numbers.validity?[$0] ?? true ? numbers.values[$0] : nil }
    }

    @Test("Totals of groups are those of the numbers, whether there are one, few or many")
    func totals() throws {
        var random = SeededRandom(seed: 3)
        for sample in try Self.samples(seed: 1) {
            for groupCount in [1, 2, 63, 64, 65, 500] {
                let groups = sample.values.map { _ in Int32(random.number(0...groupCount - 1)) }
                var expected = [Int64](repeating: 5, count: groupCount)
                for (group, value) in zip(groups, sample.values) { expected[Int(group)] += value ?? 0 }
                var found = [Int64](repeating: 5, count: groupCount)
                found.withUnsafeMutableBufferPointer { found in groups.withUnsafeBufferPointer { sample.part.add(to: found, groups: $0) } }
                #expect(found == expected)
                guard case .int(let wide) = sample.part.wide else { return #expect(Bool(false), "whole numbers stay whole numbers") }
                found = [Int64](repeating: 5, count: groupCount)
                found.withUnsafeMutableBufferPointer { found in groups.withUnsafeBufferPointer { wide.add(to: found, groups: $0) } }
                #expect(found == expected)
                var counts = [Int64](repeating: 1, count: groupCount)
                groups.withUnsafeBufferPointer { counts.count($0) }
                #expect(counts == groups.reduce(into: [Int64](repeating: 1, count: groupCount)) { $0[Int($1)] += 1 })
            }
        }
    }

    /// Batches of which each brings a few new values.
    private static func batches(_ kind: Int, seed: UInt64) throws -> [BatchColumn] {
        var random = SeededRandom(seed: seed)
        // Files have the values of a column each for itself.
        let dictionaries = (0..<3).map { _ in
            var builder = TextColumnBuilder(capacity: 200)
            for number in 0..<200 { builder.append("v\(number)") }
            guard case .text(let texts) = builder.finish() else { preconditionFailure("texts are texts") }
            return TextDictionary(values: texts, isOrdered: false)
        }
        return try (0..<12).map { number in
            let reach = (number + 1) * [3, 40, 900][kind]
            let numbers = (0..<rowCount).map { row in Int64(random.oneIn(3) ? random.number(0...reach) : min(row / 100, reach)) }
            let present = (0..<rowCount).map { _ in number % 3 != 2 || !random.oneIn(6) }
            let validity = number % 3 == 2 ? Bitmap(present) : nil
            let column: Column
            switch (kind, number % 2) {
            case (0, _):
                column = .coded(CodedColumn(codes: Values(numbers.map { UInt32($0) }), dictionary: dictionaries[number / 4], validity: validity))
            case (1, _): column = .date(NumberColumn(values: Values(numbers.map { Int32($0) - 50 }), validity: validity))
            default: column = .int(NumberColumn(values: Values(numbers.map { $0 * 7 - 400 }), validity: validity))
            }
            return .packed(PackedPart(try #require(PackedColumn(column)), 0..<rowCount))
        }
    }

    @Test("Packed keys have the groups that wide ones have, alone and together, in whichever batch they are new")
    func groups() throws {
        let kinds = try (0..<3).map { try Self.batches($0, seed: UInt64(11 + $0)) }
        for chosen in [[0], [1], [2], [0, 1], [1, 2], [0, 2], [0, 1, 2], [0, 0]] {
            let (narrow, wide) = (GroupIndex(keyCount: chosen.count), GroupIndex(keyCount: chosen.count))
            for number in 0..<12 {
                let keys = chosen.map { kinds[$0][number] }
                #expect(narrow.assign(keys, count: Self.rowCount) == wide.assign(keys.map(\.wide), count: Self.rowCount))
                #expect(narrow.count == wide.count)
                for missingMatches in [false, true] {
                    let later = chosen.map { kinds[$0][min(number + 2, 11)] }
                    let found = narrow.find(later, count: Self.rowCount, missingMatches: missingMatches)
                    #expect(found == wide.find(later.map(\.wide), count: Self.rowCount, missingMatches: missingMatches))
                }
            }
            for (mine, theirs) in zip(try narrow.keyColumns(), try wide.keyColumns()) {
                #expect(mine.rows == theirs.rows)
            }
        }
    }

    @Test("Moments of seconds and minutes have their days, before 1970 too")
    func days() throws {
        let second: Int64 = 1_000_000
        var random = SeededRandom(seed: 5)
        for step in [second, 60 * second, 900 * second, 21_600 * second] {
            for span in [200, 60_000, 3_000_000] {
                for base in [0, 1_546_300_800 * second, -1_546_300_799 * second, -86_400 * second, 123] {
                    let moments = Values((0..<Self.rowCount).map { _ in base + Int64(random.number(0...span)) * step })
                    let part = PackedPart(try #require(PackedColumn(.int(NumberColumn(values: moments)))), 0..<Self.rowCount)
                    for offset in [0, 25_200 * second, -1, 86_399_999_999] {
                        let expected = moments.days(offset: offset)
                        let found = try #require(part.days(offset: offset), "the step of moments divides a day")
                        #expect((0..<Self.rowCount).allSatisfy { found.values[$0] == expected[$0] })
                        guard case .date(let narrow)? = part.packedDays(offset: offset)?.wide else { continue }
                        #expect((0..<Self.rowCount).allSatisfy { narrow.values[$0] == expected[$0] })
                    }
                }
            }
        }
        let sevens = PackedPart(try #require(PackedColumn(.int(NumberColumn(values: Values([0, 7, 14].map { $0 * second }))))), 0..<3)
        #expect(sevens.days(offset: 0) == nil, "seven seconds do not divide a day")
        let dates = PackedPart(try #require(PackedColumn(.date(NumberColumn(values: Values([0, 7, 14]))))), 0..<3)
        #expect(dates.days(offset: 0) == nil, "days are no moments")
    }

    @Test("Arrays of every size are looked up at the places of numbers, which may lie before and behind them")
    func lookUp() throws {
        var random = SeededRandom(seed: 11)
        for sample in try Self.samples(seed: 12) {
            for size in [1, 16, 100, 129, 1_000, 32_768, 40_000, 70_000] {
                // Some arrays hold every number that there is, most do not; some begin far away.
                let low = -1_000 + Int64(random.pick([0, -3, 5, 40_000, -(1 << 31), 1 << 31, 4_000_000_000, -4_000_000_000]))
                let array = (0..<size).map { _ in Int32(random.oneIn(9) ? -1 : random.number(0...9_999)) }
                let expected = sample.values.map { value -> Int32? in
                    value.map { $0 - low >= 0 && $0 - low < size ? array[Int($0 - low)] : -1 }
                }
                var found = [Int32](repeating: -7, count: sample.values.count)
                let areAll = found.withUnsafeMutableBufferPointer { found in
                    found.baseAddress.map { sample.part.lookUp(0..<sample.values.count, in: array, from: low, into: $0) }
                }
                #expect(zip(expected, found).allSatisfy { $0 == nil || $0 == $1 }, "\(size) from \(low)")
                #expect(areAll == expected.allSatisfy { ($0 ?? 0) >= 0 })
            }
        }
    }

    @Test("Rows that are picked or chosen hold what they held, packed or not")
    func rows() throws {
        var random = SeededRandom(seed: 9)
        for sample in try Self.samples(seed: 2) {
            for column in [BatchColumn.packed(sample.part), .wide(sample.part.wide)] {
                let picked = (0..<500).map { _ in Int32(random.number(0...sample.values.count - 1)) }
                #expect(Self.values(column.gather(picked).wide) == picked.map { sample.values[Int($0)] })
                let withNone = picked + [-1]
                #expect(Self.values(column.gather(withNone).wide) == picked.map { sample.values[Int($0)] } + [nil])
                let isWanted = sample.values.map { _ in random.oneIn(3) }
                let expected = zip(sample.values, isWanted).filter(\.1).map(\.0)
                #expect(Self.values(column.keeping(ChosenMask(Bitmap(isWanted))).wide) == expected)
                #expect(column.withoutMissing.validity == nil)
                #expect(column.count == sample.values.count)
            }
        }
    }

    @Test("Columns of every form keep the rows that are chosen", arguments: edges)
    func forms(count: Int) {
        var random = SeededRandom(seed: UInt64(count))
        let isWanted = (0..<count).map { _ in random.oneIn(2) }
        let mask = ChosenMask(Bitmap(isWanted))
        for sample in Sample.all(count: count) {
            let expected = zip(sample.expected, isWanted).filter(\.1).map(\.0.normalized)
            #expect(BatchColumn.wide(sample.column).keeping(mask).wide.rows == expected)
        }
        let found = isWanted.map { $0 ? Int32(random.number(0...9)) : -1 }
        #expect(ChosenMask(whereNotNegative: found).press(found) == found.filter { $0 >= 0 })
    }
}
