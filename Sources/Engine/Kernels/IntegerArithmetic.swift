import Columns
import Semantics

/// + − × on whole numbers of 64 bits. Nothing wraps: a result that does not fit is an error that names its row.
enum IntegerArithmetic {
    static func apply(_ form: ArithmeticForm, _ lhs: NumberColumn<Int64>, _ rhs: NumberColumn<Int64>) throws -> Column {
        switch form {
        case .add: try checked(form, lhs, rhs) { $0.addingReportingOverflow($1) }
        case .subtract: try checked(form, lhs, rhs) { $0.subtractingReportingOverflow($1) }
        default: try checked(form, lhs, rhs) { $0.multipliedReportingOverflow(by: $1) }
        }
    }

    /// Overflow is only noted in the loop; the row is searched for when there was one, since what lies under a
    /// missing row may overflow without harm.
    @inline(__always)
    private static func checked(
        _ form: ArithmeticForm, _ lhs: NumberColumn<Int64>, _ rhs: NumberColumn<Int64>,
        _ operation: (Int64, Int64) -> (partialValue: Int64, overflow: Bool)
    ) throws -> Column {
        let count = lhs.values.count
        let result = Values<Int64>(uninitialized: count)
        var overflowed = false
        for row in 0..<count {
            let (value, overflow) = operation(lhs.values[row], rhs.values[row])
            result.pointer[row] = value
            overflowed = overflowed || overflow
        }
        let validity = Bitmap.both(lhs.validity, rhs.validity)
        if overflowed {
            for row in 0..<count where operation(lhs.values[row], rhs.values[row]).overflow && validity?[row] ?? true {
                throw FunctionProblem.tooLarge("\(lhs.values[row]) \(form.sign) \(rhs.values[row])", "int", row: row)
            }
        }
        return .int(NumberColumn(values: result, validity: validity))
    }
}
