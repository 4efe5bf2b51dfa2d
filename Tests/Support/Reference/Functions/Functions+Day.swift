import Semantics

/// Functions on days, moments and periods.
extension Functions {
    /// `nil` for a name of another family.
    func day(_ name: String, _ values: [Value]) throws -> Value? {
        guard let x = values.first else { return nil }
        let days = x.asPeriod.first
        func calendar(_ index: Int) -> String? { values.count > index ? values[index].string : nil }
        switch name {
        case "year", "half", "quarter", "month", "week", "day":
            guard let unit = Unit(rawValue: name) else { return nil }
            return .period(unit.around(days))
        case "weekday":
            return .text(["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"][Day(days).weekday])
        case "hour":
            guard case .timestamp(let utc) = x else { return nil }
            return .int(Int64(Moment(utc, zoneMinutes: run.world.zoneMinutes).hour))
        case "date_of": return x
        case "year_of": return .int(Int64(Day(days).year))
        case "month_of": return .int(Int64(Day(days).month))
        case "day_of": return .int(Int64(Day(days).number))
        case "date":
            let parts = values.map { Int(clamping: $0.wholeNumber) }
            let day = Day(year: parts[0], month: parts[1], number: parts[2])
            return day.exists ? .date(day.days) : .missing
        case "days_between": return .int(Int64(values[1].day) - Int64(x.day))
        case "months_between": return .int(months(from: Day(x.day), to: Day(values[1].day)))
        case "hours_between":
            guard case .timestamp(let a) = x, case .timestamp(let b) = values[1] else { return nil }
            return .float(Double(b - a) / 3_600_000_000)
        case "start_of": return .date(days)
        case "end_of": return .date(x.asPeriod.last)
        case "reporting": return .period(try ReportingPeriods(run, named: calendar(1)).reporting(x.asPeriod))
        case "reporting_period":
            guard let unit = Unit(rawValue: values[1].string), unit != .day, unit != .week else { throw ReferenceMistake("unknown-unit") }
            return .period(try ReportingPeriods(run, named: calendar(2)).around(days, unit))
        case "working_days": return .int(try WorkingDays(run, named: calendar(2)).count(from: x.day, to: values[1].day))
        case "add_working_days": return .date(try WorkingDays(run, named: calendar(2)).day(values[1].wholeNumber, after: x.day))
        case "is_working_day": return .bool(try WorkingDays(run, named: calendar(1)).isWorking(x.day))
        default: return nil
        }
    }

    /// Whole months: the most by which the first day can be moved without passing the other.
    private func months(from a: Day, to b: Day) -> Int64 {
        let step = b.days >= a.days ? 1 : -1
        var count = (b.year - a.year) * 12 + b.month - a.month
        while step * (Int(a.adding(months: count).days) - Int(b.days)) > 0 { count -= step }
        return Int64(count)
    }
}
