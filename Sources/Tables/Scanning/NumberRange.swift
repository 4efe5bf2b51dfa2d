import Columns
import Semantics

/// The numbers that stand to a constant as a comparison asks.
package enum NumberRange: Sendable {
    /// Whole numbers, moments or days, as columns hold them.
    case whole(ClosedRange<Int64>)
    /// Decimals, whose mantissas hang on the scale of their column.
    case decimals(DecimalBounds)
    case none

    /// - Parameter type: of what is compared, one kind with the value or decimals with whole numbers.
    /// - Returns: `nil` for `!=`, and for other things than numbers.
    package init?(_ comparison: ComparisonOperator, _ value: Value, type: Type) {
        switch (type.kind, value) {
        case (.decimal, .decimal(let limit)): self.init(comparison, limit)
        case (.decimal, .int(let limit)): self.init(comparison, Decimal(Int128(limit)))
        case (.int, .int(let limit)), (.timestamp, .timestamp(let limit)): self.init(comparison, limit)
        case (.date, .date(let limit)): self.init(comparison, Int64(limit))
        default: return nil
        }
    }

    private init?(_ comparison: ComparisonOperator, _ limit: Int64) {
        switch comparison {
        case .equal: self = .whole(limit...limit)
        case .notEqual: return nil
        case .lessOrEqual: self = .whole(.min...limit)
        case .greaterOrEqual: self = .whole(limit ... .max)
        case .less: self = limit == .min ? .none : .whole(.min...limit - 1)
        case .greater: self = limit == .max ? .none : .whole(limit + 1 ... .max)
        }
    }

    private init?(_ comparison: ComparisonOperator, _ limit: Decimal) {
        switch comparison {
        case .equal: self = .decimals(DecimalBounds(least: (limit, true), greatest: (limit, true)))
        case .notEqual: return nil
        case .lessOrEqual: self = .decimals(DecimalBounds(greatest: (limit, true)))
        case .greaterOrEqual: self = .decimals(DecimalBounds(least: (limit, true)))
        case .less: self = .decimals(DecimalBounds(greatest: (limit, false)))
        case .greater: self = .decimals(DecimalBounds(least: (limit, false)))
        }
    }

    /// `nil` for decimals.
    package var wholeNumbers: ClosedRange<Int64>? { if case .whole(let range) = self { range } else { nil } }

    /// Whether each of these rows is present and in the range.
    /// - Returns: `nil` for columns of another form. O(rows).
    package func marks(_ column: KeptColumn, _ rows: Range<Int>) -> Bitmap? {
        switch self {
        case .none: return Bitmap(repeating: false, count: rows.count)
        case .whole(let range): return column.scale == nil ? column.marks(rows, within: range) : nil
        case .decimals(let bounds):
            guard let scale = column.scale else { return nil }
            guard let range = bounds.mantissas(scale: scale) else { return Bitmap(repeating: false, count: rows.count) }
            return column.marks(rows, within: range)
        }
    }
}

/// Decimals from one on or from behind it, up to another or before it.
package struct DecimalBounds: Sendable {
    typealias Limit = (value: Decimal, isIncluded: Bool)
    var least: Limit?
    var greatest: Limit?

    /// The mantissas that these are with so many digits after the point.
    func mantissas(scale: Int) -> ClosedRange<Int64>? {
        var range: (Int128, Int128) = (Int128(Int64.min), Int128(Int64.max))
        if let least {
            let (floor, isExact) = least.value.floor(scale: scale)
            range.0 = max(range.0, isExact && least.isIncluded ? floor : floor + 1)
        }
        if let greatest {
            let (floor, isExact) = greatest.value.floor(scale: scale)
            range.1 = min(range.1, isExact && !greatest.isIncluded ? floor - 1 : floor)
        }
        return range.0 > range.1 ? nil : Int64(range.0)...Int64(range.1)
    }
}

extension Decimal {
    /// The greatest mantissa with so many digits after the point that is not more than this, and whether it is this. Beyond what 64 bits hold it
    /// is any number there.
    fileprivate func floor(scale: Int) -> (mantissa: Int128, isExact: Bool) {
        let beyond = mantissa < 0 ? Int128(Int64.min) - 2 : Int128(Int64.max) + 2
        if scale >= self.scale {
            guard let factor = Decimal.powerOfTen(scale - self.scale) else { return (mantissa == 0 ? 0 : beyond, true) }
            let (product, overflow) = mantissa.multipliedReportingOverflow(by: factor)
            return (overflow ? beyond : min(max(product, Int128(Int64.min) - 2), Int128(Int64.max) + 2), true)
        }
        guard let factor = Decimal.powerOfTen(self.scale - scale) else { return (mantissa < 0 ? -1 : 0, mantissa == 0) }
        let (quotient, remainder) = mantissa.quotientAndRemainder(dividingBy: factor)
        let floor = remainder < 0 ? quotient - 1 : quotient
        return (min(max(floor, Int128(Int64.min) - 2), Int128(Int64.max) + 2), remainder == 0)
    }
}
