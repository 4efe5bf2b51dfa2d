import Semantics

/// Columns put one after the other, brought to one form where their forms differ.
extension Column {
    /// The rows of all columns, in order. The columns are of one type, with these freedoms: `.missing` goes
    /// with anything; decimals take the largest scale; text and coded text become text; coded columns of
    /// several dictionaries get one new dictionary with the values that occur in them, ordered only if the dictionaries
    /// were ordered and equal; links as numbers and as digits become digits. O(rows); slices of one column that follow one another are that column again, without a copy.
    /// - Throws: for decimals that have no common scale.
    package static func concatenated(_ columns: [Column]) throws(DecimalsFarApart) -> Column {
        if columns.count == 1 { return columns[0] }
        if let whole = rejoined(columns) { return whole }
        let columns = linksInOneForm(columns)
        let total = columns.reduce(0) { $0 + $1.count }
        let typed = columns.first { if case .missing = $0 { false } else { true } }
        guard let typed else { return .missing(count: total) }
        let validity = concatenatedValidity(columns, total: total)
        switch typed {
        case .missing:
            return .missing(count: total)
        case .bool:
            let values = Bitmap(repeating: false, count: total)
            var start = 0
            for column in columns {
                if case .bool(let part) = column { values.copy(part.values, to: start) } else { column.mustBeMissing() }
                start += column.count
            }
            return .bool(BoolColumn(values: values, validity: validity))
        case .int:
            return .int(NumberColumn(values: .concatenated(columns, total) { if case .int(let part) = $0 { part.values } else { nil } }, validity: validity))
        case .date:
            return .date(NumberColumn(values: .concatenated(columns, total) { if case .date(let part) = $0 { part.values } else { nil } }, validity: validity))
        case .float:
            return .float(NumberColumn(values: .concatenated(columns, total) { if case .float(let part) = $0 { part.values } else { nil } }, validity: validity))
        case .decimal:
            return .decimal(try concatenatedDecimals(columns, total, validity))
        case .text, .coded:
            return concatenatedTexts(columns, total, validity)
        case .period:
            return .period(
                PeriodColumn(
                    first: .concatenated(columns, total) { if case .period(let part) = $0 { part.first } else { nil } },
                    last: .concatenated(columns, total) { if case .period(let part) = $0 { part.last } else { nil } },
                    validity: validity))
        case .duration:
            return .duration(
                DurationColumn(
                    months: .concatenated(columns, total) { if case .duration(let part) = $0 { part.months } else { nil } },
                    days: .concatenated(columns, total) { if case .duration(let part) = $0 { part.days } else { nil } },
                    workingDays: .concatenated(columns, total) { if case .duration(let part) = $0 { part.workingDays } else { nil } },
                    validity: validity))
        case .ratio:
            func side(_ pick: (RatioColumn) -> Column) throws(DecimalsFarApart) -> Column {
                try concatenated(widened(columns.map { if case .ratio(let part) = $0 { pick(part) } else { .missing(count: $0.mustBeMissing()) } }))
            }
            return .ratio(RatioColumn(numerator: try side(\.numerator), denominator: try side(\.denominator), validity: validity))
        }
    }

    private static func linksInOneForm(_ columns: [Column]) -> [Column] {
        var (hasNumbers, hasTexts) = (false, false)
        for column in columns {
            switch column {
            case .int: hasNumbers = true
            case .text, .coded: hasTexts = true
            default: break
            }
        }
        guard hasNumbers, hasTexts else { return columns }
        // What holds no value is of any form: made for a type, it was made as text.
        let valued = columns.map { $0.hasValues ? $0 : .missing(count: $0.count) }
        let isMixed = valued.contains { if case .text = $0 { true } else if case .coded = $0 { true } else { false } }
        return isMixed ? valued.map(\.asDigits) : valued
    }

    private var hasValues: Bool {
        guard let validity else { return count > 0 }
        return validity.trueCount > 0
    }

    /// Sides of ratios that were counted, read and computed differ in form: all take the widest.
    private static func widened(_ sides: [Column]) -> [Column] {
        let hasFloats = sides.contains { if case .float = $0 { true } else { false } }
        let hasDecimals = sides.contains { if case .decimal = $0 { true } else { false } }
        return sides.map { side in
            switch side {
            case .int(let numbers) where hasFloats: .float(DecimalColumn(numbers).floats)
            case .int(let numbers) where hasDecimals: .decimal(DecimalColumn(numbers))
            case .decimal(let numbers) where hasFloats: .float(numbers.floats)
            default: side
            }
        }
    }

