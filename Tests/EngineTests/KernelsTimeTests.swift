import Columns
import Diagnostics
import Engine
import Semantics
import Testing

/// Days, periods and working days: the vectors that staff compute by hand.
@Suite struct KernelsTimeTests {
    private typealias F = KernelsFixture

    private func call(_ name: String, _ arguments: [(Value, Type)], _ result: Type, _ context: QueryContext = F.context()) throws -> Value {
        let expression = CheckedExpression(.call(name, overload: 0, arguments.map { F.constant($0.0, $0.1) }), result)
        return try F.evaluate(expression, [], count: 1, context)[0]
    }

    private func due(_ received: Int32, _ days: Int64, _ context: QueryContext) throws -> Value {
        try call("add_working_days", [(.date(received), .date), (.int(days), .int)], .date, context)
    }

    /// With make-up Saturdays (A) and by the rule that ignores them (B).
    @Test(arguments: [
        ((2019, 3, 12), 5, (2019, 3, 19), (2019, 3, 19)),
        ((2019, 2, 1), 3, (2019, 2, 13), (2019, 2, 13)),
        ((2019, 4, 12), 1, (2019, 4, 16), (2019, 4, 16)),
        ((2019, 4, 26), 1, (2019, 5, 2), (2019, 5, 2)),
        ((2019, 4, 26), 5, (2019, 5, 7), (2019, 5, 8)),
        ((2019, 1, 4), 1, (2019, 1, 5), (2019, 1, 7)),
        ((2018, 12, 28), 3, (2019, 1, 4), (2019, 1, 4)),
        ((2019, 8, 30), 1, (2019, 9, 3), (2019, 9, 3)),
        ((2019, 6, 28), 15, (2019, 7, 19), (2019, 7, 19)),
    ])
    func dueDates(_ received: (Int, Int, Int), _ days: Int, _ a: (Int, Int, Int), _ b: (Int, Int, Int)) throws {
        let start = F.day(received.0, received.1, received.2)
        #expect(try due(start, Int64(days), F.context()) == .date(F.day(a.0, a.1, a.2)))
        #expect(try due(start, Int64(days), F.context(makeUpSaturdays: false)) == .date(F.day(b.0, b.1, b.2)))
    }

    @Test func countingWorkingDays() throws {
        func count(_ a: Int32, _ b: Int32) throws -> Value { try call("working_days", [(.date(a), .date), (.date(b), .date)], .int) }
        #expect(try count(F.day(2019, 1, 28), F.day(2019, 2, 15)) == .int(9))
        #expect(try count(F.day(2019, 2, 15), F.day(2019, 1, 28)) == .int(-9))
        #expect(try count(F.day(2018, 12, 31), F.day(2019, 6, 30)) == .int(121))
        let months = [(1, 31, 23), (2, 28, 15), (3, 31, 21), (4, 30, 19), (5, 31, 23), (6, 30, 20)]
        for (month, last, expected) in months {
            #expect(try count(F.day(2019, month, 1) - 1, F.day(2019, month, last)) == .int(Int64(expected)))
        }
        #expect(try due(F.day(2019, 2, 6), 0, F.context()) == .date(F.day(2019, 2, 6)))
        #expect(try due(F.day(2019, 5, 7), -5, F.context()) == .date(F.day(2019, 4, 26)))
        #expect(try call("is_working_day", [(.date(F.day(2019, 5, 4)), .date)], .bool) == .bool(true))
    }

