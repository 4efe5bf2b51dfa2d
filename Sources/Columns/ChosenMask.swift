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

    /// The rows whose number is not less than 0, as those of rows that were found are.
    package convenience init(whereNotNegative numbers: [Int32]) { self.init(numbers.withUnsafeBufferPointer { Bitmap(whereNotNegative: $0) }) }
    package convenience init(whereNotNegative numbers: Values<Int32>) { self.init(numbers.withUnsafeBufferPointer { Bitmap(whereNotNegative: $0) }) }

    /// Whether all rows that are wanted are among these.
    fileprivate func isWithin(_ others: Bitmap) -> Bool {
        for index in 0..<bits.wordCount where bits.word(index) & ~others.word(index) != 0 { return false }
        return true
    }

    /// Whether so few rows are wanted that to look them up one by one is faster than to press all together.
    private var isSparse: Bool { count * 16 < bits.count }

    /// The words of these rows, out of a stretch of that many.
    fileprivate func press(_ words: PackedNumbers.Words, from start: Int) -> Values<UInt32> {
        switch words {
        case .bytes(let words): press(words, from: start, press_8)
        case .pairs(let words): press(words, from: start, press_16)
        case .quads(let words): press(words, from: start, press_32)
        }
    }

    @inline(__always)
    private func press<Word: FixedWidthInteger & BitwiseCopyable & Sendable>(
        _ words: Values<Word>, from start: Int, _ press: (UnsafePointer<Word>, Int, UnsafePointer<UInt64>, UnsafeMutablePointer<UInt32>) -> Void
    ) -> Values<UInt32> {
        let source = words.slice(start..<start + bits.count).pointer
        // Vectors are written whole.
        let room = Values<UInt32>(uninitialized: count + 16)
        if isSparse {
            for (index, row) in rows.enumerated() { room.pointer[index] = UInt32(truncatingIfNeeded: source[Int(row)]) }
        } else {
            press(source, bits.count, bits.words.pointer, room.pointer)
        }
        return room.slice(0..<count)
    }

    /// The numbers of these rows.
    package func press(_ numbers: [Int32]) -> [Int32] {
        precondition(numbers.count == bits.count, "a number for each row")
        return [Int32](unsafeUninitializedCapacity: count + 16) { room, used in
            used = count
            guard let target = room.baseAddress else { return }
            numbers.withUnsafeBytes { bytes in
                guard let words = bytes.assumingMemoryBound(to: UInt32.self).baseAddress else { return }
                target.withMemoryRebound(to: UInt32.self, capacity: count + 16) { press_32(words, bits.count, bits.words.pointer, $0) }
            }
        }
    }

    /// The values of these rows, of four bytes each.
    package func press32<Element: BitwiseCopyable & Sendable>(_ values: Values<Element>) -> Values<Element> { press(values, as: UInt32.self, press_32) }

    /// The values of these rows, of eight bytes each.
    package func press64<Element: BitwiseCopyable & Sendable>(_ values: Values<Element>) -> Values<Element> { press(values, as: UInt64.self, press_64) }

    private func press<Element: BitwiseCopyable & Sendable, Word>(
        _ values: Values<Element>, as word: Word.Type, _ press: (UnsafePointer<Word>, Int, UnsafePointer<UInt64>, UnsafeMutablePointer<Word>) -> Void
    ) -> Values<Element> {
        precondition(MemoryLayout<Element>.stride == MemoryLayout<Word>.stride && values.count == bits.count)
        if isSparse { return rows.withUnsafeBufferPointer { values.gather(RowNumbers($0)) } }
        let room = Values<Element>(uninitialized: count + 16)
        values.pointer.withMemoryRebound(to: Word.self, capacity: values.count) { words in
            room.pointer.withMemoryRebound(to: Word.self, capacity: count + 16) { press(words, bits.count, bits.words.pointer, $0) }
        }
        return room.slice(0..<count)
    }

    /// Which of the wanted rows hold a value; `nil` where all do.
    fileprivate func validity(_ known: Bitmap?) -> Bitmap? {
        guard let known, !isWithin(known) else { return nil }
        return rows.withUnsafeBufferPointer { RowNumbers($0).validity(known) }
    }
}

extension KeptColumn {
    /// The wanted rows of a stretch, still packed where they are kept so, unless they are wanted wide. O(rows).
    package func keeping(_ mask: ChosenMask, of stretch: Range<Int>, wide: Bool = false) -> BatchColumn {
        guard wide, case .packed(let column) = self else { return part(stretch).keeping(mask) }
        let validity = mask.validity(column.validity?.slice(stretch))
        return .wide(column.wide(column.numbers.keeping(mask, from: stretch.lowerBound), 0..<mask.count, validity))
    }
}

extension PackedNumbers {
    fileprivate func keeping(_ mask: ChosenMask, from start: Int) -> PackedNumbers {
        PackedNumbers(words: .quads(mask.press(words, from: start)), base: base, step: step)
    }
}

extension BatchColumn {
    /// The wanted rows, still packed where these are. O(rows).
    package func keeping(_ mask: ChosenMask) -> BatchColumn {
        switch self {
        case .wide(let column): .wide(column.keeping(mask))
        case .packed(let part): .packed(part.keeping(mask))
        }
    }
}

extension Column {
    fileprivate func keeping(_ mask: ChosenMask) -> Column {
        let validity = mask.validity(validity)
        switch self {
        case .int(let column): return .int(NumberColumn(values: mask.press64(column.values), validity: validity, bits: column.bits))
        case .float(let column): return .float(NumberColumn(values: mask.press64(column.values), validity: validity))
        case .date(let column): return .date(NumberColumn(values: mask.press32(column.values), validity: validity))
        case .coded(let column): return .coded(CodedColumn(codes: mask.press32(column.codes), dictionary: column.dictionary, validity: validity))
        case .decimal(let column):
            guard case .small(let mantissas) = column.mantissas else { return gather(mask.rows) }
            return .decimal(DecimalColumn(mantissas: .small(mask.press64(mantissas)), scale: column.scale, validity: validity, bits: column.bits))
        case .missing, .bool, .text, .period, .duration, .ratio: return gather(mask.rows)
        }
    }
}

extension PackedPart {
    fileprivate func keeping(_ mask: ChosenMask) -> PackedPart {
        let pressed = numbers.keeping(mask, from: rows.lowerBound)
        return PackedPart(PackedColumn(form: column.form, numbers: pressed, validity: mask.validity(validity), bits: column.bits), 0..<mask.count)
    }
}
