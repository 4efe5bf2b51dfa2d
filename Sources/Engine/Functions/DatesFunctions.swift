import Columns
import Semantics
import Tables

/// Functions on days, moments and periods. What hangs on working days or on the reporting day follows a calendar
/// of the model, its first one unless the last argument names another.
enum DatesFunctions {
    static let all: [ScalarFunction] = members + numbers + spans + reporting + working

    static let weekdays = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]

    private static let members: [ScalarFunction] = [
        unit("year", .year, "the year that the day lies in, or a period's first day", ("@2019-06-30.year", "2019")),
        unit("half", .half, "the half year that the day lies in", ("@2019-06-30.half", "2019-H1")),
        unit("quarter", .quarter, "the quarter that the day lies in", ("@2019-06-30.quarter", "2019-Q2")),
        unit("month", .month, "the month that the day lies in", ("@2019-06-30.month", "2019-06")),
        unit("week", .week, "the week, Monday to Sunday, that the day lies in", ("@2019-06-30.week", "2019-W26")),
        unit("day", .day, "the day, as a period", ("@2019-06-30.day", "2019-06-30")),
        ScalarFunction(
            FunctionSignature("weekday", .scalar, .dates, [("d", .dateOrPeriod)], returns: .oneOf(weekdays), "the day of the week", example: ("@2019-06-30.weekday", "sunday"))
        ) { site in
            guard case .coded(let empty) = Column.of([], type: Type(.enumeration(weekdays))) else { return TextFunctions.allMissing(site) }
            return { arguments, count, context in
                let days = arguments[0].periods(context.zone)
                let codes = days.first.mapped { UInt32(CivilDate.weekday($0)) }
                return .coded(CodedColumn(codes: codes, dictionary: empty.dictionary, validity: days.validity))
            }
        },
        ScalarFunction(
            FunctionSignature("hour", .scalar, .dates, [("t", .timestamp)], returns: .kind(.int(nil)), "the hour of the day, 0 to 23", example: ("@2019-06-30T14:05.hour", "14"))
        ) { _ in
            { arguments, count, context in
                let moments = arguments[0].ints.values
                return FunctionBodies.ints(count, arguments) { Int64(LocalTime(moments[$0], context.zone).hour) }
            }
        },
        ScalarFunction(
            FunctionSignature("date_of", .scalar, .dates, [("t", .date)], returns: .kind(.date), "the day of a moment", example: ("date_of(@2019-06-30T14:05)", "2019-06-30"))
        ) { _ in { arguments, _, context in .date(arguments.days(0, context.zone)) } },
    ]

    private static let numbers: [ScalarFunction] = [
        part("year_of", "the number of the year", ("year_of(@2019-06-30)", "2019")) { $0.year },
        part("month_of", "the number of the month, 1 to 12", ("month_of(@2019-06-30)", "6")) { $0.month },
        part("day_of", "the number of the day in its month", ("day_of(@2019-06-30)", "30")) { $0.day },
        ScalarFunction(
            FunctionSignature("date", .scalar, .dates, [("year", .int), ("month", .int), ("day", .int)], returns: .kind(.date), missing: .possible,
                "the day with these numbers; missing when there is none", example: ("date(2019, 6, 30)", "2019-06-30"))
        ) { _ in
            { arguments, count, _ in
                let (years, months, days) = (arguments[0].ints.values, arguments[1].ints.values, arguments[2].ints.values)
                return FunctionBodies.days(count, arguments) { row in
                    guard let year = Int(exactly: years[row]), let month = Int(exactly: months[row]), let day = Int(exactly: days[row]) else { return nil }
                    return CivilDate(year: year, month: month, day: day)?.days
                }
            }
        },
    ]

    private static let spans: [ScalarFunction] = [
        ScalarFunction(
            FunctionSignature("days_between", .scalar, .dates, [("a", .date), ("b", .date)], returns: .kind(.int(nil)),
                "days from a to b, negative when b is earlier", example: ("days_between(@2019-06-28, @2019-07-03)", "5"))
        ) { _ in
            { arguments, _, context in .int(NumberColumn.days(from: arguments.days(0, context.zone), to: arguments.days(1, context.zone))) }
        },
        ScalarFunction(
            FunctionSignature("months_between", .scalar, .dates, [("a", .date), ("b", .date)], returns: .kind(.int(nil)),
                "whole months from a to b, negative when b is earlier", example: ("months_between(@2019-01-31, @2019-06-30)", "5"))
        ) { _ in
            { arguments, _, context in
                .int(pairwise(arguments.days(0, context.zone), arguments.days(1, context.zone)) { Int64(months(from: $0, to: $1)) })
            }
        },
        ScalarFunction(
            FunctionSignature("hours_between", .scalar, .dates, [("a", .timestamp), ("b", .timestamp)], returns: .kind(.float(nil)),
                "hours from a to b with their fraction, negative when b is earlier", example: ("hours_between(@2019-06-30T08:00, @2019-06-30T14:30)", "6.5"))
        ) { _ in
            { arguments, _, _ in .float(pairwise(arguments[1].ints, arguments[0].ints) { Double($0 &- $1) / 3_600_000_000 }) }
        },
        ScalarFunction(
            FunctionSignature("start_of", .scalar, .dates, [("p", .dateOrPeriod)], returns: .kind(.date), "the first day of the period", example: ("start_of(@2019-H1)", "2019-01-01"))
        ) { _ in
            { arguments, _, context in
                let periods = arguments[0].periods(context.zone)
                return .date(NumberColumn(values: periods.first, validity: periods.validity))
            }
        },
        ScalarFunction(
            FunctionSignature("end_of", .scalar, .dates, [("p", .dateOrPeriod)], returns: .kind(.date), "the last day of the period", example: ("end_of(@2019-H1)", "2019-06-30"))
        ) { _ in
            { arguments, _, context in
                let periods = arguments[0].periods(context.zone)
                return .date(NumberColumn(values: periods.last, validity: periods.validity))
            }
        },
    ]

    private static let reporting: [ScalarFunction] = [
        ScalarFunction(
            FunctionSignature("reporting", .scalar, .dates, [("p", .period), ("calendar", .constant(.text))], optional: 1, returns: .kind(.period),
                "the reporting period of a month, quarter, half or year: with reporting day 15 from the 15th of the month before to the 14th of the last month",
                example: ("reporting(@2019-H1)", "2018-12-15..2019-06-14"))
        ) { site in
            { arguments, count, context in
                let day = try ReportingPeriods(context, named: site.constantText(1), argument: 1)
                let periods = arguments[0].periods(context.zone)
                return try FunctionBodies.periods(count, arguments) { row in
                    try day.reporting(Period(first: periods.first[row], last: periods.last[row]), row: row)
                }
            }
        },
        ScalarFunction(
            FunctionSignature("reporting_period", .scalar, .dates, [("d", .date), ("unit", .constant(.text)), ("calendar", .constant(.text))], optional: 1, returns: .kind(.period),
                "the reporting period that the day lies in; the unit is \"month\", \"quarter\", \"half\" or \"year\"",
                example: ("reporting_period(@2019-06-15, \"half\")", "2019-06-15..2019-12-14"))
        ) { site in
            guard let written = site.constantText(1) else { return TextFunctions.allMissing(site) }
            guard let unit = PeriodUnit(rawValue: written), unit != .day, unit != .week else {
                throw FunctionProblem(.unknownUnit(written), argument: 1)
            }
            return { arguments, count, context in
                let reporting = try ReportingPeriods(context, named: site.constantText(2), argument: 2)
                let days = arguments.days(0, context.zone).values
                return try FunctionBodies.periods(count, arguments) { try reporting.period(containing: days[$0], unit, row: $0) }
            }
        },
    ]

    private static let working: [ScalarFunction] = [
        ScalarFunction(
            FunctionSignature("working_days", .scalar, .dates, [("a", .date), ("b", .date), ("calendar", .constant(.text))], optional: 1, returns: .kind(.int(nil)),
                "working days after a up to and including b, negative when b is earlier", example: ("working_days(@2019-01-28, @2019-02-15)", "9"))
        ) { site in
            { arguments, count, context in
                let calendar = try WorkingDays(context, named: site.constantText(2), argument: 2)
                let (a, b) = (arguments.days(0, context.zone).values, arguments.days(1, context.zone).values)
                return try FunctionBodies.ints(count, arguments) { try calendar.count(from: a[$0], to: b[$0], row: $0) }
            }
        },
        ScalarFunction(
            FunctionSignature("add_working_days", .scalar, .dates, [("d", .date), ("n", .int), ("calendar", .constant(.text))], optional: 1, returns: .kind(.date),
                "the n-th working day after d, before it for a negative n; d itself for 0", example: ("add_working_days(@2019-04-26, 5)", "2019-05-07"))
        ) { site in
            { arguments, count, context in
                let calendar = try WorkingDays(context, named: site.constantText(2), argument: 2)
                let (days, counts) = (arguments.days(0, context.zone).values, arguments[1].ints.values)
                return try FunctionBodies.days(count, arguments) { try calendar.adding(counts[$0], to: days[$0], row: $0) }
            }
        },
        ScalarFunction(
            FunctionSignature("is_working_day", .scalar, .dates, [("d", .date), ("calendar", .constant(.text))], optional: 1, returns: .kind(.bool),
                "whether the day is worked", example: ("is_working_day(@2019-05-04)", "true"))
        ) { site in
            { arguments, count, context in
                let calendar = try WorkingDays(context, named: site.constantText(1), argument: 1)
                let days = arguments.days(0, context.zone).values
                return try FunctionBodies.bools(count, arguments) { try calendar.isWorking(days[$0], row: $0) }
            }
        },
    ]

    // MARK: Rows of one shape

    private static func unit(_ name: String, _ unit: PeriodUnit, _ summary: String, _ example: (String, String)) -> ScalarFunction {
        ScalarFunction(FunctionSignature(name, .scalar, .dates, [("d", .dateOrPeriod)], returns: .kind(.period), summary, example: example)) { _ in
            { arguments, count, context in
                let days = arguments[0].periods(context.zone)
                let first = Values<Int32>(uninitialized: count)
                let last = Values<Int32>(uninitialized: count)
                // Neighbouring rows tend to lie in the same unit, and asking whether they do is cheaper than taking a date apart.
                var current = unit.period(containing: 0)
                for row in 0..<count {
                    let day = days.first[row]
                    if day < current.first || day > current.last { current = unit.period(containing: day) }
                    first.pointer[row] = current.first
                    last.pointer[row] = current.last
                }
                return .period(PeriodColumn(first: first, last: last, validity: days.validity))
            }
        }
    }

    private static func part(_ name: String, _ summary: String, _ example: (String, String), _ number: @escaping @Sendable (CivilDate) -> Int) -> ScalarFunction {
        ScalarFunction(FunctionSignature(name, .scalar, .dates, [("d", .dateOrPeriod)], returns: .kind(.int(nil)), summary, example: example)) { _ in
            { arguments, _, context in
                let days = arguments[0].periods(context.zone)
                return .int(NumberColumn(values: days.first.mapped { Int64(number(CivilDate(days: $0))) }, validity: days.validity))
            }
        }
    }

    /// The largest n, in size, for which a moved by n months does not pass b; a month later than 31 January is the last of February.
    private static func months(from a: Int32, to b: Int32) -> Int {
        let (first, last) = (CivilDate(days: a), CivilDate(days: b))
        var months = (last.year - first.year) * 12 + last.month - first.month
        let moved = first.adding(months: months)
        if b >= a, moved.days > b { months -= 1 }
        if b < a, moved.days < b { months += 1 }
        return months
    }
}
