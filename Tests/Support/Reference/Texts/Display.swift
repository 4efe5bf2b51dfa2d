import Glibc
import Semantics

/// Values as `{…}` and `to_text` write them, in the plain style.
struct Display {
    let run: ReferenceRun

    func text(_ value: Value, _ type: Type) -> String {
        if value.isAbsent { return "–" }
        switch value {
        case .missing: return "–"
        case .bool(let truth): return truth ? "true" : "false"
        case .int(let number): return String(number)
        case .decimal(let number): return Digits(number).text
        case .float(let number): return type.kind == .points ? points(number) : Display.float(number)
        case .text(let text):
            guard case .link(let table) = type.kind else { return text }
            return label(text, run.table(table))
        case .date(let day): return Day(day).text
        case .timestamp(let utc): return timestamp(utc)
        case .period(let period): return period.name
        case .duration(let span): return duration(span)
        case .ratio: return percent(value, digits: 1).map { $0 + "%" } ?? "–"
        case .list(let values): return "[" + values.map { text($0, Type(.nothing)) }.joined(separator: ", ") + "]"
        }
    }

    /// What people see of a link; its key where no row has it or the row has no label.
    private func label(_ key: String, _ table: ReferenceTable) -> String {
        guard let row = table.row(of: key), let column = table.info.labelColumn else { return key }
        return table.value(row, column).keyText ?? key
    }

    /// At most twelve significant digits, without zeros at the end and without an exponent from 1e-7 up to 1e21.
    static func float(_ number: Double) -> String {
        if number == 0 { return "0" }
        guard let exact = Exact(.float(number)) else { return number.isNaN ? "nan" : number < 0 ? "-inf" : "inf" }
        var exponent = 0
        let ten = Exact(BigInteger(10), .one)
        var mantissa = exact.magnitude
        while mantissa.order(ten) >= 0 {
            mantissa = mantissa / ten
            exponent += 1
        }
        while mantissa.order(Exact(.one, .one)) < 0 {
            mantissa = mantissa * ten
            exponent -= 1
        }
        // Twelve digits, to the even neighbour of two that are equally near, as the C library has it.
        let scaled = mantissa * Exact(.powerOfTen(11), .one)
        var whole = scaled.floor
        let half = (scaled - Exact(whole, .one)).order(Exact(.one, BigInteger(2)))
        if half > 0 || half == 0 && (whole.int64 ?? 0) % 2 == 1 { whole = whole + .one }
        if whole.order(.powerOfTen(12)) == 0 {
            whole = .powerOfTen(11)
            exponent += 1
        }
        var digits = String(whole.int64 ?? 0)
        while digits.count > 1, digits.hasSuffix("0") { digits.removeLast() }
        let sign = number < 0 ? "-" : ""
        if exponent < -7 || exponent > 20 {
            let fraction = digits.count > 1 ? "." + digits.dropFirst() : ""
            return "\(sign)\(digits.prefix(1))\(fraction)e\(exponent < 0 ? "-" : "+")\(abs(exponent))"
        }
        if exponent < 0 { return sign + "0." + String(repeating: "0", count: -exponent - 1) + digits }
        while digits.count <= exponent { digits += "0" }
        let beforePoint = digits.prefix(exponent + 1)
        let rest = digits.dropFirst(exponent + 1)
        return sign + beforePoint + (rest.isEmpty ? "" : "." + rest)
    }

    /// `+2.0 points` of 0.02
    private func points(_ fraction: Double) -> String {
        let tenths = (fraction * 1_000).rounded(.toNearestOrAwayFromZero)
        guard abs(tenths) < 1e15 else { return Display.float(fraction * 100) }
        let size = Int(abs(tenths))
        return (tenths > 0 ? "+" : tenths < 0 ? "-" : "") + "\(size / 10).\(size % 10) points"
    }

    /// The percentage with so many decimals, rounded once, half away from zero.
    func percent(_ ratio: Value, digits: Int) -> String? {
        guard let share = Ratio.exact(ratio) else { return nil }
        let scaled = (share * Exact(.powerOfTen(digits + 2), .one)).rounded
        return Digits(scaled, scale: digits).text(decimals: digits)
    }

    private func timestamp(_ utc: Int64) -> String {
        let moment = Moment(utc, zoneMinutes: run.world.zoneMinutes)
        var text = "\(Day(moment.day).text) \(padded(moment.hour, 2)):\(padded(moment.minute, 2))"
        let fraction = Int(moment.microseconds % 1_000_000)
        if moment.second != 0 || fraction != 0 { text += ":" + padded(moment.second, 2) }
        if fraction != 0 {
            var digits = padded(fraction, 6)
            while digits.hasSuffix("0") { digits.removeLast() }
            text += "." + digits
        }
        return text
    }

    private func duration(_ span: Duration) -> String {
        var parts: [String] = []
        for (number, unit) in [(span.months, "month"), (span.days, "day"), (span.workingDays, "working day")] where number != 0 {
            parts.append("\(number) \(unit)\(number == 1 || number == -1 ? "" : "s")")
        }
        return parts.isEmpty ? "0 days" : parts.joined(separator: " ")
    }
}

/// The decimal digits of an exact number.
struct Digits {
    private let isNegative: Bool
    /// Without sign.
    private let whole: String
    private let fraction: String

    init(_ number: Decimal) {
        self.init(BigInteger(number.mantissa), scale: number.scale)
    }

    /// mantissa ÷ 10^scale
    init(_ mantissa: BigInteger, scale: Int) {
        isNegative = mantissa.isNegative
        var digits = ""
        var rest = mantissa.magnitude
        while !rest.isZero {
            let (quotient, digit) = rest.divided(by: BigInteger(10))
            digits = "\(digit.int64 ?? 0)" + digits
            rest = quotient
        }
        while digits.count <= scale { digits = "0" + digits }
        whole = String(digits.dropLast(scale))
        fraction = String(digits.suffix(scale))
    }

    /// Without zeros at the end.
    var text: String {
        var fraction = fraction
        while fraction.hasSuffix("0") { fraction.removeLast() }
        return sign + whole + (fraction.isEmpty ? "" : "." + fraction)
    }

    /// With exactly so many decimals; no digit but zeros is lost.
    func text(decimals: Int) -> String { text(decimals: decimals, width: 1, point: ".", group: nil) }

    /// - Parameters:
    ///   - decimals: `nil` for as many as it has.
    ///   - width: of the part before the point, filled up with zeros.
    func text(decimals: Int?, width: Int, point: String, group: String?) -> String {
        var fraction = fraction
        if let decimals {
            while fraction.count < decimals { fraction += "0" }
            fraction = String(fraction.prefix(decimals))
        } else {
            while fraction.hasSuffix("0") { fraction.removeLast() }
        }
        var whole = whole
        while whole.count < width { whole = "0" + whole }
        if let group {
            var grouped = ""
            while whole.count > 3 {
                grouped = group + whole.suffix(3) + grouped
                whole = String(whole.dropLast(3))
            }
            whole += grouped
        }
        return sign + whole + (fraction.isEmpty ? "" : point + fraction)
    }

    private var sign: String { isNegative && (whole + fraction).contains { $0 != "0" } ? "-" : "" }
}
