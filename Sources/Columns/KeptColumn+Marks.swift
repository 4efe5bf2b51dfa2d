import CVectors

extension Bitmap {
    /// Which numbers are not less than 0, as those of rows that were found are. O(numbers).
    init(whereNotNegative numbers: UnsafeBufferPointer<Int32>) {
        self.init(count: numbers.count) { bits in
            numbers.withMemoryRebound(to: UInt32.self) { if let first = $0.baseAddress { mark_32_within(first, $0.count, 0, UInt32(Int32.max), bits) } }
        }
    }
}

/// Which rows of a kept column a condition is true of, told from its numbers as they are kept: in the fewest bytes, so that a vector compares the
/// most of them, and before any is made wide.
extension KeptColumn {
    /// Whether the whole number, the day, the mantissa or the code in each of these rows is present and in a range.
    /// - Returns: `nil` for columns of other things. O(rows).
    package func marks(_ rows: Range<Int>, within range: ClosedRange<Int64>) -> Bitmap? {
        let (found, validity): (Bitmap, Bitmap?)
        switch self {
        case .packed(let column): (found, validity) = (column.numbers.marks(rows, within: range), column.validity)
        case .plain(.int(let column)): (found, validity) = (column.values.marks(rows, within: range), column.validity)
        case .plain(.date(let column)): (found, validity) = (column.values.marks(rows, within: range), column.validity)
        case .plain(.coded(let column)): (found, validity) = (column.codes.marks(rows, in: range), column.validity)
        case .plain(.decimal(let column)):
            guard case .small(let mantissas) = column.mantissas else { return nil }
            (found, validity) = (mantissas.marks(rows, within: range), column.validity)
        default: return nil
        }
        return Bitmap.both(found, validity?.slice(rows))
    }

    /// Whether each of these rows is present and its code is one of those that are true here.
    /// - Returns: `nil` for columns without codes. O(rows).
    package func marks(_ rows: Range<Int>, codes: [Bool]) -> Bitmap? {
        if let range = Self.stretch(codes) { return marks(rows, within: range) }
        let found: Bitmap
        switch self {
        case .packed(let column):
            guard case .coded = column.form else { return nil }
            found = column.numbers.marks(rows, codes)
        case .plain(.coded(let column)): found = Bitmap.marks(column.codes.slice(rows), codes)
        default: return nil
        }
        return Bitmap.both(found, validity?.slice(rows))
    }

    /// The codes where they follow one another; none are before any.
    private static func stretch(_ codes: [Bool]) -> ClosedRange<Int64>? {
        guard let first = codes.firstIndex(of: true), let last = codes.lastIndex(of: true) else { return -1 ... -1 }
        return codes[first...last].allSatisfy(\.self) ? Int64(first)...Int64(last) : nil
    }

    /// Which rows hold a value; `nil` when all do.
    package var validity: Bitmap? {
        switch self {
        case .plain(let column): column.validity
        case .packed(let column): column.validity
        }
    }

    /// Digits after the point of a column of decimals.
    package var scale: Int? {
        switch self {
        case .plain(.decimal(let column)): column.scale
        case .packed(let column): if case .decimal(let scale) = column.form { scale } else { nil }
        default: nil
        }
    }
}

extension PackedNumbers {
    fileprivate func marks(_ rows: Range<Int>, within range: ClosedRange<Int64>) -> Bitmap {
        guard let range = wordsWithin(range) else { return Bitmap(repeating: false, count: rows.count) }
        return switch words {
        case .bytes(let words): words.marks(rows, within: range)
        case .pairs(let words): words.marks(rows, within: range)
        case .quads(let words): words.marks(rows, within: range)
        }
    }

    /// The words that stand for the values in a range; `nil` for none.
    private func wordsWithin(_ range: ClosedRange<Int64>) -> ClosedRange<Int64>? {
        // One more bit than the distance of two numbers of 64 bits has.
        let (base, step) = (Int128(base), Int128(step))
        let (low, high) = (Int128(range.lowerBound) - base, Int128(range.upperBound) - base)
        let most = (Int128(1) << (8 * Int128(width))) - 1
        if high < 0 || low > most * step { return nil }
        let (first, last) = (max(0, (low + step - 1) / step), min(most, high / step))
        return first > last ? nil : Int64(first)...Int64(last)
    }

