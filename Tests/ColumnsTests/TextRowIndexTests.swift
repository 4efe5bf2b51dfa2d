import Randomness
import Semantics
import Testing

@testable import Columns

/// The rows of a text on the right side of a join.
struct TextRowIndexTests {
    private static func column(_ texts: [String?]) -> TextColumn {
        var builder = TextColumnBuilder()
        for text in texts { if let text { builder.append(text) } else { builder.appendMissing() } }
        return builder.finishText()
    }

    /// Each text's rows by the chain from its first row.
    private static func rows(_ index: TextRowIndex, of wanted: [String?]) -> [[Int32]] {
        var first = [Int32](repeating: -7, count: wanted.count)
        let texts = column(wanted)
        first.withUnsafeMutableBufferPointer { if let base = $0.baseAddress { index.firstRows(of: texts, into: base) } }
        return first.map { first in Array(sequence(first: first) { index.nextRows[Int($0)] }.prefix { $0 >= 0 }) }
    }

    @Test("Every text has its rows in their order, whatever the threads", arguments: [1, 2, 3, 4], [1, 50, 5_000])
    func random(threads: Int, distinct: Int) {
        var random = SeededRandom(seed: UInt64(10 * distinct + threads))
        let texts = (0..<3_000).map { _ in random.number(0...9) == 0 ? nil : "hồ sơ \(random.number(1...distinct))" }
        let index = TextRowIndex(Self.column(texts), Parallelism(threads: threads, rowsPerThread: 1))
        let wanted = (0...distinct + 1).map { Optional("hồ sơ \($0)") } + [nil, ""]
        var expected: [String: [Int32]] = [:]
        for (row, text) in texts.enumerated() { if let text { expected[text, default: []].append(Int32(row)) } }
        #expect(Self.rows(index, of: wanted) == wanted.map { $0.flatMap { expected[$0] } ?? [] })
        #expect(index.isUnique == expected.values.allSatisfy { $0.count == 1 })
        #expect(index.distinctCount == expected.count)
        #expect(index.firstRows == expected.values.map { $0[0] }.sorted())
        #expect(index.firstMissing == texts.firstIndex(of: nil).map { Int32($0) } ?? -1)
    }

    @Test("Texts of one length are found where those of many lengths are", arguments: [1, 3], [0, 3, 12, 25])
    func commonLength(threads: Int, length: Int) {
        var random = SeededRandom(seed: UInt64(100 * length + threads))
        let letters = Array("01")
        let texts = (0..<6_000).map { _ in String((0..<length).map { _ in letters[random.number(0...1)] }) }
        let index = TextRowIndex(Self.column(texts), Parallelism(threads: threads, rowsPerThread: 1))
        var expected: [String: [Int32]] = [:]
        for (row, text) in texts.enumerated() { expected[text, default: []].append(Int32(row)) }
        let wanted = Array(expected.keys) + ["", "0", "01", String(repeating: "2", count: length), String(repeating: "0", count: length + 1)]
        #expect(Self.rows(index, of: wanted) == wanted.map { expected[$0] ?? [] })
        // A part of a column whose texts do not begin at the first byte.
        guard case .text(let some) = Column.text(Self.column(texts)).slice(100..<300) else {
            Issue.record("texts stay texts")
            return
        }
        let part = TextRowIndex(some, .single)
        let rows = texts[100..<300].enumerated().filter { $0.element == texts[150] }.map { Int32($0.offset) }
        #expect(Self.rows(part, of: [texts[150]]) == [rows])
    }

    @Test("Nobody waits for an index that is not wanted any more", arguments: [1, 2])
    func stopped(threads: Int) throws {
        let parallelism = Parallelism(threads: threads, rowsPerThread: 1)
        let texts = TextRowIndex(Self.column((0..<5_000).map { "\($0)" }), parallelism, isStopped: { true })
        #expect(texts.distinctCount < 5_000)
        let column = Sample.ints((0..<5_000).map { .int($0) })
        let stopped = NumberRowIndex(column, parallelism, isStopped: { true })
        #expect(Set(try #require(stopped).firstRows(of: .wide(column))).count < 5_000)
    }

    @Test("A text alone, none at all")
    func few() {
        let one = TextRowIndex(Self.column(["a"]), Parallelism(threads: 4, rowsPerThread: 1))
        #expect(Self.rows(one, of: ["a", "b", nil]) == [[0], [], []])
        let none = TextRowIndex(Self.column([]), Parallelism(threads: 4, rowsPerThread: 1))
        #expect(Self.rows(none, of: ["a", ""]) == [[], []])
        #expect(none.isUnique)
    }

    @Test("Texts that would all stand in one thread's region share all of them")
    func uneven() {
        // Of 64 slots a thread of four has 16, and here are 40 texts for the first of them.
        let texts = (0...).lazy.map { "\($0)" }.filter { text in
            var text = text
            return text.withUTF8 { Hashing.hash($0) } & 63 < 16
        }.prefix(40)
        let index = TextRowIndex(Self.column(Array(texts)), Parallelism(threads: 4, rowsPerThread: 1))
        #expect(Self.rows(index, of: texts.map { $0 }) == (0..<40).map { [Int32($0)] })
        #expect(index.isUnique)
    }
}
