import Semantics
import Tables

struct IntParser: CellParser {
    var notation: NumberNotation
    var wanted: String { "a whole number" }

    @inline(__always)
    func parse(_ bytes: UnsafePointer<UInt8>, _ count: Int) -> Int64? {
        if let value = NumberText.int(bytes, count) { return value }
        guard notation.group != nil, let number = NumberText.decimal(bytes, count, notation), number.scale == 0 else { return nil }
        return Int64(exactly: number.mantissa)
    }

    @inline(__always)
    func parseTyped(_ bytes: UnsafePointer<UInt8>, _ count: Int) -> Int64? { NumberText.int(bytes, count) }
}

struct FloatParser: CellParser {
    var notation: NumberNotation
    var wanted: String { "a number" }
    func parse(_ bytes: UnsafePointer<UInt8>, _ count: Int) -> Double? { NumberText.double(bytes, count, notation) }
    func parseTyped(_ bytes: UnsafePointer<UInt8>, _ count: Int) -> Double? { NumberText.double(bytes, count, .plain) }
}

struct DateParser: CellParser {
    var wanted: String { "a date" }
    @inline(__always)
    func parse(_ bytes: UnsafePointer<UInt8>, _ count: Int) -> Int32? { DateText.day(bytes, count) }
    @inline(__always)
    func parseTyped(_ bytes: UnsafePointer<UInt8>, _ count: Int) -> Int32? { DateText.day(bytes, count) }
}

struct PatternDateParser: CellParser {
    var pattern: DatePattern
    var wanted: String { "a date of the form \(pattern.text)" }
    func parse(_ bytes: UnsafePointer<UInt8>, _ count: Int) -> Int32? { pattern.day(bytes, count) }
    func parseTyped(_ bytes: UnsafePointer<UInt8>, _ count: Int) -> Int32? { DateText.day(bytes, count) }
}

struct TimestampParser: CellParser {
    var zone: Zone
    var wanted: String { "a date with a time of day, such as 2019-06-30T14:05" }
    func parse(_ bytes: UnsafePointer<UInt8>, _ count: Int) -> Int64? { DateText.timestamp(bytes, count, zone) }

    /// A day of a workbook is its midnight, as it is there.
    func parseTyped(_ bytes: UnsafePointer<UInt8>, _ count: Int) -> Int64? {
        DateText.timestamp(bytes, count, zone) ?? DateText.day(bytes, count).map { DateText.moment($0, 0, zone.offsetMicroseconds) }
    }
}

struct PatternTimestampParser: CellParser {
    var pattern: DatePattern
    var zone: Zone
    var wanted: String { "a date with a time of day of the form \(pattern.text)" }

    func parse(_ bytes: UnsafePointer<UInt8>, _ count: Int) -> Int64? {
        pattern.moment(bytes, count).map { DateText.moment($0.day, $0.microsecond, zone.offsetMicroseconds) }
    }

    func parseTyped(_ bytes: UnsafePointer<UInt8>, _ count: Int) -> Int64? { TimestampParser(zone: zone).parseTyped(bytes, count) }
}
