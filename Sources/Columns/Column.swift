/// A run of values of one type, held together: one case for each form that values take in memory.
///
/// The form follows from the type of the language (the table in ARCHITECTURE.md): int and timestamp are
/// `int`, date is `date`, money and decimal are `decimal`, text is `text` or `coded`, enums and links are `coded`.
/// An enum and not a protocol: a kernel switches once a batch and then runs on concrete memory.
package enum Column: Sendable {
    /// Every row missing and of no type, as the literal `missing`.
    case missing(count: Int)
    /// Truth values.
    case bool(BoolColumn)
    /// Whole numbers; also timestamps, in microseconds since 1970-01-01 UTC.
    case int(NumberColumn<Int64>)
    /// Days since 1970-01-01.
    case date(NumberColumn<Int32>)
    case float(NumberColumn<Double>)
    /// Fixed-point numbers with one scale for the column.
    case decimal(DecimalColumn)
    /// Text, each value in full.
    case text(TextColumn)
    /// Text, enum or link as codes into a dictionary that batches share.
    case coded(CodedColumn)
    /// First and last day.
    case period(PeriodColumn)
    case duration(DurationColumn)
    /// Numerator and denominator.
    indirect case ratio(RatioColumn)

    package var count: Int {
        switch self {
        case .missing(let count): count
        case .bool(let column): column.values.count
        case .int(let column): column.values.count
        case .date(let column): column.values.count
        case .float(let column): column.values.count
        case .decimal(let column): column.count
        case .text(let column): column.count
        case .coded(let column): column.codes.count
        case .period(let column): column.first.count
        case .duration(let column): column.months.count
        case .ratio(let column): column.numerator.count
        }
    }

    /// Which rows hold a value; `nil` when all do.
    package var validity: Bitmap? {
        switch self {
        case .missing(let count): Bitmap(repeating: false, count: count)
        case .bool(let column): column.validity
        case .int(let column): column.validity
        case .date(let column): column.validity
        case .float(let column): column.validity
        case .decimal(let column): column.validity
        case .text(let column): column.validity
        case .coded(let column): column.validity
        case .period(let column): column.validity
        case .duration(let column): column.validity
        case .ratio(let column): column.validity
        }
    }
}

/// Truth values as bits.
package struct BoolColumn: Sendable {
    package var values: Bitmap
    package var validity: Bitmap?
    package init(values: Bitmap, validity: Bitmap? = nil) {
        self.values = values
        self.validity = validity
    }
}

/// Fixed-width numbers. What lies under a missing row is defined but means nothing.
@usableFromInline
package struct NumberColumn<Element: BitwiseCopyable & Sendable>: Sendable {
    @usableFromInline
    package var values: Values<Element>
    @usableFromInline
    package var validity: Bitmap?
    /// How many bits, the sign among them, hold each of the values; `nil` where nobody has looked.
    @usableFromInline
    package var bits: Int?
    @inlinable
    package init(values: Values<Element>, validity: Bitmap? = nil, bits: Int? = nil) {
        self.values = values
        self.validity = validity
        self.bits = bits
    }
}

/// Fixed-point numbers: value = mantissa ÷ 10^scale.
///
/// 64-bit mantissas while every value has at most 18 digits, 128-bit ones otherwise:
/// money in đồng fits the small form, and the small form is twice as dense.
@usableFromInline
package struct DecimalColumn: Sendable {
    @usableFromInline
    package enum Mantissas: Sendable {
        case small(Values<Int64>)
        case large(Values<Int128>)
    }
    @usableFromInline
    package var mantissas: Mantissas
    /// Digits after the point, 0…38.
    package var scale: Int
    package var validity: Bitmap?
    /// How many bits, the sign among them, hold each of the mantissas; `nil` where nobody has looked.
    package var bits: Int?

    package init(mantissas: Mantissas, scale: Int, validity: Bitmap? = nil, bits: Int? = nil) {
        self.mantissas = mantissas
        self.scale = scale
        self.validity = validity
        self.bits = bits
    }

    package var count: Int {
        switch mantissas {
        case .small(let values): values.count
        case .large(let values): values.count
        }
    }

    @inlinable
    package subscript(_ row: Int) -> Int128 {
        switch mantissas {
        case .small(let values): Int128(values[row])
        case .large(let values): values[row]
        }
    }
}

/// Text as one block of UTF-8 (in NFC) and the offsets at which values start: Arrow's Utf8.
@usableFromInline
package struct TextColumn: Sendable {
    /// One more than there are rows; row i is `bytes[offsets[i] ..< offsets[i + 1]]`.
    @usableFromInline
    package var offsets: Values<Int32>
    @usableFromInline
    package var bytes: Values<UInt8>
    package var validity: Bitmap?

    package init(offsets: Values<Int32>, bytes: Values<UInt8>, validity: Bitmap? = nil) {
        self.offsets = offsets
        self.bytes = bytes
        self.validity = validity
    }

    @inlinable
    package var count: Int { offsets.count &- 1 }

    /// The bytes of one value; valid while the column lives.
    @inlinable
    package subscript(_ row: Int) -> UnsafeBufferPointer<UInt8> {
        let start = Int(offsets[row])
        return UnsafeBufferPointer(start: bytes.pointer + start, count: Int(offsets[row &+ 1]) &- start)
    }

    /// Where in `bytes` its rows lie, one behind the other.
    package var bytesOfRows: Range<Int> { count > 0 ? Int(offsets[0])..<Int(offsets[count]) : 0..<0 }

    /// One value as a String: for dictionaries and output, not for loops over rows.
    package func string(_ row: Int) -> String { String(decoding: self[row], as: UTF8.self) }
}

/// Text, enum values or links as codes into a dictionary.
package struct CodedColumn: Sendable {
    package var codes: Values<UInt32>
    package var dictionary: TextDictionary
    package var validity: Bitmap?

    package init(codes: Values<UInt32>, dictionary: TextDictionary, validity: Bitmap? = nil) {
        self.codes = codes
        self.dictionary = dictionary
        self.validity = validity
    }
}

/// Periods: first and last day, both included.
package struct PeriodColumn: Sendable {
    package var first: Values<Int32>
    package var last: Values<Int32>
    package var validity: Bitmap?
    package init(first: Values<Int32>, last: Values<Int32>, validity: Bitmap? = nil) {
        self.first = first
        self.last = last
        self.validity = validity
    }
}

/// Durations: months, days and working days, which never turn into one another.
package struct DurationColumn: Sendable {
    package var months: Values<Int32>
    package var days: Values<Int32>
    package var workingDays: Values<Int32>
    package var validity: Bitmap?
    package init(months: Values<Int32>, days: Values<Int32>, workingDays: Values<Int32>, validity: Bitmap? = nil) {
        self.months = months
        self.days = days
        self.workingDays = workingDays
        self.validity = validity
    }
}

/// Ratios: both sides are kept, so that totals can add them up again.
///
/// The sides are `int`, `decimal` or `float` columns with validity of their own. A row is
/// missing when a side is, or when the denominator is zero; `pool` still sees its sides.
package struct RatioColumn: Sendable {
    package var numerator: Column
    package var denominator: Column
    package var validity: Bitmap?
    package init(numerator: Column, denominator: Column, validity: Bitmap? = nil) {
        self.numerator = numerator
        self.denominator = denominator
        self.validity = validity
    }
}
