import Columns
import Semantics
import Tables

/// + − × ÷ on floats, as IEEE 754 rounds them.
enum FloatArithmetic {
    static func apply(_ form: ArithmeticForm, _ lhs: NumberColumn<Double>, _ rhs: NumberColumn<Double>) -> Column {
        switch form {
        case .add: .float(pairwise(lhs, rhs) { $0 + $1 })
        case .subtract: .float(pairwise(lhs, rhs) { $0 - $1 })
        default: .float(pairwise(lhs, rhs) { $0 * $1 })
        }
    }

    /// Missing where the divisor is 0, and counted.
    static func divide(_ lhs: NumberColumn<Double>, _ rhs: NumberColumn<Double>, _ context: QueryContext) -> Column {
        var result = pairwise(lhs, rhs) { $0 / $1 }
        let isDivisible = Bitmap.make(rhs.values.count) { rhs.values[$0] != 0 }
        if let partial = isDivisible.unlessFull {
            let validity = Bitmap.both(result.validity, partial)
            context.counters.addEmptyDivisions((result.validity?.trueCount ?? partial.count) - (validity?.trueCount ?? partial.count))
            result.validity = validity
        }
        return .float(result)
    }
}
