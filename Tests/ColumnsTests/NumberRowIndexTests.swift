import Randomness
import Semantics
import Testing

@testable import Columns

/// The rows of a number on the right side of a join.
struct NumberRowIndexTests {
    private static func ints(_ numbers: [Int64?]) -> Column { Sample.ints(numbers.map { $0.map(Value.int) ?? .missing }) }

    private static func parallelism(_ threads: Int) -> Parallelism { Parallelism(threads: threads, rowsPerThread: 1) }

    /// Each number's rows by the chain from its first row.
    private static func rows(_ index: NumberRowIndex, of wanted: BatchColumn) -> [[Int32]] {
        index.firstRows(of: wanted).map { first in Array(sequence(first: first) { index.isUnique ? -1 : index.nextRows[Int($0)] }.prefix { $0 >= 0 }) }
    }

    private static func expected(_ numbers: [Int64?], _ wanted: [Int64?]) -> [[Int32]] {
        var rows: [Int64: [Int32]] = [:]
        for (row, number) in numbers.enumerated() { if let number { rows[number, default: []].append(Int32(row)) } }
        return wanted.map { $0.flatMap { rows[$0] } ?? [] }
    }

    @Test("Every number has its rows in their order, whatever the threads", arguments: [1, 2, 3, 4], [1, 50, 200_000])
    func random(threads: Int, range: Int64) throws {
        var random = SeededRandom(seed: UInt64(10 * range) + UInt64(threads))
        let numbers = (0..<30_000).map { _ in random.number(0...9) == 0 ? nil : Int64(random.number(0...Int(range))) - range / 2 }
        let index = try #require(NumberRowIndex(Self.ints(numbers), Self.parallelism(threads)))
        let wanted: [Int64?] = Array(Set(numbers)) + [nil, .min, .max, range, -range, 0]
        let answer = Self.expected(numbers, wanted)
        #expect(Self.rows(index, of: .wide(Self.ints(wanted))) == answer)
        #expect(!index.isUnique)
        #expect(index.firstMissing == numbers.firstIndex(of: nil).map { Int32($0) } ?? -1)
        let near = wanted.filter { $0.map { $0.magnitude < 1 << 40 } ?? true }
        let packed = BatchColumn(narrow: Self.ints(near))
        guard case .packed = packed else {
            Issue.record("numbers that lie close together are packed")
            return
        }
        #expect(Self.rows(index, of: packed) == Self.expected(numbers, near))
    }

    @Test("Numbers that stand once have no chains, even where some are missing", arguments: [1, 2, 4])
    func unique(threads: Int) throws {
        var random = SeededRandom(seed: UInt64(threads))
        let numbers = Array((-2_000..<9_000).map(Int64.init).shuffled(using: &random).prefix(8_000)) + [nil, nil]
        let index = try #require(NumberRowIndex(Self.ints(numbers), Self.parallelism(threads)))
        #expect(index.isUnique)
        #expect(index.firstMissing == 8_000)
        let wanted = (-2_100...9_100).map { Optional(Int64($0)) } + [nil]
        #expect(Self.rows(index, of: .wide(Self.ints(wanted))) == Self.expected(numbers, wanted))
    }

    @Test("Days are found as days, links by their digits, and values of other kinds nowhere")
    func kinds() throws {
        let days = try #require(NumberRowIndex(Sample.dates([.date(20_000), .missing, .date(20_031), .date(20_000)]), .single))
        let wanted = Sample.dates([.date(20_031), .date(20_000), .date(20_001), .missing])
        #expect(Self.rows(days, of: .wide(wanted)) == [[2], [0, 3], [], []])
        #expect(Self.rows(days, of: BatchColumn(narrow: wanted)) == [[2], [0, 3], [], []])
        let numbers = try #require(NumberRowIndex(Self.ints([7, 12, nil, -3]), .single))
        let links = Sample.coded([.text("12"), .text("012"), .missing, .text("-3"), .text("bảy"), .text("7")])
        #expect(Self.rows(numbers, of: .wide(links)) == [[1], [], [], [3], [], [0]])
        #expect(Self.rows(numbers, of: .wide(.missing(count: 2))) == [[], []])
        #expect(Self.rows(numbers, of: .wide(Sample.floats([.float(7)]))) == [[]])
    }

    @Test("Numbers that lie far apart, none at all, and other kinds have no such index")
    func unfit() {
        for column in [
            Self.ints([0, 1 << 20]), Self.ints([.min, .max]), Self.ints([]), Self.ints([nil]), Sample.floats([.float(1)]), Sample.texts([.text("1")]),
        ] {
            #expect(NumberRowIndex(column, .single) == nil)
        }
    }
}
