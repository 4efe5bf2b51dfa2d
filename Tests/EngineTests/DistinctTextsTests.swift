import Columns
import Randomness
import Semantics
import Testing

@testable import Engine

/// How many distinct texts there are, counted where most rows bring a new one.
struct DistinctTextsTests {
    private let context = EngineTests.context(Tables())

    private func column(_ texts: [String?]) -> Column {
        var builder = TextColumnBuilder()
        for text in texts { if let text { builder.append(text) } else { builder.appendMissing() } }
        return builder.finish()
    }

    private func count(_ accumulator: DistinctAccumulator) throws -> [Int64] {
        guard case .int(let counts) = try accumulator.finish(context) else { return [] }
        return (0..<counts.values.count).map { counts.values[$0] }
    }

    @Test("Of few texts and of many, new ones and repeated ones, in parts that are merged", arguments: [100, 20_000, 1_000_000], [1, 2, 3])
    func random(spread: Int, parts: Int) throws {
        var random = SeededRandom(seed: UInt64(spread + parts))
        let accumulators = (0..<parts).map { _ in DistinctAccumulator(.count) }
        for accumulator in accumulators { try accumulator.resize(groups: 1) }
        var seen: Set<String> = []
        for batch in 0..<36 {
            let texts = (0..<5_000).map { _ in random.number(0...99) == 0 ? nil : "hồ sơ số \(random.number(1...spread))" }
            seen.formUnion(texts.compactMap { $0 })
            try accumulators[batch * parts / 36].add([column(texts)], groups: [Int32](repeating: 0, count: 5_000), context: context)
        }
        for other in accumulators.dropFirst() { try accumulators[0].merge(other, mapping: [0]) }
        #expect(try count(accumulators[0]) == [Int64(seen.count)])
    }

    @Test("Many texts of one group, then rows of another")
    func furtherGroup() throws {
        let accumulator = DistinctAccumulator(.count)
        try accumulator.resize(groups: 1)
        let texts = (0..<9_000).map { "t\($0)" }
        for start in stride(from: 0, to: 9_000, by: 3_000) {
            try accumulator.add([column(Array(texts[start..<start + 3_000]))], groups: [Int32](repeating: 0, count: 3_000), context: context)
        }
        try accumulator.resize(groups: 2)
        try accumulator.add([column(["t1", "t9001", "t1"])], groups: [0, 0, 1], context: context)
        #expect(try count(accumulator) == [9_001, 1])
    }
}
