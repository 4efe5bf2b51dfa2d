import CVectors

/// The days of moments that are packed: of words of seconds or minutes, which make a day, one division is left.
extension PackedPart {
    private static let microsecondsInDay: Int64 = 86_400_000_000

    /// A word w lies on the day first + (offset + w) / length.
    private struct DayFrame {
        let first: Int32
        let offset: UInt32
        let length: UInt32
        /// Days that words reach beyond the first.
        let reach: Int64
    }

    /// - Parameter offset: is added to each moment, in microseconds.
    /// - Returns: `nil` where these are no moments whose step divides a day, and where a day may be none that a date can be.
    private func dayFrame(offset: Int64) -> DayFrame? {
        let step = numbers.step
        guard case .int = column.form, step > 0, Self.microsecondsInDay % step == 0, let length = UInt32(exactly: Self.microsecondsInDay / step) else { return nil }
        let (base, overflow) = numbers.base.addingReportingOverflow(offset)
        if overflow { return nil }
        var (day, rest) = base.quotientAndRemainder(dividingBy: Self.microsecondsInDay)
        if rest < 0 { (day, rest) = (day - 1, rest + Self.microsecondsInDay) }
        let reach = (Int64(1) << (8 * Int64(numbers.width))) / Int64(length) + 1
        guard let first = Int32(exactly: day), Int64(first) + reach < Int64(Int32.max) else { return nil }
        return DayFrame(first: first, offset: UInt32(truncatingIfNeeded: rest / step), length: length, reach: reach)
    }

    /// The days on which moments in microseconds fall, where an offset is added to each; `nil` where these are no moments whose step divides a day.
    /// O(rows).
    package func days(offset: Int64) -> NumberColumn<Int32>? {
        guard let frame = dayFrame(offset: offset) else { return nil }
        return NumberColumn(values: days(from: frame.first, frame, days_of_words_8, days_of_words_16, days_of_words_32), validity: validity)
    }

    /// The same as a part that is packed; `nil` also where days may be too far apart for two bytes.
    package func packedDays(offset: Int64) -> PackedPart? {
        guard let frame = dayFrame(offset: offset), frame.reach <= Int64(UInt16.max) else { return nil }
        let words: Values<UInt16> = days(from: 0, frame, day_words_8, day_words_16, day_words_32)
        return PackedPart(PackedColumn(form: .date, numbers: PackedNumbers(words: .pairs(words), base: Int64(frame.first), step: 1), validity: validity), 0..<count)
    }

    private typealias Division<Word, Day> = (UnsafePointer<Word>, UnsafeMutablePointer<Day>, Int, Int32, UInt32, UInt32) -> Void

    private func days<Day: BitwiseCopyable & Sendable>(
        from first: Int32, _ frame: DayFrame, _ bytes: Division<UInt8, Day>, _ pairs: Division<UInt16, Day>, _ quads: Division<UInt32, Day>
    ) -> Values<Day> {
        let days = Values<Day>(uninitialized: count)
        let start = rows.lowerBound
        switch numbers.words {
        case .bytes(let words): bytes(words.pointer + start, days.pointer, count, first, frame.offset, frame.length)
        case .pairs(let words): pairs(words.pointer + start, days.pointer, count, first, frame.offset, frame.length)
        case .quads(let words): quads(words.pointer + start, days.pointer, count, first, frame.offset, frame.length)
        }
        return days
    }
}
