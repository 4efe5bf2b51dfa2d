/// An exact fixed-point number: mantissa ÷ 10^scale, up to 38 digits, which is what 128 bits and every exchange format hold.
///
/// Equal as numbers only when of one scale: `1.0` and `1.00` differ until both are `normalized`.
package struct Decimal: Hashable, Sendable {
    package var mantissa: Int128
    package var scale: Int

    package init(_ mantissa: Int128, scale: Int = 0) {
        self.mantissa = mantissa
        self.scale = scale
    }

    /// Digits with at most one point, an optional sign and an optional exponent: `-12.50`, `1e3`.
    /// `nil` when the text is not that or needs more than 38 digits.
    package init?(_ text: some StringProtocol) {
        var mantissa: Int128 = 0
        var scale = 0
        var digits = 0
        var seenPoint = false
        var negative = false
        var exponent = 0
        var bytes = Array(text.utf8)[...]
        if let first = bytes.first, first == UInt8(ascii: "-") || first == UInt8(ascii: "+") {
            negative = first == UInt8(ascii: "-")
            bytes = bytes.dropFirst()
        }
        if let mark = bytes.firstIndex(where: { $0 | 0x20 == UInt8(ascii: "e") }) {
            guard let value = Int(String(decoding: bytes[(mark + 1)...], as: UTF8.self)), (-38...38).contains(value) else { return nil }
            exponent = value
            bytes = bytes[..<mark]
        }
        for byte in bytes {
            if byte == UInt8(ascii: "."), !seenPoint { seenPoint = true; continue }
            guard byte >= 0x30, byte <= 0x39 else { return nil }
            let (product, overflow) = mantissa.multipliedReportingOverflow(by: 10)
            let (sum, carry) = product.addingReportingOverflow(Int128(byte - 0x30))
            if overflow || carry { return nil }
            mantissa = sum
            digits += 1
            if seenPoint { scale += 1 }
        }
        guard digits > 0 else { return nil }
        scale -= exponent
        if scale < 0 {
            guard let factor = Decimal.powerOfTen(-scale) else { return nil }
            let (product, overflow) = mantissa.multipliedReportingOverflow(by: factor)
            if overflow { return nil }
            mantissa = product
            scale = 0
        }
        guard scale <= 38, mantissa < Decimal.limit else { return nil }
        self.init(negative ? -mantissa : mantissa, scale: scale)
    }

    /// 10^exponent, for exponents 0…38.
    package static func powerOfTen(_ exponent: Int) -> Int128? {
        guard exponent >= 0, exponent < powers.count else { return nil }
        return powers[exponent]
    }

    /// 10^38, the first magnitude with more than 38 digits.
    private static let limit = powers[38]

    private static let powers: [Int128] = {
        var result: [Int128] = [1]
        for _ in 1...38 { result.append(result[result.count - 1] * 10) }
        return result
    }()

    /// The same value with `scale` digits after the point; `nil` when digits would be lost or do not fit.
    package func rescaled(to scale: Int) -> Decimal? {
        if scale == self.scale { return self }
        if scale > self.scale {
            guard let factor = Decimal.powerOfTen(scale - self.scale) else { return nil }
            let (product, overflow) = mantissa.multipliedReportingOverflow(by: factor)
            return overflow ? nil : Decimal(product, scale: scale)
        }
        guard let factor = Decimal.powerOfTen(self.scale - scale), mantissa % factor == 0 else { return nil }
        return Decimal(mantissa / factor, scale: scale)
    }

    /// Rounded half away from zero to `digits` after the point; less than 0 counts as 0.
    package func rounded(to digits: Int) -> Decimal {
        guard digits < scale, let factor = Decimal.powerOfTen(scale - max(0, digits)) else { return self }
        let quotient = mantissa / factor
        let remainder = mantissa % factor
        let half = remainder.magnitude * 2 >= factor.magnitude
        return Decimal(quotient + (half ? (mantissa < 0 ? -1 : 1) : 0), scale: max(0, digits))
    }

    /// Without trailing zeros after the point.
    package var normalized: Decimal {
        var result = self
        while result.scale > 0, result.mantissa % 10 == 0 {
            result.mantissa /= 10
            result.scale -= 1
        }
        return result
    }

    /// The nearest double while mantissa and power of ten are below 2^53, else within two units in the last place.
    package var double: Double {
        mantissa.nearestDouble / (Decimal.powerOfTen(scale) ?? 1).nearestDouble
    }
}

extension Decimal: CustomStringConvertible {
    /// `-12.50`, all digits of the scale.
    package var description: String {
        let digits = String(mantissa.magnitude)
        let sign = mantissa < 0 ? "-" : ""
        if scale == 0 { return sign + digits }
        let padded = String(repeating: "0", count: max(0, scale + 1 - digits.count)) + digits
        return sign + padded.dropLast(scale) + "." + padded.suffix(scale)
    }
}
