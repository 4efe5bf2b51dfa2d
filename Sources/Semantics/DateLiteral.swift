/// The value of what stands after `@`.
package enum DateLiteral {
    /// Dates, timestamps, periods and relative periods (`last_quarter`, which hang on `asOf`).
    ///
    /// - Returns: `nil` for text that is none of them, or for a relative one without `asOf`.
    package static func value(_ text: String, asOf: Int32?, zoneMinutes: Int) -> Value? {
        if isRelative(text) { return asOf.flatMap { relative(text, asOf: $0) } }
        let bytes = Array(text.utf8)
        if bytes.count == 16, bytes[10] == UInt8(ascii: "T") {
            guard let day = day(String(decoding: bytes[..<10], as: UTF8.self)),
                let hour = Period.number(bytes[11..<13], digits: 2), hour < 24, bytes[13] == UInt8(ascii: ":"),
                let minute = Period.number(bytes[14..<16], digits: 2), minute < 60
            else { return nil }
            let minutes = Int64(day) * 1_440 + Int64(hour * 60 + minute - zoneMinutes)
            return .timestamp(minutes * 60_000_000)
        }
        if bytes.count == 10, let day = day(text) { return .date(day) }
        return Period(name: text).map { .period($0) }
    }

    /// `today`, `this_month`, `last_quarter`: what hangs on the day of the report.
    package static func isRelative(_ text: String) -> Bool {
        text == "today" || text.hasPrefix("this_") || text.hasPrefix("last_")
    }

    private static func day(_ text: String) -> Int32? {
        guard let period = Period(name: text), period.first == period.last else { return nil }
        return period.first
    }

    private static func relative(_ text: String, asOf: Int32) -> Value? {
        if text == "today" { return .date(asOf) }
        let steps = text.hasPrefix("last_") ? -1 : 0
        guard let unit = PeriodUnit(rawValue: String(text.dropFirst(5))) else { return nil }
        let current = unit.period(containing: asOf)
        return .period(steps == 0 ? current : unit.period(containing: current.first - 1))
    }
}

/// The calendar units that a day falls into.
package enum PeriodUnit: String, Sendable, CaseIterable {
    case day, week, month, quarter, half, year

    /// The whole unit around a day. Weeks are ISO weeks: Monday to Sunday.
    package func period(containing day: Int32) -> Period {
        let date = CivilDate(days: day)
        switch self {
        case .day: return Period(first: day, last: day)
        case .week:
            let monday = day - Int32(CivilDate.weekday(day))
            return Period(first: monday, last: monday + 6)
        case .month: return PeriodUnit.months(date.year, date.month, 1)
        case .quarter: return PeriodUnit.months(date.year, (date.month - 1) / 3 * 3 + 1, 3)
        case .half: return PeriodUnit.months(date.year, date.month <= 6 ? 1 : 7, 6)
        case .year: return PeriodUnit.months(date.year, 1, 12)
        }
    }

    /// `count` months from the first of `month` on.
    package static func months(_ year: Int, _ month: Int, _ count: Int) -> Period {
        var first = CivilDate(days: 0)
        first.year = year
        first.month = month
        let next = first.adding(months: count)
        return Period(first: first.days, last: next.days - 1)
    }
}
