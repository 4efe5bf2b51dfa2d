import Semantics
import Testing

@Suite struct CivilDateTests {
    @Test(arguments: [
        (1970, 1, 1, 0), (1970, 1, 2, 1), (1969, 12, 31, -1), (2000, 2, 29, 11_016), (2019, 6, 30, 18_077), (1, 1, 1, -719_162), (9999, 12, 31, 2_932_896),
    ] as [(Int, Int, Int, Int32)])
    func daysOfDates(year: Int, month: Int, day: Int, days: Int32) {
        #expect(CivilDate(year: year, month: month, day: day)?.days == days)
        #expect(CivilDate(days: days) == CivilDate(year: year, month: month, day: day))
    }

    /// Every day of four centuries, the length of the Gregorian cycle, follows the one before it.
    @Test func daysFollowEachOther() {
        var date = CivilDate(days: -146_097)
        for days in Int32(-146_096)...0 {
            let next = CivilDate(days: days)
            if next.day != date.day + 1 {
                #expect(next.day == 1 && date.day == CivilDate.daysIn(month: date.month, year: date.year))
            }
            #expect(next.days == days)
            date = next
        }
    }

    @Test(arguments: [(2019, 2, 29), (1900, 2, 29), (2019, 0, 1), (2019, 13, 1), (2019, 4, 31), (0, 1, 1), (10_000, 1, 1), (2019, 1, 0)])
    func noSuchDay(year: Int, month: Int, day: Int) { #expect(CivilDate(year: year, month: month, day: day) == nil) }

    @Test(arguments: [
        (2019, 1, 31, 1, "2019-02-28"), (2020, 1, 31, 1, "2020-02-29"), (2019, 3, 31, -1, "2019-02-28"), (2019, 12, 15, 1, "2020-01-15"), (2019, 1, 15, -1, "2018-12-15"), (2020, 2, 29, 12, "2021-02-28"),
    ])
    func monthsLater(year: Int, month: Int, day: Int, months: Int, result: String) {
        let moved = CivilDate(year: year, month: month, day: day)?.adding(months: months)
        #expect(moved.map { Period(first: $0.days, last: $0.days).name } == result)
    }

    @Test func mondayIsTheFirstDayOfTheWeek() {
        #expect(CivilDate.weekday(0) == 3)
        #expect(CivilDate.weekday(-1) == 2)
        #expect(CivilDate.weekday(4) == 0)
    }
}
