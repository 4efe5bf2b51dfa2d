import Columns
import Randomness
import Testing

@testable import Engine

/// Rows that can still be among the first ones, by their first key alone.
struct LeadingKeysTests {
    @Test("Of every row that is dropped enough others lead, and of numbers that all differ few are kept", arguments: [1, 10, 300], [false, true])
    func random(limit: Int, isDescending: Bool) {
        for (seed, spread) in [(1, 5), (2, 1_000), (3, 1 << 40)] {
            var random = SeededRandom(seed: UInt64(seed))
            var leading = LeadingKeys(limit: limit, isDescending: isDescending)
            var seen: [Int64] = []
            var kept: [Int64] = []
            for batch in 0..<5 {
                // The last batches get better and better, the worst order there is.
                let values = (0..<2_000).map { row in Int64(random.number(-spread...spread)) + (batch > 2 ? Int64(row * spread) * (isDescending ? 1 : -1) : 0) }
                let rows = leading.candidates(.int(NumberColumn(values: Values(values))), [], groupCount: 1, count: values.count) ?? []
                seen += values
                kept += rows.map { values[Int($0)] }
                #expect(rows == rows.sorted())
            }
            let wanted = Array(seen.sorted { isDescending ? $0 > $1 : $0 < $1 }.prefix(limit))
            #expect(Array(kept.sorted { isDescending ? $0 > $1 : $0 < $1 }.prefix(limit)) == wanted)
            if spread == 1 << 40 { #expect(kept.count < 5 * 5 * limit) }
        }
    }

    @Test("Each group has its own leading rows, new groups at any time", arguments: [1, 3, 16], [false, true])
    func groups(limit: Int, isDescending: Bool) {
        var random = SeededRandom(seed: UInt64(limit))
        var leading = LeadingKeys(limit: limit, isDescending: isDescending)
        var seen: [Int: [Int64]] = [:]
        var kept: [Int: [Int64]] = [:]
        for batch in 1...6 {
            let values = (0..<2_000).map { _ in Int64(random.number(-1_000_000...1_000_000)) }
            let groups = (0..<2_000).map { _ in Int32(random.number(0...batch * 5)) }
            let rows = leading.candidates(.int(NumberColumn(values: Values(values))), groups, groupCount: batch * 5 + 1, count: values.count) ?? []
            #expect(rows == rows.sorted())
            for (value, group) in zip(values, groups) { seen[Int(group), default: []].append(value) }
            for row in rows { kept[Int(groups[Int(row)]), default: []].append(values[Int(row)]) }
        }
        for (group, values) in seen {
            let wanted = Array(values.sorted { isDescending ? $0 > $1 : $0 < $1 }.prefix(limit))
            #expect(Array(kept[group, default: []].sorted { isDescending ? $0 > $1 : $0 < $1 }.prefix(limit)) == wanted)
        }
        #expect(kept.values.reduce(0) { $0 + $1.count } < 12_000 / 2)
    }

    @Test("Missing values lead where there is nothing else, decimals of another scale are not compared, texts have no numbers")
    func forms() {
        var leading = LeadingKeys(limit: 2, isDescending: true)
        let validity = Bitmap([false, true, false])
        #expect(leading.candidates(.int(NumberColumn(values: Values([0, 7, 0]), validity: validity)), [], groupCount: 1, count: 3) == [0, 1, 2])
        #expect(leading.candidates(.int(NumberColumn(values: Values([5, 6, 4]))), [], groupCount: 1, count: 3) == [1])
        var decimals = LeadingKeys(limit: 1, isDescending: false)
        #expect(decimals.candidates(.decimal(DecimalColumn(mantissas: .small(Values([30, 20])), scale: 1)), [], groupCount: 1, count: 2) == [1])
        #expect(decimals.candidates(.decimal(DecimalColumn(mantissas: .small(Values([300, 100])), scale: 2)), [], groupCount: 1, count: 2) == nil)
        #expect(decimals.candidates(.missing(count: 2), [], groupCount: 1, count: 2) == nil)
    }
}
