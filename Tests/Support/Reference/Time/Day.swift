import Semantics

/// A day by year, month and number, counted off year by year and month by month.
struct Day: Equatable {
    var year: Int
    var month: Int
    var number: Int

    /// - Parameter days: since 1970-01-01.
    init(_ days: Int32) {
        // 400 years have 146,097 days, and 1600-01-01 lies 135,140 days before 1970.
        var rest = Int(days) + 135_140
        var year = 1600
        while rest < 0 {
            rest += 146_097
            year -= 400
        }
        while rest >= 146_097 {
            rest -= 146_097
            year += 400
        }
        while rest >= Day.length(ofYear: year) {
            rest -= Day.length(ofYear: year)
            year += 1
        }
        var month = 1
        while rest >= Day.length(ofMonth: month, year) {
            rest -= Day.length(ofMonth: month, year)
            month += 1
        }
        self.year = year
        self.month = month
        number = rest + 1
    }

    init(year: Int, month: Int, number: Int) {
        self.year = year
        self.month = month
        self.number = number
    }

    /// Since 1970-01-01.
    var days: Int32 {
        var days = -135_140 + number - 1
        var from = 1600
        while from > year {
            from -= 400
            days -= 146_097
        }
        while from + 400 <= year {
            from += 400
            days += 146_097
        }
        while from < year {
            days += Day.length(ofYear: from)
            from += 1
        }
        for earlier in 1..<max(1, month) { days += Day.length(ofMonth: earlier, year) }
        return Int32(days)
    }

    static func isLeap(_ year: Int) -> Bool { year % 400 == 0 || year % 4 == 0 && year % 100 != 0 }

    static func length(ofYear year: Int) -> Int { isLeap(year) ? 366 : 365 }

    static func length(ofMonth month: Int, _ year: Int) -> Int {
        month == 2 ? (isLeap(year) ? 29 : 28) : [4, 6, 9, 11].contains(month) ? 30 : 31
    }

    /// Whether there is such a day in the years 1 to 9999.
    var exists: Bool {
        (1...9_999).contains(year) && (1...12).contains(month) && number >= 1 && number <= Day.length(ofMonth: month, year)
    }

    /// Monday 0 … Sunday 6; 1970-01-01 was a Thursday.
    var weekday: Int {
        let rest = (Int(days) + 3) % 7
        return rest < 0 ? rest + 7 : rest
    }

    /// So many months later, on the same day or the last of a shorter month.
    /// - Parameter keepsMonthEnd: the last day of a month stays one.
    func adding(months count: Int, keepsMonthEnd: Bool = false) -> Day {
        let total = year * 12 + (month - 1) + count
        let newYear = total >= 0 ? total / 12 : -((11 - total) / 12)
        let newMonth = total - newYear * 12 + 1
        let last = Day.length(ofMonth: newMonth, newYear)
        let isEnd = number == Day.length(ofMonth: month, year)
        return Day(year: newYear, month: newMonth, number: keepsMonthEnd && isEnd ? last : min(number, last))
    }

    /// `2019-06-30`
    var text: String { "\(padded(year, 4))-\(padded(month, 2))-\(padded(number, 2))" }
}

/// Digits with zeros before them.
func padded(_ number: Int, _ width: Int) -> String {
    var text = "\(number)"
    while text.count < width { text = "0" + text }
    return text
}

/// A moment in the zone of the model.
struct Moment {
    let day: Int32
    /// Within the day.
    let microseconds: Int64

    private static let inDay: Int64 = 86_400_000_000

    init(_ utc: Int64, zoneMinutes: Int) {
        let local = utc + Int64(zoneMinutes) * 60_000_000
        var day = local / Moment.inDay
        var rest = local % Moment.inDay
        if rest < 0 {
            rest += Moment.inDay
            day -= 1
        }
        self.day = Int32(day)
        microseconds = rest
    }

    var hour: Int { Int(microseconds / 3_600_000_000) }
    var minute: Int { Int(microseconds / 60_000_000 % 60) }
    var second: Int { Int(microseconds / 1_000_000 % 60) }
}

/// The calendar unit around a day.
enum Unit: String {
    case day, week, month, quarter, half, year

    func around(_ days: Int32) -> Period {
        let day = Day(days)
        func months(_ first: Int, _ count: Int) -> Period {
            let start = Day(year: day.year, month: first, number: 1)
            return Period(first: start.days, last: start.adding(months: count).days - 1)
        }
        switch self {
        case .day: return Period(first: days, last: days)
        case .week: return Period(first: days - Int32(day.weekday), last: days - Int32(day.weekday) + 6)
        case .month: return months(day.month, 1)
        case .quarter: return months(day.month - (day.month - 1) % 3, 3)
        case .half: return months(day.month < 7 ? 1 : 7, 6)
        case .year: return months(1, 12)
        }
    }
}
