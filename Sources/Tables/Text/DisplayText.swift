import Columns
import Semantics

/// How numbers, dates and periods look to a person.
package enum NumberStyle: String, Sendable, CaseIterable {
    /// `1.234.567,5` · `94,9%` · `30/06/2019` · `quý II/2019`
    case vi
    /// `1234567.5` · `94.9%` · `2019-06-30` · `2019-Q2`
    case c = "C"
}

/// Values as text for people: in tables, documents and `{…}`. Machine formats write values themselves.
///
/// Nothing is rounded but what has no exact text: a ratio shows one decimal of its percentage, rounded half away
/// from zero from numerator and denominator, and a float 12 significant digits or all before the point. Currencies are in the
/// heading, not in the cell. A link is shown by its label, which the caller has looked up; here it is its key.
package struct DisplayText: Sendable {
    package let style: NumberStyle
    package let zone: Zone

    /// What stands for a missing value.
    package static let missing = "–"

    package init(style: NumberStyle, zone: Zone = .hoChiMinh) {
        self.style = style
        self.zone = zone
    }

    package func text(_ value: Value, type: Type) -> String {
        switch value {
        case .missing: Self.missing
        case .bool(let flag): flag ? "true" : "false"
        case .int(let number): type.kind == .points ? points(Double(number)) : self.number(String(number))
        case .decimal(let number): decimal(number, type)
        case .float(let number): type.kind == .points ? points(number) : self.number(FloatText.short(number))
        case .text(let text): text
        case .date(let day): date(day)
        case .timestamp(let moment): timestamp(moment)
        case .period(let period): self.period(period)
        case .duration(let duration): self.duration(duration)
        case .ratio(let numerator, let denominator): percent(numerator, denominator)
        case .list(let values): "[" + values.map { text($0, type: Self.element(of: type)) }.joined(separator: ", ") + "]"
        }
    }

    /// One cell of a column.
    package func cell(_ column: Column, row: Int, type: Type) -> String {
        text(column.value(row, type: type), type: type)
    }

    private static func element(of type: Type) -> Type {
        if case .list(let kind) = type.kind { Type(kind) } else { type }
    }

    private func decimal(_ number: Decimal, _ type: Type) -> String {
        type.kind == .points ? points(number.double) : self.number(number.normalized.description)
    }

    // MARK: Numbers

    /// Digits with a point, as people write them here: `-1234567.5` → `-1.234.567,5`.
    package func number(_ plain: String) -> String {
        guard style == .vi else { return plain }
        // Exponents and what is no number stay as they are.
        guard plain.utf8.allSatisfy({ $0 >= 0x30 && $0 <= 0x39 || $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: ".") }) else {
            return plain.replacingPoint()
        }
        let isNegative = plain.utf8.first == UInt8(ascii: "-")
        let parts = plain.dropFirst(isNegative ? 1 : 0).split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false)
        let whole = Array(parts[0].utf8)
        var grouped = isNegative ? "-" : ""
        for (index, digit) in whole.enumerated() {
            if index > 0, (whole.count - index) % 3 == 0 { grouped.append(".") }
            grouped.append(Character(Unicode.Scalar(digit)))
        }
        return parts.count == 2 ? grouped + "," + parts[1] : grouped
    }

    /// `94,9%`. What cannot be divided is missing.
    package func percent(_ numerator: Value, _ denominator: Value) -> String {
        guard let digits = RatioText.percent(numerator, denominator, digits: 1) else { return Self.missing }
        return number(digits) + "%"
    }

    /// `+2,0 điểm %` of a fraction 0.02.
    private func points(_ fraction: Double) -> String {
        let tenths = (fraction * 1_000).rounded(.toNearestOrAwayFromZero)
        guard tenths.isFinite, abs(tenths) < 1e15 else { return number(FloatText.short(fraction * 100)) }
        let magnitude = Int64(abs(tenths))
        let sign = tenths > 0 ? "+" : tenths < 0 ? "-" : ""
        let digits = number("\(magnitude / 10).\(magnitude % 10)")
        return sign + digits + (style == .vi ? " điểm %" : " points")
    }

    // MARK: Time

    package func date(_ day: Int32) -> String {
        let civil = CivilDate(days: day)
        let (d, m, y) = (Self.padded(civil.day, 2), Self.padded(civil.month, 2), Self.padded(civil.year, 4))
        return style == .vi ? "\(d)/\(m)/\(y)" : "\(y)-\(m)-\(d)"
    }

    /// The day and the minute in the model's zone; seconds when there are any.
    package func timestamp(_ moment: Int64) -> String {
        let time = LocalTime(moment, zone)
        var text = "\(date(time.day)) \(Self.padded(time.hour, 2)):\(Self.padded(time.minute, 2))"
        if time.second != 0 || time.microsecond != 0 { text += ":" + Self.padded(time.second, 2) }
        if time.microsecond != 0 {
            var fraction = Self.padded(time.microsecond, 6)
            while fraction.last == "0" { fraction.removeLast() }
            text += (style == .vi ? "," : ".") + fraction
        }
        return text
    }

    /// The language's own name, or the words that reports use for it: `quý II/2019`, `6 tháng đầu năm 2019`.
    package func period(_ period: Period) -> String {
        let name = period.name
        guard style == .vi else { return name }
        let year = name.prefix(4)
        switch name.dropFirst(4) {
        case "": return "năm \(year)"
        case "-H1": return "6 tháng đầu năm \(year)"
        case "-H2": return "6 tháng cuối năm \(year)"
        case "-9M": return "9 tháng đầu năm \(year)"
        case "-Q1": return "quý I/\(year)"
        case "-Q2": return "quý II/\(year)"
        case "-Q3": return "quý III/\(year)"
        case "-Q4": return "quý IV/\(year)"
        case let rest where rest.hasPrefix("-W"): return "tuần \(Int(rest.dropFirst(2)) ?? 0)/\(year)"
        case let rest where rest.utf8.count == 3: return "tháng \(Int(rest.dropFirst()) ?? 0)/\(year)"
        default:
            return period.first == period.last ? date(period.first) : "\(date(period.first)) – \(date(period.last))"
        }
    }

    /// `3 tháng`, `15 ngày làm việc`; each part that is not 0.
    package func duration(_ duration: Duration) -> String {
        let isVietnamese = style == .vi
        func part(_ number: Int32, _ vietnamese: String, _ english: String) -> String? {
            if number == 0 { return nil }
            return "\(number) " + (isVietnamese ? vietnamese : abs(Int(number)) == 1 ? english : english + "s")
        }
        let parts = [
            part(duration.months, "tháng", "month"),
            part(duration.days, "ngày", "day"),
            part(duration.workingDays, "ngày làm việc", "working day"),
        ].compactMap { $0 }
        return parts.isEmpty ? (isVietnamese ? "0 ngày" : "0 days") : parts.joined(separator: " ")
    }

    private static func padded(_ number: Int, _ width: Int) -> String {
        let digits = String(number)
        return String(repeating: "0", count: max(0, width - digits.count)) + digits
    }
}

extension String {
    /// With a comma for the decimal point.
    fileprivate func replacingPoint() -> String { String(map { $0 == "." ? "," : $0 }) }
}
