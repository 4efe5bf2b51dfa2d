import Semantics

/// Periods as state reports close them: from the reporting day of the month before to the day before it in the last
/// month (Decree 09/2019/NĐ-CP, article 12, with day 15).
struct ReportingPeriods {
    private let day: Int

    /// - Parameter argument: of the call, which gave the name.
    /// - Throws: `FunctionProblem` when the model has no such calendar.
    init(_ context: QueryContext, named name: String?, argument: Int? = nil) throws {
        if let name {
            guard let calendar = context.calendars.named(name) else {
                throw FunctionProblem(.unknownCalendar(name, known: context.calendars.all.map(\.name)), argument: argument)
            }
            day = calendar.reportingDay
        } else {
            guard let standard = context.calendars.standard else {
                throw FunctionProblem(.reportingWithoutCalendar)
            }
            day = standard.reportingDay
        }
    }

    /// - Throws: `FunctionProblem` for a period that is not made of whole months.
    func reporting(_ period: Period, row: Int) throws -> Period {
        let (first, last) = (CivilDate(days: period.first), CivilDate(days: period.last))
        guard first.day == 1, last.day == CivilDate.daysIn(month: last.month, year: last.year) else {
            throw FunctionProblem(.notWholeMonths(period.name), row: row)
        }
        if day <= 1 { return period }
        return Period(first: start(first.adding(months: -1)), last: start(last) - 1)
    }

    func period(containing day: Int32, _ unit: PeriodUnit, row: Int) throws -> Period {
        let date = CivilDate(days: day)
        let month = self.day > 1 && day >= start(date) ? CivilDate(days: day - Int32(date.day) + 1).adding(months: 1).days : day
        return try reporting(unit.period(containing: month), row: row)
    }

    /// The reporting day of a month, its last day when it is shorter.
    private func start(_ month: CivilDate) -> Int32 {
        var date = month
        date.day = min(day, CivilDate.daysIn(month: month.month, year: month.year))
        return date.days
    }
}