    /// The count, after making sure that there is nothing but missing rows.
    @discardableResult
    fileprivate func mustBeMissing() -> Int {
        guard case .missing(let count) = self else { preconditionFailure("columns of different types are never put together") }
        return count
    }

    static func concatenatedValidity(_ columns: [Column], total: Int) -> Bitmap? {
        let parts = columns.map { ($0.validity, $0.count) }
        if parts.allSatisfy({ $0.0 == nil }) { return nil }
        let result = Bitmap(repeating: true, count: total)
        var start = 0
        for (part, count) in parts {
            if let part { result.copy(part, to: start) }
            start += count
        }
        return result
    }

    private static func concatenatedDecimals(_ columns: [Column], _ total: Int, _ validity: Bitmap?) throws(DecimalsFarApart) -> DecimalColumn {
        var scale = 0
        for case .decimal(let part) in columns { scale = max(scale, part.scale) }
        var parts: [DecimalColumn?] = []
        for column in columns {
            if case .decimal(let part) = column {
                guard let rescaled = part.rescaled(to: scale) else { return try trimmedDecimals(columns, total, validity) }
                parts.append(rescaled)
            } else {
                column.mustBeMissing()
                parts.append(nil)
            }
        }
        let isSmall = parts.allSatisfy { if case .large? = $0?.mantissas { false } else { true } }
        if isSmall {
            let rescaled = zip(parts, columns).map { part, column in part.map { .decimal($0) } ?? column }
            let values = Values<Int64>.concatenated(rescaled, total) { if case .decimal(let part) = $0, case .small(let values) = part.mantissas { values } else { nil } }
            return DecimalColumn(mantissas: .small(values), scale: scale, validity: validity)
        }
        let values = Values<Int128>(repeating: 0, count: total)
        var start = 0
        for (part, column) in zip(parts, columns) {
            if let part { for row in 0..<part.count { values.pointer[start + row] = part[row] } }
            start += column.count
        }
        return DecimalColumn(mantissas: .large(values), scale: scale, validity: validity)
    }

    /// The same with as few digits behind the point as the values themselves have.
    private static func trimmedDecimals(_ columns: [Column], _ total: Int, _ validity: Bitmap?) throws(DecimalsFarApart) -> DecimalColumn {
        var values: [Decimal] = []
        for column in columns {
            guard case .decimal(let part) = column else {
                values += [Decimal](repeating: Decimal(0), count: column.mustBeMissing())
                continue
            }
            for row in 0..<part.count { values.append(part.validity?[row] ?? true ? Decimal(part[row], scale: part.scale) : Decimal(0)) }
        }
        return try DecimalColumn(values, validity: validity)
    }

    private static func concatenatedTexts(_ columns: [Column], _ total: Int, _ validity: Bitmap?) -> Column {
        let isPlain = columns.contains { if case .text(let part) = $0 { part.count > 0 } else { false } }
        if isPlain { return .text(concatenatedPlain(columns, total, validity)) }

        var coded: [CodedColumn] = []
        for column in columns {
            switch column {
            case .coded(let part): coded.append(part)
            case .text: break
            default: column.mustBeMissing()
            }
        }
        // Only columns without rows were plain.
        guard let first = coded.first else {
            let empty = Column.text(TextColumn(offsets: Values([0]), bytes: Values(uninitialized: 0)))
            return empty.gather([Int32](repeating: -1, count: total))
        }
        if coded.allSatisfy({ $0.dictionary === first.dictionary || $0.dictionary.equals(orderedOther: first.dictionary) }) {
            let codes = Values<UInt32>.concatenated(columns, total) { if case .coded(let part) = $0 { part.codes } else { nil } }
            return .coded(CodedColumn(codes: codes, dictionary: first.dictionary, validity: validity))
        }
        let codes = Values<UInt32>(repeating: 0, count: total)
        var merger = DictionaryMerger()
        var start = 0
        for column in columns {
            if case .coded(let part) = column { merger.translate(part, into: codes.pointer + start) }
            start += column.count
        }
        return .coded(CodedColumn(codes: codes, dictionary: merger.finish(), validity: validity))
    }

