import Semantics

/// Between one value of the language and columns: for constants, parameters, results of one cell and output.
extension Column {
    /// The value of one row. Timestamps and points are told from numbers by the type, which the form alone does not say.
    package func value(_ row: Int, type: Type) -> Value {
        if let validity, !validity[row] { return .missing }
        switch self {
        case .missing: return .missing
        case .bool(let column): return .bool(column.values[row])
        case .int(let column):
            let number = column.values[row]
            switch type.kind {
            case .timestamp: return .timestamp(number)
            case .link, .text: return .text(String(number))
            default: return .int(number)
            }
        case .date(let column): return .date(column.values[row])
        case .float(let column): return .float(column.values[row])
        case .decimal(let column): return .decimal(Decimal(column[row], scale: column.scale))
        case .text(let column): return .text(column.string(row))
        case .coded(let column): return .text(column.dictionary.values.string(Int(column.codes[row])))
        case .period(let column): return .period(Period(first: column.first[row], last: column.last[row]))
        case .duration(let column):
            return .duration(Duration(months: column.months[row], days: column.days[row], workingDays: column.workingDays[row]))
        case .ratio(let column):
            return .ratio(column.numerator.sideValue(row), column.denominator.sideValue(row))
        }
    }

    /// A side of a ratio: a number by its form.
    private func sideValue(_ row: Int) -> Value { value(row, type: .int) }

    /// `count` rows of one value, in the form of its type.
    package static func constant(_ value: Value, type: Type, count: Int) -> Column {
        if count == 0 { return of([], type: type) }
        return of([value], type: type).gather([Int32](repeating: 0, count: count))
    }

    /// Rows that are all missing, in the form of the type.
    package static func allMissing(type: Type, count: Int) -> Column { constant(.missing, type: type, count: count) }

    /// Values of one type, in the form of that type. Numbers are widened to it; a value that is of no
    /// use for the type is a broken promise of the caller, as are decimals that have no common scale: of values that come from
    /// rows `fitting` makes columns.
    package static func of(_ values: [Value], type: Type) -> Column {
        do {
            return try fitting(values, type: type)
        } catch {
            preconditionFailure("\(error.large) and \(error.fine) have no common scale")
        }
    }

    /// The same of any values.
    /// - Throws: for decimals that have no common scale.
    package static func fitting(_ values: [Value], type: Type) throws(DecimalsFarApart) -> Column {
        let validity = Bitmap.presence(values)
        switch type.kind {
        case .nothing, .list:
            // A list never stands in a row: functions get it as a constant of their call.
            return .missing(count: values.count)
        case .bool:
            return .bool(BoolColumn(values: Bitmap(values.map { if case .bool(true) = $0 { true } else { false } }), validity: validity))
        case .int:
            return .int(NumberColumn(values: Values(values.map { $0.asInt }), validity: validity))
        case .timestamp:
            return .int(NumberColumn(values: Values(values.map { if case .timestamp(let moment) = $0 { moment } else { 0 } }), validity: validity))
        case .decimal:
            return .decimal(try decimals(values.map { $0.asDecimal }, validity))
        case .float, .points:
            return .float(NumberColumn(values: Values(values.map { $0.asDouble }), validity: validity))
        case .date:
            return .date(NumberColumn(values: Values(values.map { if case .date(let day) = $0 { day } else { 0 } }), validity: validity))
        case .text, .link:
            var builder = DictionaryBuilder()
            let codes = values.map { value in if case .text(let text) = value { builder.code(text) } else { 0 as UInt32 } }
            return .coded(CodedColumn(codes: Values(codes), dictionary: builder.finish(), validity: validity))
        case .enumeration(let declared):
            return enumerated(values, declared, validity)
        case .period:
            let periods = values.map { value in if case .period(let period) = value { period } else { Period(first: 0, last: 0) } }
            return .period(PeriodColumn(first: Values(periods.map(\.first)), last: Values(periods.map(\.last)), validity: validity))
        case .duration:
            let spans = values.map { value in if case .duration(let span) = value { span } else { Duration() } }
            return .duration(
                DurationColumn(
                    months: Values(spans.map(\.months)), days: Values(spans.map(\.days)), workingDays: Values(spans.map(\.workingDays)),
                    validity: validity))
        case .ratio:
            let sides = values.map { value -> (Value, Value) in if case .ratio(let top, let bottom) = value { (top, bottom) } else { (.missing, .missing) } }
            return .ratio(RatioColumn(numerator: try side(sides.map(\.0)), denominator: try side(sides.map(\.1)), validity: validity))
        }
    }

    /// A side of a ratio in the narrowest form that holds all its values.
    private static func side(_ values: [Value]) throws(DecimalsFarApart) -> Column {
        var kind = Type.Kind.int(nil)
        for value in values {
            if case .float = value { return try fitting(values, type: Type(.float(nil))) }
            if case .decimal = value { kind = .decimal(nil) }
        }
        return try fitting(values, type: Type(kind))
    }

    private static func decimals(_ values: [Decimal], _ validity: Bitmap?) throws(DecimalsFarApart) -> DecimalColumn {
        let scale = values.map(\.scale).max() ?? 0
        let mantissas = values.compactMap { $0.rescaled(to: scale)?.mantissa }.filter { $0.magnitude < DecimalColumn.magnitudeLimit }
        // Zeros behind the point may have asked for more digits than there are.
        if mantissas.count < values.count { return try DecimalColumn(values, validity: validity) }
        return DecimalColumn.packed(Values(mantissas), scale: scale, validity: validity)
    }

    private static func enumerated(_ values: [Value], _ declared: [String], _ validity: Bitmap?) -> Column {
        var builder = DictionaryBuilder()
        for value in declared { _ = builder.code(value) }
        let dictionary = builder.finish(isOrdered: true)
        let codes = values.map { value -> UInt32 in
            guard case .text(var text) = value else { return 0 }
            guard let code = text.withUTF8({ builder.find($0) }) else { preconditionFailure("'\(text)' is not a declared value") }
            return code
        }
        return .coded(CodedColumn(codes: Values(codes), dictionary: dictionary, validity: validity))
    }
}

extension Bitmap {
    /// Which values are present; `nil` when all are.
    fileprivate static func presence(_ values: [Value]) -> Bitmap? {
        values.contains(.missing) ? Bitmap(values.map { $0 != .missing }) : nil
    }
}

extension Value {
    fileprivate var asInt: Int64 {
        switch self {
        case .int(let number): number
        case .decimal(let number): number.rescaled(to: 0).flatMap { Int64(exactly: $0.mantissa) } ?? 0
        default: 0
        }
    }

    fileprivate var asDecimal: Decimal {
        switch self {
        case .int(let number): Decimal(Int128(number))
        case .decimal(let number): number
        default: Decimal(0)
        }
    }

    package var asDouble: Double {
        switch self {
        case .int(let number): Double(number)
        case .decimal(let number): number.double
        case .float(let number): number
        default: 0
        }
    }
}
