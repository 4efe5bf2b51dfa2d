import Columns
import Planning
import Randomness
import Semantics
import Testing

@testable import Engine

/// What a sort remembers of which only the first rows are wanted.
struct TopRowsTests {
    private let context = EngineTests.context(Tables())
    private let columns = [ColumnID(1), ColumnID(2), ColumnID(3)]

    private func breaker(_ limit: Int, grouped: Bool) throws -> SortBreaker {
        let keys = [CheckedSortKey(CheckedExpression(.column(columns[0]), .int), isDescending: false)]
        let top = TopRows(limit: limit, keepsTies: false, keys: keys, partition: grouped ? [1] : [], columnCount: 3, context: context)
        return try SortBreaker(keys, totals: nil, top: top, over: columns, context: context)
    }

    private func batch(_ rows: [(key: Int64, group: Int64, name: String)]) -> Batch {
        var names = TextColumnBuilder()
        for row in rows { names.append(row.name) }
        return Batch(
            columns: [.int(NumberColumn(values: Values(rows.map(\.key)))), .int(NumberColumn(values: Values(rows.map(\.group)))), .text(names.finishText())],
            count: rows.count)
    }

    @Test("Of two parts merged, the first rows of each group are those of all rows", arguments: [1, 5, 100], [false, true])
    func merged(limit: Int, grouped: Bool) throws {
        // In many small batches, some of which lead whole.
        for (seed, spread) in [(1, 5), (2, 1_000), (3, 1_000_000)] {
            var random = SeededRandom(seed: UInt64(seed))
            let rows = (0..<600).map { row in (key: Int64(random.number(0...spread)), group: Int64(random.number(0...3)), name: "r\(row)") }
            let parts = [try breaker(limit, grouped: grouped), try breaker(limit, grouped: grouped)]
            for start in stride(from: 0, to: rows.count, by: 3) { try parts[start / 300].consume(batch(Array(rows[start..<start + 3]))) }
            try parts[0].absorb(parts[1])
            let output = try parts[0].finish()
            var found: [String] = []
            while let batch = try output.next() {
                if case .text(let names) = batch.columns[2] { found += (0..<batch.count).map { names.string($0) } }
            }
            var taken: [Int64: Int] = [:]
            let sorted = rows.enumerated().sorted { ($0.element.key, $0.offset) < ($1.element.key, $1.offset) }.map(\.element)
            let expected = sorted.filter { row in
                taken[grouped ? row.group : 0, default: 0] += 1
                return taken[grouped ? row.group : 0, default: 0] <= limit
            }
            // What comes behind them may come too; the take says which are wanted.
            let wanted = Set(expected.map(\.name))
            #expect(found.filter { wanted.contains($0) } == expected.map(\.name))
        }
    }

    @Test("All rows of the second part lead, in several batches")
    func allLead() throws {
        let parts = [try breaker(4, grouped: false), try breaker(4, grouped: false)]
        try parts[0].consume(batch([(9, 0, "a"), (8, 0, "b")]))
        try parts[1].consume(batch([(3, 0, "c"), (2, 0, "d")]))
        try parts[1].consume(batch([(1, 0, "e")]))
        try parts[0].absorb(parts[1])
        let output = try parts[0].finish()
        guard let batch = try output.next(), case .text(let names) = batch.columns[2] else {
            Issue.record("no rows came")
            return
        }
        #expect((0..<batch.count).map { names.string($0) } == ["e", "d", "c", "b"])
    }
}
