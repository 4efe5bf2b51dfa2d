import Semantics
import Tables

/// Numbers as clerks type them, read in a declared style: one cell alone never tells whether `1.575` is 1575.
package enum NumberText {
    static func style(_ name: String) -> NumberStyle? {
        switch name {
        case "vi": .vi
        case "C", "c", "en": .c
        default: nil
        }
    }

    /// The number, or `nil` for what is none in that style. Spaces (no-break ones too) around it and between groups of
    /// digits do not count; groups must have three digits; `%` divides by a hundred.
    package static func parse(_ text: String, _ style: NumberStyle) -> Decimal? {
        let point: Unicode.Scalar = style == .vi ? "," : "."
        let group: Unicode.Scalar = style == .vi ? "." : ","
        var digits = ""
        var scalars = text.unicodeScalars.filter { !$0.properties.isWhitespace }[...]
        var isPercent = false
        if scalars.last == "%" {
            isPercent = true
            scalars.removeLast()
        }
        if let sign = scalars.first, sign == "-" || sign == "+" || sign == "\u{2212}" {
            if sign != "+" { digits = "-" }
            scalars.removeFirst()
        }
        guard !scalars.isEmpty else { return nil }
        var inGroup = 0
        var groups = 0
        var isFraction = false
        for scalar in scalars {
            switch scalar {
            case "0"..."9":
                digits.unicodeScalars.append(scalar)
                inGroup += 1
            case group where !isFraction:
                guard groups == 0 ? (1...3).contains(inGroup) : inGroup == 3 else { return nil }
                groups += 1
                inGroup = 0
            case point where !isFraction:
                guard inGroup > 0, groups == 0 || inGroup == 3 else { return nil }
                isFraction = true
                digits.append(".")
                inGroup = 0
            default: return nil
            }
        }
        guard inGroup > 0, isFraction || groups == 0 || inGroup == 3, var number = Decimal(digits) else { return nil }
        if isPercent {
            guard number.scale <= 36 else { return nil }
            number.scale += 2
        }
        return number
    }
}
