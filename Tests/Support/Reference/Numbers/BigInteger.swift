/// A whole number of any size, by the methods of school: sums that the reference takes are exact first and rounded once.
struct BigInteger: Hashable {
    /// Base 2^32, least significant first, without leading zeros; none for 0.
    private var limbs: [UInt32]
    private(set) var isNegative: Bool

    static let zero = BigInteger(0)
    static let one = BigInteger(1)

    init(_ number: Int128) {
        var rest = number.magnitude
        limbs = []
        while rest > 0 {
            limbs.append(UInt32(truncatingIfNeeded: rest))
            rest >>= 32
        }
        isNegative = number < 0
    }

    private init(_ limbs: [UInt32], isNegative: Bool) {
        var limbs = limbs
        while limbs.last == 0 { limbs.removeLast() }
        self.limbs = limbs
        self.isNegative = isNegative && !limbs.isEmpty
    }

    var isZero: Bool { limbs.isEmpty }
    var magnitude: BigInteger { BigInteger(limbs, isNegative: false) }

    var bitCount: Int { limbs.isEmpty ? 0 : limbs.count * 32 - (limbs.last ?? 0).leadingZeroBitCount }

    /// `nil` when 128 bits do not hold it.
    var int128: Int128? {
        guard bitCount <= 127 else { return nil }
        let size = limbs.reversed().reduce(Int128(0)) { $0 << 32 | Int128($1) }
        return isNegative ? -size : size
    }

    // MARK: Order

    /// Negative, 0 or positive as `self` is less than, equal to or greater than `other`.
    func order(_ other: BigInteger) -> Int {
        if isNegative != other.isNegative { return isNegative ? -1 : 1 }
        let size = BigInteger.order(limbs, other.limbs)
        return isNegative ? -size : size
    }

    private static func order(_ a: [UInt32], _ b: [UInt32]) -> Int {
        if a.count != b.count { return a.count < b.count ? -1 : 1 }
        for index in a.indices.reversed() where a[index] != b[index] { return a[index] < b[index] ? -1 : 1 }
        return 0
    }

    // MARK: Arithmetic

    static prefix func - (operand: BigInteger) -> BigInteger { BigInteger(operand.limbs, isNegative: !operand.isNegative) }

    static func + (lhs: BigInteger, rhs: BigInteger) -> BigInteger {
        if lhs.isNegative == rhs.isNegative { return BigInteger(sum(lhs.limbs, rhs.limbs), isNegative: lhs.isNegative) }
        return order(lhs.limbs, rhs.limbs) >= 0
            ? BigInteger(difference(lhs.limbs, rhs.limbs), isNegative: lhs.isNegative)
            : BigInteger(difference(rhs.limbs, lhs.limbs), isNegative: rhs.isNegative)
    }

    static func - (lhs: BigInteger, rhs: BigInteger) -> BigInteger { lhs + -rhs }

    static func * (lhs: BigInteger, rhs: BigInteger) -> BigInteger {
        if lhs.isZero || rhs.isZero { return zero }
        var result = [UInt32](repeating: 0, count: lhs.limbs.count + rhs.limbs.count)
        for i in lhs.limbs.indices {
            var carry: UInt64 = 0
            for j in rhs.limbs.indices {
                let value = UInt64(result[i + j]) + UInt64(lhs.limbs[i]) * UInt64(rhs.limbs[j]) + carry
                result[i + j] = UInt32(truncatingIfNeeded: value)
                carry = value >> 32
            }
            result[i + rhs.limbs.count] = UInt32(carry)
        }
        return BigInteger(result, isNegative: lhs.isNegative != rhs.isNegative)
    }

    /// Times 2^bits.
    static func << (lhs: BigInteger, bits: Int) -> BigInteger {
        if bits == 0 || lhs.isZero { return lhs }
        var result = [UInt32](repeating: 0, count: bits / 32)
        var carry: UInt64 = 0
        for limb in lhs.limbs {
            let value = UInt64(limb) << UInt64(bits % 32) | carry
            result.append(UInt32(truncatingIfNeeded: value))
            carry = value >> 32
        }
        result.append(UInt32(carry))
        return BigInteger(result, isNegative: lhs.isNegative)
    }

    /// The exponent, when it is a power of two.
    var exponentOfTwo: Int? {
        guard !isNegative, let last = limbs.last, last.nonzeroBitCount == 1, limbs.dropLast().allSatisfy({ $0 == 0 }) else { return nil }
        return bitCount - 1
    }

    /// The magnitude divided by 2^bits, and whether there was a rest.
    func dividedByTwo(toThe bits: Int) -> (quotient: BigInteger, hasRest: Bool) {
        let whole = bits / 32
        guard whole < limbs.count else { return (.zero, !isZero) }
        let shift = UInt32(bits % 32)
        var result: [UInt32] = []
        for index in whole..<limbs.count {
            let above = index + 1 < limbs.count && shift > 0 ? limbs[index + 1] << (32 - shift) : 0
            result.append(limbs[index] >> shift | above)
        }
        let hasRest = limbs[..<whole].contains { $0 != 0 } || limbs[whole] & (1 << shift - 1) != 0
        return (BigInteger(result, isNegative: false), hasRest)
    }

    /// The magnitude divided by a positive number, and the rest, both without sign; bit by bit.
    func divided(by divisor: BigInteger) -> (quotient: BigInteger, rest: BigInteger) {
        var rest = magnitude
        var quotient = BigInteger.zero
        var shift = bitCount - divisor.bitCount
        while shift >= 0 {
            let step = divisor << shift
            if rest.order(step) >= 0 {
                rest = rest - step
                quotient = quotient + (BigInteger.one << shift)
            }
            shift -= 1
        }
        return (quotient, rest)
    }

    private static func sum(_ a: [UInt32], _ b: [UInt32]) -> [UInt32] {
        var result: [UInt32] = []
        var carry: UInt64 = 0
        for index in 0..<max(a.count, b.count) {
            let value = UInt64(index < a.count ? a[index] : 0) + UInt64(index < b.count ? b[index] : 0) + carry
            result.append(UInt32(truncatingIfNeeded: value))
            carry = value >> 32
        }
        result.append(UInt32(carry))
        return result
    }

    /// `a` is not less than `b`.
    private static func difference(_ a: [UInt32], _ b: [UInt32]) -> [UInt32] {
        var result: [UInt32] = []
        var borrow: Int64 = 0
        for index in a.indices {
            var value = Int64(a[index]) - Int64(index < b.count ? b[index] : 0) - borrow
            borrow = value < 0 ? 1 : 0
            if value < 0 { value += 1 << 32 }
            result.append(UInt32(value))
        }
        return result
    }

    /// 10^exponent.
    static func powerOfTen(_ exponent: Int) -> BigInteger {
        (0..<exponent).reduce(one) { power, _ in power * BigInteger(10) }
    }
}
