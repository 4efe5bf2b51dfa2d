import Columns
import Randomness
import Testing

@testable import Engine

/// Distinct values of many groups, put down as they come and told apart from time to time.
struct DistinctWordsTests {
    @Test("Counts are those of sets, however many rows a group has", arguments: [(3, 100_000), (500, 90_000), (40_000, 120_000)])
    func counts(groupCount: Int, rowCount: Int) {
        var random = SeededRandom(seed: UInt64(groupCount))
        var words = DistinctWords(.int)
        var sets = [Set<Int64>](repeating: [], count: groupCount)
        var done = 0
        while done < rowCount {
            let rows = min(2_048, rowCount - done)
            let groups = (0..<rows).map { _ in Int32(random.number(0...groupCount - 1)) }
            let values = groups.map { group in Int64(random.number(-2...(Int(group) % 30))) << Int64(group % 40) }
            for (group, value) in zip(groups, values) { sets[Int(group)].insert(value) }
            words.add(.int(NumberColumn(values: Values(values))), groups, groupCount: groupCount)
            done += rows
        }
        // What was found to be there already is not kept.
        if groupCount == 3 { #expect(words.count < 40_000) }
        // Asked twice, as totals do after their groups.
        for _ in 0..<2 { #expect(words.counts(groupCount: groupCount) == sets.map { Int64($0.count) }) }
    }

    @Test("The same where the rows of a group follow one another, and where some come late")
    func ordered() {
        var random = SeededRandom(seed: 8)
        var words = DistinctWords(.date)
        var sets = [Set<Int32>](repeating: [], count: 30_000)
        for start in stride(from: 0, to: 30_000, by: 500) {
            let groups = (0..<2_000).map { Int32(start + $0 / 4) } + (start < 25_000 ? [] : [Int32(random.number(0...start))])
            let days = groups.map { _ in Int32(random.number(0...5)) }
            for (group, day) in zip(groups, days) { sets[Int(group)].insert(day) }
            words.add(.date(NumberColumn(values: Values(days))), groups, groupCount: start + 500)
            if start % 5_000 == 0 { #expect(words.counts(groupCount: 30_000) == sets.map { Int64($0.count) }) }
        }
        #expect(words.counts(groupCount: 30_000) == sets.map { Int64($0.count) })
    }
}
