import Semantics

/// Days as sheets count them: 43735 is 2019-09-27, 43735.5 its noon.
///
/// Counted from 1900-01-01, or from 1904-01-01 where the workbook says so. Excel takes 1900 for a leap year, as Lotus 1-2-3
/// did, so serial 60 is a day that never was and those before it are one day later than the rest would have them.
struct SerialDates: Sendable {
    var startsIn1904 = false

    /// A moment, to the millisecond: a double holds no more of a time.
    struct Moment: Equatable {
        /// Days since 1970-01-01.
        var day: Int32
        var millisecond: Int
    }

    /// Days from 1930 to 2099. A bare number in a column that a model declares as dates is a day only in this range: years,
    /// `20190630` and counts are none.
    static let plausible = 10_959.0..<73_051.0

    private static let millisecondsInDay = 86_400_000
    private static let lastDay: Int32 = 2_932_896  // 9999-12-31

    /// `nil` for what is no day of the sheet's calendar.
    func moment(_ serial: Double) -> Moment? {
        guard serial >= (startsIn1904 ? 0 : 1), serial < 3_000_000 else { return nil }
        let whole = serial.rounded(.down)
        var millisecond = Int(((serial - whole) * Double(Self.millisecondsInDay)).rounded())
        var count = Int32(whole)
        if millisecond == Self.millisecondsInDay {
            millisecond = 0
            count += 1
        }
        let day: Int32
        if startsIn1904 {
            day = count - 24_107
        } else if count == 60 {
            return nil
        } else {
            day = count < 60 ? count - 25_568 : count - 25_569
        }
        return day <= Self.lastDay ? Moment(day: day, millisecond: millisecond) : nil
    }

    /// `2019-06-30`, with a time of day where there is one: `2019-06-30T14:05:00`
    static func append(_ moment: Moment, to arena: inout ByteArena) {
        let date = CivilDate(days: moment.day)
        appendTwo(date.year / 100, to: &arena)
        appendTwo(date.year % 100, to: &arena)
        arena.append(UInt8(ascii: "-"))
        appendTwo(date.month, to: &arena)
        arena.append(UInt8(ascii: "-"))
        appendTwo(date.day, to: &arena)
        if moment.millisecond == 0 { return }
        arena.append(UInt8(ascii: "T"))
        appendTime(milliseconds: moment.millisecond, to: &arena)
    }

    /// Hours, of which there may be more than a day has, minutes and seconds: `36:00:00`
    static func appendTime(_ days: Double, to arena: inout ByteArena) {
        appendTime(milliseconds: Int((days * Double(millisecondsInDay)).rounded()), to: &arena)
    }

    private static func appendTime(milliseconds: Int, to arena: inout ByteArena) {
        let hours = milliseconds / 3_600_000
        if hours < 100 { appendTwo(hours, to: &arena) } else { arena.append(String(hours).utf8) }
        arena.append(UInt8(ascii: ":"))
        appendTwo(milliseconds / 60_000 % 60, to: &arena)
        arena.append(UInt8(ascii: ":"))
        appendTwo(milliseconds / 1_000 % 60, to: &arena)
        let rest = milliseconds % 1_000
        if rest == 0 { return }
        arena.append(UInt8(ascii: "."))
        arena.append(0x30 + UInt8(truncatingIfNeeded: rest / 100))
        appendTwo(rest % 100, to: &arena)
    }

    private static func appendTwo(_ value: Int, to arena: inout ByteArena) {
        arena.append(0x30 + UInt8(truncatingIfNeeded: value / 10))
        arena.append(0x30 + UInt8(truncatingIfNeeded: value % 10))
    }
}
