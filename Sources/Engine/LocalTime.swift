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
