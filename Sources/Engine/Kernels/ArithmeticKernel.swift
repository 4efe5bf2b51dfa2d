import Columns
import Semantics

/// `a + b` and its kin: evaluates both sides, then one loop that the form and the types have chosen when compiling.
final class ArithmeticKernel: Kernel {
    typealias Operation = (_ lhs: Column, _ rhs: Column, _ context: QueryContext) throws -> Column

    private let lhs: any Kernel
    private let rhs: any Kernel
    private let operation: Operation

    init(_ lhs: any Kernel, _ rhs: any Kernel, _ operation: @escaping Operation) {
        self.lhs = lhs
        self.rhs = rhs
        self.operation = operation
    }

    func evaluate(_ batch: Batch, _ context: QueryContext) throws -> Column {
        let first = try lhs.evaluate(batch, context)
        let second = try rhs.evaluate(batch, context)
        return try operation(first, second, context)
    }

    static func make(_ form: ArithmeticForm, _ lhs: any Kernel, _ rhs: any Kernel, operands: (Type, Type), result: Type) -> ArithmeticKernel {
        ArithmeticKernel(lhs, rhs, operation(form, operands, result))
    }

    private static func operation(_ form: ArithmeticForm, _ operands: (Type, Type), _ result: Type) -> Operation {
        switch form {
        case .add, .subtract, .multiply:
            switch result.kind {
            case .int: return { a, b, _ in try IntegerArithmetic.apply(form, a.ints, b.ints) }
            case .decimal: return { a, b, _ in try DecimalArithmetic.apply(form, a.decimals, b.decimals) }
            default: return { a, b, _ in try FloatArithmetic.apply(form, a.floats, b.floats) }
            }
        case .divide: return { a, b, context in try FloatArithmetic.divide(a.floats, b.floats, context) }
        case .daysBetween:
            return { a, b, context in
                let (last, first) = (a.days(context.zone), b.days(context.zone))
                return .int(pairwise(last, first) { Int64($0) - Int64($1) })
            }
        case .shift:
            let kind = operands.0.kind
            return { a, b, context in try TimeShift.apply(a, b.durations, kind: kind, context) }
        case .addDurations: return { a, b, _ in try DurationArithmetic.add(a.durations, b.durations) }
        case .scaleDuration: return { a, b, _ in try DurationArithmetic.scale(b.durations, by: a.ints) }
        case .ratioDifference: return { a, b, _ in RatioArithmetic.difference(a.ratios, b.ratios) }
        case .ratioComplement: return { _, b, _ in try RatioArithmetic.complement(b.ratios) }
        case .ratioTimes: return { a, b, _ in try RatioArithmetic.times(a.ratios, b) }
        case .addPoints, .subtractPoints: return { a, b, _ in try FloatArithmetic.apply(form, a.floats, b.floats) }
        }
    }
}

/// One loop over two columns of numbers; missing where either is.
@inline(__always)
func pairwise<A, B, Result>(_ lhs: NumberColumn<A>, _ rhs: NumberColumn<B>, _ operation: (A, B) -> Result) -> NumberColumn<Result> {
    let count = lhs.values.count
    let result = Values<Result>(uninitialized: count)
    for row in 0..<count { result.pointer[row] = operation(lhs.values[row], rhs.values[row]) }
    return NumberColumn(values: result, validity: Bitmap.both(lhs.validity, rhs.validity))
}

extension NumberColumn<Int64> {
    /// Days from one to the other; missing where either is.
    static func days(from first: NumberColumn<Int32>, to last: NumberColumn<Int32>) -> NumberColumn<Int64> {
        NumberColumn(values: last.values.days(since: first.values), validity: Bitmap.both(first.validity, last.validity), bits: Int32.bitWidth + 1)
    }
}

extension FunctionProblem {
    /// `9223372036854775807 + 1 is too large for int`
    static func tooLarge(_ expression: String, _ type: String, row: Int?) -> FunctionProblem {
        FunctionProblem(.numberTooLarge(expression, type), row: row)
    }
}

extension ArithmeticForm {
    /// As people write it in a message.
    var sign: String {
        switch self {
        case .multiply: "×"
        case .addPoints: Self.add.rawValue
        case .subtractPoints: Self.subtract.rawValue
        default: rawValue
        }
    }
}
