import CVectors

/// Which rows of a stretch are wanted: as bits, by which packed numbers are pressed together, and as numbers of rows for who needs those.
package final class ChosenMask {
    /// From the first bit of its first word on, with nothing set behind the last row.
    fileprivate let bits: Bitmap
    package let count: Int
    /// The rows, ascending.
    package private(set) lazy var rows = bits.trueRows()

    package init(_ mask: Bitmap) {
        bits = mask.start == 0 && mask.count & 63 == 0 ? mask : mask.combined(mask) { mine, _ in mine }
        count = bits.trueCount
    }

    /// Whether all rows that are wanted are among these.
    fileprivate func isWithin(_ others: Bitmap) -> Bool {
        for index in 0..<bits.wordCount where bits.word(index) & ~others.word(index) != 0 { return false }
        return true
    }

    /// The words of these rows, out of a stretch of that many.
    fileprivate func press(_ words: PackedNumbers.Words, from start: Int) -> Values<UInt32> {
        // Vectors are written whole.
        let room = Values<UInt32>(uninitialized: count + 16)
        switch words {
        case .bytes(let words): press_8(words.slice(start..<start + bits.count).pointer, bits.count, bits.words.pointer, room.pointer)
        case .pairs(let words): press_16(words.slice(start..<start + bits.count).pointer, bits.count, bits.words.pointer, room.pointer)
        case .quads(let words): press_32(words.slice(start..<start + bits.count).pointer, bits.count, bits.words.pointer, room.pointer)
        }
        return room.slice(0..<count)
    }
}

extension KeptColumn {
    /// The wanted rows of a stretch. O(rows), and of a packed column without making the others wide.
    package func keeping(_ mask: ChosenMask, of stretch: Range<Int>) -> Column {
        switch self {
        case .plain(let column): column.slice(stretch).gather(mask.rows)
        case .packed(let column): column.keeping(mask, of: stretch)
        }
    }
}

extension PackedColumn {
    fileprivate func keeping(_ mask: ChosenMask, of stretch: Range<Int>) -> Column {
        var validity = validity?.slice(stretch)
        if let known = validity { validity = mask.isWithin(known) ? nil : mask.rows.withUnsafeBufferPointer { RowNumbers($0).validity(known) } }
        let pressed = PackedNumbers(words: .quads(mask.press(numbers.words, from: stretch.lowerBound)), base: numbers.base, step: numbers.step)
        return wide(pressed, 0..<mask.count, validity)
    }
}
