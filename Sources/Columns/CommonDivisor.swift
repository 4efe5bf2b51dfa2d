extension FixedWidthInteger where Self: UnsignedInteger {
    /// The greatest number that divides both; the other one where one is 0.
    @inlinable
    package func commonDivisor(with other: Self) -> Self {
        var (dividend, divisor) = (self, other)
        while divisor != 0 { (dividend, divisor) = (divisor, dividend % divisor) }
        return dividend
    }
}

/// Division by a number that is known to divide, and the question whether it does: a multiplication each, where the processor's division
/// takes ten times as long (H. S. Warren, "Hacker's Delight", 10-16 and 10-17).
@usableFromInline
package struct ExactDivision {
    /// Of the odd part of the divisor, modulo 2^64.
    @usableFromInline let inverse: UInt64
    @usableFromInline let twos: UInt64
    @usableFromInline let greatestQuotient: UInt64

    /// - Parameter divisor: not 0.
    package init(by divisor: UInt64) {
        let twos = divisor.trailingZeroBitCount
        let odd = divisor >> UInt64(twos)
        // Right to three bits from the start, and each step doubles them (Newton).
        var inverse = odd
        for _ in 0..<5 { inverse = inverse &* (2 &- odd &* inverse) }
        self.inverse = inverse
        self.twos = UInt64(twos)
        greatestQuotient = .max / divisor
    }

    /// Of a number that is divisible; of any other more than a quotient can be.
    @inlinable
    @inline(__always)
    package func quotient(_ number: UInt64) -> UInt64 {
        let product = number &* inverse
        return product &>> twos | product &<< (64 &- twos)
    }

    @inlinable
    @inline(__always)
    package func divides(_ number: UInt64) -> Bool { quotient(number) <= greatestQuotient }
}
