import Semantics

/// A number as a fraction, so that nothing is lost before the one rounding at the end.
struct Exact {
    let numerator: BigInteger
    /// Positive.
    let denominator: BigInteger

    static let zero = Exact(.zero, .one)

    init(_ numerator: BigInteger, _ denominator: BigInteger) {
        self.numerator = denominator.isNegative ? -numerator : numerator
        self.denominator = denominator.magnitude
    }

    /// An int, a decimal or a float, exactly. `nil` for what is no number, or none that can be written as a fraction.
    init?(_ value: Value) {
        switch value {
        case .int(let number): self.init(BigInteger(Int128(number)), .one)
        case .decimal(let number): self.init(BigInteger(number.mantissa), .powerOfTen(number.scale))
        case .float(let number):
            guard number.isFinite else { return nil }
            if number == 0 {
                self.init(.zero, .one)
                return
            }
            // number = significand × 2^exponent with a significand of 53 bits.
            let significand = BigInteger(Int128(number.significand * 0x1p52) * (number < 0 ? -1 : 1))
            let exponent = Int(number.exponent) - 52
            self.init(exponent >= 0 ? significand << exponent : significand, exponent >= 0 ? .one : .one << -exponent)
        case .missing, .bool, .text, .date, .timestamp, .period, .duration, .ratio, .list: return nil
        }
    }

    var isZero: Bool { numerator.isZero }
    var isWhole: Bool { numerator.divided(by: denominator).1.isZero }
    var isNegative: Bool { numerator.isNegative }
    var magnitude: Exact { Exact(numerator.magnitude, denominator) }

    static prefix func - (operand: Exact) -> Exact { Exact(-operand.numerator, operand.denominator) }

    static func + (lhs: Exact, rhs: Exact) -> Exact {
        lhs.denominator == rhs.denominator
            ? Exact(lhs.numerator + rhs.numerator, lhs.denominator)
            : Exact(lhs.numerator * rhs.denominator + rhs.numerator * lhs.denominator, lhs.denominator * rhs.denominator)
    }

    static func - (lhs: Exact, rhs: Exact) -> Exact { lhs + -rhs }
    static func * (lhs: Exact, rhs: Exact) -> Exact { Exact(lhs.numerator * rhs.numerator, lhs.denominator * rhs.denominator) }
    /// The divisor is not 0.
    static func / (lhs: Exact, rhs: Exact) -> Exact { Exact(lhs.numerator * rhs.denominator, lhs.denominator * rhs.numerator) }

    func order(_ other: Exact) -> Int { (numerator * other.denominator).order(other.numerator * denominator) }

    /// The largest whole number not above it.
    var floor: BigInteger {
        let (quotient, rest) = numerator.divided(by: denominator)
        return isNegative ? -(rest.isZero ? quotient : quotient + .one) : quotient
    }

    /// The nearest whole number, half away from zero.
    var rounded: BigInteger {
        let size = (magnitude + Exact(.one, BigInteger(2))).floor
        return isNegative ? -size : size
    }

    /// So many digits after the point, half away from zero; before it, for negative digits.
    func rounded(digits: Int) -> Exact {
        let factor = digits >= 0 ? Exact(.powerOfTen(digits), .one) : Exact(.one, .powerOfTen(-digits))
        return Exact((self * factor).rounded, .one) / factor
    }

    // MARK: Back to values

    /// The nearest float, of two the even one.
    var double: Double {
        if isZero { return 0 }
        // 55 bits and whether anything follows them are enough to round by.
        let shift = 55 - (numerator.bitCount - denominator.bitCount)
        var bits: Int128
        if let exponent = denominator.exponentOfTwo, exponent - shift >= 0 {
            let (quotient, hasRest) = numerator.dividedByTwo(toThe: exponent - shift)
            bits = (quotient.int128 ?? 0) | (hasRest ? 1 : 0)
        } else {
            let (top, bottom) = shift >= 0 ? (numerator.magnitude << shift, denominator) : (numerator.magnitude, denominator << -shift)
            let (quotient, rest) = top.divided(by: bottom)
            bits = (quotient.int128 ?? 0) | (rest.isZero ? 0 : 1)
        }
        var exponent = -shift
        // Subnormal numbers have fewer bits; rounding twice would differ from rounding once.
        while exponent < -1_074 - 2 {
            bits = bits >> 1 | bits & 1
            exponent += 1
        }
        let size = Double(sign: .plus, exponent: exponent, significand: Exact.nearestDouble(bits, exponent))
        return isNegative ? -size : size
    }

