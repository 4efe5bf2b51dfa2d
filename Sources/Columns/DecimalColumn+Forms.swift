import Semantics

/// Numbers in a wider form than the one they are held in.
extension DecimalColumn {
    /// Whole numbers. Those of 64 bits may have 19 digits, one more than the small form promises.
    package init(_ column: NumberColumn<Int64>) {
        let values = column.values
        if (0..<values.count).allSatisfy({ values[$0].magnitude < 1_000_000_000_000_000_000 }) {
            self.init(mantissas: .small(values), scale: 0, validity: column.validity)
        } else {
            let wide = Values<Int128>(uninitialized: values.count)
            for row in 0..<values.count { wide.pointer[row] = Int128(values[row]) }
            self.init(mantissas: .large(wide), scale: 0, validity: column.validity)
        }
    }

    /// In the small form when every value fits it.
    package static func packed(_ mantissas: Values<Int128>, scale: Int, validity: Bitmap?) -> DecimalColumn {
        guard (0..<mantissas.count).allSatisfy({ isShort(mantissas[$0]) }) else { return DecimalColumn(mantissas: .large(mantissas), scale: scale, validity: validity) }
        let small = Values<Int64>(uninitialized: mantissas.count)
        for row in 0..<mantissas.count { small.pointer[row] = Int64(truncatingIfNeeded: mantissas[row]) }
        return DecimalColumn(mantissas: .small(small), scale: scale, validity: validity)
    }

    /// Each the float nearest to mantissa ÷ 10^scale, within one unit in the last place.
    package var floats: NumberColumn<Double> {
        let divisor = Double(Decimal.powerOfTen(scale) ?? 1)
        let result = Values<Double>(uninitialized: count)
        switch mantissas {
        case .small(let values): for row in 0..<count { result.pointer[row] = Double(values[row]) / divisor }
        case .large(let values): for row in 0..<count { result.pointer[row] = Double(values[row]) / divisor }
        }
        return NumberColumn(values: result, validity: validity)
    }
}
