import Columns
import Semantics
import Tables

/// A column read in the form that a kernel works on.
///
/// The checker writes conversions out, so mostly the form is there already and nothing is copied. What remains are
/// columns that are all missing, and numbers that are narrower than the form.
extension Column {
    var ints: NumberColumn<Int64> {
        switch self {
        case .int(let column): return column
        case .date(let column): return NumberColumn(values: column.values.mapped { Int64($0) }, validity: column.validity)
        case .missing(let count): return .missing(count, 0)
        default: preconditionFailure("whole numbers were promised")
        }
    }

    var floats: NumberColumn<Double> {
        switch self {
        case .float(let column): return column
        case .int(let column): return NumberColumn(values: column.values.mapped { Double($0) }, validity: column.validity)
        case .decimal(let column): return column.floats
        case .ratio(let column): return RatioReader(column).floats(column.validity)
        case .missing(let count): return .missing(count, 0)
        default: preconditionFailure("numbers were promised")
        }
    }

    var decimals: DecimalColumn {
        switch self {
        case .decimal(let column): return column
        case .int(let column): return DecimalColumn(column)
        case .missing(let count):
            return DecimalColumn(mantissas: .small(Values(repeating: 0, count: count)), scale: 0, validity: Bitmap(repeating: false, count: count))
        default: preconditionFailure("exact numbers were promised")
        }
    }

    /// Days; a timestamp gives its day in the zone.
    func days(_ zone: Zone) -> NumberColumn<Int32> {
        switch self {
        case .date(let column): return column
        case .int(let column):
            return NumberColumn(values: column.values.days(offset: zone.offsetMicroseconds), validity: column.validity)
        case .missing(let count): return .missing(count, 0)
        default: preconditionFailure("days were promised")
        }
    }

    /// Truth values without missing ones: a condition that is missing does not hold.
    var conditions: Bitmap {
        switch self {
        case .bool(let column):
            guard let validity = column.validity else { return column.values }
            return column.values.combined(validity) { $0 & $1 }
        case .missing(let count): return Bitmap(repeating: false, count: count)
        default: preconditionFailure("conditions were promised")
        }
    }

    /// Periods; a day is the period of that day.
    func periods(_ zone: Zone) -> PeriodColumn {
        switch self {
        case .period(let column): return column
        case .missing(let count):
            let zeros = Values<Int32>(repeating: 0, count: count)
            return PeriodColumn(first: zeros, last: zeros, validity: Bitmap(repeating: false, count: count))
        default:
            let days = self.days(zone)
            return PeriodColumn(first: days.values, last: days.values, validity: days.validity)
        }
    }

    var durations: DurationColumn {
        switch self {
        case .duration(let column): return column
        case .missing(let count):
            let zeros = Values<Int32>(repeating: 0, count: count)
            return DurationColumn(months: zeros, days: zeros, workingDays: zeros, validity: Bitmap(repeating: false, count: count))
        default: preconditionFailure("lengths of time were promised")
        }
    }

    var ratios: RatioColumn {
        switch self {
        case .ratio(let column): return column
        case .missing(let count):
            return RatioColumn(numerator: self, denominator: self, validity: Bitmap(repeating: false, count: count))
        default: preconditionFailure("ratios were promised")
        }
    }

    /// Texts, the keys of links and the values of enums alike.
    var texts: TextReader {
        switch self {
        case .text(let column): return .plain(column)
        case .coded(let column): return .coded(column)
        case .missing(let count): return .missing(count)
        case .int: return asDigits.texts
        default: preconditionFailure("text was promised")
        }
    }

    /// Whether this is the placeholder of a column without a type.
    var isAllMissing: Bool { if case .missing = self { true } else { false } }

    func isPresent(_ row: Int) -> Bool { validity?[row] ?? true }
}

extension NumberColumn {
    static func missing(_ count: Int, _ zero: Element) -> NumberColumn {
        NumberColumn(values: Values(repeating: zero, count: count), validity: Bitmap(repeating: false, count: count))
    }
}

extension Values {
    @inline(__always)
    func mapped<Result>(_ transform: (Element) -> Result) -> Values<Result> {
        let result = Values<Result>(uninitialized: count)
        for index in 0..<count { result.pointer[index] = transform(pointer[index]) }
        return result
    }

    @inline(__always)
    func allSatisfy(_ predicate: (Element) -> Bool) -> Bool {
        for index in 0..<count where !predicate(pointer[index]) { return false }
        return true
    }
}

extension Bitmap {
    /// Bits made by asking for each row.
    ///
    /// The answers are bytes first, a run of them at a time: vectors compare as many rows as they are wide, which shifting each bit to its place
    /// would forbid. Eight bytes become bits by one multiplication, which brings the lowest bit of each to the top.
    @inline(__always)
    static func make(_ count: Int, _ bit: (Int) -> Bool) -> Bitmap {
        let words = Values<UInt64>(uninitialized: max(1, (count &+ 63) &>> 6))
        words.pointer[0] = 0
        let run = 512
        withUnsafeTemporaryAllocation(byteCount: run, alignment: 8) { answers in
            guard let bytes = answers.baseAddress?.assumingMemoryBound(to: UInt8.self) else { return }
            var start = 0
            while start < count {
                let rows = min(run, count &- start)
                for row in 0..<rows { bytes[row] = bit(start &+ row) ? 1 : 0 }
                for row in rows..<((rows &+ 63) & ~63) { bytes[row] = 0 }
                for word in 0..<((rows &+ 63) &>> 6) {
                    var bits: UInt64 = 0
                    for part in 0..<8 {
                        let eight = UInt64(littleEndian: UnsafeRawPointer(bytes).load(fromByteOffset: word &* 64 &+ part &* 8, as: UInt64.self))
                        bits |= ((eight &* 0x0102_0408_1020_4080) &>> 56) &<< UInt64(truncatingIfNeeded: part &* 8)
                    }
                    words.pointer[start &>> 6 &+ word] = bits
                }
                start &+= rows
            }
        }
        return Bitmap(words: words, count: count)
    }
}

extension DecimalColumn {
    /// At most 18 digits.
    @inline(__always)
    static func isSmall(_ mantissa: Int64) -> Bool { mantissa.magnitude < 1_000_000_000_000_000_000 }

    var wide: Values<Int128> {
        switch mantissas {
        case .small(let values): values.mapped { Int128($0) }
        case .large(let values): values
        }
    }
}

extension BatchColumns {
    /// Days of one of them; a timestamp gives its day in the zone.
    func days(_ place: Int, _ zone: Zone) -> NumberColumn<Int32> {
        switch entries[place] {
        case .packed(let part): part.days(offset: zone.offsetMicroseconds) ?? part.wide.days(zone)
        case .wide(let column): column.days(zone)
        }
    }
}