    private static func concatenatedPlain(_ columns: [Column], _ total: Int, _ validity: Bitmap?) -> TextColumn {
        let bytes = columns.reduce(0) { if case .text(let part) = $1 { $0 + part.bytesOfRows.count } else { $0 } }
        var builder = TextColumnBuilder(capacity: total, byteCapacity: bytes)
        for column in columns {
            switch column {
            case .text(let part): builder.append(part)
            case .coded(let part):
                let values = part.dictionary.values
                for row in 0..<part.codes.count {
                    // What lies under a missing row may be no code of the dictionary.
                    if part.validity.map({ $0[row] }) ?? true { builder.append(values[Int(part.codes[row])]) } else { builder.appendMissing() }
                }
            default:
                for _ in 0..<column.mustBeMissing() { builder.appendMissing() }
            }
        }
        var result = builder.finishText()
        result.validity = validity
        return result
    }
}

extension Values {
    /// The parts that `pick` finds, zero bytes where a column is all missing.
    fileprivate static func concatenated(_ columns: [Column], _ total: Int, _ pick: (Column) -> Values?) -> Values {
        let result = Values(uninitialized: total)
        var start = 0
        for column in columns {
            let target = result.pointer + start
            if let part = pick(column) {
                target.update(from: part.pointer, count: part.count)
            } else if column.count > 0 {
                UnsafeMutableRawPointer(target).initializeMemory(as: UInt8.self, repeating: 0, count: column.mustBeMissing() * MemoryLayout<Element>.stride)
            }
            start += column.count
        }
        return result
    }
}

extension Bitmap {
    /// Writes the bits of `source` from row `start` on; only while this bitmap is being made. O(rows / 64).
    func copy(_ source: Bitmap, to start: Int) {
        let first = start &+ self.start
        let shift = UInt64(truncatingIfNeeded: first & 63)
        for index in 0..<source.wordCount {
            let bits = source.word(index)
            let mask = UInt64.max &>> UInt64(truncatingIfNeeded: max(0, 64 &- (source.count &- index &* 64)))
            let place = first &>> 6 &+ index
            words.pointer[place] = words.pointer[place] & ~(mask &<< shift) | bits &<< shift
            // What of it belongs to the next word.
            let rest = 64 &- shift
            if shift != 0, mask &>> rest != 0 { words.pointer[place &+ 1] = words.pointer[place &+ 1] & ~(mask &>> rest) | bits &>> rest }
        }
    }
}

extension DecimalColumn {
    /// Decimals of any scales, brought to the smallest one that all of them have.
    /// - Throws: where that takes more than 38 digits.
    package init(_ values: [Decimal], validity: Bitmap?) throws(DecimalsFarApart) {
        let trimmed = values.map(\.normalized)
        let scale = trimmed.map(\.scale).max() ?? 0
        var mantissas: [Int128] = []
        for value in trimmed {
            guard let mantissa = value.rescaled(to: scale)?.mantissa, mantissa.magnitude < DecimalColumn.magnitudeLimit else { throw DecimalsFarApart(values) }
            mantissas.append(mantissa)
        }
        if mantissas.allSatisfy(DecimalColumn.isShort) {
            self.init(mantissas: .small(Values(mantissas.map { Int64(truncatingIfNeeded: $0) })), scale: scale, validity: validity)
        } else {
            self.init(mantissas: .large(Values(mantissas)), scale: scale, validity: validity)
        }
    }

    /// The same values with at least as many digits after the point; `nil` where a value takes more than 38 digits then.
    ///
    /// Switches to the large form when 18 digits do not suffice.
    package func rescaled(to newScale: Int) -> DecimalColumn? {
        if newScale == scale { return self }
        precondition(newScale > scale, "rescaling a column never drops digits")
        guard let factor = Decimal.powerOfTen(newScale - scale) else { preconditionFailure("a decimal has at most 38 digits") }
        if case .small(let values) = mantissas, let smallFactor = Int64(exactly: factor) {
            let result = Values<Int64>(uninitialized: values.count)
            var overflowed = false
            for row in 0..<values.count {
                let (product, overflow) = values[row].multipliedReportingOverflow(by: smallFactor)
                result.pointer[row] = product
                overflowed = overflowed || overflow || product.magnitude >= 1_000_000_000_000_000_000
            }
            if !overflowed { return DecimalColumn(mantissas: .small(result), scale: newScale, validity: validity) }
        }
        let result = Values<Int128>(uninitialized: count)
        for row in 0..<count {
            let (product, overflow) = self[row].multipliedReportingOverflow(by: factor)
            if overflow || product.magnitude >= DecimalColumn.magnitudeLimit, validity?[row] ?? true { return nil }
            result.pointer[row] = product
        }
        return DecimalColumn(mantissas: .large(result), scale: newScale, validity: validity)
    }
}
