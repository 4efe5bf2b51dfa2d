import Semantics

/// A moment taken apart in the model's zone.
package struct LocalTime: Sendable {
    package let day: Int32
    package let hour: Int
    package let minute: Int
    package let second: Int
    package let microsecond: Int

    package init(_ moment: Int64, _ zone: Zone) {
        let day = zone.day(ofMicroseconds: moment)
        self.day = day
        var rest = Int(moment &+ zone.offsetMicroseconds &- Int64(day) &* Self.microsecondsInDay)
        microsecond = rest % 1_000_000
        rest /= 1_000_000
        second = rest % 60
        minute = rest / 60 % 60
        hour = rest / 3_600
    }

    /// The first moment of a day.
    package init(midnightOf day: Int32) {
        self.day = day
        hour = 0
        minute = 0
        second = 0
        microsecond = 0
    }

    package static let microsecondsInDay: Int64 = 86_400_000_000
}

extension Zone {
    /// The moments of days, as far as there are numbers for them.
    package func moments(ofDays days: ClosedRange<Int64>) -> ClosedRange<Int64> {
        func midnight(_ day: Int64) -> Int64 {
            let (local, overflow) = day.multipliedReportingOverflow(by: LocalTime.microsecondsInDay)
            let (moment, outside) = local.subtractingReportingOverflow(offsetMicroseconds)
            return overflow || outside ? (day < 0 ? .min : .max) : moment
        }
        let end = days.upperBound == .max ? Int64.max : midnight(days.upperBound + 1)
        return midnight(days.lowerBound)...(end == .max ? end : end - 1)
    }
}
