/// The days of 2016 to 2020 on which offices work, from `calendar.csv`.
///
/// Monday to Friday without the listed days off, and the listed make-up Saturdays. Working days are numbered, so that
/// the n-th working day after a day is one addition and two loads. Days are counted from 2016-01-01.
struct OfficeCalendar {
    static let first = CivilDay(2016, 1, 1)
    static let last = CivilDay(2020, 12, 31)

    /// `countThrough[d]`: working days up to and including day d.
    private let countThrough: [Int]
    private let workingDays: [CivilDay]
    private let holidays: Set<CivilDay>

    init() {
        var off: Set<CivilDay> = []
        var working: Set<CivilDay> = []
        for line in Catalogue.calendar.split(separator: "\n").dropFirst() {
            let fields = line.split(separator: ",")
            guard let day = CivilDay(fields[0]) else { continue }
            if fields[1] == "off" { off.insert(day) } else { working.insert(day) }
        }
        var counts: [Int] = []
        var days: [CivilDay] = []
        for number in Self.first.number...Self.last.number {
            let day = CivilDay(number: number)
            if working.contains(day) || (day.weekday < 5 && !off.contains(day)) { days.append(day) }
            counts.append(days.count)
        }
        countThrough = counts
        workingDays = days
        holidays = off
    }

    func isWorking(_ day: CivilDay) -> Bool {
        let index = day - Self.first
        return countThrough[index] > (index == 0 ? 0 : countThrough[index - 1])
    }

    func isHoliday(_ day: CivilDay) -> Bool { holidays.contains(day) }

    /// Working days d with a < d ≤ b.
    func count(after a: CivilDay, through b: CivilDay) -> Int { countThrough[b - Self.first] - countThrough[a - Self.first] }

    /// How many working days there are up to and including `day`; the number of the first one after it.
    func number(after day: CivilDay) -> Int { countThrough[day - Self.first] }

    /// The working day with that number, the calendar's first being 0.
    func day(_ number: Int) -> CivilDay { workingDays[number] }

    /// The n-th working day after `day`, for n ≥ 1. The day itself is not counted (Civil Code 2015, art. 147).
    func adding(_ n: Int, to day: CivilDay) -> CivilDay { workingDays[number(after: day) + n - 1] }

    /// `day`, or the next working day where it is none (Civil Code 2015, art. 148).
    func onOrAfter(_ day: CivilDay) -> CivilDay { isWorking(day) ? day : adding(1, to: day) }
}
