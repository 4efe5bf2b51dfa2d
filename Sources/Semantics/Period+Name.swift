/// Periods under the names that the language gives them, without the `@`.
///
/// The unit is the longest that fits: `2019`, `2019-H1`, `2019-9M`, `2019-Q2`, `2019-06`, `2019-W07`,
/// `2019-06-30`; anything else is `2019-01-15..2019-03-02`. Weeks are ISO weeks and bear the year of their Thursday.
extension Period {
    /// What stands after `@`; `init(name:)` reads it back.
    package var name: String {
        let start = CivilDate(days: first)
        let end = CivilDate(days: last)
        let year = Period.digits(start.year, 4)
        if first == last { return Period.dayName(start) }
        let isWholeMonths = start.day == 1 && end.day == CivilDate.daysIn(month: end.month, year: end.year)
        if isWholeMonths, start.year == end.year {
            switch (start.month, end.month) {
            case (1, 12): return year
            case (1, 6): return year + "-H1"
            case (7, 12): return year + "-H2"
            case (1, 9): return year + "-9M"
            case (1, 3), (4, 6), (7, 9), (10, 12): return year + "-Q\((start.month + 2) / 3)"
            case let (from, to) where from == to: return year + "-" + Period.digits(from, 2)
            default: break
            }
        }
        if Int(last) - Int(first) == 6, CivilDate.weekday(first) == 0 {
            let thursday = CivilDate(days: first + 3)
            let weekOne = Period.mondayOfWeekOne(thursday.year)
            return Period.digits(thursday.year, 4) + "-W" + Period.digits(Int(first - weekOne) / 7 + 1, 2)
        }
        return Period.dayName(start) + ".." + Period.dayName(end)
    }

    /// The period that bears this name; also `first..last` of two names. `nil` when there is none, such as `2019-W53`.
    package init?(name: some StringProtocol) {
        let bytes = Array(name.utf8)
        if let dots = (0..<max(0, bytes.count - 1)).first(where: { bytes[$0] == UInt8(ascii: ".") && bytes[$0 + 1] == UInt8(ascii: ".") }) {
            guard let start = Period(simple: bytes[..<dots]), let end = Period(simple: bytes[(dots + 2)...]), start.first <= end.last
            else { return nil }
            self.init(first: start.first, last: end.last)
        } else {
            self.init(simple: bytes[...])
        }
    }

    private init?(simple bytes: ArraySlice<UInt8>) {
        guard let year = Period.number(bytes.prefix(4), digits: 4), year >= 1 else { return nil }
        let rest = Array(bytes.dropFirst(4))
        if rest.isEmpty {
            self = PeriodUnit.months(year, 1, 12)
            return
        }
        guard rest.count >= 3, rest[0] == UInt8(ascii: "-") else { return nil }
        switch (rest[1], rest.count) {
        case (UInt8(ascii: "H"), 3):
            guard let half = Period.number(rest[2...], digits: 1), (1...2).contains(half) else { return nil }
            self = PeriodUnit.months(year, half * 6 - 5, 6)
        case (UInt8(ascii: "Q"), 3):
            guard let quarter = Period.number(rest[2...], digits: 1), (1...4).contains(quarter) else { return nil }
            self = PeriodUnit.months(year, quarter * 3 - 2, 3)
        case (UInt8(ascii: "9"), 3):
            guard rest[2] == UInt8(ascii: "M") else { return nil }
            self = PeriodUnit.months(year, 1, 9)
        case (UInt8(ascii: "W"), 4):
            guard let week = Period.number(rest[2...], digits: 2), week >= 1 else { return nil }
            let monday = Period.mondayOfWeekOne(year) + Int32(week - 1) * 7
            guard monday < Period.mondayOfWeekOne(year + 1) else { return nil }
            self.init(first: monday, last: monday + 6)
        case (_, 3):
            guard let month = Period.number(rest[1...], digits: 2), (1...12).contains(month) else { return nil }
            self = PeriodUnit.months(year, month, 1)
        case (_, 6):
            guard rest[3] == UInt8(ascii: "-"), let month = Period.number(rest[1...2], digits: 2),
                let day = Period.number(rest[4...], digits: 2), let date = CivilDate(year: year, month: month, day: day)
            else { return nil }
            self.init(first: date.days, last: date.days)
        default:
            return nil
        }
    }

    /// The week that holds 4 January is the first of its year (ISO 8601).
    private static func mondayOfWeekOne(_ year: Int) -> Int32 {
        var fourth = CivilDate(days: 3)
        fourth.year = year
        return fourth.days - Int32(CivilDate.weekday(fourth.days))
    }

    /// Exactly so many ASCII digits.
    static func number(_ bytes: ArraySlice<UInt8>, digits: Int) -> Int? {
        guard bytes.count == digits else { return nil }
        var result = 0
        for byte in bytes {
            guard byte >= 0x30, byte <= 0x39 else { return nil }
            result = result * 10 + Int(byte - 0x30)
        }
        return result
    }

    private static func dayName(_ date: CivilDate) -> String {
        digits(date.year, 4) + "-" + digits(date.month, 2) + "-" + digits(date.day, 2)
    }

    private static func digits(_ number: Int, _ width: Int) -> String {
        let text = String(number)
        return String(repeating: "0", count: max(0, width - text.count)) + text
    }
}
