import Semantics

/// A day, moment or period moved by a length of time: by its months, then its days, then its working days.
struct Shift {
    private let span: Duration

    init(_ span: Duration) { self.span = span }

    /// - Throws: outside the years 1 to 9999, and outside the calendar for working days.
    func apply(to value: Value, in run: ReferenceRun) throws -> Value {
        switch value {
        case .date(let day): return .date(try moved(day, keepsMonthEnd: false, run))
        case .timestamp(let utc):
            let day = Moment(utc, zoneMinutes: run.world.zoneMinutes).day
            let distance = Int64(try moved(day, keepsMonthEnd: false, run)) - Int64(day)
            return .timestamp(utc + distance * 86_400_000_000)
        case .period(let period):
            return .period(Period(first: try moved(period.first, keepsMonthEnd: true, run), last: try moved(period.last, keepsMonthEnd: true, run)))
        case .missing, .bool, .int, .decimal, .float, .text, .duration, .ratio, .list: return .missing
        }
    }

    private func moved(_ day: Int32, keepsMonthEnd: Bool, _ run: ReferenceRun) throws -> Int32 {
        var day = day
        if span.months != 0 {
            let later = Day(day).adding(months: Int(span.months), keepsMonthEnd: keepsMonthEnd)
            guard later.exists else { throw ReferenceMistake("date-out-of-range") }
            day = later.days
        }
        let later = Int64(day) + Int64(span.days)
        guard later >= Int64(Day(year: 1, month: 1, number: 1).days), later <= Int64(Day(year: 9_999, month: 12, number: 31).days) else {
            throw ReferenceMistake("date-out-of-range")
        }
        day = Int32(later)
        if span.workingDays != 0 { day = try WorkingDays(run).day(Int64(span.workingDays), after: day) }
        return day
    }
}
