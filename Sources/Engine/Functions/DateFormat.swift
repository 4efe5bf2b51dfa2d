import Semantics
import Tables

/// The form of a day or moment in text: `dd/MM/yyyy`, `yyyy-MM-dd HH:mm:ss`. Words stand for themselves, `dd tháng MM năm yyyy`, unless they are such as
/// other programs have for days and months.
///
/// Reading is as strict as the form, except that `dd`, `MM`, `HH` take one digit where a mark follows: people
/// write 1/9/2019. A year of two digits is one from 1970 to 2069.
struct DateFormat: Sendable {
    private enum Part: Sendable, Equatable {
        case day(Int), month(Int), year(Int), hour(Int), minute(Int), second(Int)
        case mark(Character)
    }

    private let parts: [Part]

    /// - Throws: `FunctionProblem` for a form that cannot be read again, or that can only be one of another program.
    init(_ written: String) throws {
        var parts: [Part] = []
        var rest = Substring(written)
        while let first = rest.first {
            let word = rest.prefix(while: \.isLetter)
            if let units = Self.units(word) {
                parts += units
            } else if ForeignDateForm.begins(word.isEmpty ? rest : word) {
                let letters = first == "%" ? rest.prefix(2) : rest.prefix { $0 == first }
                throw FunctionProblem(.badDateFormat(String(letters)), argument: 1, repair: ForeignDateForm.literal(written))
            } else {
                parts += (word.isEmpty ? rest.prefix(1) : word).map { .mark($0) }
            }
            rest = rest.dropFirst(max(1, word.count))
        }
        self.parts = parts
        if namesMinutesOfDay { throw FunctionProblem(.minutesWithoutHour(written), argument: 1, repair: ForeignDateForm.literal(written)) }
    }

    /// What letters without a mark between them stand for: `dd`, `yyyyMMdd`, `ddTHH`; `nil` for a word, as the `năm` of `dd tháng MM năm yyyy`.
    private static func units(_ word: Substring) -> [Part]? {
        var units: [Part] = []
        var rest = word
        while let letter = rest.first {
            let run = rest.prefix { $0 == letter }.count
            switch (letter, run) {
            case ("d", 1...2): units.append(.day(run))
            case ("M", 1...2): units.append(.month(run))
            case ("y", 2), ("y", 4): units.append(.year(run))
            case ("H", 1...2): units.append(.hour(run))
            case ("m", 1...2): units.append(.minute(run))
            case ("s", 1...2): units.append(.second(run))
            case ("T", 1) where !units.isEmpty && run < rest.count: units.append(.mark("T"))
            default: return nil
            }
            rest = rest.dropFirst(run)
        }
        return units.isEmpty ? nil : units
    }

    /// Minutes beside a day, with no hour that they could belong to.
    private var namesMinutesOfDay: Bool {
        var (hasMinute, hasHour, hasDay) = (false, false, false)
        for part in parts {
            switch part {
            case .minute: hasMinute = true
            case .hour: hasHour = true
            case .day, .month, .year: hasDay = true
            case .second, .mark: break
            }
        }
        return hasMinute && hasDay && !hasHour
    }

    /// Year, month and day are all there.
    var namesDay: Bool {
        parts.contains { if case .day = $0 { true } else { false } } && parts.contains { if case .month = $0 { true } else { false } }
            && parts.contains { if case .year = $0 { true } else { false } }
    }

    func text(_ time: LocalTime) -> String {
        let date = CivilDate(days: time.day)
        return parts.map { part in
            switch part {
            case .day(let width): Self.padded(date.day, width)
            case .month(let width): Self.padded(date.month, width)
            case .year(let width): Self.padded(width == 2 ? date.year % 100 : date.year, width)
            case .hour(let width): Self.padded(time.hour, width)
            case .minute(let width): Self.padded(time.minute, width)
            case .second(let width): Self.padded(time.second, width)
            case .mark(let mark): String(mark)
            }
        }.joined()
    }

    /// The day that a text in this form names, in days since 1970-01-01; `nil` when it is not in this form or no such day is.
    func day(_ text: String) -> Int32? {
        var rest = Array(text)[...]
        while rest.first?.isWhitespace == true { rest.removeFirst() }
        while rest.last?.isWhitespace == true { rest.removeLast() }
        var (year, month, day) = (0, 0, 0)
        for (index, part) in parts.enumerated() {
            let isFree: Bool = if index + 1 < parts.count, case .mark = parts[index + 1] { true } else { index + 1 == parts.count }
            func number(_ width: Int) -> Int? {
                var value = 0
                var taken = 0
                while taken < max(width, 2), let digit = rest.first?.asciiValue, (0x30...0x39).contains(digit) {
                    value = value * 10 + Int(digit - 0x30)
                    taken += 1
                    rest.removeFirst()
                }
                return taken > 0 && (taken == width || isFree && width <= 2) ? value : nil
            }
            switch part {
            case .day(let width): guard let found = number(width) else { return nil }; day = found
            case .month(let width): guard let found = number(width) else { return nil }; month = found
            case .year(let width):
                guard let found = number(width), width == 2 || found > 0 else { return nil }
                year = width == 2 ? (found >= 70 ? 1900 : 2000) + found : found
            case .hour(let width): guard let found = number(width), found < 24 else { return nil }
            case .minute(let width), .second(let width): guard let found = number(width), found < 60 else { return nil }
            case .mark(let mark):
                guard rest.first == mark else { return nil }
                rest.removeFirst()
            }
        }
        guard rest.isEmpty else { return nil }
        return CivilDate(year: year, month: month, day: day)?.days
    }

    private static func padded(_ number: Int, _ width: Int) -> String {
        let digits = String(number)
        return String(repeating: "0", count: max(0, width - digits.count)) + digits
    }
}
