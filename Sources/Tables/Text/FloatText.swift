import Glibc

/// Floats as text.
package enum FloatText {
    /// 12 significant digits, trailing zeros dropped, so that 0.1 + 0.2 is `0.3`: as every output shows floats. No digit before the point is rounded away,
    /// up to the 17 that tell any two floats apart: of thousands of billions of đồng the last one counts.
    ///
    /// Without an exponent from 1e-7 up to 1e21. The C library rounds correctly from the binary value.
    package static func short(_ value: Double) -> String {
        if value == 0 { return "0" }
        guard value.isFinite else { return value.isNaN ? "nan" : value < 0 ? "-inf" : "inf" }
        var buffer = [CChar](repeating: 0, count: 40)
        let behindFirst = (1e12..<1e21).contains(value.magnitude) ? min(Int(log10(value.magnitude)), 16) : 11
        let length = withVaList([Int32(behindFirst), value]) { vsnprintf(&buffer, buffer.count, "%.*e", $0) }
        // -d.ddddddddddde±xx
        let written = buffer[..<Int(length)].map { UInt8(bitPattern: $0) }
        guard let mark = written.firstIndex(of: UInt8(ascii: "e")),
            let exponent = Int(String(decoding: written[(mark + 1)...], as: UTF8.self))
        else { return String(decoding: written, as: UTF8.self) }
        var digits = written[..<mark].filter { $0 >= 0x30 && $0 <= 0x39 }
        while digits.count > 1, digits.last == 0x30 { digits.removeLast() }
        let sign = value < 0 ? "-" : ""
        return sign + placed(digits, exponent: exponent)
    }

    /// d₁.d₂d₃… × 10^exponent.
    private static func placed(_ digits: [UInt8], exponent: Int) -> String {
        let zero = UInt8(ascii: "0")
        func text(_ bytes: some Collection<UInt8>) -> String { String(decoding: Array(bytes), as: UTF8.self) }
        guard (-7...20).contains(exponent) else {
            let fraction = digits.count > 1 ? "." + text(digits.dropFirst()) : ""
            return text(digits.prefix(1)) + fraction + "e" + (exponent < 0 ? "-" : "+") + String(abs(exponent))
        }
        if exponent < 0 { return "0." + text(repeatElement(zero, count: -exponent - 1)) + text(digits) }
        let whole = exponent + 1
        if digits.count <= whole { return text(digits) + text(repeatElement(zero, count: whole - digits.count)) }
        return text(digits[..<whole]) + "." + text(digits[whole...])
    }
}
