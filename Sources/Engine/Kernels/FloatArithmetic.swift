import Columns
import Semantics
import Tables

/// + − × ÷ on floats, as IEEE 754 rounds them. A result beyond what a float holds is an error that names its row, as it is of whole numbers: an
/// infinity would pass for a number in comparisons and make every sum with it one.
enum FloatArithmetic {
    static func apply(_ form: ArithmeticForm, _ lhs: NumberColumn<Double>, _ rhs: NumberColumn<Double>) throws -> Column {
        switch form {
        case .add, .addPoints: try checked(form, lhs, rhs) { $0 + $1 }
        case .subtract, .subtractPoints: try checked(form, lhs, rhs) { $0 - $1 }
        default: try checked(form, lhs, rhs) { $0 * $1 }
        }
    }

    /// Missing where the divisor is 0, and counted.
    static func divide(_ lhs: NumberColumn<Double>, _ rhs: NumberColumn<Double>, _ context: QueryContext) throws -> Column {
        var result = pairwise(lhs, rhs) { $0 / $1 }
        let isDivisible = Bitmap.make(rhs.values.count) { rhs.values[$0] != 0 }
        if let partial = isDivisible.unlessFull {
            let validity = Bitmap.both(result.validity, partial)
            context.counters.addEmptyDivisions((result.validity?.trueCount ?? partial.count) - (validity?.trueCount ?? partial.count))
            result.validity = validity
        }
        try check(result) { "\(FloatText.short(lhs.values[$0])) / \(FloatText.short(rhs.values[$0]))" }
        return .float(result)
    }

    /// - Parameter expression: of a row whose result is beyond what a float holds, as people write it.
    static func check(_ result: NumberColumn<Double>, _ expression: (Int) -> String) throws {
        if let row = result.firstInfinity { throw FunctionProblem.tooLarge(expression(row), "float", row: row) }
    }

    @inline(__always)
    private static func checked(
        _ form: ArithmeticForm, _ lhs: NumberColumn<Double>, _ rhs: NumberColumn<Double>, _ operation: (Double, Double) -> Double
    ) throws -> Column {
        let result = pairwise(lhs, rhs, operation)
        try check(result) { "\(FloatText.short(lhs.values[$0])) \(form.sign) \(FloatText.short(rhs.values[$0]))" }
        return .float(result)
    }
}

extension NumberColumn<Double> {
    /// The first row whose value is present and no number. What lies under missing rows is looked at only when something was found.
    fileprivate var firstInfinity: Int? {
        let exponent = Double.infinity.bitPattern
        let lowest: UInt64 = 1 << 52
        // With every bit of the exponent set, one more carries into the sign: a sum that needs no branch, so that it is done on several rows at once.
        var carries: UInt64 = 0
        for row in 0..<values.count { carries |= (values[row].bitPattern & exponent) &+ lowest }
        if carries >> 63 == 0 { return nil }
        return (0..<values.count).first { !values[$0].isFinite && validity?[$0] ?? true }
    }
}
