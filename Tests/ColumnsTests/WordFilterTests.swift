import Randomness
import Testing

@testable import Columns

/// Words looked up through the bits of their range, and without.
struct WordFilterTests {
    private static func numbers(of wanted: [UInt64], in index: inout WordIndex) -> [Int32] {
        var result = [Int32](repeating: 0, count: wanted.count)
        result.withUnsafeMutableBufferPointer { if let base = $0.baseAddress { index.find(Values(wanted), into: base) } }
        return result
    }

    private static func assign(_ words: [UInt64], to index: inout WordIndex) {
        var numbers = [Int32](repeating: 0, count: words.count)
        var newRows: [Int32] = []
        numbers.withUnsafeMutableBufferPointer { if let base = $0.baseAddress { index.assign(Values(words), 0..<words.count, nil, into: base, &newRows) } }
    }

    @Test("Words far apart are found under their numbers and others are not, while words are added and whatever most of them are")
    func find() {
        var random = SeededRandom(seed: 3)
        var index = WordIndex()
        var numbers: [UInt64: Int32] = [:]
        for round in 0..<6 {
            // Negative ones among them, a hundredth of their range, in no order.
            let new = (0..<5_000).map { _ in UInt64(bitPattern: Int64(random.number(-1_000_000...1_000_000))) }
            for word in new where numbers[word] == nil { numbers[word] = Int32(numbers.count) }
            Self.assign(new, to: &index)
            // Few that occur, then nothing but such, then few once more.
            for share in round < 3 ? [0, 0] : [0, 100, 0] {
                let known = Array(numbers.keys)
                let wanted = (0..<3_000).map { _ in
                    random.number(1...100) <= share ? random.pick(known) : UInt64(bitPattern: Int64(random.number(-3_000_000...3_000_000)))
                }
                #expect(Self.numbers(of: wanted, in: &index) == wanted.map { numbers[$0] ?? -1 })
            }
        }
    }

    @Test("Bits are kept for words of which there are many in a range that is not too wide")
    func range() {
        #expect(WordFilter((0..<1_000).map { $0 * 50 }) == nil)
        #expect(WordFilter((0..<10_000).map { $0 * 100_000 }) == nil)
        #expect(WordFilter([UInt64(bitPattern: .min), UInt64(bitPattern: .max)] + (0..<10_000).map { $0 }) == nil)
        #expect(WordFilter((0..<10_000).map { $0 * 50 }) != nil)
    }

    @Test("The words that occur pass, in order and with their places")
    func pass() throws {
        let filter = try #require(WordFilter((0..<10_000).map { $0 * 50 &- 1_000 }))
        let words: [UInt64] = [9_999 * 50 - 1_000, 9_999 * 50 - 999, .max, 50, UInt64(bitPattern: -1_000), UInt64(bitPattern: -1_001), 0, 7]
        var (passed, places) = ([UInt64](repeating: 0, count: words.count), [Int32](repeating: 0, count: words.count))
        let count = words.withUnsafeBufferPointer { words in
            passed.withUnsafeMutableBufferPointer { passed in places.withUnsafeMutableBufferPointer { filter.pass(words, into: passed, $0) } }
        }
        #expect(Array(passed[..<count]) == [9_999 * 50 - 1_000, 50, UInt64(bitPattern: -1_000), 0])
        #expect(Array(places[..<count]) == [0, 3, 4, 6])
    }
}
