import Characters
import Columns
import Testing

@Suite struct RadixSortTests {
    /// Around the sizes at which the sort changes its way.
    @Test(arguments: [0, 1, 2, 39, 40, 41, 500, 8_191, 8_192, 8_193, 70_000]) func sortsAndKeepsTheOrderOfTies(count: Int) {
        var random = SystemRandomNumberGenerator()
        let shapes: [(inout SystemRandomNumberGenerator) -> UInt64] = [
            { $0.next() },
            { $0.next() % 7 },
            { ($0.next() % 3) << 61 | $0.next() % 2 },
            { _ in 42 },
            { $0.next() & 0x00FF_0000_0000_FF00 },
            { UInt64.max - $0.next() % 1_000 },
        ]
        for shape in shapes {
            var entries = (0..<count).map { SortEntry(key: shape(&random), row: Int32($0)) }
            let expected = entries.enumerated().sorted { ($0.element.key, $0.offset) < ($1.element.key, $1.offset) }.map(\.offset)
            entries.withUnsafeMutableBufferPointer { RadixSort.sort($0) }
            #expect(entries.map { Int($0.row) } == expected)
        }
    }

    @Test func leavesSortedRowsAlone() {
        for count in [50, 20_000] {
            var entries = (0..<count).map { SortEntry(key: UInt64($0 / 3), row: Int32($0)) }
            entries.withUnsafeMutableBufferPointer { RadixSort.sort($0) }
            #expect(entries.map(\.row) == (0..<Int32(count)).map { $0 })
        }
    }
}

@Suite struct CollationRanksTests {
    /// Texts that tie for many words, plain and marked ones mixed, and such that are the beginning of others.
    private static let texts: [String?] = {
        let stems = ["", "a", "A", "á", "ma", "mã", "Nam Định", "000.00.12.H40-190412-0001", "000.00.12.H40-190412-0002", "000.00.12.H40", "xã 2", "xã 10", "😀"]
        let long = String(repeating: "thủ tục ", count: 20)
        return stems.flatMap { [$0, $0 + "1", $0 + "01", long + $0, $0.uppercased(), nil, $0] }
    }()

    @Test(arguments: [0, 1, 50, 3_000]) func ranksByVietnameseOrder(count: Int) {
        let rows = (0..<count).map { Self.texts[$0 * 31 % Self.texts.count] }
        var builder = TextColumnBuilder()
        for text in rows {
            if let text { builder.append(text) } else { builder.appendMissing() }
        }
        let distinct = Set(rows.compactMap(\.self)).sorted(by: Collation.precedes)
        let places = Dictionary(uniqueKeysWithValues: distinct.enumerated().map { ($1, UInt32($0)) })
        #expect(CollationRanks.ranks(of: builder.finishText()) == rows.map { $0.flatMap { places[$0] } ?? 0 })
    }
}
