import Semantics

/// One ratio as a fraction of whole numbers, or of floats where a side is one.
///
/// Ratios are compared, subtracted and rounded without dividing first: 0.949 is not a sum of powers of two, and a
/// check against a published 94.9 % must not fail for that.
package struct ExactRatio: Sendable {
    package enum Sides: Sendable {
        /// The denominator is positive.
        case exact(Int128, Int128)
        case floating(Double, Double)
    }
    package let sides: Sides

    /// `nil` when the denominator is zero.
    package init?(_ numerator: Int128, _ denominator: Int128) {
        if denominator == 0 { return nil }
        if denominator < 0 {
            // The smallest number of 128 bits has no opposite; counts and sums of 38 digits never reach it.
            guard numerator != .min, denominator != .min else { return nil }
            sides = .exact(-numerator, -denominator)
        } else {
            sides = .exact(numerator, denominator)
        }
    }

    package init?(_ numerator: Double, _ denominator: Double) {
        if denominator == 0 { return nil }
        sides = denominator < 0 ? .floating(-numerator, -denominator) : .floating(numerator, denominator)
    }

    package init?(_ numerator: Decimal, _ denominator: Decimal) {
        let scale = max(numerator.scale, denominator.scale)
        if let top = numerator.rescaled(to: scale), let bottom = denominator.rescaled(to: scale) {
            self.init(top.mantissa, bottom.mantissa)
        } else {
            self.init(numerator.double, denominator.double)
        }
    }

    /// Each side int, decimal or float; `nil` for anything else, and for a missing side.
    package init?(_ numerator: Value, _ denominator: Value) {
        switch (numerator, denominator) {
        case (.int(let top), .int(let bottom)): self.init(Int128(top), Int128(bottom))
        default:
            if let top = Self.decimal(numerator), let bottom = Self.decimal(denominator) {
                self.init(top, bottom)
            } else if let top = Self.double(numerator), let bottom = Self.double(denominator) {
                self.init(top, bottom)
            } else {
                return nil
            }
        }
    }

    private static func decimal(_ value: Value) -> Decimal? {
        switch value {
        case .int(let number): Decimal(Int128(number))
        case .decimal(let number): number
        default: nil
        }
    }

    private static func double(_ value: Value) -> Double? {
        switch value {
        case .float(let number): number
        default: decimal(value)?.double
        }
    }

    package var double: Double? {
        switch sides {
        case .exact(let top, let bottom): top.nearestDouble / bottom.nearestDouble
        case .floating(let top, let bottom): top / bottom
        }
    }

    /// value × 10^scale, rounded half away from zero; `nil` when it does not fit or a side is a float.
    package func rounded(scale: Int) -> Int128? {
        guard case .exact(let top, let bottom) = sides, let factor = Decimal.powerOfTen(scale) else { return nil }
        let (product, overflow) = top.multipliedReportingOverflow(by: factor)
        if overflow { return nil }
        let quotient = product / bottom
        let remainder = (product % bottom).magnitude
        // remainder ≥ bottom − remainder says 2 × remainder ≥ bottom without the risk of overflow.
        let isHalf = remainder >= bottom.magnitude - remainder
        return isHalf ? quotient + (product < 0 ? -1 : 1) : quotient
    }

    /// −1, 0 or 1 as self is less than, equal to or greater than `other`: exactly, by cross multiplication.
    package func compared(to other: ExactRatio) -> Int {
        switch (sides, other.sides) {
        case (.exact(let a, let b), .exact(let c, let d)):
            let left = a.multipliedFullWidth(by: d)
            let right = c.multipliedFullWidth(by: b)
            if left.high != right.high { return left.high < right.high ? -1 : 1 }
            if left.low != right.low { return left.low < right.low ? -1 : 1 }
            return 0
        default:
            let left = double ?? .nan
            let right = other.double ?? .nan
            return left < right ? -1 : left > right ? 1 : 0
        }
    }

    /// self − other as a fraction: one division, of exact differences where they fit.
    package func difference(from other: ExactRatio) -> Double {
        if case .exact(let a, let b) = sides, case .exact(let c, let d) = other.sides {
            let (left, first) = a.multipliedReportingOverflow(by: d)
            let (right, second) = c.multipliedReportingOverflow(by: b)
            let (top, third) = left.subtractingReportingOverflow(right)
            let (bottom, fourth) = b.multipliedReportingOverflow(by: d)
            if !first, !second, !third, !fourth { return top.nearestDouble / bottom.nearestDouble }
        }
        return (double ?? .nan) - (other.double ?? .nan)
    }
}
