import Columns
import Semantics

/// + − × on decimals, exactly: a sum has the larger scale, a product the sum of both.
///
/// More than 38 digits are an error that names the row. Zeros behind the point are given up before that
/// happens, so 0.50 × 0.50 of very long columns still works.
enum DecimalArithmetic {
    static func apply(_ form: ArithmeticForm, _ lhs: DecimalColumn, _ rhs: DecimalColumn) throws -> Column {
        if case .small(let a) = lhs.mantissas, case .small(let b) = rhs.mantissas, let (values, scale) = small(form, a, lhs.scale, b, rhs.scale) {
            return .decimal(DecimalColumn(mantissas: .small(values), scale: scale, validity: Bitmap.both(lhs.validity, rhs.validity)))
        }
        return .decimal(form == .multiply ? try product(lhs, rhs) : try sum(lhs, rhs, isDifference: form == .subtract))
    }

    /// Both sides have at most 18 digits, as nearly all money has. `nil` when a result has more.
    private static func small(_ form: ArithmeticForm, _ a: Values<Int64>, _ aScale: Int, _ b: Values<Int64>, _ bScale: Int) -> (Values<Int64>, scale: Int)? {
        switch form {
        case .multiply:
            if aScale + bScale > 38 { return nil }
            let fitting = all(a, b) { $0 &* $1 } fits: { $0 + $1 <= smallBits }
            return (fitting ?? small(a, b) { $0.multipliedReportingOverflow(by: $1) }).map { ($0, aScale + bScale) }
        case .subtract, .add:
            let scale = max(aScale, bScale)
            guard let first = Decimal.powerOfTen(scale - aScale).flatMap({ Int64(exactly: $0) }),
                  let second = Decimal.powerOfTen(scale - bScale).flatMap({ Int64(exactly: $0) })
            else { return nil }
            let (firstWidth, secondWidth) = (Int64.bitWidth - first.leadingZeroBitCount, Int64.bitWidth - second.leadingZeroBitCount)
            func fits(_ a: Int, _ b: Int) -> Bool { max(a + firstWidth, b + secondWidth) < smallBits }
            let fitting = form == .add ? all(a, b) { $0 &* first &+ $1 &* second } fits: { fits($0, $1) } : all(a, b) { $0 &* first &- $1 &* second } fits: { fits($0, $1) }
            if let fitting { return (fitting, scale) }
            let sign: Int64 = form == .add ? 1 : -1
            return small(a, b) { a, b in
                let (x, one) = a.multipliedReportingOverflow(by: first)
                let (y, two) = b.multipliedReportingOverflow(by: sign &* second)
                let (value, three) = x.addingReportingOverflow(y)
                return (value, one || two || three)
            }.map { ($0, scale) }
        default: return nil
        }
    }

    /// Numbers of so many bits have at most 18 digits.
    private static let smallBits = 60

    /// The results, without a look at each of them; `nil` where the widths of the sides do not say that all fit.
    @inline(__always)
    private static func all(_ a: Values<Int64>, _ b: Values<Int64>, _ operation: (Int64, Int64) -> Int64, fits: (Int, Int) -> Bool) -> Values<Int64>? {
        let result = Values<Int64>(uninitialized: a.count)
        var (ofA, ofB): (Int64, Int64) = (0, 0)
        for row in 0..<a.count {
            ofA |= a[row]
            ofB |= b[row]
            result.pointer[row] = operation(a[row], b[row])
        }
        return fits(a.bitWidth(union: ofA), b.bitWidth(union: ofB)) ? result : nil
    }

    @inline(__always)
    private static func small(
        _ a: Values<Int64>, _ b: Values<Int64>, _ operation: (Int64, Int64) -> (partialValue: Int64, overflow: Bool)
    ) -> Values<Int64>? {
        let count = a.count
        let result = Values<Int64>(uninitialized: count)
        // Gathered without a branch, so that the loop stays a loop of vectors.
        var misfits = 0
        for row in 0..<count {
            let (value, overflow) = operation(a[row], b[row])
            result.pointer[row] = value
            misfits |= (overflow ? 1 : 0) | (DecimalColumn.isSmall(value) ? 0 : 1)
        }
        return misfits == 0 ? result : nil
    }

