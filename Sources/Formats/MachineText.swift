import Columns
import Semantics
import Tables

/// Values as machine formats write them: raw numbers, ISO dates, keys of links. Nothing here is for people.
///
/// Decimals lose trailing zeros, floats and the values of ratios have 12 significant digits, or all before the point, in the shortest
/// form, money has no currency, timestamps carry the zone's offset, periods their name in the language.
package struct MachineText: Sendable {
    let zone: Zone

    package init(zone: Zone) { self.zone = zone }

    /// What kind of thing stands in a column, for formats that tell text from numbers.
    package enum Shape: Sendable {
        /// Numbers and truth values, which JSON writes bare.
        case bare
        case text
    }

    package static func shape(of column: Column, _ type: Type) -> Shape {
        switch column {
        case .missing, .bool, .float, .decimal, .ratio: .bare
        case .int: type.kind == .timestamp ? .text : .bare
        case .date, .text, .coded, .period, .duration: .text
        }
    }

    /// Appends the value of one row; nothing for a missing one.
    ///
    /// - Returns: whether there was a value.
    package func append(_ column: Column, _ row: Int, _ type: Type, to output: inout [UInt8]) -> Bool {
        if let validity = column.validity, !validity[row] { return false }
        switch column {
        case .missing:
            return false
        case .bool(let column):
            output.append(contentsOf: (column.values[row] ? "true" : "false").utf8)
        case .int(let column):
            if type.kind == .timestamp { append(timestamp: column.values[row], to: &output) } else { append(number: column.values[row], to: &output) }
        case .date(let column):
            append(day: column.values[row], to: &output)
        case .float(let column):
            guard column.values[row].isFinite else { return false }
            output.append(contentsOf: FloatText.short(column.values[row]).utf8)
        case .decimal(let column):
            output.append(contentsOf: Decimal(column[row], scale: column.scale).normalized.description.utf8)
        case .text(let column):
            output.append(contentsOf: column[row])
        case .coded(let column):
            output.append(contentsOf: column.dictionary.values[Int(column.codes[row])])
        case .period(let column):
            output.append(contentsOf: Period(first: column.first[row], last: column.last[row]).name.utf8)
        case .duration(let column):
            output.append(contentsOf: Self.text(months: column.months[row], days: column.days[row], workingDays: column.workingDays[row]).utf8)
        case .ratio:
            guard case .ratio(let over, let under) = column.value(row, type: type), let value = ExactRatio(over, under)?.double, value.isFinite else { return false }
            output.append(contentsOf: FloatText.short(value).utf8)
        }
        return true
    }

    /// `3 months`, `1 month 2 days`, `15 working days`; `0 days` when there is nothing.
    static func text(months: Int32, days: Int32, workingDays: Int32) -> String {
        var parts: [String] = []
        if months != 0 { parts.append("\(months) \(abs(months) == 1 ? "month" : "months")") }
        if days != 0 || (months == 0 && workingDays == 0) { parts.append("\(days) \(abs(days) == 1 ? "day" : "days")") }
        if workingDays != 0 { parts.append("\(workingDays) working \(abs(workingDays) == 1 ? "day" : "days")") }
        return parts.joined(separator: " ")
    }

    private func append(number: Int64, to output: inout [UInt8]) {
        output.append(contentsOf: String(number).utf8)
    }

    func append(day: Int32, to output: inout [UInt8]) {
        let date = CivilDate(days: day)
        append(date.year, digits: 4, to: &output)
        output.append(UInt8(ascii: "-"))
        append(date.month, digits: 2, to: &output)
        output.append(UInt8(ascii: "-"))
        append(date.day, digits: 2, to: &output)
    }

    /// `2019-06-30T14:05:00+07:00`; with six decimals when the moment has a fraction of a second.
    /// A moment with its offset.
    package func text(timestamp moment: Int64) -> String {
        var output: [UInt8] = []
        append(timestamp: moment, to: &output)
        return String(decoding: output, as: UTF8.self)
    }

    private func append(timestamp moment: Int64, to output: inout [UInt8]) {
        append(LocalTime(moment, zone), after: UInt8(ascii: "T"), to: &output)
        output.append(UInt8(ascii: zone.offsetMinutes < 0 ? "-" : "+"))
        append(abs(zone.offsetMinutes) / 60, digits: 2, to: &output)
        output.append(UInt8(ascii: ":"))
        append(abs(zone.offsetMinutes) % 60, digits: 2, to: &output)
    }

    /// `2019-06-30 14:05:00`, as the zone's clocks show it.
    func append(localTime moment: Int64, to output: inout [UInt8]) { append(LocalTime(moment, zone), after: UInt8(ascii: " "), to: &output) }

    private func append(_ time: LocalTime, after mark: UInt8, to output: inout [UInt8]) {
        append(day: time.day, to: &output)
        output.append(mark)
        append(time.hour, digits: 2, to: &output)
        output.append(UInt8(ascii: ":"))
        append(time.minute, digits: 2, to: &output)
        output.append(UInt8(ascii: ":"))
        append(time.second, digits: 2, to: &output)
        if time.microsecond != 0 {
            output.append(UInt8(ascii: "."))
            append(time.microsecond, digits: 6, to: &output)
        }
    }

    private func append(_ number: Int, digits: Int, to output: inout [UInt8]) {
        var divisor = 1
        for _ in 1..<digits { divisor *= 10 }
        while divisor > 0 {
            output.append(0x30 + UInt8(number / divisor % 10))
            divisor /= 10
        }
    }
}
