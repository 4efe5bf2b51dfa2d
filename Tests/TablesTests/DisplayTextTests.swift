import Semantics
import Tables
import Testing

/// Values as people read them, in both styles.
@Suite struct DisplayTextTests {
    private let vi = DisplayText(style: .vi)
    private let c = DisplayText(style: .c)

    @Test func numbers() {
        let cases: [(Value, Type, String, String)] = [
            (.int(1_234_567), .int, "1.234.567", "1234567"), (.int(-1_000), .int, "-1.000", "-1000"), (.int(999), .int, "999", "999"),
            (.decimal(Decimal(69_393, scale: 1)), .decimal, "6.939,3", "6939.3"), (.decimal(Decimal(1_250, scale: 2)), .decimal, "12,5", "12.5"),
            (.float(0.1 + 0.2), .float, "0,3", "0.3"), (.float(1e21), .float, "1e+21", "1e+21"), (.float(-1_234.5), .float, "-1.234,5", "-1234.5"),
            (.ratio(.int(21_200), .int(22_339)), .ratio, "94,9%", "94.9%"), (.ratio(.int(1), .int(0)), .ratio, "–", "–"),
            (.ratio(.int(25), .int(2)), .ratio, "1.250,0%", "1250.0%"),
            (.float(0.02), .points, "+2,0 điểm %", "+2.0 points"), (.float(-0.0005), .points, "-0,1 điểm %", "-0.1 points"), (.float(0), .points, "0,0 điểm %", "0.0 points"),
            (.missing, .int, "–", "–"), (.bool(true), .bool, "true", "true"), (.text("Ý Yên"), .text, "Ý Yên", "Ý Yên"),
        ]
        for (value, type, vietnamese, plain) in cases {
            #expect(vi.text(value, type: type) == vietnamese)
            #expect(c.text(value, type: type) == plain)
        }
    }

    @Test func time() {
        let day: Int32 = 18_077
        #expect(vi.text(.date(day), type: .date) == "30/06/2019")
        #expect(c.text(.date(day), type: .date) == "2019-06-30")
        let moment = (Int64(day) * 1_440 + 14 * 60 + 5 - 7 * 60) * 60_000_000
        #expect(vi.text(.timestamp(moment), type: .timestamp) == "30/06/2019 14:05")
        #expect(c.text(.timestamp(moment + 3_500_000), type: .timestamp) == "2019-06-30 14:05:03.5")
        let names = [
            ("2019", "năm 2019"), ("2019-H1", "6 tháng đầu năm 2019"), ("2019-H2", "6 tháng cuối năm 2019"), ("2019-9M", "9 tháng đầu năm 2019"),
            ("2019-Q2", "quý II/2019"), ("2019-06", "tháng 6/2019"), ("2019-W07", "tuần 7/2019"), ("2019-06-30", "30/06/2019"),
            ("2018-12-15..2019-06-14", "15/12/2018 – 14/06/2019"),
        ]
        for (name, vietnamese) in names {
            guard let period = Period(name: name) else { continue }
            #expect(vi.text(.period(period), type: .period) == vietnamese)
            #expect(c.text(.period(period), type: .period) == name)
        }
        #expect(vi.text(.duration(Duration(months: 3)), type: .duration) == "3 tháng")
        #expect(c.text(.duration(Duration(days: 1, workingDays: 15)), type: .duration) == "1 day 15 working days")
    }

    @Test func floats() {
        let cases: [(Double, String)] = [
            (0, "0"), (-0.0, "0"), (1, "1"), (1.0 / 3, "0.333333333333"), (2.0 / 3, "0.666666666667"), (123_456_789.123_456_789, "123456789.123"),
            (1e-7, "0.0000001"), (1e-8, "1e-8"), (1e20, "100000000000000000000"), (1.5e300, "1.5e+300"), (.infinity, "inf"), (-.infinity, "-inf"),
            // All digits before the point count.
            (999_999_999_999.5, "1000000000000"), (1_234_567_890_123.5, "1234567890124"), (-12_345_678_901_235, "-12345678901235"),
            (9_007_199_254_740_992, "9007199254740992"), (1.0 / 3 * 1e15, "333333333333333"),
        ]
        for (value, text) in cases { #expect(FloatText.short(value) == text) }
    }
}

extension Type {
    fileprivate static let ratio = Type(.ratio(counted: true), optional: true)
    fileprivate static let points = Type(.points, optional: true)
    fileprivate static let duration = Type(.duration)
}