    fileprivate func marks(_ rows: Range<Int>, _ codes: [Bool]) -> Bitmap {
        switch words {
        case .bytes(let words): Bitmap.marks(words.slice(rows), base: base, step: step, codes)
        case .pairs(let words): Bitmap.marks(words.slice(rows), base: base, step: step, codes)
        case .quads(let words): Bitmap.marks(words.slice(rows), base: base, step: step, codes)
        }
    }
}

extension Bitmap {
    /// Whether base + step × word is a code that is true. What lies under a missing row may be a code that is not there.
    fileprivate static func marks<Word: FixedWidthInteger & BitwiseCopyable & Sendable>(_ words: Values<Word>, base: Int64 = 0, step: Int64 = 1, _ codes: [Bool]) -> Bitmap {
        let bits = Values<UInt64>(repeating: 0, count: max(1, (words.count + 63) / 64))
        codes.withUnsafeBufferPointer { codes in
            for row in 0..<words.count {
                let code = Int(base &+ step &* Int64(words[row]))
                let isTrue = code < codes.count && codes[code]
                bits.pointer[row &>> 6] |= (isTrue ? 1 : 0) &<< UInt64(truncatingIfNeeded: row & 63)
            }
        }
        return Bitmap(words: bits, count: words.count)
    }
}

/// Signed numbers are compared as if they had no sign, by their distances from the least one.
extension Values {
    private func marks<Word: FixedWidthInteger & BitwiseCopyable & Sendable>(
        _ rows: Range<Int>, as word: Word.Type, _ range: ClosedRange<Int64>,
        _ mark: (UnsafePointer<Word>, Int, Word, Word, UnsafeMutablePointer<UInt64>) -> Void
    ) -> Bitmap {
        precondition(rows.lowerBound >= 0 && rows.upperBound <= count)
        let numbers = UnsafeMutableRawPointer(pointer + rows.lowerBound).assumingMemoryBound(to: Word.self)
        let span = UInt64(bitPattern: range.upperBound &- range.lowerBound)
        return Bitmap(count: rows.count) { mark(numbers, rows.count, Word(truncatingIfNeeded: range.lowerBound), Word(truncatingIfNeeded: span), $0) }
    }
}

extension Values<UInt8> {
    fileprivate func marks(_ rows: Range<Int>, within range: ClosedRange<Int64>) -> Bitmap { marks(rows, as: UInt8.self, range, mark_8_within) }
}

extension Values<UInt16> {
    fileprivate func marks(_ rows: Range<Int>, within range: ClosedRange<Int64>) -> Bitmap { marks(rows, as: UInt16.self, range, mark_16_within) }
}

extension Values<UInt32> {
    fileprivate func marks(_ rows: Range<Int>, within range: ClosedRange<Int64>) -> Bitmap { marks(rows, as: UInt32.self, range, mark_32_within) }

    /// Of any range.
    fileprivate func marks(_ rows: Range<Int>, in range: ClosedRange<Int64>) -> Bitmap {
        guard range.overlaps(0...Int64(UInt32.max)) else { return Bitmap(repeating: false, count: rows.count) }
        return marks(rows, within: range.clamped(to: 0...Int64(UInt32.max)))
    }
}

extension Values<Int32> {
    fileprivate func marks(_ rows: Range<Int>, within range: ClosedRange<Int64>) -> Bitmap {
        guard range.overlaps(Int64(Int32.min)...Int64(Int32.max)) else { return Bitmap(repeating: false, count: rows.count) }
        return marks(rows, as: UInt32.self, range.clamped(to: Int64(Int32.min)...Int64(Int32.max)), mark_32_within)
    }
}

extension Values<Int64> {
    fileprivate func marks(_ rows: Range<Int>, within range: ClosedRange<Int64>) -> Bitmap { marks(rows, as: UInt64.self, range, mark_64_within) }
}
