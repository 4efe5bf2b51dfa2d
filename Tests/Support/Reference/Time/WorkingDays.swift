import Semantics

/// Working days of one calendar, counted off day by day.
struct WorkingDays {
    private let calendar: ReferenceCalendar

    /// - Parameter name: `nil` for the model's first calendar.
    init(_ run: ReferenceRun, named name: String? = nil) throws {
        calendar = try run.calendar(name)
    }

    func isWorking(_ day: Int32) throws -> Bool {
        try require(day)
        return calendar.isWorking(day)
    }

    /// Days d with a < d ≤ b that are worked, as a negative number when b comes first.
    func count(from a: Int32, to b: Int32) throws -> Int64 {
        try require(a)
        try require(b)
        if b < a { return -(try count(from: b, to: a)) }
        return Int64((a..<b).count { calendar.isWorking($0 + 1) })
    }

    /// The n-th working day after a day, before it for a negative n.
    func day(_ n: Int64, after start: Int32) throws -> Int32 {
        if n == 0 { return start }
        try require(start)
        let step: Int32 = n > 0 ? 1 : -1
        var left = n.magnitude
        var day = start
        while left > 0 {
            day += step
            try require(day)
            if calendar.isWorking(day) { left -= 1 }
        }
        return day
    }

    private func require(_ day: Int32) throws {
        if day < calendar.covers.first || day > calendar.covers.last { throw ReferenceMistake("calendar-span") }
    }
}

/// Periods as state reports close them: from the reporting day of the month before to the day before it in the last month.
struct ReportingPeriods {
    private let reportingDay: Int

    init(_ run: ReferenceRun, named name: String? = nil) throws {
        reportingDay = try run.calendar(name).reportingDay
    }

    func reporting(_ period: Period) throws -> Period {
        let (first, last) = (Day(period.first), Day(period.last))
        guard first.number == 1, last.number == Day.length(ofMonth: last.month, last.year) else { throw ReferenceMistake("not-whole-months") }
        if reportingDay == 1 { return period }
        return Period(first: start(of: first.adding(months: -1)), last: start(of: last) - 1)
    }

    /// The reporting period of a unit in which a day lies: that of the month whose reporting period it lies in.
    func around(_ day: Int32, _ unit: Unit) throws -> Period {
        var month = Day(day)
        month.number = 1
        for candidate in [month.adding(months: -1), month, month.adding(months: 1)] {
            let own = try reporting(Unit.month.around(candidate.days))
            if day >= own.first, day <= own.last { return try reporting(unit.around(candidate.days)) }
        }
        return Period(first: day, last: day)
    }

    private func start(of month: Day) -> Int32 {
        Day(year: month.year, month: month.month, number: min(reportingDay, Day.length(ofMonth: month.month, month.year))).days
    }
}
