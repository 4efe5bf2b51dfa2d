/// Floats next to numbers of 128 bits.
///
/// The library's conversion is generic code that asks for each bit; of a hundred thousand groups it was half the work. Nearly all sums fit 64 bits, for
/// which it is one instruction; of others the top 64 bits are converted, the last of them standing for all below, so that halves are still told apart.
extension UInt128 {
    package var nearestDouble: Double {
        let high = UInt64(truncatingIfNeeded: self &>> 64)
        if high == 0 { return Double(UInt64(truncatingIfNeeded: self)) }
        let shift = 64 - high.leadingZeroBitCount
        let top = UInt64(truncatingIfNeeded: self &>> UInt128(shift))
        let isInexact = self & ((1 &<< UInt128(shift)) &- 1) != 0
        return Double(isInexact ? top | 1 : top) * Double(sign: .plus, exponent: shift, significand: 1)
    }
}

extension Int128 {
    package var nearestDouble: Double {
        let narrow = Int64(truncatingIfNeeded: self)
        if Int128(narrow) == self { return Double(narrow) }
        return self < 0 ? -magnitude.nearestDouble : magnitude.nearestDouble
    }
}
