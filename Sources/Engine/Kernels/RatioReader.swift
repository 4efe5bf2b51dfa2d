import Columns
import Semantics
import Tables

/// The two sides of a column of ratios in one form, so that a row is a fraction of whole numbers where possible.
enum RatioReader {
    case ints(Values<Int64>, Values<Int64>)
    /// Both sides × the same power of ten.
    case exact(Values<Int128>, Values<Int128>)
    case floating(Values<Double>, Values<Double>)

    init(_ column: RatioColumn) {
        switch (column.numerator, column.denominator) {
        case (.int(let top), .int(let bottom)):
            self = .ints(top.values, bottom.values)
        case (.float, _), (_, .float):
            self = .floating(column.numerator.floats.values, column.denominator.floats.values)
        default:
            let top = column.numerator.decimals
            let bottom = column.denominator.decimals
            let scale = max(top.scale, bottom.scale)
            if let first = Self.scaled(top, to: scale), let second = Self.scaled(bottom, to: scale) {
                self = .exact(first, second)
            } else {
                self = .floating(top.floats.values, bottom.floats.values)
            }
        }
    }

    /// `nil` when a value does not fit 128 bits at that scale.
    private static func scaled(_ column: DecimalColumn, to scale: Int) -> Values<Int128>? {
        guard let factor = Decimal.powerOfTen(scale - column.scale) else { return nil }
        let wide = column.wide
        if factor == 1 { return wide }
        let result = Values<Int128>(uninitialized: wide.count)
        for row in 0..<wide.count {
            let (product, overflow) = wide[row].multipliedReportingOverflow(by: factor)
            if overflow { return nil }
            result.pointer[row] = product
        }
        return result
    }

    /// The fraction of a row that holds one.
    func ratio(_ row: Int) -> ExactRatio? {
        switch self {
        case .ints(let top, let bottom): ExactRatio(Int128(top[row]), Int128(bottom[row]))
        case .exact(let top, let bottom): ExactRatio(top[row], bottom[row])
        case .floating(let top, let bottom): ExactRatio(top[row], bottom[row])
        }
    }

    /// The values as floats, one division each; 0 where there is none.
    func floats(_ validity: Bitmap?) -> NumberColumn<Double> {
        let values: Values<Double>
        switch self {
        case .ints(let top, let bottom):
            values = Values(uninitialized: top.count)
            for row in 0..<top.count { values.pointer[row] = bottom[row] == 0 ? 0 : Double(top[row]) / Double(bottom[row]) }
        case .exact(let top, let bottom):
            values = Values(uninitialized: top.count)
            for row in 0..<top.count { values.pointer[row] = bottom[row] == 0 ? 0 : Double(top[row]) / Double(bottom[row]) }
        case .floating(let top, let bottom):
            values = Values(uninitialized: top.count)
            for row in 0..<top.count { values.pointer[row] = bottom[row] == 0 ? 0 : top[row] / bottom[row] }
        }
        return NumberColumn(values: values, validity: validity)
    }
}
