import Columns
import Randomness
import Semantics
import Testing

@Suite struct GroupIndexTests {
    /// Group numbers by a dictionary over values: the reference.
    private func reference(_ rows: [[Value]]) -> [Int32] {
        var seen: [[Value]: Int32] = [:]
        return rows.map { row in
            let next = Int32(seen.count)
            return seen[row, default: next] == next ? { seen[row] = next; return next }() : seen[row, default: next]
        }
    }

    @Test(arguments: edges) func numbersGroupsInOrderOfAppearanceForEveryForm(count: Int) throws {
        for sample in Sample.all(count: count) {
            let index = GroupIndex(keyCount: 1)
            let cut = count / 3
            let groups = [0..<cut, cut..<count].flatMap { index.assign([sample.column.slice($0)], count: $0.count) }
            #expect(groups == reference(sample.expected.map { [$0] }))
            let keys = try index.keyColumns()
            #expect(keys[0].count == index.count)
            #expect(index.find(keys, count: index.count, missingMatches: true) == (0..<Int32(index.count)).map { $0 })
            let present = keys[0].rows.map { $0 != .missing }
            #expect(index.find(keys, count: index.count).enumerated().allSatisfy { $1 == (present[$0] ? Int32($0) : -1) })
        }
    }

    @Test("Wide keys, such as 'distinct' over a whole table, have more than one word of missing bits", arguments: [63, 64, 65, 130])
    func wideKeys(keyCount: Int) {
        let index = GroupIndex(keyCount: keyCount)
        func column(_ value: Int64?) -> Column {
            var builder = NumberColumnBuilder<Int64>()
            if let value { builder.append(value) } else { builder.appendMissing() }
            return builder.finish()
        }
        // Each row differs from the first in one column, which is missing in it.
        let full = (0..<keyCount).map { column(Int64($0)) }
        #expect(index.assign(full, count: 1) == [0])
        for hole in 0..<keyCount {
            var row = full
            row[hole] = column(nil)
            #expect(index.assign(row, count: 1) == [Int32(hole) + 1])
            #expect(index.find(row, count: 1) == [-1])
            #expect(index.find(row, count: 1, missingMatches: true) == [Int32(hole) + 1])
        }
        #expect(index.find(full, count: 1) == [0])
    }

    @Test("Coded keys, by whose codes groups are known after some batches: new tuples later, other dictionaries, missing values", arguments: [2, 3], [3, 40, 300])
    func codedTuples(keyCount: Int, size: Int) {
        var random = SeededRandom(seed: UInt64(10 * size + keyCount))
        let index = GroupIndex(keyCount: keyCount)
        var dictionaries: [TextDictionary] = []
        var rows: [[Value]] = []
        var groups: [Int32] = []
        for batch in 0..<14 {
            // The same dictionaries for some batches, in another order after that.
            if batch % 6 == 0 {
                dictionaries = (0..<keyCount).map { key in
                    var builder = DictionaryBuilder()
                    for value in 0..<size { _ = builder.code("k\(key) v\((value * (batch + 7)) % 1_009)") }
                    return builder.finish()
                }
            }
            // More and more of the codes, and now and then none.
            let (count, limit) = (200, size * (batch % 6 + 1) / 6)
            let isMissing = (0..<count).map { _ in batch == 4 && random.number(0...3) == 0 }
            let codes = (0..<keyCount).map { _ in (0..<count).map { _ in UInt32(random.number(0...max(0, limit - 1))) } }
            let columns = zip(dictionaries, codes).map { dictionary, codes in
                Column.coded(CodedColumn(codes: Values(codes), dictionary: dictionary, validity: batch == 4 ? Bitmap(isMissing.map { !$0 }) : nil))
            }
            groups += index.assign(columns, count: count)
            rows += (0..<count).map { row in
                (0..<keyCount).map { isMissing[row] ? .missing : .text(dictionaries[$0].values.string(Int(codes[$0][row]))) }
            }
        }
        #expect(groups == reference(rows))
        #expect(index.count == Set(rows).count)
    }

    @Test("Keys far apart that come in runs, some of which go on in the next batch, and alone", arguments: [1, 2, 7])
    func runs(longest: Int) {
        var random = SeededRandom(seed: UInt64(longest))
        var keys: [Int64] = []
        while keys.count < 20_000 {
            // Some come again later.
            let key = Int64(random.number(0...4_000)) << 40
            keys += [Int64](repeating: key, count: random.number(1...longest))
        }
        let index = GroupIndex(keyCount: 1)
        var groups: [Int32] = []
        var start = 0
        while start < keys.count {
            let end = min(start + random.number(1...3_000), keys.count)
            groups += index.assign([.int(NumberColumn(values: Values(Array(keys[start..<end]))))], count: end - start)
            start = end
        }
        #expect(groups == reference(keys.map { [.int($0)] }))
    }

