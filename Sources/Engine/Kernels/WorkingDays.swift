import Columns
import Semantics

/// Counting with working days in one calendar of the model, and what to say where it cannot.
struct WorkingDays {
    private let calendar: WorkingCalendar

    /// - Parameters:
    ///   - name: `nil` for the model's first calendar.
    ///   - argument: of the call, which gave the name.
    init(_ context: QueryContext, named name: String?, argument: Int? = nil) throws {
        if let name {
            guard let found = context.calendars.named(name) else {
                throw FunctionProblem(.unknownCalendar(name, known: context.calendars.all.map(\.name)), argument: argument)
            }
            calendar = found
        } else {
            guard let standard = context.calendars.standard else {
                throw FunctionProblem(.workingDaysWithoutCalendar)
            }
            calendar = standard
        }
    }

    func isWorking(_ day: Int32, row: Int) throws -> Bool {
        try require(day, row)
        return calendar.isWorking(day)
    }

    /// Days d with a < d ≤ b that are worked.
    func count(from a: Int32, to b: Int32, row: Int) throws -> Int64 {
        try require(a, row)
        try require(b, row)
        return Int64(calendar.count(from: a, to: b))
    }

    func adding(_ count: Int64, to day: Int32, row: Int) throws -> Int32 {
        if count == 0 { return day }
        try require(day, row)
        if let small = Int32(exactly: count), let found = calendar.adding(small, to: day) { return found }
        let edge = count > 0 ? calendar.covers.last : calendar.covers.first
        let year = CivilDate(days: edge).year + (count > 0 ? 1 : -1)
        let direction = count > 0 ? "after" : "before"
        throw spanProblem("\(count.magnitude) working days \(direction) \(CivilDate(days: day).text)", year, row)
    }

    private func require(_ day: Int32, _ row: Int) throws {
        if !calendar.contains(day) { throw spanProblem(CivilDate(days: day).text, CivilDate(days: day).year, row) }
    }

    private func spanProblem(_ what: String, _ year: Int, _ row: Int) -> FunctionProblem {
        let covers = calendar.covers
        return FunctionProblem(
            .calendarSpan(what, calendar.name, first: CivilDate(days: covers.first).text, last: CivilDate(days: covers.last).text, year: year), row: row)
    }
}
