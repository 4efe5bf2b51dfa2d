import Columns
import Semantics

/// Row counts around the edges of words and batches.
let edges = [0, 1, 63, 64, 65, 2_047, 2_048, 2_049]

/// A column and what it should hold, row by row: the reference that operations are compared with.
struct Sample {
    var column: Column
    var expected: [Value]

    /// Every form of column, each without and with missing rows. Deterministic: row i holds a value made from i.
    static func all(count: Int) -> [Sample] {
        [false, true].flatMap { withMissing in
            kinds.map { make in
                let values = (0..<count).map { row in withMissing && row % 3 == 1 ? Value.missing : make.value(row) }
                return Sample(column: make.column(values), expected: values)
            }
        } + [Sample(column: .missing(count: count), expected: [Value](repeating: .missing, count: count))]
    }

    struct Kind: Sendable {
        var value: @Sendable (Int) -> Value
        var column: @Sendable ([Value]) -> Column
    }

    static let kinds: [Kind] = [
        Kind(value: { .bool($0 % 5 < 2) }, column: bools),
        Kind(value: { .int(Int64($0) * 1_000_003 - 7) }, column: ints),
        Kind(value: { .date(Int32($0 - 100)) }, column: dates),
        Kind(value: { .float(Double($0) / 8) }, column: floats),
        Kind(value: { .decimal(Decimal(Int128($0 * 7 - 3), scale: 2)) }, column: { decimals($0) }),
        Kind(value: { .decimal(Decimal(Int128($0 - 3) * 1_000_000_000_000_000_000_000, scale: 2)) }, column: { decimals($0) }),
        Kind(value: { .text($0 % 7 == 0 ? "" : "chữ \($0)") }, column: texts),
        Kind(value: { .text("mã dài hơn mười lăm byte \($0 % 10)") }, column: { coded($0) }),
        Kind(value: { .period(Period(first: Int32($0), last: Int32($0 + 30))) }, column: periods),
        Kind(value: { .duration(Duration(months: Int32($0), days: 2, workingDays: Int32($0 % 4))) }, column: durations),
        Kind(value: { .ratio(.int(Int64($0)), .decimal(Decimal(Int128($0 + 1), scale: 1))) }, column: ratios),
    ]

    static func bools(_ values: [Value]) -> Column {
        var builder = BoolColumnBuilder()
        for value in values { if case .bool(let value) = value { builder.append(value) } else { builder.appendMissing() } }
        return builder.finish()
    }
    static func ints(_ values: [Value]) -> Column {
        var builder = NumberColumnBuilder<Int64>(capacity: 1)
        for value in values { if case .int(let value) = value { builder.append(value) } else { builder.appendMissing() } }
        return builder.finish()
    }
    static func dates(_ values: [Value]) -> Column {
        var builder = NumberColumnBuilder<Int32>()
        for value in values { if case .date(let value) = value { builder.append(value) } else { builder.appendMissing() } }
        return builder.finish()
    }
    static func floats(_ values: [Value]) -> Column {
        var builder = NumberColumnBuilder<Double>()
        for value in values { if case .float(let value) = value { builder.append(value) } else { builder.appendMissing() } }
        return builder.finish()
    }
    static func decimals(_ values: [Value], scale: Int = 0) -> Column {
        var builder = DecimalColumnBuilder(scale: scale)
        for value in values { if case .decimal(let value) = value { builder.append(value) } else { builder.appendMissing() } }
        return builder.finish()
    }
    static func texts(_ values: [Value]) -> Column {
        var builder = TextColumnBuilder(capacity: 1, byteCapacity: 1)
        for value in values { if case .text(let value) = value { builder.append(value) } else { builder.appendMissing() } }
        return builder.finish()
    }
    static func coded(_ values: [Value], dictionary given: [String] = [], isOrdered: Bool = false) -> Column {
        var dictionary = DictionaryBuilder()
        for value in given { _ = dictionary.code(value) }
        var codes = NumberColumnBuilder<Int32>()
        for value in values { if case .text(let value) = value { codes.append(Int32(dictionary.code(value))) } else { codes.appendMissing() } }
        let numbers = codes.finishNumbers()
        let unsigned = Values((0..<numbers.values.count).map { UInt32(numbers.values[$0]) })
        return .coded(CodedColumn(codes: unsigned, dictionary: dictionary.finish(isOrdered: isOrdered), validity: numbers.validity))
    }
    static func periods(_ values: [Value]) -> Column {
        var builder = PeriodColumnBuilder()
        for value in values { if case .period(let value) = value { builder.append(value) } else { builder.appendMissing() } }
        return builder.finish()
    }
    static func durations(_ values: [Value]) -> Column {
        var builder = DurationColumnBuilder()
        for value in values { if case .duration(let value) = value { builder.append(value) } else { builder.appendMissing() } }
        return builder.finish()
    }
    static func ratios(_ values: [Value]) -> Column {
        let numerators = ints(values.map { if case .ratio(let side, _) = $0 { side } else { .missing } })
        let denominators = decimals(values.map { if case .ratio(_, let side) = $0 { side } else { .missing } })
        return .ratio(RatioColumn(numerator: numerators, denominator: denominators, validity: numerators.validity))
    }
}

extension Column {
    /// Every row as a value; decimals as they compare, without trailing zeros.
    var rows: [Value] { (0..<count).map { value($0) } }

    private func value(_ row: Int) -> Value {
        if let validity, !validity[row] { return .missing }
        switch self {
        case .missing: return .missing
        case .bool(let column): return .bool(column.values[row])
        case .int(let column): return .int(column.values[row])
        case .date(let column): return .date(column.values[row])
        case .float(let column): return .float(column.values[row])
        case .decimal(let column): return .decimal(Decimal(column[row], scale: column.scale).normalized)
        case .text(let column): return .text(column.string(row))
        case .coded(let column): return .text(column.dictionary.values.string(Int(column.codes[row])))
        case .period(let column): return .period(Period(first: column.first[row], last: column.last[row]))
        case .duration(let column):
            return .duration(Duration(months: column.months[row], days: column.days[row], workingDays: column.workingDays[row]))
        case .ratio(let column): return .ratio(column.numerator.value(row), column.denominator.value(row))
        }
    }
}

extension Value {
    /// Decimals without trailing zeros, so that equal values are equal.
    var normalized: Value {
        switch self {
        case .decimal(let value): .decimal(value.normalized)
        case .ratio(let over, let under): .ratio(over.normalized, under.normalized)
        default: self
        }
    }
}
