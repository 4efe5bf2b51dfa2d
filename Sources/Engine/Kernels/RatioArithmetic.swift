import Columns
import Semantics
import Tables

/// What can be done with ratios without losing what they are made of.
enum RatioArithmetic {
    /// a/b − c/d in points, with one division of exact whole numbers where they fit.
    static func difference(_ lhs: RatioColumn, _ rhs: RatioColumn) -> Column {
        let validity = Bitmap.both(lhs.validity, rhs.validity)
        let (first, second) = (RatioReader(lhs), RatioReader(rhs))
        let count = lhs.numerator.count
        let result = Values<Double>(repeating: 0, count: count)
        for row in 0..<count where validity?[row] ?? true {
            if let a = first.ratio(row), let b = second.ratio(row) { result.pointer[row] = a.difference(from: b) }
        }
        return .float(NumberColumn(values: result, validity: validity))
    }

    /// 1 − n/d = (d − n)/d: the other part of the same whole.
    static func complement(_ ratio: RatioColumn) throws -> Column {
        let rest: Column
        switch (ratio.numerator, ratio.denominator) {
        case (.int(let top), .int(let bottom)):
            rest = try IntegerArithmetic.apply(.subtract, bottom, top)
        case (.float, _), (_, .float):
            rest = try FloatArithmetic.apply(.subtract, ratio.denominator.floats, ratio.numerator.floats)
        default:
            rest = try DecimalArithmetic.apply(.subtract, ratio.denominator.decimals, ratio.numerator.decimals)
        }
        return .ratio(RatioColumn(numerator: rest, denominator: ratio.denominator, validity: ratio.validity))
    }

    /// n/d × x as n × x ÷ d, so that 94.9 % of 1000 is 949 and not 948.9999…
    static func times(_ ratio: RatioColumn, _ number: Column) throws -> Column {
        let validity = Bitmap.both(ratio.validity, number.validity)
        let reader = RatioReader(ratio)
        let count = number.count
        let result = Values<Double>(repeating: 0, count: count)
        let exact = number.exactNumbers
        let floats = number.floats.values
        for row in 0..<count where validity?[row] ?? true {
            guard let fraction = reader.ratio(row) else { continue }
            if case .exact(let top, let bottom) = fraction.sides, let exact {
                let (product, overflow) = top.multipliedReportingOverflow(by: exact[row])
                let factor = Decimal.powerOfTen(exact.scale) ?? 1
                let (divisor, overflowBelow) = bottom.multipliedReportingOverflow(by: factor)
                if !overflow, !overflowBelow {
                    result.pointer[row] = Double(product) / Double(divisor)
                    continue
                }
            }
            result.pointer[row] = (fraction.double ?? 0) * floats[row]
        }
        let products = NumberColumn(values: result, validity: validity)
        try FloatArithmetic.check(products) { row in "\(FloatText.short(reader.ratio(row)?.double ?? 0)) × \(FloatText.short(floats[row]))" }
        return .float(products)
    }
}

extension Column {
    /// The numbers as decimals, unless they are floats.
    fileprivate var exactNumbers: DecimalColumn? { if case .float = self { nil } else { decimals } }
}