    /// The float nearest to a whole number of a few more than 53 bits, which will be scaled by 2^exponent.
    private static func nearestDouble(_ bits: Int128, _ exponent: Int) -> Double {
        let spare = max(0, bits.bitWidth - bits.leadingZeroBitCount - 53, -1_074 - exponent)
        if spare == 0 { return Double(bits) }
        let half = Int128(1) << (spare - 1)
        var kept = bits >> spare
        let rest = bits - kept << spare
        if rest > half || rest == half && kept & 1 == 1 { kept += 1 }
        return Double(kept << spare)
    }

    /// As decimal of at most 38 digits; `nil` when it has more.
    var decimal: Decimal? {
        var scale = 0
        var scaled = numerator
        while scale <= 38 {
            let (quotient, rest) = scaled.divided(by: denominator)
            if rest.isZero {
                guard let mantissa = quotient.int128, mantissa < Exact.limit else { return nil }
                return Decimal(isNegative ? -mantissa : mantissa, scale: scale)
            }
            scaled = scaled * BigInteger(10)
            scale += 1
        }
        return nil
    }

    /// 10^38
    private static let limit = BigInteger.powerOfTen(38).int128 ?? .max

    /// `nil` outside 64 bits, and for what is not whole.
    var int: Int64? {
        let (quotient, rest) = numerator.divided(by: denominator)
        guard rest.isZero, let size = quotient.int128 else { return nil }
        return Int64(exactly: isNegative ? -size : size)
    }
}

extension BigInteger {
    var int64: Int64? { int128.flatMap { Int64(exactly: $0) } }
}

/// A sum of many numbers, over one denominator where that can be had.
struct ExactSum {
    private var whole = BigInteger.zero
    /// 10^-scale
    private var scale = 0
    private var floats = BigInteger.zero
    /// Infinite or not a number, once one of the summands was.
    private var notFinite: Double?

    /// Floats are whole multiples of the smallest one, 2^-1074.
    private static let smallest = 1_074

    mutating func add(_ value: Value) {
        switch value {
        case .int(let number): add(BigInteger(Int128(number)), scale: 0)
        case .decimal(let number): add(BigInteger(number.mantissa), scale: number.scale)
        case .float(let number):
            guard number.isFinite else {
                notFinite = notFinite.map { $0 + number } ?? number
                return
            }
            if number == 0 { return }
            let significand = BigInteger(Int128(number.significand * 0x1p52) * (number < 0 ? -1 : 1))
            let shift = Int(number.exponent) - 52 + ExactSum.smallest
            // Below the smallest normal number the last bits are zeros.
            floats = floats + (shift >= 0 ? significand << shift : BigInteger((significand.int128 ?? 0) >> -shift))
        case .missing, .bool, .text, .date, .timestamp, .period, .duration, .ratio, .list: break
        }
    }

    private mutating func add(_ number: BigInteger, scale: Int) {
        if scale > self.scale {
            whole = whole * .powerOfTen(scale - self.scale)
            self.scale = scale
        }
        whole = whole + (scale < self.scale ? number * .powerOfTen(self.scale - scale) : number)
    }

    /// `nil` when it is not finite.
    var exact: Exact? {
        if notFinite != nil { return nil }
        let decimals = Exact(whole, .powerOfTen(scale))
        return floats.isZero ? decimals : decimals + Exact(floats, .one << ExactSum.smallest)
    }

    var double: Double { notFinite ?? exact?.double ?? 0 }
}
