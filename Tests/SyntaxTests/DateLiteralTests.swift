import Diagnostics
import Testing
@testable import Syntax

@Suite struct DateLiteralTests {
    @Test(arguments: [
        "2019", "2019-H1", "2019-Q4", "2019-9M", "2019-06", "2019-W07", "2020-W53", "2019-06-30", "2020-02-29", "2000-02-29",
        "2019-06-30T14:05", "2019-06-30T00:00", "today", "this_day", "last_week", "this_month", "last_quarter", "this_half", "last_year",
    ])
    func isADateOrPeriod(_ text: String) {
        #expect(DateLiteral.mistake(in: text) == nil)
        #expect(tree("@" + text) == "(date \(text))")
    }

    @Test(arguments: [
        ("2019-13-01", "there is no month 13", nil), ("2019-02-30", "2019-02 has days 01 to 28", nil),
        ("1900-02-29", "1900-02 has days 01 to 28", nil), ("2019-00", "there is no month 0", nil),
        ("2019-W53", "2019 has weeks 01 to 52", nil), ("2019-Q5", "quarters are Q1 to Q4", nil), ("2019-H3", "half years are H1 and H2", nil),
        ("2019-q2", "the letter is a capital", "2019-Q2"), ("2019-6", "a month has two digits", "2019-06"),
        ("2019-6-3", "months and days have two digits", "2019-06-03"),
        ("30/06/2019", "a date is written year-month-day, with '-'", "2019-06-30"),
        ("2019/06/30", "a date is written year-month-day, with '-'", "2019-06-30"),
        ("6/2019", "a date is written year-month-day, with '-'", "2019-06"),
        ("30-06-2019", "a date is written year-month-day", "2019-06-30"),
        ("2019-06-30T25:00", "a time is written T14:05, hours 00 to 23", nil), ("0000", "there is no year 0", nil),
        ("yesterday", "relative periods are @today, @this_month, @last_quarter and so on", "last_day"),
    ] as [(String, String, String?)])
    func isNone(_ text: String, _ reason: String, _ repair: String?) {
        let mistake = DateLiteral.mistake(in: text)
        #expect(mistake?.reason == reason)
        #expect(mistake?.repair == repair)
        let found = parse("from a | where b == @\(text)").diagnostics
        #expect(found.map(\.code) == ["bad-date"])
        #expect(found.first?.underlined == "@" + text)
    }

    @Test func rangesAndSumsOfDatesAreNoDates() {
        #expect(tree("@2019-01..@2019-06") == "(.. (date 2019-01) (date 2019-06))")
        #expect(tree("@today - 3 days") == "(- (date today) (number 3 days))")
        #expect(tree("@2019.year") == "(. (date 2019) year)")
    }
}

extension DateLiteral.Mistake: Equatable {
    public static func == (lhs: DateLiteral.Mistake, rhs: DateLiteral.Mistake) -> Bool {
        lhs.reason == rhs.reason && lhs.repair == rhs.repair
    }
}
