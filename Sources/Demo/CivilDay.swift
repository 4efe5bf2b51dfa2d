/// A day as a number of days since 1970-01-01.
///
/// Conversions follow Howard Hinnant, chrono-compatible low-level date algorithms (2013): the year starts in March, so
/// the leap day is its last day. Valid for the years this generator writes about; no time zone is involved.
struct CivilDay: Comparable, Hashable {
    var number: Int

    init(number: Int) { self.number = number }

    init(_ year: Int, _ month: Int, _ day: Int) {
        let marchYear = month <= 2 ? year - 1 : year
        let era = marchYear / 400
        let yearOfEra = marchYear - era * 400
        let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
        number = era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
    }

    /// Reads `2019-06-30`; `nil` for anything else.
    init?(_ text: Substring) {
        let parts = text.split(separator: "-", omittingEmptySubsequences: false)
        guard parts.count == 3, let year = Int(parts[0]), let month = Int(parts[1]), let day = Int(parts[2]) else { return nil }
        self.init(year, month, day)
    }

    var parts: (year: Int, month: Int, day: Int) {
        let shifted = number + 719_468
        let era = shifted / 146_097
        let dayOfEra = shifted - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let monthFromMarch = (5 * dayOfYear + 2) / 153
        let month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9
        return (yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, dayOfYear - (153 * monthFromMarch + 2) / 5 + 1)
    }

    /// 0 Monday … 6 Sunday. 1970-01-01 was a Thursday.
    var weekday: Int { (number + 3) % 7 }

    /// The same day `months` later, or that month's last day where it has no such day.
    func adding(months: Int) -> CivilDay {
        let (year, month, day) = parts
        let index = year * 12 + month - 1 + months
        let first = CivilDay(index / 12, index % 12 + 1, 1)
        let next = CivilDay((index + 1) / 12, (index + 1) % 12 + 1, 1)
        return CivilDay(number: min(first.number + day - 1, next.number - 1))
    }

    static func < (lhs: CivilDay, rhs: CivilDay) -> Bool { lhs.number < rhs.number }
    static func + (day: CivilDay, days: Int) -> CivilDay { CivilDay(number: day.number + days) }
    static func - (lhs: CivilDay, rhs: CivilDay) -> Int { lhs.number - rhs.number }

    /// `2019-06-30`
    var text: String {
        let (year, month, day) = parts
        return "\(year)-\(month < 10 ? "0" : "")\(month)-\(day < 10 ? "0" : "")\(day)"
    }
}
