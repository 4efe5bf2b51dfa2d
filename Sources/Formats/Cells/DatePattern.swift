import Semantics

/// How a file writes its dates: `dd/MM/yyyy`, `d-M-yy`, `yyyyMMdd`, `dd/MM/yyyy HH:mm:ss`.
///
/// `d`, `M`, `H`, `m` and `s` take one or two digits, doubled ones two, or one where a sign follows; `yyyy` four, `yy` two (1970 to
/// 2069). Everything else stands for itself. Where a pattern names no time, one may follow the date: `30/06/2019 14:05`.
struct DatePattern: Hashable, Sendable {
    private enum Part: Hashable {
        case field(Field, fixed: Bool)
        case year
        case shortYear
        case sign(UInt8)
    }
    private enum Field: Int { case day, month, hour, minute, second }
    private let parts: [Part]
    private let hasTime: Bool
    let text: String

    /// `nil` when the text does not name day, month and year once each, and of a time at least hour and minute.
    init?(_ text: String) {
        var parts: [Part] = []
        var counts = [0, 0, 0, 0, 0]
        var years = 0
        var rest = Array(text.utf8)[...]
        while let first = rest.first {
            let run = rest.prefix { $0 == first }.count
            let field: Field? = switch first {
            case UInt8(ascii: "d"): .day
            case UInt8(ascii: "M"): .month
            case UInt8(ascii: "H"): .hour
            case UInt8(ascii: "m"): .minute
            case UInt8(ascii: "s"): .second
            default: nil
            }
            if let field {
                guard run <= 2 else { return nil }
                parts.append(.field(field, fixed: run == 2))
                counts[field.rawValue] += 1
            } else if first == UInt8(ascii: "y") {
                guard run == 4 || run == 2 else { return nil }
                parts.append(run == 4 ? .year : .shortYear)
                years += 1
            } else if (0x61...0x7A).contains(first | 0x20) {
                return nil
            } else {
                parts.append(contentsOf: repeatElement(.sign(first), count: run))
            }
            rest = rest.dropFirst(run)
        }
        let (hours, minutes, seconds) = (counts[Field.hour.rawValue], counts[Field.minute.rawValue], counts[Field.second.rawValue])
        guard counts[Field.day.rawValue] == 1, counts[Field.month.rawValue] == 1, years == 1, hours <= 1, minutes == hours, seconds <= hours else { return nil }
        self.parts = parts
        self.text = text
        hasTime = hours == 1
    }

    /// Whether the day stands before the month.
    var isDayFirst: Bool { text.first { $0 == "d" || $0 == "M" } == "d" }

    /// Whether nothing but digits is written, as under `yyyyMMdd`.
    var isOfDigits: Bool {
        parts.allSatisfy { if case .sign = $0 { false } else { true } }
    }

    /// Days since 1970-01-01; `nil` where a time other than midnight stands with the date.
    func day(_ bytes: UnsafePointer<UInt8>, _ count: Int) -> Int32? {
        guard let (moment, end) = read(bytes, count), end == count, moment.microsecond == 0 else { return nil }
        return moment.day
    }

    /// The day and the microseconds since its midnight, which is meant where no time stands.
    func moment(_ bytes: UnsafePointer<UInt8>, _ count: Int) -> (day: Int32, microsecond: Int64)? {
        guard let (moment, end) = read(bytes, count) else { return nil }
        if end == count { return moment }
        guard !hasTime, bytes[end] == UInt8(ascii: " ") || bytes[end] == UInt8(ascii: "T"),
            let time = DateText.clock(bytes + end + 1, count - end - 1)
        else { return nil }
        return (moment.day, time)
    }

    /// What the pattern itself describes, and where it ends.
    private func read(_ bytes: UnsafePointer<UInt8>, _ count: Int) -> (moment: (day: Int32, microsecond: Int64), end: Int)? {
        var index = 0
        var year = 0
        var fields = (day: 0, month: 0, hour: 0, minute: 0, second: 0)
        func number(_ least: Int, _ most: Int) -> Int? {
            var value = 0
            var digits = 0
            while digits < most, index < count, bytes[index] &- 0x30 <= 9 {
                value = value * 10 + Int(bytes[index] &- 0x30)
                index += 1
                digits += 1
            }
            return digits >= least ? value : nil
        }
        for (place, part) in parts.enumerated() {
            switch part {
            case .field(let field, let fixed):
                // Two digits are certain only where nothing marks the end.
                let isBeforeSign = place + 1 < parts.count && { if case .sign = parts[place + 1] { true } else { false } }()
                guard let value = number(fixed && !isBeforeSign ? 2 : 1, 2) else { return nil }
                switch field {
                case .day: fields.day = value
                case .month: fields.month = value
                case .hour: fields.hour = value
                case .minute: fields.minute = value
                case .second: fields.second = value
                }
            case .year:
                guard let value = number(4, 4) else { return nil }
                year = value
            case .shortYear:
                guard let value = number(2, 2) else { return nil }
                year = value < 70 ? 2_000 + value : 1_900 + value
            case .sign(let sign):
                guard index < count, bytes[index] == sign else { return nil }
                index += 1
            }
        }
        guard fields.hour < 24, fields.minute < 60, fields.second < 60,
            let day = DateText.days(year: UInt32(clamping: year), month: UInt32(clamping: fields.month), day: UInt32(clamping: fields.day))
        else { return nil }
        return ((day, Int64(fields.hour * 3_600 + fields.minute * 60 + fields.second) * 1_000_000), index)
    }
}
