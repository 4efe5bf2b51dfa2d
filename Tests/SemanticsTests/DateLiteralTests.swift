import Semantics
import Testing

/// What stands after `@`, read on 26 September 2019, a Thursday.
@Suite struct DateLiteralTests {
    private static let asOf = DateLiteral.value("2019-09-26", asOf: nil, zoneMinutes: 0)

    private func value(_ text: String, zoneMinutes: Int = 420) -> Value? {
        guard case .date(let day)? = Self.asOf else { return nil }
        return DateLiteral.value(text, asOf: day, zoneMinutes: zoneMinutes)
    }

    @Test(arguments: [
        ("this_day", "2019-09-26"), ("last_day", "2019-09-25"), ("this_week", "2019-W39"), ("last_week", "2019-W38"), ("this_month", "2019-09"), ("last_month", "2019-08"),
        ("this_quarter", "2019-Q3"), ("last_quarter", "2019-Q2"), ("this_half", "2019-H2"), ("last_half", "2019-H1"), ("this_year", "2019"), ("last_year", "2018"),
        ("2019-H1", "2019-H1"), ("2019-W07", "2019-W07"), ("2019-9M", "2019-9M"),
    ])
    func periods(text: String, name: String) {
        guard case .period(let period)? = value(text) else {
            Issue.record("no period")
            return
        }
        #expect(period.name == name)
    }

    @Test func daysAndTimes() {
        #expect(value("today") == Self.asOf)
        #expect(value("2019-06-30") == .date(18_077))
        #expect(value("1970-01-01T07:00") == .timestamp(0))
        #expect(value("1970-01-01T07:01", zoneMinutes: 0) == .timestamp(25_260_000_000))
    }

    /// Relative ones hang on the day of the report.
    @Test func withoutADayNothingIsRelative() {
        #expect(DateLiteral.value("today", asOf: nil, zoneMinutes: 0) == nil)
        #expect(DateLiteral.value("last_month", asOf: nil, zoneMinutes: 0) == nil)
        #expect(CheckedProgram("from dossiers | where received in @last_month", asOf: nil).messages == "as-of-unknown: '@last_month' hangs on the day that the figures are as of, and this script does not say which")
        #expect(CheckedProgram("from dossiers | where late", asOf: nil).codes == ["as-of-unknown"])
    }

    @Test(arguments: [
        "", "next_week", "last_decade", "2019-02-30", "2019-13", "2019-6-30", "2019-+6-30", "19-06-30", "2019-06-30T24:00", "2019-06-30T12:60", "2019-06-30T12:00:00", "2019-06-30T12.00", "2019-06-30T+1:00", "2019-W53", "2019-Q5",
    ])
    func refuses(text: String) { #expect(value(text) == nil) }
}
