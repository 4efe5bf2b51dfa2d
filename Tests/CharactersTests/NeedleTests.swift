import Characters
import Randomness
import Testing

/// Searching many texts at once, judged by searching each.
@Suite struct NeedleTests {
    @Test("The first place is found wherever it is, in texts of every length around a step of sixteen", arguments: [1, 2, 3, 4, 15, 16, 17, 33])
    func everyPlace(_ length: Int) {
        let needle = [UInt8](repeating: UInt8(ascii: "x"), count: length - 1) + [UInt8(ascii: "y")]
        for count in 0...70 {
            for place in 0...70 where place + length <= count {
                // Near misses before and behind.
                var text = [UInt8](repeating: UInt8(ascii: "x"), count: count)
                text.replaceSubrange(place..<place + length, with: needle)
                #expect(text.withUnsafeBufferPointer { Needle(needle).find(in: $0) } == place)
                #expect(text.withUnsafeBufferPointer { Needle(needle).find(in: $0, from: place + 1) } == nil)
            }
            #expect([UInt8](repeating: UInt8(ascii: "x"), count: count).withUnsafeBufferPointer { Needle(needle).find(in: $0) } == nil)
        }
    }

    @Test("Nothing stands everywhere, also in nothing")
    func nothing() {
        #expect(Needle("").find(in: UnsafeBufferPointer(start: nil, count: 0)) == 0)
        #expect(["", "a"].marked { Needle("").markRows($0, $1) } == [true, true])
        #expect(["", "a"].marked { Needle("").markBeginnings($0, $1) } == [true, true])
        #expect(["", "a"].marked { Needle("").markEnds($0, $1) } == [true, true])
    }

    @Test("A hit that begins in one text and ends in the next is none")
    func acrossTexts() {
        #expect(["xa", "bx", "ab", "a", "", "b"].marked { Needle("ab").markRows($0, $1) } == [false, false, true, false, false, false])
        #expect(["x00", "07", "0007"].marked { Needle("0007").markRows($0, $1) } == [false, false, true])
        #expect(["ab", "c"].marked { Needle("abc").markBeginnings($0, $1) } == [false, false])
        #expect(["a", "bc"].marked { Needle("abc").markEnds($0, $1) } == [false, false])
    }

    @Test(arguments: [0, 1, 2, 63, 64, 65, 200])
    func agreesWithSearchingEachText(_ count: Int) {
        var random = SeededRandom(seed: UInt64(count))
        for _ in 0..<200 {
            let texts = (0..<count).map { _ in random.text(of: ["a", "b", "ab", "0", "00", "đ", "ấ", " "], upTo: 12) }
            let wanted = random.text(of: ["a", "b", "0", "đ"], upTo: 4)
            let (needle, bytes) = (Needle(wanted), Array(wanted.utf8))
            #expect(texts.marked { needle.markRows($0, $1) } == texts.map { Array($0.utf8).holds(bytes) }, "\(wanted)")
            #expect(texts.marked { needle.markBeginnings($0, $1) } == texts.map { Array($0.utf8).starts(with: bytes) }, "\(wanted)")
            #expect(texts.marked { needle.markEnds($0, $1) } == texts.map { Array($0.utf8).reversed().starts(with: bytes.reversed()) }, "\(wanted)")
        }
    }

    /// Plain ASCII, ASCII with runs of space, Vietnamese, and what only the slow reading knows.
    private static let scripts: [[String]] = [
        ["h", "o", "A", "Y", "1", "-", " a", "q", "u"],
        ["h", "o", "A", " ", "\t", "y", "\n", "1"],
        ["h", "o", "ò", "À", "đ", "D", "â", "ấ", "Ữ", "u", "y", "ỳ", " ", "n"],
        ["h", "o", "ò", "a", "\u{A0}", "ß", "ﬃ", "\u{301}", "\u{AD}", "\u{200B}", "中", "😀", "–", "Ω", "ς", " ", "u", "ŉ", "ǰ", "\u{0}"],
    ]

    @Test("The search that forgives finds in many texts what it finds in each", arguments: [0, 1, 2, 3])
    func searchPattern(_ script: Int) {
        let pieces = Self.scripts[script]
        var random = SeededRandom(seed: UInt64(script))
        var hits = 0
        for _ in 0..<1_500 {
            let texts = (0..<Int.random(in: 0...70, using: &random)).map { _ in NormalForm.composed(random.text(of: pieces, upTo: 8)) }
            let written = random.text(of: pieces, upTo: 3)
            let pattern = SearchPattern(written)
            let expected = texts.map { pattern.matches($0) }
            hits += expected.count { $0 }
            #expect(texts.marked { pattern.markRows($0, $1) } == expected, "\(written) in \(texts)")
        }
        #expect(hits > 1_000)
    }
}

extension [UInt8] {
    fileprivate func holds(_ other: [UInt8]) -> Bool {
        other.isEmpty || indices.contains { self[$0...].starts(with: other) }
    }
}

extension [String] {
    /// The texts in one block with others on both sides, and the answer of a search for each.
    fileprivate func marked(_ search: (TextRows, UnsafeMutablePointer<UInt64>) -> Void) -> [Bool] {
        var bytes = [UInt8]("ab00".utf8)
        var offsets = [Int32(bytes.count)]
        for text in self {
            bytes += [UInt8](text.utf8)
            offsets.append(Int32(bytes.count))
        }
        bytes += [UInt8]("00ab".utf8)
        var marks = [UInt64](repeating: 0, count: count / 64 + 1)
        bytes.withUnsafeBufferPointer { bytes in
            offsets.withUnsafeBufferPointer { offsets in
                guard let base = bytes.baseAddress else { return }
                marks.withUnsafeMutableBufferPointer { marks in
                    if let first = marks.baseAddress { search(TextRows(bytes: base, offsets: offsets), first) }
                }
            }
        }
        return indices.map { marks[$0 / 64] >> UInt64($0 % 64) & 1 == 1 }
    }
}
