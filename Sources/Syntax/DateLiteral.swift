/// What may stand after `@`: a day, a minute, a calendar period or a period relative to `$as_of`.
enum DateLiteral {
    /// Why a text is none of these, and what was probably meant.
    struct Mistake {
        var reason: String
        var repair: String?
    }

    static let units = ["day", "week", "month", "quarter", "half", "year"]

    /// Words that people try after `@`, and ours.
    private static let foreignWords: [(word: String, ours: String)] = [
        ("now", "today"), ("hôm_nay", "today"), ("yesterday", "last_day"), ("tomorrow", "today"),
        ("day", "this_day"), ("week", "this_week"), ("month", "this_month"),
        ("quarter", "this_quarter"), ("half", "this_half"), ("year", "this_year"),
        ("current_month", "this_month"), ("current_quarter", "this_quarter"), ("current_year", "this_year"),
        ("previous_month", "last_month"), ("previous_quarter", "last_quarter"), ("previous_year", "last_year"),
    ]

    /// A date or period as it is written, with its `@`; `nil` when the text is none, nor nearly one.
    static func written(_ text: String) -> String? {
        guard let mistake = mistake(in: text) else { return "@" + text }
        return mistake.repair.map { "@" + $0 }
    }

    /// `nil` when the text, without its `@`, is a date or a period.
    static func mistake(in text: String) -> Mistake? {
        guard let first = text.utf8.first else {
            return Mistake(reason: "after '@' comes a date or a period: @2019-06-30, @2019-06, @2019-Q2, @2019-H1, @2019", repair: nil)
        }
        if first >= UInt8(ascii: "0") && first <= UInt8(ascii: "9") { return numericMistake(in: text) }
        if text == "today" { return nil }
        for prefix in ["this_", "last_"] where text.hasPrefix(prefix) && units.contains(String(text.dropFirst(prefix.count))) {
            return nil
        }
        let repair = foreignWords.first { $0.word == text.lowercased() }?.ours ?? yearFirst(text)
        return Mistake(reason: "relative periods are @today, @this_month, @last_quarter and so on", repair: repair)
    }

    private static func numericMistake(in text: String) -> Mistake? {
        let shapes = Mistake(reason: "write it like @2019-06-30, @2019-06, @2019-Q2, @2019-H1 or @2019", repair: nil)
        if text.contains("/") { return Mistake(reason: "a date is written year-month-day, with '-'", repair: reordered(text, separator: "/")) }
        let parts = text.split(separator: "-", omittingEmptySubsequences: false).map(String.init)
        guard let year = number(parts[0], digits: 4) else {
            let repair = reordered(text, separator: "-") ?? reordered(text, separator: ".") ?? joined(text)
            return repair == nil ? shapes : Mistake(reason: "a date is written year-month-day", repair: repair)
        }
        if year == 0 { return Mistake(reason: "there is no year 0", repair: nil) }
        switch parts.count {
        case 1: return nil
        case 2: return periodMistake(parts[1], year: year, yearText: parts[0])
        case 3: return dayMistake(year: year, yearText: parts[0], month: parts[1], day: parts[2], otherwise: shapes)
        default: return shapes
        }
    }

    private static func periodMistake(_ part: String, year: Int, yearText: String) -> Mistake? {
        if let month = number(part, digits: 2) {
            return (1...12).contains(month) ? nil : Mistake(reason: "there is no month \(month)", repair: nil)
        }
        if let month = number(part, digits: 1), month > 0 {
            return Mistake(reason: "a month has two digits", repair: "\(yearText)-0\(month)")
        }
        switch part {
        case "H1", "H2", "Q1", "Q2", "Q3", "Q4", "9M": return nil
        case "h1", "h2", "q1", "q2", "q3", "q4", "9m":
            return Mistake(reason: "the letter is a capital", repair: "\(yearText)-\(part.uppercased())")
        default: break
        }
        if part.hasPrefix("W"), let week = number(String(part.dropFirst()), digits: 2) {
            let last = weeks(inYear: year)
            return (1...last).contains(week) ? nil : Mistake(reason: "\(yearText) has weeks 01 to \(last)", repair: nil)
        }
        if part.hasPrefix("Q") { return Mistake(reason: "quarters are Q1 to Q4", repair: nil) }
        if part.hasPrefix("H") { return Mistake(reason: "half years are H1 and H2", repair: nil) }
        return Mistake(reason: "after the year come a month (-06), a quarter (-Q2), a half (-H1), -9M or a week (-W07)", repair: nil)
    }

