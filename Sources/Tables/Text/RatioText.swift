import Semantics

/// Ratios as percentages.
package enum RatioText {
    /// `94.9` of 21200 / 22339: the percentage with a fixed number of decimals, rounded once, half away from zero, from
    /// numerator and denominator. `nil` when the denominator is zero or a side is missing.
    package static func percent(_ numerator: Value, _ denominator: Value, digits: Int) -> String? {
        guard let ratio = ExactRatio(numerator, denominator) else { return nil }
        let scale = digits + 2
        if let rounded = ratio.rounded(scale: scale) {
            return Decimal(rounded, scale: digits).description
        }
        guard let value = ratio.double, value.isFinite else { return nil }
        let factor = Double(Decimal.powerOfTen(scale) ?? 1)
        let scaled = (value * factor).rounded(.toNearestOrAwayFromZero)
        guard abs(scaled) < 1e30 else { return FloatText.short(value * 100) }
        return Decimal(Int128(scaled), scale: digits).description
    }
}
