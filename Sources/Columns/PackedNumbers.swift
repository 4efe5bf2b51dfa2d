import CVectors

/// Whole numbers in one, two or four bytes each: value = base + step × word.
///
/// A question over millions of rows is as fast as its columns come from memory, and the numbers of a report hardly ever need eight bytes: a
/// year of moments to the second, fees in thousands of đồng, the codes of thirty units. So what is kept is kept small (a frame of reference;
/// J. Goldstein, R. Ramakrishnan, U. Shaft, "Compressing Relations and Indexes", ICDE 1998), and is made wide batch by batch, in the cache of
/// the processor, for kernels that know one width. Whole bytes and not bits, since bytes are widened by vectors without a shift.
package struct PackedNumbers: Sendable {
    package enum Words: Sendable {
        case bytes(Values<UInt8>)
        case pairs(Values<UInt16>)
        case quads(Values<UInt32>)
    }

    package let words: Words
    package let base: Int64
    package let step: Int64

    package init(words: Words, base: Int64, step: Int64) {
        self.words = words
        self.base = base
        self.step = step
    }

    package var count: Int {
        switch words {
        case .bytes(let words): words.count
        case .pairs(let words): words.count
        case .quads(let words): words.count
        }
    }

    /// Bytes of each word.
    package var width: Int {
        switch words {
        case .bytes: 1
        case .pairs: 2
        case .quads: 4
        }
    }

    /// How many bits, the sign among them, hold each of the values; `nil` where they may be more than a number has.
    var bits: Int? {
        let (distance, tooLong) = step.multipliedReportingOverflow(by: 1 << (8 * Int64(width)) - 1)
        let (greatest, tooLarge) = base.addingReportingOverflow(distance)
        return tooLong || tooLarge ? nil : ZoneBounds(least: base, greatest: greatest).bits
    }

    // MARK: Small

    /// Values that a frame holds; those of missing rows, which may be anything, become the least one.
    /// - Parameter width: at least the frame's own, and 4 at the most.
    init<Element: FixedWidthInteger & BitwiseCopyable & Sendable>(_ values: Values<Element>, _ validity: Bitmap?, in frame: PackingFrame, width: Int) {
        let base = frame.isEmpty ? 0 : frame.base
        let words: Words =
            switch width {
            case 1: .bytes(Self.words(values, validity, base, frame.step))
            case 2: .pairs(Self.words(values, validity, base, frame.step))
            default: .quads(Self.words(values, validity, base, frame.step))
            }
        self.init(words: words, base: base, step: max(frame.step, 1))
    }

    @inline(__always)
    private static func words<Element: FixedWidthInteger & BitwiseCopyable & Sendable, Word: FixedWidthInteger & BitwiseCopyable & Sendable>(
        _ values: Values<Element>, _ validity: Bitmap?, _ base: Int64, _ step: Int64
    ) -> Values<Word> {
        let words = Values<Word>(uninitialized: values.count)
        let base = Element(truncatingIfNeeded: base)
        let (source, target) = (values.pointer, words.pointer)
        if step <= 1 {
            for row in 0..<values.count { target[row] = Word(truncatingIfNeeded: source[row] &- base) }
        } else {
            let division = ExactDivision(by: UInt64(bitPattern: step))
            for row in 0..<values.count {
                let distance = UInt64(bitPattern: Int64(truncatingIfNeeded: source[row]) &- Int64(truncatingIfNeeded: base))
                target[row] = Word(truncatingIfNeeded: division.quotient(distance))
            }
        }
        if let validity { for row in 0..<values.count where !validity[row] { target[row] = 0 } }
        return words
    }

    // MARK: Wide

    /// In memory of their own. O(rows).
    package func int64s(_ rows: Range<Int>) -> Values<Int64> {
        precondition(rows.lowerBound >= 0 && rows.upperBound <= count)
        let values = Values<Int64>(uninitialized: rows.count)
        switch words {
        case .bytes(let words): widen_8_to_64(words.pointer + rows.lowerBound, values.pointer, rows.count, base, step)
        case .pairs(let words): widen_16_to_64(words.pointer + rows.lowerBound, values.pointer, rows.count, base, step)
        case .quads(let words): widen_32_to_64(words.pointer + rows.lowerBound, values.pointer, rows.count, base, step)
        }
        return values
    }

    /// Those of numbers of four bytes, in memory of their own. O(rows).
    package func int32s(_ rows: Range<Int>) -> Values<Int32> {
        precondition(rows.lowerBound >= 0 && rows.upperBound <= count)
        let values = Values<Int32>(uninitialized: rows.count)
        let (base, step) = (Int32(truncatingIfNeeded: base), Int32(truncatingIfNeeded: step))
        switch words {
        case .bytes(let words): widen_8_to_32(words.pointer + rows.lowerBound, values.pointer, rows.count, base, step)
        case .pairs(let words): widen_16_to_32(words.pointer + rows.lowerBound, values.pointer, rows.count, base, step)
        case .quads(let words): widen_32_to_32(words.pointer + rows.lowerBound, values.pointer, rows.count, base, step)
        }
        return values
    }
}