    private static func dayMistake(year: Int, yearText: String, month: String, day: String, otherwise: Mistake) -> Mistake? {
        let dayAndTime = day.split(separator: "T", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
        guard let monthNumber = number(month, digits: 2), let dayNumber = number(dayAndTime[0], digits: 2) else {
            if let shortMonth = Int(month), let shortDay = Int(day), (1...12).contains(shortMonth), (1...days(inMonth: shortMonth, of: year)).contains(shortDay) {
                return Mistake(reason: "months and days have two digits", repair: "\(yearText)-\(padded(shortMonth))-\(padded(shortDay))")
            }
            return otherwise
        }
        guard (1...12).contains(monthNumber) else { return Mistake(reason: "there is no month \(monthNumber)", repair: nil) }
        let last = days(inMonth: monthNumber, of: year)
        guard (1...last).contains(dayNumber) else {
            return Mistake(reason: "\(yearText)-\(month) has days 01 to \(last)", repair: nil)
        }
        if dayAndTime.count == 1 { return nil }
        let time = dayAndTime[1].split(separator: ":", omittingEmptySubsequences: false).map(String.init)
        guard time.count == 2, let hour = number(time[0], digits: 2), let minute = number(time[1], digits: 2), hour < 24, minute < 60 else {
            return Mistake(reason: "a time is written T14:05, hours 00 to 23", repair: nil)
        }
        return nil
    }

    /// `30/06/2019` as `2019-06-30`, `2019/06/30` likewise; nil when that is no day either.
    private static func reordered(_ text: String, separator: Character) -> String? {
        var parts = text.split(separator: separator).map(String.init)
        guard parts.count == 3 || parts.count == 2, parts.allSatisfy({ Int($0) != nil }) else { return nil }
        if parts[0].count != 4 { parts.reverse() }
        guard parts[0].count == 4 else { return nil }
        let repair = parts.map { $0.utf8.count == 1 ? "0" + $0 : $0 }.joined(separator: "-")
        return repair != text && mistake(in: repair) == nil ? repair : nil
    }

    /// `2019-Q2` for `2019Q2`.
    private static func joined(_ text: String) -> String? {
        // Without a year in front the repair would be in need of the same repair.
        guard number(String(text.prefix(4)), digits: 4) != nil, text.utf8.count > 4 else { return nil }
        let repair = "\(text.prefix(4))-\(text.dropFirst(4).uppercased())"
        return mistake(in: repair) == nil ? repair : nil
    }

    /// `2019-Q2` for `Q2-2019` and `Q2/2019`.
    private static func yearFirst(_ text: String) -> String? {
        let parts = text.uppercased().split { $0 == "-" || $0 == "/" }.map(String.init)
        guard parts.count == 2 else { return nil }
        let repair = "\(parts[1])-\(parts[0])"
        return repair.first?.isNumber == true && mistake(in: repair) == nil ? repair : nil
    }

    private static func number(_ text: String, digits: Int) -> Int? {
        text.utf8.count == digits && text.utf8.allSatisfy { $0 >= UInt8(ascii: "0") && $0 <= UInt8(ascii: "9") } ? Int(text) : nil
    }

    private static func padded(_ number: Int) -> String {
        number < 10 ? "0\(number)" : String(number)
    }

    private static func days(inMonth month: Int, of year: Int) -> Int {
        switch month {
        case 2: isLeap(year) ? 29 : 28
        case 4, 6, 9, 11: 30
        default: 31
        }
    }

    private static func isLeap(_ year: Int) -> Bool {
        year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
    }

    /// 53 in the ISO years that begin on a Thursday, or on a Wednesday in a leap year; else 52 (ISO 8601).
    private static func weeks(inYear year: Int) -> Int {
        let before = year - 1
        // 0 is Monday: 1 January of year 1 was one.
        let firstWeekday = (before * 365 + before / 4 - before / 100 + before / 400) % 7
        return firstWeekday == 3 || (firstWeekday == 2 && isLeap(year)) ? 53 : 52
    }
}
