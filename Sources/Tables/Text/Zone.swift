/// The one time zone of a model, as an offset from UTC.
///
/// Vietnam has kept +07:00 since 1975-06-13 (tz database, Asia/Ho_Chi_Minh), which covers every dossier; so the
/// offset is a constant and no zone file is read.
package struct Zone: Sendable {
    package let name: String
    package let offsetMinutes: Int

    package static let hoChiMinh = Zone(name: "Asia/Ho_Chi_Minh", offsetMinutes: 7 * 60)
    package static let utc = Zone(name: "UTC", offsetMinutes: 0)

    package init(name: String, offsetMinutes: Int) {
        self.name = name
        self.offsetMinutes = offsetMinutes
    }

    @inlinable
    package var offsetMicroseconds: Int64 { Int64(offsetMinutes) &* 60_000_000 }

    /// The day on which a moment falls here.
    ///
    /// Counted from a day so early that no moment of 140,000 years before or after 1970 is negative: dividing numbers without a sign rounds down
    /// as days need it, and takes one multiplication.
    @inlinable
    package func day(ofMicroseconds moment: Int64) -> Int32 {
        let day = 86_400_000_000 as Int64
        let earliest = 53_375_995 as Int64
        let since = UInt64(bitPattern: moment &+ (offsetMicroseconds &+ earliest &* day))
        return Int32(truncatingIfNeeded: Int64(bitPattern: since / UInt64(day)) &- earliest)
    }
}
