/// What the present values of a stretch of rows, a zone, lie between, as the column holds them: whole numbers, moments in microseconds, days.
///
/// Of a zone that holds nothing between the bounds of a condition a reading need not look at one row (zone maps; after G. Moerkotte, "Small
/// Materialized Aggregates", VLDB 1998).
package struct ZoneBounds: Sendable, Equatable {
    package var least: Int64
    package var greatest: Int64

    package init(least: Int64, greatest: Int64) {
        self.least = least
        self.greatest = greatest
    }

    /// Of a zone without a value.
    package static let none = ZoneBounds(least: .max, greatest: .min)

    package mutating func formUnion(_ other: ZoneBounds) {
        least = min(least, other.least)
        greatest = max(greatest, other.greatest)
    }

    /// How many bits, the sign among them, hold each number between the two.
    var bits: Int { Int64.bitWidth + 1 - (UInt64(bitPattern: least ^ least >> 63) | UInt64(bitPattern: greatest ^ greatest >> 63)).leadingZeroBitCount }

    package func overlaps(_ range: ClosedRange<Int64>) -> Bool { least <= range.upperBound && greatest >= range.lowerBound }
}

extension Column {
    /// `nil` for a column that holds no whole numbers, moments or days. O(rows).
    package var zoneBounds: ZoneBounds? {
        switch self {
        case .int(let column): ZoneBounds(column.values, column.validity)
        case .date(let column): ZoneBounds(column.values, column.validity)
        case .missing: ZoneBounds.none
        case .bool, .float, .decimal, .text, .coded, .period, .duration, .ratio: nil
        }
    }
}

extension ZoneBounds {
    /// Of the rows that are present. O(rows).
    init<Element: FixedWidthInteger & BitwiseCopyable & Sendable>(_ numbers: Values<Element>, _ validity: Bitmap?) {
        var (least, greatest) = (Element.max, Element.min)
        let values = numbers.pointer
        if let validity {
            for row in 0..<numbers.count where validity[row] {
                least = min(least, values[row])
                greatest = max(greatest, values[row])
            }
        } else {
            for row in 0..<numbers.count {
                least = min(least, values[row])
                greatest = max(greatest, values[row])
            }
        }
        self = least > greatest ? .none : ZoneBounds(least: Int64(truncatingIfNeeded: least), greatest: Int64(truncatingIfNeeded: greatest))
    }
}
