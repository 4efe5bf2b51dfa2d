import Columns
import Semantics

/// Lengths of time: months, days and working days each by themselves.
enum DurationArithmetic {
    static func add(_ lhs: DurationColumn, _ rhs: DurationColumn) throws -> Column {
        let validity = Bitmap.both(lhs.validity, rhs.validity)
        func part(_ a: Values<Int32>, _ b: Values<Int32>) throws -> Values<Int32> {
            try checked(a.count, validity) { row in Int64(a[row]) + Int64(b[row]) }
        }
        return .duration(
            DurationColumn(
                months: try part(lhs.months, rhs.months), days: try part(lhs.days, rhs.days),
                workingDays: try part(lhs.workingDays, rhs.workingDays), validity: validity))
    }

    static func scale(_ span: DurationColumn, by factor: NumberColumn<Int64>) throws -> Column {
        let validity = Bitmap.both(span.validity, factor.validity)
        func part(_ values: Values<Int32>) throws -> Values<Int32> {
            try checked(values.count, validity) { row in
                let (product, overflow) = Int64(values[row]).multipliedReportingOverflow(by: factor.values[row])
                return overflow ? .max : product
            }
        }
        return .duration(
            DurationColumn(months: try part(span.months), days: try part(span.days), workingDays: try part(span.workingDays), validity: validity))
    }

    private static func checked(_ count: Int, _ validity: Bitmap?, _ value: (Int) -> Int64) throws -> Values<Int32> {
        let result = Values<Int32>(repeating: 0, count: count)
        for row in 0..<count where validity?[row] ?? true {
            guard let fitted = Int32(exactly: value(row)) else {
                throw FunctionProblem(.durationTooLong, row: row)
            }
            result.pointer[row] = fitted
        }
        return result
    }
}
