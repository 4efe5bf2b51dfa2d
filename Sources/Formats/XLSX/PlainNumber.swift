/// A number of a sheet, which the file writes as a double in up to 17 digits: `0.94899999999999995`.
///
/// It is read as Excel shows it, with 15 significant digits, halves rounded away from zero on the digits as they stand: what a clerk
/// entered as 0.949 is 0.949 again, exactly. Whole numbers of more digits stay as they are; Excel never writes them, other programs do.
struct PlainNumber {
    private var isNegative = false
    /// Up to 15 digits without zeros at the end.
    private var mantissa: UInt64 = 0
    /// value = mantissa × 10^exponent
    private var exponent = 0

    private static let shownDigits = 15
    private static let keptDigits = 18
    /// Beyond so many digits a number is written with an exponent.
    private static let longest = 38

    /// Whether the text is the number's plain form already, as most are: no more digits than Excel shows, or a whole number.
    @inline(__always)
    static func isPlain(_ bytes: UnsafePointer<UInt8>, _ count: Int) -> Bool {
        let start = count > 0 && bytes[0] == UInt8(ascii: "-") ? 1 : 0
        guard count > start, count &- start <= longest else { return false }
        // A zero stands at the front only before a point, or alone and without a sign.
        if bytes[start] == 0x30, count > start &+ 1 ? bytes[start &+ 1] != UInt8(ascii: ".") : start == 1 { return false }
        var point = -1
        for index in start..<count where bytes[index] &- 0x30 > 9 {
            guard bytes[index] == UInt8(ascii: "."), point < 0, index > start else { return false }
            point = index
        }
        return point < 0 || (count &- start <= shownDigits &+ 1 && point < count &- 1 && bytes[count &- 1] != 0x30)
    }

    /// `nil` when the bytes are no number as XML Schema writes doubles.
    init?(_ bytes: UnsafePointer<UInt8>, _ count: Int) {
        var index = 0
        if count > 0, bytes[0] == UInt8(ascii: "-") || bytes[0] == UInt8(ascii: "+") {
            isNegative = bytes[0] == UInt8(ascii: "-")
            index = 1
        }
        var kept = 0
        var hasDigits = false
        var isBehindPoint = false
        while index < count {
            let digit = bytes[index] &- 0x30
            if digit <= 9 {
                hasDigits = true
                if kept > 0 || digit > 0 {
                    if kept < Self.keptDigits {
                        mantissa = mantissa * 10 + UInt64(digit)
                        kept += 1
                        if isBehindPoint { exponent -= 1 }
                    } else if !isBehindPoint {
                        exponent += 1
                    }
                } else if isBehindPoint {
                    exponent -= 1
                }
            } else if bytes[index] == UInt8(ascii: "."), !isBehindPoint {
                isBehindPoint = true
            } else {
                break
            }
            index += 1
        }
        guard hasDigits else { return nil }
        if index < count {
            guard bytes[index] | 0x20 == UInt8(ascii: "e") else { return nil }
            index += 1
            var isBelow = false
            if index < count, bytes[index] == UInt8(ascii: "-") || bytes[index] == UInt8(ascii: "+") {
                isBelow = bytes[index] == UInt8(ascii: "-")
                index += 1
            }
            // No double has an exponent of more than three digits.
            guard index < count, count - index <= 4 else { return nil }
            var power = 0
            while index < count {
                guard bytes[index] &- 0x30 <= 9 else { return nil }
                power = power * 10 + Int(bytes[index] &- 0x30)
                index += 1
            }
            exponent += isBelow ? -power : power
        }
        if kept > Self.shownDigits {
            let unit: UInt64 = kept == 16 ? 10 : kept == 17 ? 100 : 1_000
            mantissa = (mantissa + unit / 2) / unit
            exponent += kept - Self.shownDigits
        }
        while mantissa > 0, mantissa % 10 == 0 {
            mantissa /= 10
            exponent += 1
        }
        if mantissa == 0 {
            exponent = 0
            isNegative = false
        }
    }

    /// Appends digits, a minus and a point: `0.949`, or `1.5e+50` beyond 38 digits.
    func append(to arena: inout ByteArena) {
        if isNegative { arena.append(UInt8(ascii: "-")) }
        let powers = Self.powers
        var count = 1
        while count <= Self.shownDigits, mantissa >= powers[count] { count += 1 }
        func digits(_ range: Range<Int>, _ arena: inout ByteArena) {
            for place in range { arena.append(0x30 + UInt8(truncatingIfNeeded: mantissa / powers[count - 1 - place] % 10)) }
        }
        func zeros(_ count: Int, _ arena: inout ByteArena) { for _ in 0..<count { arena.append(0x30) } }
        let whole = count + exponent
        if exponent >= 0, whole <= Self.longest {
            digits(0..<count, &arena)
            zeros(exponent, &arena)
        } else if exponent < 0, -exponent <= Self.longest {
            if whole > 0 { digits(0..<whole, &arena) } else { arena.append(0x30) }
            arena.append(UInt8(ascii: "."))
            if whole < 0 { zeros(-whole, &arena) }
            digits(max(0, whole)..<count, &arena)
        } else {
            digits(0..<1, &arena)
            if count > 1 {
                arena.append(UInt8(ascii: "."))
                digits(1..<count, &arena)
            }
            arena.append((whole > 0 ? "e+" : "e").utf8)
            arena.append(String(whole - 1).utf8)
        }
    }

    private static let powers: [UInt64] = (0...18).map { exponent in (0..<exponent).reduce(1) { power, _ in power * 10 } }

    /// Appends it in hundredths with a sign behind: `94.9%`.
    func appendPercent(to arena: inout ByteArena) {
        var hundredths = self
        if mantissa > 0 { hundredths.exponent += 2 }
        hundredths.append(to: &arena)
        arena.append(UInt8(ascii: "%"))
    }

    /// The nearest double: for dates, whose fractions are times.
    var double: Double {
        // With so few digits both sides are exact (Clinger).
        if (-18...0).contains(exponent) { return (isNegative ? -1 : 1) * Double(mantissa) / Double(Self.powers[-exponent]) }
        return Double("\(isNegative ? "-" : "")\(mantissa)e\(exponent)") ?? 0
    }
}
