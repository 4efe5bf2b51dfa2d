import Semantics

/// Which signs stand in numbers.
struct NumberNotation: Hashable, Sendable {
    var point: UInt8
    /// What groups thousands; `nil` when nothing may.
    var group: UInt8?

    /// `1234.5`: what machine formats write, and all that is read unasked.
    static let plain = NumberNotation(point: UInt8(ascii: "."), group: nil)
    /// `6.939,3`
    static let comma = NumberNotation(point: UInt8(ascii: ","), group: UInt8(ascii: "."))
    /// `6,939.3`
    static let point = NumberNotation(point: UInt8(ascii: "."), group: UInt8(ascii: ","))
}

/// Numbers as files write them, straight from bytes.
///
/// Anything that is not wholly a number is `nil`: no rest is ignored, no sign but a minus, no blank inside.
enum NumberText {
    /// Whole numbers of 64 bits. Eight digits a step; eight bytes behind the text must be readable.
    @inline(__always)
    static func int(_ bytes: UnsafePointer<UInt8>, _ count: Int) -> Int64? {
        var start = 0
        var negative = false
        if count > 0, bytes[0] == UInt8(ascii: "-") {
            negative = true
            start = 1
        }
        let digits = count &- start
        if digits < 1 || digits > 19 { return nil }
        if digits <= 8 {
            guard let magnitude = upToEight(bytes + start, digits) else { return nil }
            return negative ? 0 &- Int64(truncatingIfNeeded: magnitude) : Int64(truncatingIfNeeded: magnitude)
        }
        var magnitude: UInt64 = 0
        var index = start
        while index < count {
            let step = min(8, count &- index)
            guard let part = upToEight(bytes + index, step) else { return nil }
            if digits == 19 {
                // Only here can 64 bits overflow.
                let (product, overflow) = magnitude.multipliedReportingOverflow(by: tens(step))
                let (sum, carry) = product.addingReportingOverflow(part)
                if overflow || carry { return nil }
                magnitude = sum
            } else {
                magnitude = magnitude &* tens(step) &+ part
            }
            index &+= step
        }
        if negative { return magnitude <= 1 &<< 63 ? Int64(truncatingIfNeeded: 0 &- magnitude) : nil }
        return magnitude < 1 &<< 63 ? Int64(truncatingIfNeeded: magnitude) : nil
    }

    /// How many digits the text begins with. Eight bytes a step; eight bytes behind the text must be readable.
    @inline(__always)
    static func digits(_ bytes: UnsafePointer<UInt8>, _ count: Int) -> Int {
        var index = 0
        while index < count {
            let word = UInt64(littleEndian: UnsafeRawPointer(bytes + index).loadUnaligned(as: UInt64.self)) ^ 0x3030_3030_3030_3030
            // The lowest mark is right; a sum that runs over can only mark bytes above it.
            let others = (word | (word &+ 0x7676_7676_7676_7676)) & 0x8080_8080_8080_8080
            if others != 0 { return min(count, index &+ others.trailingZeroBitCount &>> 3) }
            index &+= 8
        }
        return count
    }

    @inline(__always)
    private static func tens(_ exponent: Int) -> UInt64 {
        var result: UInt64 = 1
        for _ in 0..<exponent { result &*= 10 }
        return result
    }

    /// One to eight digits at once: the bytes of a word are checked and added up in pairs, after Daniel Lemire
    /// and Johnny Lee (https://lemire.me/blog/2022/01/21/swar-explained-parsing-eight-digits/).
    @inline(__always)
    private static func upToEight(_ bytes: UnsafePointer<UInt8>, _ count: Int) -> UInt64? {
        let raw = UInt64(littleEndian: UnsafeRawPointer(bytes).loadUnaligned(as: UInt64.self))
        let shift = UInt64(truncatingIfNeeded: (8 &- count) &* 8)
        // Digits move to the top; what comes in below are zeros of value 0.
        var word = (raw ^ 0x3030_3030_3030_3030) &<< shift
        if (word | (word &+ 0x7676_7676_7676_7676)) & 0x8080_8080_8080_8080 != 0 { return nil }
        word = word &* 10 &+ (word &>> 8)
        word = ((word & 0x0000_00FF_0000_00FF) &* 0x000F_4240_0000_0064 &+ ((word &>> 16) & 0x0000_00FF_0000_00FF) &* 0x0000_2710_0000_0001) &>> 32
        return word
    }

