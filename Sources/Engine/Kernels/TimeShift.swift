import Columns
import Semantics
import Tables

/// A day, moment or period moved by a length of time: first its months, then its days, then its working days.
///
/// A month later is the same day of that month, or its last day when it is shorter. The ends of a period
/// that are month ends stay month ends, so that the period before February 2020 is January, whole.
/// Working days follow the model's first calendar.
enum TimeShift {
    static func apply(_ column: Column, _ span: DurationColumn, kind: Type.Kind, _ context: QueryContext) throws -> Column {
        let validity = Bitmap.both(column.validity, span.validity)
        switch kind {
        case .period:
            let periods = column.periods(context.zone)
            let first = try shifted(periods.first, span, validity, keepsMonthEnds: true, context)
            let last = try shifted(periods.last, span, validity, keepsMonthEnds: true, context)
            return .period(PeriodColumn(first: first, last: last, validity: validity))
        case .timestamp:
            let moments = column.ints.values
            let days = column.days(context.zone).values
            let moved = try shifted(days, span, validity, keepsMonthEnds: false, context)
            let result = Values<Int64>(uninitialized: moments.count)
            for row in 0..<moments.count {
                result.pointer[row] = moments[row] &+ (Int64(moved[row]) &- Int64(days[row])) &* LocalTime.microsecondsInDay
            }
            return .int(NumberColumn(values: result, validity: validity))
        default:
            let days = column.days(context.zone).values
            return .date(NumberColumn(values: try shifted(days, span, validity, keepsMonthEnds: false, context), validity: validity))
        }
    }

    private static func shifted(
        _ days: Values<Int32>, _ span: DurationColumn, _ validity: Bitmap?, keepsMonthEnds: Bool, _ context: QueryContext
    ) throws -> Values<Int32> {
        let result = Values<Int32>(repeating: 0, count: days.count)
        for row in 0..<days.count where validity?[row] ?? true {
            var day = days[row]
            if span.months[row] != 0 { day = try months(span.months[row], after: day, keepsMonthEnds: keepsMonthEnds, row: row) }
            if span.days[row] != 0 { day = try fitted(Int64(day) + Int64(span.days[row]), from: day, row: row) }
            if span.workingDays[row] != 0 {
                day = try WorkingDays(context, named: nil).adding(Int64(span.workingDays[row]), to: day, row: row)
            }
            result.pointer[row] = day
        }
        return result
    }

    private static func months(_ months: Int32, after day: Int32, keepsMonthEnds: Bool, row: Int) throws -> Int32 {
        let date = CivilDate(days: day)
        var moved = date.adding(months: Int(months))
        guard (1...9_999).contains(moved.year) else { throw outOfTime(day, row) }
        if keepsMonthEnds, date.day == CivilDate.daysIn(month: date.month, year: date.year) {
            moved.day = CivilDate.daysIn(month: moved.month, year: moved.year)
        }
        return moved.days
    }

    private static func fitted(_ day: Int64, from start: Int32, row: Int) throws -> Int32 {
        guard (Self.firstDay...Self.lastDay).contains(day) else { throw outOfTime(start, row) }
        return Int32(day)
    }

    /// 0001-01-01 and 9999-12-31.
    private static let firstDay: Int64 = -719_162
    private static let lastDay: Int64 = 2_932_896

    private static func outOfTime(_ day: Int32, _ row: Int) -> FunctionProblem {
        FunctionProblem(.dateOutOfRange(CivilDate(days: day).text), row: row)
    }
}
