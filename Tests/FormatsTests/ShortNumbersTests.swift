@testable import Formats
import Randomness
import Testing

/// Cells of a few digits are read many at a time; what is found is what one would find cell by cell.
@Suite struct ShortNumbersTests {
    /// Cells of all kinds, most of them short numbers, one behind the other.
    private func withCells(_ random: inout SeededRandom, _ body: (Cells, [(text: String, isMarked: Bool)]) -> Void) {
        var texts: [(text: String, isMarked: Bool)] = []
        var bytes: [UInt8] = []
        var spans: [CellSpan] = []
        for _ in 0..<random.number(0...60) {
            let digits = String((0..<random.number(1...(random.oneIn(20) ? 12 : 8))).map { _ in random.pick(Array("0123456789")) })
            let text = random.oneIn(40) ? random.pick(["", "-1", "1a", "a", "1:", "/2", "é", "1 ", "12345678x", "+3", "1.5"]) : digits
            let isMarked = random.oneIn(60)
            texts.append((text, isMarked))
            spans.append(CellSpan(start: bytes.count, length: text.utf8.count, isQuoted: isMarked))
            bytes += text.utf8
            if random.oneIn(2) { bytes.append(UInt8(ascii: ",")) }
        }
        bytes += [UInt8](repeating: UInt8(ascii: "9"), count: 8)
        bytes.withUnsafeBufferPointer { bytes in
            spans.withUnsafeBufferPointer { spans in
                guard let base = bytes.baseAddress, let first = spans.baseAddress else { return }
                body(Cells(base: base, spans: first, count: spans.count, areComposed: false), texts)
            }
        }
    }

    private func isShort(_ cell: (text: String, isMarked: Bool)) -> Bool {
        !cell.isMarked && (1...8).contains(cell.text.utf8.count) && cell.text.utf8.allSatisfy { (0x30...0x39).contains($0) }
    }

    @Test(arguments: 1...40) func readsUpToTheFirstThatIsNone(seed: UInt64) {
        var random = SeededRandom(seed: seed)
        withCells(&random) { cells, texts in
            for start in 0...texts.count {
                let expected = texts[start...].prefix(while: isShort)
                var numbers = [Int64](repeating: -1, count: texts.count + 1)
                let found = numbers.withUnsafeMutableBufferPointer { $0.baseAddress.map { cells.readShortNumbers(from: start, into: $0) } }
                #expect(found == expected.count)
                #expect(numbers.prefix(expected.count).elementsEqual(expected.map { Int64($0.text) ?? -2 }))
            }
        }
    }

    @Test(arguments: 1...40) func measuresUpToTheFirstCode(seed: UInt64) {
        var random = SeededRandom(seed: seed)
        withCells(&random) { cells, texts in
            for start in 0...texts.count {
                let expected = texts[start...].prefix { isShort($0) && ($0.text.utf8.count == 1 || !$0.text.hasPrefix("0")) }
                var most = 3
                #expect(cells.measureShortNumbers(from: start, most: &most) == expected.count)
                #expect(most == expected.reduce(3) { max($0, $1.text.utf8.count) })
            }
        }
    }
}