    /// Digits, at most one point with digits on both sides, a minus. Groups of three where the notation has them.
    static func decimal(_ bytes: UnsafePointer<UInt8>, _ count: Int, _ notation: NumberNotation) -> Decimal? {
        if let number = shortDecimal(bytes, count, notation.point) { return number }
        var index = 0
        let negative = count > 0 && bytes[0] == UInt8(ascii: "-")
        if negative { index = 1 }
        var short: UInt64 = 0
        var long: Int128 = 0
        var digits = 0
        var scale = -1
        var groupStart = -1
        var lastWasDigit = false
        while index < count {
            let byte = bytes[index]
            let digit = byte &- 0x30
            if digit <= 9 {
                if digits < 18 {
                    short = short &* 10 &+ UInt64(digit)
                } else {
                    if digits == 18 { long = Int128(short) }
                    let (product, overflow) = long.multipliedReportingOverflow(by: 10)
                    if overflow { return nil }
                    long = product + Int128(digit)
                }
                digits &+= 1
                if scale >= 0 { scale &+= 1 }
                lastWasDigit = true
            } else if byte == notation.point, scale < 0, lastWasDigit {
                if groupStart >= 0, index &- groupStart != 4 { return nil }
                scale = 0
                lastWasDigit = false
            } else if byte == notation.group, scale < 0, lastWasDigit {
                // One to three digits before the first group sign, three after each.
                if groupStart >= 0 ? index &- groupStart != 4 : digits > 3 { return nil }
                groupStart = index
                lastWasDigit = false
            } else {
                return nil
            }
            index &+= 1
        }
        if !lastWasDigit || digits > 38 { return nil }
        if groupStart >= 0, scale < 0, count &- groupStart != 4 { return nil }
        let magnitude = digits <= 18 ? Int128(short) : long
        return Decimal(negative ? -magnitude : magnitude, scale: max(0, scale))
    }

    /// One to eight digits before a point and behind it, without a sign: most numbers with a point, in a few steps. Eight bytes behind the text must be
    /// readable.
    @inline(__always)
    private static func shortDecimal(_ bytes: UnsafePointer<UInt8>, _ count: Int, _ point: UInt8) -> Decimal? {
        guard count >= 3, count <= 17 else { return nil }
        let before = digits(bytes, min(count, 9))
        let behind = count &- before &- 1
        guard before >= 1, before <= 8, behind >= 1, behind <= 8, bytes[before] == point, let whole = upToEight(bytes, before),
            let rest = upToEight(bytes + before + 1, behind)
        else { return nil }
        return Decimal(Int128(whole &* tens(behind) &+ rest), scale: behind)
    }

    /// The nearest double; also with an exponent. Exact shortcut where digits and power of ten are exact in a double (Clinger).
    static func double(_ bytes: UnsafePointer<UInt8>, _ count: Int, _ notation: NumberNotation) -> Double? {
        if let number = decimal(bytes, count, notation) {
            if number.mantissa.magnitude < 1 << 53, number.scale <= 22 { return Double(number.mantissa) / power(number.scale) }
            return Double(number.description)
        }
        let text = String(decoding: UnsafeBufferPointer(start: bytes, count: count), as: UTF8.self)
        // `Double("nan")` and hexadecimal are no numbers of a table.
        guard text.utf8.allSatisfy({ $0 >= 0x30 && $0 <= 0x39 || "+-.eE".utf8.contains($0) }), let value = Double(text), value.isFinite else { return nil }
        return value
    }

    private static func power(_ exponent: Int) -> Double { exactPowers[exponent] }
    private static let exactPowers: [Double] = (0...22).map { exponent in (0..<exponent).reduce(1.0) { power, _ in power * 10 } }
}
