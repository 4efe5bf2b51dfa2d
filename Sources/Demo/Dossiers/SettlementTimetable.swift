/// Working days as day offsets, for moving the settlement of copies about.
struct SettlementTimetable {
    /// Working days from 2018-01-01 to the last day known.
    private let days: [Int16]
    /// For each day offset: how many working days there are up to and including it.
    private let countThrough: [Int]
    /// For each working day: the first and last working day of its month, as indices of `days`.
    private let firstOfMonth: [Int]
    private let lastOfMonth: [Int]

    init(calendar: OfficeCalendar) {
        var days: [Int16] = []
        var counts: [Int] = []
        var months: [Int] = []
        for number in Dossier.epoch.number...OfficeCalendar.last.number {
            let day = CivilDay(number: number)
            if calendar.isWorking(day) && day <= DossierPlan.lastDay {
                days.append(day.offset)
                months.append(day.parts.year * 12 + day.parts.month)
            }
            counts.append(days.count)
        }
        firstOfMonth = months.map { month in months.firstIndex(of: month) ?? 0 }
        lastOfMonth = months.map { month in months.lastIndex(of: month) ?? 0 }
        self.days = days
        countThrough = counts
    }

    /// The day of settlement of a copy: `shift` working days from the plan's, in the same month and on the same side of the day
    /// of return. Paused dossiers and those settled on the day of receipt keep theirs.
    func other(than dossier: Dossier, shift: Int) -> Int {
        guard dossier.pause == .none, dossier.finished > dossier.received else { return Int(dossier.finished) }
        let planned = countThrough[Int(dossier.finished)] - 1
        var low = max(firstOfMonth[planned], countThrough[Int(dossier.received)])
        var high = lastOfMonth[planned]
        if dossier.isInTime {
            high = min(high, countThrough[Int(dossier.due)] - 1)
        } else if dossier.hasDue {
            low = max(low, countThrough[Int(dossier.due)])
        }
        return Int(days[min(max(planned + shift, low), high)])
    }

    /// The n-th working day after one; itself for 0; `nil` past the last day known.
    func workingDay(_ n: Int, after day: Int) -> Int? {
        let index = countThrough[day] - 1 + n
        return index < days.count ? Int(days[index]) : nil
    }
}
