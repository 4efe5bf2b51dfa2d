/// A run of rows that shares the memory of the whole. Where all of them are present it says so, and loops need not look: O(rows / 64) at most.
extension Column {
    package func slice(_ range: Range<Int>) -> Column {
        precondition(range.lowerBound >= 0 && range.upperBound <= count, "a slice lies inside its column")
        switch self {
        case .missing:
            return .missing(count: range.count)
        case .bool(let column):
            return .bool(BoolColumn(values: column.values.slice(range), validity: column.validity?.slice(range).unlessFull))
        case .int(let column): return .int(column.slice(range))
        case .date(let column): return .date(column.slice(range))
        case .float(let column): return .float(column.slice(range))
        case .decimal(let column):
            let mantissas: DecimalColumn.Mantissas =
                switch column.mantissas {
                case .small(let values): .small(values.slice(range))
                case .large(let values): .large(values.slice(range))
                }
            return .decimal(DecimalColumn(mantissas: mantissas, scale: column.scale, validity: column.validity?.slice(range).unlessFull, bits: column.bits))
        case .text(let column):
            // One offset more than rows; the first one need not be 0.
            let offsets = column.offsets.slice(range.lowerBound..<range.upperBound + 1)
            return .text(TextColumn(offsets: offsets, bytes: column.bytes, validity: column.validity?.slice(range).unlessFull))
        case .coded(let column):
            return .coded(CodedColumn(codes: column.codes.slice(range), dictionary: column.dictionary, validity: column.validity?.slice(range).unlessFull))
        case .period(let column):
            return .period(PeriodColumn(first: column.first.slice(range), last: column.last.slice(range), validity: column.validity?.slice(range).unlessFull))
        case .duration(let column):
            return .duration(
                DurationColumn(
                    months: column.months.slice(range), days: column.days.slice(range),
                    workingDays: column.workingDays.slice(range), validity: column.validity?.slice(range).unlessFull))
        case .ratio(let column):
            return .ratio(
                RatioColumn(
                    numerator: column.numerator.slice(range), denominator: column.denominator.slice(range),
                    validity: column.validity?.slice(range).unlessFull))
        }
    }
}

extension NumberColumn {
    func slice(_ range: Range<Int>) -> NumberColumn {
        NumberColumn(values: values.slice(range), validity: validity?.slice(range).unlessFull, bits: bits)
    }
}
