import Columns
import Semantics

/// Decimals of any scales, compared by value.
enum DecimalComparison {
    static func bits(_ comparison: ComparisonOperator, _ lhs: DecimalColumn, _ rhs: DecimalColumn) -> Bitmap {
        if lhs.scale == rhs.scale, case .small(let a) = lhs.mantissas, case .small(let b) = rhs.mantissas {
            return Comparator.bits(comparison, a, b)
        }
        let scales = (lhs.scale, rhs.scale)
        return Comparator.bits(comparison, lhs.count) { order(lhs[$0], scales.0, rhs[$0], scales.1) }
    }

    /// −1, 0 or 1. Where bringing both to one scale does not fit 128 bits, the side that grew is the larger one.
    @inline(__always)
    static func order(_ lhs: Int128, _ lhsScale: Int, _ rhs: Int128, _ rhsScale: Int) -> Int {
        if lhsScale == rhsScale { return lhs < rhs ? -1 : lhs > rhs ? 1 : 0 }
        if lhsScale > rhsScale { return -order(rhs, rhsScale, lhs, lhsScale) }
        guard let factor = Decimal.powerOfTen(rhsScale - lhsScale) else { return lhs.signum() }
        let (scaled, overflow) = lhs.multipliedReportingOverflow(by: factor)
        if overflow { return lhs < 0 ? -1 : 1 }
        return scaled < rhs ? -1 : scaled > rhs ? 1 : 0
    }
}

extension Int128 {
    fileprivate func signum() -> Int { self < 0 ? -1 : self > 0 ? 1 : 0 }
}
