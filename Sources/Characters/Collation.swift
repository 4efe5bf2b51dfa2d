/// The order of Vietnamese text: CLDR, `common/collation/vi.xml`, type standard.
///
/// A text becomes a key of bytes, and keys compare byte by byte, so that engines can sort, merge
/// and spill text without knowing the language. A key holds, one after the other:
///
/// 1. the letters of the whole text, in the alphabet a ă â b c d đ e ê … with other scripts after z by
///    code point, signs before digits before letters, and a run of digits as the number it is;
/// 2. their tones: none, huyền, hỏi, ngã, sắc, nặng, then foreign marks;
/// 3. their case, small before capital; here also leading zeros, fewer first;
/// 4. the text itself, but only when the levels above do not tell it (a joiner, ß, a no-break space).
///
/// So the order is total: only texts that are equal in normal form have equal keys.
///
/// Because letters are weighed for the whole text before tones, *ba má < bà ma < ba na*. Paper
/// dictionaries go syllable by syllable and put *ba na* before *bà ma*; CLDR is what databases and
/// spreadsheets do. Left out: contractions of the type traditional (ch, ng, th as letters), and the
/// order of other scripts within themselves, for which the root table of CLDR would be needed.
package enum Collation {
    /// The key of a text. O(n). A text of small unmarked Latin letters has a key of its own length.
    package static func sortKey(_ text: String) -> [UInt8] {
        Utf8.withBytes(of: NormalForm.composed(text), sortKey(utf8:))
    }

    /// The key of a text in NFC.
    package static func sortKey(utf8 bytes: UnsafeBufferPointer<UInt8>) -> [UInt8] {
        var key: [UInt8] = []
        key.reserveCapacity(bytes.count + 8)
        appendSortKey(utf8: bytes, to: &key)
        return key
    }

    /// Appends the key of a text in NFC: for callers that keep many keys in one block.
    package static func appendSortKey(utf8 bytes: UnsafeBufferPointer<UInt8>, to key: inout [UInt8]) {
        let table = CollationTable.shared
        var tones = Level()
        var cases = Level()
        var cursor = LetterCursor(bytes)
        var next = cursor.next()
        while let letter = next {
            let kind = cursor.kind
            if isDigit(letter) {
                next = appendNumber(startingWith: letter, from: &cursor, to: &key, zeros: &cases)
                tones.appendLeast()
                continue
            }
            let mark = table.appendLetter(letter, to: &key)
            appendTone(mark, to: &tones, table)
            switch kind {
            case .small, .ignorable: cases.appendLeast()
            case .capital: cases.append(CollationWeight.capital)
            case .variant: cases.append(CollationWeight.variant)
            }
            next = cursor.next()
        }
        let needsText = !cursor.isFaithful
        guard needsText || !tones.bytes.isEmpty || !cases.bytes.isEmpty else { return }
        key.append(CollationWeight.level)
        key.append(contentsOf: tones.bytes)
        guard needsText || !cases.bytes.isEmpty else { return }
        key.append(CollationWeight.level)
        key.append(contentsOf: cases.bytes)
        guard needsText else { return }
        key.append(CollationWeight.level)
        key.append(contentsOf: bytes)
    }

    /// Whether `lhs` sorts before `rhs`.
    package static func precedes(_ lhs: String, _ rhs: String) -> Bool {
        sortKey(lhs).lexicographicallyPrecedes(sortKey(rhs))
    }

    // MARK: Numbers

    private static func isDigit(_ letter: Letter) -> Bool { letter.word >= 0x30 && letter.word <= 0x39 }

    /// Writes a run of digits as its length without leading zeros, then its digits, and returns the letter after it.
    private static func appendNumber(
        startingWith first: Letter, from cursor: inout LetterCursor, to key: inout [UInt8], zeros: inout Level
    ) -> Letter? {
        key.append(CollationWeight.number)
        let start = key.count
        // The place of the length, which nearly always is one byte.
        key.append(0)
        var count = 0
        var zeroCount = 0
        var next: Letter? = first
        while let digit = next, isDigit(digit) {
            if digit.base == 0x30, count == 0 {
                zeroCount += 1
            } else {
                key.append(UInt8(truncatingIfNeeded: digit.base))
                count += 1
            }
            next = cursor.next()
        }
        if count == 0 {
            key.append(0x30)
            count = 1
            zeroCount -= 1
        }
        if count < 255 { key[start] = UInt8(count) } else { key.replaceSubrange(start...start, with: length(count)) }
        if zeroCount == 0 { zeros.appendLeast() } else { zeros.append([CollationWeight.zeros] + length(zeroCount)) }
        return next
    }

    /// A count of any size as bytes that compare like the count.
    private static func length(_ count: Int) -> [UInt8] {
        Array(repeating: 255, count: count / 255) + [UInt8(count % 255)]
    }

    // MARK: Tones

    private static func appendTone(_ mark: CollationTable.Marks, to level: inout Level, _ table: CollationTable) {
        switch mark {
        case .none: level.appendLeast()
        case .one(let mark):
            if let tone = table.tone(mark) { level.append(tone) } else { level.append(CollationWeight.foreign(mark, 0)) }
        case .two(let first, let second): level.append(CollationWeight.foreign(first, second))
        }
    }
}

/// One level of a key. The least weight is written only when a greater one follows, so that the
/// levels of plain text are empty; the order is the same, as a level ends with a byte below every weight.
private struct Level {
    private(set) var bytes: [UInt8] = []
    private var owed = 0

    mutating func appendLeast() { owed += 1 }

    mutating func append(_ weight: UInt8) {
        bytes.append(contentsOf: repeatElement(CollationWeight.least, count: owed))
        owed = 0
        bytes.append(weight)
    }

    mutating func append(_ weight: [UInt8]) {
        bytes.append(contentsOf: repeatElement(CollationWeight.least, count: owed))
        owed = 0
        bytes.append(contentsOf: weight)
    }
}