    @Test func outsideTheCalendar() {
        #expect { _ = try call("working_days", [(.date(F.day(2019, 1, 1)), .date), (.date(F.day(2020, 1, 2)), .date)], .int) } throws: { error in
            let diagnostic = (error as? DiagnosticList)?.all.first
            return diagnostic?.code == "calendar-span"
                && diagnostic?.message == "2020-01-02 lies outside the calendar 'vn', which covers 2018-01-01 to 2019-12-31"
                && diagnostic?.hints == ["add the days off of 2020 to the calendar file, then widen 'covers' in the model"]
        }
        #expect { _ = try due(F.day(2019, 12, 30), 10, F.context()) } throws: { error in
            (error as? DiagnosticList)?.all.first?.hints.first?.contains("2020") == true
        }
        #expect { _ = try call("is_working_day", [(.date(0), .date), (.text("us"), .text)], .bool) } throws: { error in
            (error as? DiagnosticList)?.all.first?.hints == ["the model has: vn"]
        }
    }

    private func shifted(_ value: Value, _ type: Type, _ span: Duration) throws -> Value {
        let expression = CheckedExpression(.arithmetic(.shift, F.constant(value, type), F.constant(.duration(span), .duration)), type)
        return try F.evaluate(expression, [], count: 1)[0]
    }

    private func period(_ name: String) throws -> Value {
        guard let period = Period(name: name) else { throw RowMissing() }
        return .period(period)
    }

    @Test func monthEnds() throws {
        #expect(try shifted(.date(F.day(2019, 1, 31)), .date, Duration(months: 1)) == .date(F.day(2019, 2, 28)))
        #expect(try shifted(.date(F.day(2019, 2, 28)), .date, Duration(months: 1)) == .date(F.day(2019, 3, 28)))
        #expect(try shifted(period("2019-02"), .period, Duration(months: -1)) == period("2019-01"))
        #expect(try shifted(period("2020-02"), .period, Duration(months: -12)) == period("2019-02"))
        #expect(try shifted(period("2019-H1"), .period, Duration(months: 6)) == period("2019-H2"))
        #expect(try shifted(period("2019-W07"), .period, Duration(days: 7)) == period("2019-W08"))
        // 15 working days from 28 June 2019.
        #expect(try shifted(.date(F.day(2019, 6, 28)), .date, Duration(workingDays: 15)) == .date(F.day(2019, 7, 19)))
    }

    @Test func momentsKeepTheirTimeOfDay() throws {
        // 2019-01-31T23:30 in Vietnam.
        let moment = Int64(F.day(2019, 1, 31)) * 86_400_000_000 + Int64(23 * 60 + 30 - 7 * 60) * 60_000_000
        let later = Int64(F.day(2019, 2, 28)) * 86_400_000_000 + Int64(23 * 60 + 30 - 7 * 60) * 60_000_000
        #expect(try shifted(.timestamp(moment), .timestamp, Duration(months: 1)) == .timestamp(later))
    }

    @Test func momentsLieInThePeriodOfTheirDay() throws {
        let type = Type.timestamp
        let june = try period("2019-06")
        let minute: Int64 = 60_000_000
        let start = Int64(F.day(2019, 6, 1)) * 1_440 - 7 * 60
        let end = Int64(F.day(2019, 7, 1)) * 1_440 - 7 * 60
        let moments = [start * minute - 1, start * minute, end * minute - 1, end * minute]
        let expression = CheckedExpression(.isInPeriod(F.column(1, type), F.constant(june, .period)), .bool)
        #expect(try F.evaluate(expression, [Column.of(moments.map { .timestamp($0) }, type: type)], count: 4) == [false, true, true, false].map { .bool($0) })
    }

    @Test func reportingPeriods() throws {
        func reporting(_ name: String) throws -> Value { try call("reporting", [(period(name), .period)], .period) }
        #expect(try reporting("2019-H1") == period("2018-12-15..2019-06-14"))
        #expect(try reporting("2019-H2") == period("2019-06-15..2019-12-14"))
        #expect(try reporting("2019-Q1") == period("2018-12-15..2019-03-14"))
        #expect(try reporting("2019") == period("2018-12-15..2019-12-14"))
        #expect(throws: DiagnosticList.self) { try reporting("2019-W07") }
        func containing(_ day: Int32, _ unit: String) throws -> Value {
            try call("reporting_period", [(.date(day), .date), (.text(unit), .text)], .period)
        }
        #expect(try containing(F.day(2019, 6, 14), "half") == period("2018-12-15..2019-06-14"))
        #expect(try containing(F.day(2019, 6, 15), "half") == period("2019-06-15..2019-12-14"))
        #expect(try containing(F.day(2019, 12, 31), "year") == period("2019-12-15..2020-12-14"))
        #expect(try containing(F.day(2019, 1, 31), "month") == period("2019-01-15..2019-02-14"))
    }
}
