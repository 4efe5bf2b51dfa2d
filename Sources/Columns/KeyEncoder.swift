import Semantics

/// Turns the values of one key column that is not text into words that are equal exactly when the values are.
///
/// Numbers, dates and truth values are their own word. What needs more than 64 bits is interned: its word is the number of its
/// first appearance. Equality is by value across forms: decimals whatever their scale, ratios by cross multiplication (a fraction
/// reduced), floats by bits with -0 = 0 and one NaN.
struct KeyEncoder {
    private var interned = DictionaryBuilder()

    /// The word of a value that was never interned: equal to no word of a row that was.
    private static let unknown = UInt64.max

    /// The words of all rows; under missing rows anything. Those of whole numbers are the column itself.
    ///
    /// - Parameter interning: whether unknown long values get a new word, or one that no row has.
    mutating func words(_ column: Column, interning: Bool) -> Values<UInt64> {
        switch column {
        case .missing(let count): return Values(repeating: 0, count: count)
        case .bool(let column): return Self.made(column.values.count) { column.values[$0] ? 1 : 0 }
        case .int(let column): return column.values.bitPatterns
        case .date(let column): return Self.made(column.values.count) { UInt64(bitPattern: Int64(column.values[$0])) }
        case .float(let column): return Self.made(column.values.count) { Self.word(column.values[$0]) }
        case .decimal(let column):
            return present(column.validity, count: column.count) { $0.word(column[$1], scale: column.scale, interning: interning) }
        case .text, .coded: preconditionFailure("texts have codes, not words")
        case .period(let column):
            return Self.made(column.first.count) { UInt64(UInt32(bitPattern: column.first[$0])) << 32 | UInt64(UInt32(bitPattern: column.last[$0])) }
        case .duration(let column):
            return present(column.validity, count: column.months.count) { encoder, row in
                encoder.word(tag: 2, [Int128(column.months[row]), Int128(column.days[row]), Int128(column.workingDays[row])], interning: interning)
            }
        case .ratio(let column):
            return present(column.validity, count: column.numerator.count) { encoder, row in encoder.word(column, row, interning: interning) }
        }
    }

    @inline(__always)
    private static func made(_ count: Int, _ word: (Int) -> UInt64) -> Values<UInt64> {
        let words = Values<UInt64>(uninitialized: count)
        for row in 0..<count { words.pointer[row] = word(row) }
        return words
    }

    private mutating func present(_ validity: Bitmap?, count: Int, _ word: (inout KeyEncoder, Int) -> UInt64) -> Values<UInt64> {
        let words = Values<UInt64>(repeating: 0, count: count)
        for row in 0..<count where validity.map({ $0[row] }) ?? true { words.pointer[row] = word(&self, row) }
        return words
    }

    /// One NaN, one zero; otherwise the bits.
    private static func word(_ value: Double) -> UInt64 {
        if value == 0 { return 0 }
        return value.isNaN ? Double.nan.bitPattern : value.bitPattern
    }

    private mutating func word(_ bytes: UnsafeBufferPointer<UInt8>, interning: Bool) -> UInt64 {
        if interning { return UInt64(interned.code(bytes)) }
        return interned.find(bytes).map { UInt64($0) } ?? Self.unknown
    }

    /// Odd words are interned, even ones hold scale and mantissa without trailing zeros.
    private mutating func word(_ mantissa: Int128, scale: Int, interning: Bool) -> UInt64 {
        let reduced = Decimal(mantissa, scale: scale).normalized
        let limit: Int128 = 1 << 56
        if reduced.mantissa < limit, reduced.mantissa >= -limit {
            return UInt64(bitPattern: Int64(reduced.mantissa)) << 7 | UInt64(reduced.scale) << 1
        }
        let word = word(tag: 0, [reduced.mantissa, Int128(reduced.scale)], interning: interning)
        return word == Self.unknown ? word : word << 1 | 1
    }

    /// Exact sides as a reduced fraction; a ratio with a float side by its quotient.
    private mutating func word(_ column: RatioColumn, _ row: Int, interning: Bool) -> UInt64 {
        guard let numerator = column.numerator.exact(row), let denominator = column.denominator.exact(row) else {
            let quotient = column.numerator.double(row) / column.denominator.double(row)
            return word(tag: 1, [Int128(Self.word(quotient))], interning: interning)
        }
        let scale = max(numerator.scale, denominator.scale)
        guard let over = numerator.rescaled(to: scale)?.mantissa, let under = denominator.rescaled(to: scale)?.mantissa, under != 0 else {
            return word(tag: 1, [Int128(Self.word(numerator.double / denominator.double))], interning: interning)
        }
        let divisor = over.magnitude.commonDivisor(with: under.magnitude)
        let sign: Int128 = (over < 0) != (under < 0) ? -1 : 1
        return word(tag: 0, [sign * Int128(over.magnitude / divisor), Int128(under.magnitude / divisor)], interning: interning)
    }

    /// The word of several numbers; `tag` keeps kinds of tuples apart within one column.
    private mutating func word(tag: Int128, _ numbers: [Int128], interning: Bool) -> UInt64 {
        return ([tag] + numbers).withUnsafeBytes { word($0.assumingMemoryBound(to: UInt8.self), interning: interning) }
    }
}

extension Column {
    /// A side of a ratio as an exact number; `nil` for floats.
    fileprivate func exact(_ row: Int) -> Decimal? {
        switch self {
        case .int(let column): Decimal(Int128(column.values[row]))
        case .decimal(let column): Decimal(column[row], scale: column.scale)
        default: nil
        }
    }

    fileprivate func double(_ row: Int) -> Double {
        if case .float(let column) = self { return column.values[row] }
        return exact(row)?.double ?? .nan
    }
}