    @Test func severalKeys() throws {
        let count = 5_000
        let first = (0..<count).map { $0 % 11 == 0 ? Value.missing : .int(Int64($0 % 17)) }
        let second = (0..<count).map { $0 % 13 == 0 ? Value.missing : .text("đơn vị \($0 % 29)") }
        let third = (0..<count).map { Value.date(Int32($0 % 3)) }
        let index = GroupIndex(keyCount: 3)
        let columns = [Sample.ints(first), Sample.coded(second), Sample.dates(third)]
        var groups: [Int32] = []
        for start in stride(from: 0, to: count, by: 700) {
            let range = start..<min(start + 700, count)
            // Every other batch brings the same text in the other form.
            let text = start % 1_400 == 0 ? columns[1].slice(range) : Sample.texts(Array(second[range]))
            groups += index.assign([columns[0].slice(range), text, columns[2].slice(range)], count: range.count)
        }
        let rows = (0..<count).map { [first[$0], second[$0], third[$0]] }
        #expect(groups == reference(rows))
        let keys = try index.keyColumns().map(\.rows)
        for (row, group) in groups.enumerated() { #expect(keys.map { $0[Int(group)] } == rows[row]) }
    }

    @Test("Keys that outgrow a word, one after the other and all at once", arguments: 0..<24)
    func keysOfManyValues(seed: Int) throws {
        var state = UInt64(seed)
        func draw(_ limit: Int) -> Int {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int(state >> 33) % limit
        }
        let keyCount = 2 + draw(8)
        let limits = (0..<keyCount).map { _ in [1, 2, 3, 40, 700, 5_000][draw(6)] }
        let rows = (0..<[1, 2_500, 6_000][draw(3)]).map { row in
            limits.enumerated().map { place, limit in
                // Later rows bring larger numbers, so that places grow while there are groups already.
                let number = draw(max(1, min(limit, row)))
                return draw(9) == 0 && seed % 2 == 0 ? Value.missing : place % 2 == 0 ? .int(Int64(number) << 40) : .text("giá trị \(number)")
            }
        }
        let columns = (0..<keyCount).map { place in place % 2 == 0 ? Sample.ints(rows.map { $0[place] }) : Sample.texts(rows.map { $0[place] }) }
        let index = GroupIndex(keyCount: keyCount)
        var groups: [Int32] = []
        for start in stride(from: 0, to: rows.count, by: 1_000) {
            let range = start..<min(start + 1_000, rows.count)
            groups += index.assign(columns.map { $0.slice(range) }, count: range.count)
        }
        #expect(groups == reference(rows))
        #expect(index.find(columns, count: rows.count, missingMatches: true) == groups)
        let found = index.find(columns, count: rows.count)
        #expect(found == zip(rows, groups).map { $0.contains(.missing) ? -1 : $1 })
        let keys = try index.keyColumns().map(\.rows)
        for (row, group) in groups.enumerated() { #expect(keys.map { $0[Int(group)] } == rows[row]) }
        #expect(index.find((0..<keyCount).map { $0 % 2 == 0 ? Sample.ints([.int(-1)]) : Sample.texts([.text("nowhere")]) }, count: 1) == [-1])
    }

    @Test func numbersFromFarApartAndNearTheEnds() {
        let index = GroupIndex(keyCount: 1)
        let values: [[Value]] = [[5, 7, 5], [-3, 70_000, 5], [.max, .min, 7], [70_000, -3, 0]].map { $0.map { .int($0) } }
        let groups = values.map { index.assign([Sample.ints($0)], count: 3) }
        #expect(groups == [[0, 1, 0], [2, 3, 0], [4, 5, 1], [3, 2, 6]])
        #expect(index.find([Sample.ints([.int(.min), .int(1), .int(70_000)])], count: 3) == [5, -1, 3])
    }

    @Test func noKeysMakeOneGroup() {
        let index = GroupIndex(keyCount: 0)
        #expect(index.assign([Column](), count: 3) == [0, 0, 0])
        #expect(index.count == 1)
    }

    @Test func decimalsAndRatiosCompareByValue() {
        let index = GroupIndex(keyCount: 1)
        let huge = Decimal(Int128(10_000_000_000_000_000_000) * 1_000)
        let mixed = [Decimal(150, scale: 2), Decimal(0), huge].map { Value.decimal($0) }
        #expect(index.assign([Sample.decimals(mixed)], count: 3) == [0, 1, 2])
        let again = [Decimal(15, scale: 1), huge, Decimal(-15, scale: 1)].map { Value.decimal($0) }
        #expect(index.assign([Sample.decimals(again, scale: 6)], count: 3) == [0, 2, 3])

        let ratios = GroupIndex(keyCount: 1)
        let column = Sample.ratios([.ratio(.int(1), .decimal(Decimal(2))), .ratio(.int(2), .decimal(Decimal(4))), .ratio(.int(-1), .decimal(Decimal(2)))])
        #expect(ratios.assign([column], count: 3) == [0, 0, 1])
    }

    @Test func floatsHaveOneZeroAndOneNaN() {
        let index = GroupIndex(keyCount: 1)
        let column = Sample.floats([.float(0), .float(-0.0), .float(.nan), .float(-.nan), .float(1)])
        #expect(index.assign([column], count: 5) == [0, 0, 1, 1, 2])
    }

    @Test func unknownKeysAreNotFound() {
        let index = GroupIndex(keyCount: 2)
        _ = index.assign([Sample.texts([.text("a"), .text("b")]), Sample.ints([.int(1), .int(2)])], count: 2)
        let probe = [Sample.coded([.text("b"), .text("a"), .text("c"), .missing]), Sample.ints([.int(2), .int(2), .int(1), .int(1)])]
        #expect(index.find(probe, count: 4) == [1, -1, -1, -1])
        #expect(index.count == 2)
    }

    @Test func whatWasNotFoundIsFoundOnceItIsThere() {
        let index = GroupIndex(keyCount: 1)
        let links = Sample.coded([.text("b"), .text("gone"), .text("b"), .text("gone"), .missing])
        _ = index.assign([Sample.texts([.text("a"), .text("b")])], count: 2)
        #expect(index.find([links], count: 5) == [1, -1, 1, -1, -1])
        #expect(index.find([links], count: 5) == [1, -1, 1, -1, -1])
        _ = index.assign([Sample.texts([.text("gone")])], count: 1)
        #expect(index.find([links], count: 5) == [1, 2, 1, 2, -1])
        #expect(index.assign([links], count: 5) == [1, 2, 1, 2, 3])
        #expect(index.find([links], count: 5, missingMatches: true) == [1, 2, 1, 2, 3])
    }

    @Test("Keys of one dictionary, then of others, then in full", arguments: 0..<20 as Range<UInt64>)
    func oneDictionaryThenOthers(seed: UInt64) throws {
        var random = SeededRandom(seed: seed)
        let index = GroupIndex(keyCount: 1)
        let first = (0..<40).map { Value.text("v\($0)") }
        var rows: [[Value]] = []
        var groups: [Int32] = []
        func draw() -> [Value] { (0..<300).map { _ in Int.random(in: 0..<9, using: &random) == 0 ? .missing : first[Int.random(in: 0..<40, using: &random)] } }
        func take(_ values: [Value], _ column: Column) {
            rows += values.map { [$0] }
            groups += index.assign([column], count: values.count)
        }
        // Slices of one column share its dictionary.
        let (values, turn) = (draw(), Int.random(in: 0..<4, using: &random))
        let shared = Sample.coded(values)
        for start in stride(from: 0, to: 300, by: 60) {
            let range = start..<start + 60
            #expect(index.find([shared.slice(range)], count: 60, missingMatches: true).allSatisfy { $0 < index.count })
            take(Array(values[range]), shared.slice(range))
            if start == 60 * turn { #expect(index.find([Sample.texts(values)], count: 300, missingMatches: true).prefix(start) == groups.prefix(start)) }
        }
        let (others, full) = (draw(), draw())
        take(others, Sample.coded(others))
        take(values, shared)
        take(full, Sample.texts(full))
        #expect(groups == reference(rows))
        #expect(index.find([shared], count: 300, missingMatches: true) == Array(groups[..<300]))
        #expect(try index.keyColumns()[0].rows.count == index.count)
    }

    @Test func manyGroups() {
        let index = GroupIndex(keyCount: 1)
        for round in 0..<2 {
            for start in stride(from: 0, to: 100_000, by: 2_048) {
                let values = (start..<start + 2_048).map { Int64($0) * 7_919 }
                let groups = index.assign([.int(NumberColumn(values: Values(values)))], count: 2_048)
                #expect(groups.first == Int32(start) && groups.last == Int32(start + 2_047), "round \(round)")
            }
        }
    }
}
