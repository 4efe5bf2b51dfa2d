import Semantics

/// A signed number of 256 bits: sums of squares and products of 128-bit mantissas, exact.
struct WideInteger {
    private var high: Int128 = 0
    private var low: UInt128 = 0

    init() {}

    init(_ value: UInt128) { low = value }

    /// 2^128, what a sum of 128 bits has lost when it overflowed.
    static let carry: WideInteger = {
        var carry = WideInteger()
        carry.high = 1
        return carry
    }()

    init(product lhs: Int128, _ rhs: Int128) {
        let product = lhs.multipliedFullWidth(by: rhs)
        high = product.high
        low = product.low
    }

    var isZero: Bool { high == 0 && low == 0 }

    /// - Returns: false when the sum does not fit.
    mutating func add(_ other: WideInteger) -> Bool {
        let (sum, carry) = low.addingReportingOverflow(other.low)
        low = sum
        // high + other.high + carry may pass the limit on the way and still fit, but no sum of squares comes near it.
        let (top, overflow) = high.addingReportingOverflow(other.high)
        let (result, second) = top.addingReportingOverflow(carry ? 1 : 0)
        high = result
        return !overflow && !second
    }

    /// `nil` when the product does not fit.
    func multiplied(by factor: UInt64) -> WideInteger? {
        let bottom = low.multipliedFullWidth(by: UInt128(factor))
        let (top, overflow) = high.multipliedReportingOverflow(by: Int128(factor))
        guard !overflow, let carried = Int128(exactly: bottom.high) else { return nil }
        let (sum, second) = top.addingReportingOverflow(carried)
        if second { return nil }
        var result = WideInteger()
        result.high = sum
        result.low = bottom.low
        return result
    }

    /// `nil` when the difference does not fit.
    func subtracting(_ other: WideInteger) -> WideInteger? {
        let (difference, borrow) = low.subtractingReportingOverflow(other.low)
        let (top, overflow) = high.subtractingReportingOverflow(other.high)
        let (result, second) = top.subtractingReportingOverflow(borrow ? 1 : 0)
        if overflow || second { return nil }
        var answer = WideInteger()
        answer.high = result
        answer.low = difference
        return answer
    }

    /// Times 10^exponent; `nil` when that does not fit.
    func scaled(byPowerOfTen exponent: Int) -> WideInteger? {
        var result: WideInteger? = self
        for _ in 0..<exponent { result = result?.multiplied(by: 10) }
        return result
    }

    /// Within one unit in the last place.
    var double: Double {
        // A small negative number is a large one less 2^128, of which a double would keep nothing.
        if high < 0, let magnitude = WideInteger().subtracting(self) { return -magnitude.double }
        return high.nearestDouble * 0x1p128 + low.nearestDouble
    }
}
