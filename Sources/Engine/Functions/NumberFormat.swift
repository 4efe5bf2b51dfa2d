import Semantics
import Tables

/// The form of a number in `to_text`: `0.00`, `#,##0.0`, `#.##0,00`, `0000`, `0.0%`, or a style by name.
///
/// The last of `.` and `,` before the final zeros is the decimal mark, one before `##0` separates thousands.
struct NumberFormat: Sendable {
    private let whole: Int
    private let decimals: Int?
    private let point: String
    private let group: String?
    private let isPercent: Bool

    /// - Throws: `FunctionProblem` for a form that is not one.
    init(_ written: String) throws {
        if let style = NumberText.style(written) {
            whole = 1
            decimals = nil
            point = style == .vi ? "," : "."
            group = style == .vi ? "." : nil
            isPercent = false
            return
        }
        var rest = Substring(written)
        isPercent = rest.last == "%"
        if isPercent { rest.removeLast() }
        var group: String?
        for mark in [",", "."] where rest.hasPrefix("#" + mark + "##") {
            group = mark
            rest = rest.dropFirst(4)
        }
        let zeros = rest.prefix { $0 == "0" }
        rest = rest.dropFirst(zeros.count)
        var point = "."
        var decimals = 0
        if let mark = rest.first, mark == "." || mark == ",", String(mark) != group {
            point = String(mark)
            rest.removeFirst()
            decimals = rest.prefix { $0 == "0" }.count
            rest = rest.dropFirst(decimals)
            if decimals == 0 { rest = "?" }
        } else if let group {
            point = group == "." ? "," : "."
        }
        guard !zeros.isEmpty, rest.isEmpty, decimals <= 30, zeros.count <= 40 else {
            throw FunctionProblem(.badNumberFormat(written), argument: 1)
        }
        whole = zeros.count
        self.decimals = decimals
        self.point = point
        self.group = group
    }

    /// `nil` for a value that is no number.
    func text(_ value: Value) -> String? {
        switch value {
        case .int(let number): return text(Decimal(Int128(number)))
        case .decimal(let number): return text(number)
        case .float(let number):
            // Rounded from the shortest decimal, which is the number that people see.
            guard let decimal = Decimal("\(number)") else { return FloatText.short(number) }
            return text(decimal)
        case .ratio(let top, let bottom):
            guard isPercent, let decimals, let digits = RatioText.percent(top, bottom, digits: decimals) else {
                return ExactRatio(top, bottom)?.double.flatMap { text(.float($0)) }
            }
            return laidOut(digits) + "%"
        case .missing, .bool, .text, .date, .timestamp, .period, .duration, .list: return nil
        }
    }

    private func text(_ number: Decimal) -> String {
        var number = number
        if isPercent {
            if number.scale >= 2 { number.scale -= 2 } else if let larger = Decimal(number.mantissa, scale: number.scale).rescaled(to: 2) {
                number = Decimal(larger.mantissa)
            }
        }
        guard let decimals else { return laidOut(number.normalized.description) }
        let rounded = number.rounded(to: decimals)
        var digits = rounded.description
        if rounded.scale < decimals {
            if rounded.scale == 0 { digits += "." }
            digits += String(repeating: "0", count: decimals - rounded.scale)
        }
        return laidOut(digits) + (isPercent ? "%" : "")
    }

    /// Digits with a point, in the marks and the width of this form.
    private func laidOut(_ plain: String) -> String {
        let isNegative = plain.hasPrefix("-")
        let parts = plain.dropFirst(isNegative ? 1 : 0).split(separator: ".", omittingEmptySubsequences: false)
        var integer = String(parts[0])
        if integer.count < whole { integer = String(repeating: "0", count: whole - integer.count) + integer }
        if let group {
            var grouped = ""
            for (index, digit) in integer.enumerated() {
                if index > 0, (integer.count - index) % 3 == 0 { grouped += group }
                grouped.append(digit)
            }
            integer = grouped
        }
        return (isNegative ? "-" : "") + integer + (parts.count > 1 ? point + parts[1] : "")
    }
}
