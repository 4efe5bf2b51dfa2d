import Semantics

/// The model's calendars by name, the first one first.
package struct Calendars: Sendable {
    package var all: [WorkingCalendar]
    package init(_ all: [WorkingCalendar] = []) { self.all = all }
    package var standard: WorkingCalendar? { all.first }
    package func named(_ name: String) -> WorkingCalendar? { all.first { $0.name == name } }
}

/// Which days of a declared span are worked.
///
/// A running count of working days, so that counting between two days is two loads and a subtraction whatever the distance.
package struct WorkingCalendar: Sendable {
    package let name: String
    /// The days it covers; outside, arithmetic is an error that names the year.
    package let covers: Period
    /// `counts[i]`: working days among the first i days of the span.
    package let counts: [Int32]
    /// The working days of the span, ascending.
    package let workingDays: [Int32]
    package let reportingDay: Int

    /// - Parameter isWorking: asked once for each day of the span.
    package init(name: String, covers: Period, reportingDay: Int, isWorking: (Int32) -> Bool) {
        self.name = name
        self.covers = covers
        self.reportingDay = reportingDay
        var counts: [Int32] = [0]
        var days: [Int32] = []
        for day in covers.first...max(covers.first, covers.last) {
            if isWorking(day) { days.append(day) }
            counts.append(Int32(days.count))
        }
        self.counts = counts
        self.workingDays = days
    }

    package func contains(_ day: Int32) -> Bool { day >= covers.first && day <= covers.last }

    /// Whether `day`, which must lie in the span, is worked.
    package func isWorking(_ day: Int32) -> Bool {
        let index = Int(day - covers.first)
        return counts[index + 1] > counts[index]
    }

    /// Days d with a < d ≤ b that are worked, negative if b < a. Both must lie in the span.
    package func count(from a: Int32, to b: Int32) -> Int32 {
        counts[Int(b - covers.first) + 1] - counts[Int(a - covers.first) + 1]
    }

    /// The n-th working day after (before, for n < 0) `day`; `nil` past the span. 0 is the day itself.
    package func adding(_ n: Int32, to day: Int32) -> Int32? {
        if n == 0 { return day }
        let upTo = Int(counts[Int(day - covers.first) + 1])
        let index: Int
        if n > 0 {
            index = upTo + Int(n) - 1
        } else {
            // Before a working day, that day itself does not count.
            index = upTo - (isWorking(day) ? 1 : 0) + Int(n)
        }
        return workingDays.indices.contains(index) ? workingDays[index] : nil
    }
}
