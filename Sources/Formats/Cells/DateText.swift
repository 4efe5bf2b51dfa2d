import Engine
import Semantics

/// Dates and times as files write them, straight from bytes.
enum DateText {
    /// `2019-06-30`: days since 1970-01-01.
    @inline(__always)
    static func day(_ bytes: UnsafePointer<UInt8>, _ count: Int) -> Int32? {
        guard count == 10, bytes[4] == UInt8(ascii: "-"), bytes[7] == UInt8(ascii: "-"),
            let century = two(bytes), let year = two(bytes + 2), let month = two(bytes + 5), let day = two(bytes + 8)
        else { return nil }
        return days(century &* 100 &+ year, month, day)
    }

    /// `2019-06-30T14:05`, `2019-06-30 14:05:00`, `…:00.123456`, with `Z` or `+07:00` behind it or none: microseconds
    /// since 1970 UTC. Without an offset the time is that of the zone.
    static func timestamp(_ bytes: UnsafePointer<UInt8>, _ count: Int, _ zone: Zone) -> Int64? {
        guard count >= 16, let day = day(bytes, 10), bytes[10] == UInt8(ascii: "T") || bytes[10] == UInt8(ascii: " "),
            bytes[13] == UInt8(ascii: ":"), let (time, length) = time(bytes + 11, count - 11)
        else { return nil }
        var offset = zone.offsetMicroseconds
        if 11 + length < count {
            guard let minutes = self.offset(bytes + 11 + length, count - 11 - length) else { return nil }
            offset = Int64(minutes) * 60_000_000
        }
        return moment(day, time, offset)
    }

    /// A time of day on a day, in microseconds since 1970 UTC.
    static func moment(_ day: Int32, _ microsecond: Int64, _ offset: Int64) -> Int64 { Int64(day) * 86_400_000_000 + microsecond - offset }

    /// `14:05`, `7:05:00`, `07:05:00.5`: microseconds since midnight.
    static func clock(_ bytes: UnsafePointer<UInt8>, _ count: Int) -> Int64? {
        guard let (time, length) = time(bytes, count), length == count else { return nil }
        return time
    }

    /// Hours and minutes, perhaps seconds and their fraction, and how far they go.
    private static func time(_ bytes: UnsafePointer<UInt8>, _ count: Int) -> (microsecond: Int64, length: Int)? {
        guard count >= 4 else { return nil }
        let hasShortHour = bytes[1] == UInt8(ascii: ":")
        var index = hasShortHour ? 2 : 3
        guard count >= index + 2, bytes[index - 1] == UInt8(ascii: ":"), bytes[0] &- 0x30 <= 9,
            let hour = hasShortHour ? Int(bytes[0] &- 0x30) : two(bytes), hour < 24, let minute = two(bytes + index), minute < 60
        else { return nil }
        index += 2
        var second = 0
        var fraction: Int64 = 0
        if index < count, bytes[index] == UInt8(ascii: ":") {
            guard index + 3 <= count, let value = two(bytes + index + 1), value < 60 else { return nil }
            second = value
            index += 3
            if index < count, bytes[index] == UInt8(ascii: ".") || bytes[index] == UInt8(ascii: ",") {
                index += 1
                var digits = 0
                while index < count, bytes[index] &- 0x30 <= 9 {
                    // Microseconds are what is kept; finer digits must be zeros.
                    if digits < 6 { fraction = fraction * 10 + Int64(bytes[index] &- 0x30) } else if bytes[index] != 0x30 { return nil }
                    digits += 1
                    index += 1
                }
                if digits == 0 { return nil }
                while digits < 6 {
                    fraction *= 10
                    digits += 1
                }
            }
        }
        return (Int64(hour * 3_600 + minute * 60 + second) * 1_000_000 + fraction, index)
    }

    /// `Z`, `+07`, `+0700`, `+07:00`: minutes east of UTC.
    private static func offset(_ bytes: UnsafePointer<UInt8>, _ count: Int) -> Int? {
        if count == 1, bytes[0] | 0x20 == UInt8(ascii: "z") { return 0 }
        guard count >= 3, bytes[0] == UInt8(ascii: "+") || bytes[0] == UInt8(ascii: "-"), let hours = two(bytes + 1), hours < 24 else { return nil }
        var minutes = 0
        if count > 3 {
            let start = bytes[3] == UInt8(ascii: ":") ? 4 : 3
            guard count == start + 2, let value = two(bytes + start), value < 60 else { return nil }
            minutes = value
        }
        let total = hours * 60 + minutes
        return bytes[0] == UInt8(ascii: "-") ? -total : total
    }

    @inline(__always)
    private static func two(_ bytes: UnsafePointer<UInt8>) -> Int? {
        let tens = bytes[0] &- 0x30
        let ones = bytes[1] &- 0x30
        return tens <= 9 && ones <= 9 ? Int(tens) &* 10 &+ Int(ones) : nil
    }

    @inline(__always)
    static func days(_ year: Int, _ month: Int, _ day: Int) -> Int32? {
        guard let date = CivilDate(year: year, month: month, day: day) else { return nil }
        return date.days
    }
}
