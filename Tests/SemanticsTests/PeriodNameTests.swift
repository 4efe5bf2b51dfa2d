import Semantics
import Testing

@Suite struct PeriodNameTests {
    @Test(arguments: [
        ("2019", "2019-01-01", "2019-12-31"), ("2019-H1", "2019-01-01", "2019-06-30"), ("2019-H2", "2019-07-01", "2019-12-31"),
        ("2019-Q1", "2019-01-01", "2019-03-31"), ("2019-Q4", "2019-10-01", "2019-12-31"), ("2019-9M", "2019-01-01", "2019-09-30"),
        ("2019-06", "2019-06-01", "2019-06-30"), ("2020-02", "2020-02-01", "2020-02-29"), ("2019-W01", "2018-12-31", "2019-01-06"),
        ("2020-W53", "2020-12-28", "2021-01-03"), ("2019-06-30", "2019-06-30", "2019-06-30"), ("2019-01-15..2019-03-02", "2019-01-15", "2019-03-02"),
    ])
    func namesAreReadAndWritten(name: String, first: String, last: String) {
        let period = Period(name: name)
        #expect(period != nil)
        #expect(period?.name == name)
        #expect(period?.first == Period(name: first)?.first && period?.last == Period(name: last)?.last)
    }

    @Test func rangesOfNamesAreNamedByWhatTheyAre() {
        #expect(Period(name: "2019-01..2019-06")?.name == "2019-H1")
        #expect(Period(name: "2019-02..2019-04")?.name == "2019-02-01..2019-04-30")
    }

    @Test(arguments: ["", "19", "2019-", "2019-H3", "2019-Q0", "2019-13", "2019-W00", "2019-W53", "2019-8M", "2019-02-29", "2019-6", "2019-06-3", "0000", "2019..2018", "2019..", "..2019", "2019 ", "２０１９"])
    func otherTextIsNoPeriod(name: String) {
        #expect(Period(name: name) == nil)
    }
}
