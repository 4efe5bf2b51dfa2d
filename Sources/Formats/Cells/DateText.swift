import Semantics
import Tables

/// Dates and times as files write them, straight from bytes.
enum DateText {
    /// `2019-06-30`: days since 1970-01-01.
    @inline(__always)
    static func day(_ bytes: UnsafePointer<UInt8>, _ count: Int) -> Int32? {
        guard count == 10, let pairs = pairs(bytes, like: 0x2D30_302D_3030_3030, limits: 0x7F76_767F_7676_7676), let day = two(bytes + 8) else { return nil }
        return days(year: pairs[0] &* 100 &+ pairs[2], month: pairs[5], day: UInt32(day))
    }

    /// `2019-06-30T14:05`, `2019-06-30 14:05:00`, `…:00.123456`, with `Z` or `+07:00` behind it or none: microseconds
    /// since 1970 UTC. Without an offset the time is that of the zone.
    static func timestamp(_ bytes: UnsafePointer<UInt8>, _ count: Int, _ zone: Zone) -> Int64? {
        guard count >= 16, let day = day(bytes, 10), bytes[10] == UInt8(ascii: "T") || bytes[10] == UInt8(ascii: " "),
            bytes[13] == UInt8(ascii: ":")
        else { return nil }
        // As programs write it.
        if count == 19, let pairs = pairs(bytes + 11, like: 0x3030_3A30_303A_3030, limits: 0x7676_7F76_767F_7676) {
            let (hour, minute, second) = (pairs[0], pairs[3], pairs[6])
            guard hour < 24, minute < 60, second < 60 else { return nil }
            return moment(day, Int64(hour &* 3_600 &+ minute &* 60 &+ second) &* 1_000_000, zone.offsetMicroseconds)
        }
        guard let (time, length) = time(bytes + 11, count - 11) else { return nil }
        var offset = zone.offsetMicroseconds
        if 11 + length < count {
            guard let minutes = self.offset(bytes + 11 + length, count - 11 - length) else { return nil }
            offset = Int64(minutes) * 60_000_000
        }
        return moment(day, time, offset)
    }

    /// Days since 1970-01-01, `nil` when there is no such day.
    ///
    /// By C. Neri and L. Schneider, "Euclidean affine functions and their application to calendar algorithms" (2022): the year begins in March,
    /// and all divisions are of small numbers without a sign. Half the time of `CivilDate.days`, which has to count backwards too.
    @inline(__always)
    static func days(year: UInt32, month: UInt32, day: UInt32) -> Int32? {
        // Most days are in every month.
        guard 1...9999 ~= year, 1...12 ~= month, day >= 1, day <= 28 || day <= UInt32(CivilDate.daysIn(month: Int(month), year: Int(year))) else { return nil }
        let belongsToLast: UInt32 = month <= 2 ? 1 : 0
        let year = year &- belongsToLast
        let month = month &+ 12 &* belongsToLast
        let century = year / 100
        let daysBefore = 1_461 &* year / 4 &- century &+ century / 4 &+ (979 &* month &- 2_919) / 32
        return Int32(bitPattern: daysBefore &+ day) &- 719_469
    }

    /// Eight bytes as pairs of digits, each by the place of its first.
    private struct Pairs {
        let sums: UInt64

        @inline(__always)
        subscript(_ place: UInt64) -> UInt32 { UInt32(truncatingIfNeeded: sums &>> (8 &* place)) & 0xFF }
    }

    /// - Parameters:
    ///   - pattern: eight bytes with `0` for each digit and everything else as it has to stand.
    ///   - limits: what makes a byte reach 128 when it differs too much from the pattern: by 10 or, 0x7F in place of 0x76, at all.
    @inline(__always)
    private static func pairs(_ bytes: UnsafePointer<UInt8>, like pattern: UInt64, limits: UInt64) -> Pairs? {
        let digits = UInt64(littleEndian: UnsafeRawPointer(bytes).loadUnaligned(as: UInt64.self)) ^ pattern
        guard ((digits &+ limits) | digits) & 0x8080_8080_8080_8080 == 0 else { return nil }
        return Pairs(sums: digits &* 10 &+ digits &>> 8)
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
}