    private static func sum(_ lhs: DecimalColumn, _ rhs: DecimalColumn, isDifference: Bool) throws -> DecimalColumn {
        let scale = max(lhs.scale, rhs.scale)
        let first = Decimal.powerOfTen(scale - lhs.scale) ?? 1
        let second = Decimal.powerOfTen(scale - rhs.scale) ?? 1
        return try checked(isDifference ? .subtract : .add, lhs, rhs, scale: scale) { a, b in
            let (x, one) = a.multipliedReportingOverflow(by: first)
            let (y, two) = b.multipliedReportingOverflow(by: second)
            let (value, three) = isDifference ? x.subtractingReportingOverflow(y) : x.addingReportingOverflow(y)
            return (value, one || two || three)
        }
    }

    private static func product(_ lhs: DecimalColumn, _ rhs: DecimalColumn) throws -> DecimalColumn {
        var (lhs, rhs) = (lhs, rhs)
        if lhs.scale + rhs.scale > 38 {
            lhs = trimmed(lhs)
            rhs = trimmed(rhs)
        }
        let scale = lhs.scale + rhs.scale
        return try checked(.multiply, lhs, rhs, scale: scale) { a, b in
            let (value, overflow) = a.multipliedReportingOverflow(by: b)
            return (value, overflow || scale > 38 && value != 0)
        }
    }

    @inline(__always)
    private static func checked(
        _ form: ArithmeticForm, _ lhs: DecimalColumn, _ rhs: DecimalColumn, scale: Int,
        _ operation: (Int128, Int128) -> (Int128, overflow: Bool)
    ) throws -> DecimalColumn {
        let count = lhs.count
        let result = Values<Int128>(uninitialized: count)
        let validity = Bitmap.both(lhs.validity, rhs.validity)
        for row in 0..<count {
            let (value, overflow) = operation(lhs[row], rhs[row])
            if overflow || value.magnitude >= DecimalColumn.magnitudeLimit {
                result.pointer[row] = 0
                guard validity?[row] ?? true else { continue }
                if let rescued = rescued(form, Decimal(lhs[row], scale: lhs.scale), Decimal(rhs[row], scale: rhs.scale), scale: scale) {
                    result.pointer[row] = rescued
                    continue
                }
                let (a, b) = (Decimal(lhs[row], scale: lhs.scale), Decimal(rhs[row], scale: rhs.scale))
                throw FunctionProblem.tooLarge("\(a) \(form.sign) \(b)", "decimal (38 digits)", row: row)
            }
            result.pointer[row] = value
        }
        return DecimalColumn.packed(result, scale: min(scale, 38), validity: validity)
    }

    /// A product that only its zeros made too long.
    private static func rescued(_ form: ArithmeticForm, _ lhs: Decimal, _ rhs: Decimal, scale: Int) -> Int128? {
        guard form == .multiply else { return nil }
        let (a, b) = (lhs.normalized, rhs.normalized)
        let (value, overflow) = a.mantissa.multipliedReportingOverflow(by: b.mantissa)
        if overflow { return nil }
        guard let fitted = Decimal(value, scale: a.scale + b.scale).normalized.rescaled(to: min(scale, 38)),
            fitted.mantissa.magnitude < DecimalColumn.magnitudeLimit
        else { return nil }
        return fitted.mantissa
    }

    /// Without the zeros that every value has behind the point.
    private static func trimmed(_ column: DecimalColumn) -> DecimalColumn {
        let values = column.wide
        var scale = column.scale
        var divisor: Int128 = 1
        while scale > 0, let next = Decimal.powerOfTen(column.scale - scale + 1), values.allSatisfy({ $0 % next == 0 }) {
            divisor = next
            scale -= 1
        }
        return DecimalColumn.packed(values.mapped { $0 / divisor }, scale: scale, validity: column.validity)
    }
}
