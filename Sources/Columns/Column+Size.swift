extension [Column] {
    /// How many bytes of text the column has that has most.
    package var mostTextBytes: Int { reduce(0) { Swift.max($0, $1.textBytes) } }
}

extension BatchColumns {
    /// How many bytes of text the column has that has most.
    package var mostTextBytes: Int { entries.reduce(0) { Swift.max($0, $1.textBytes) } }
}

extension BatchColumn {
    /// What is packed is no text.
    fileprivate var textBytes: Int { if case .wide(let column) = self { column.textBytes } else { 0 } }

    /// About how many bytes the values take, without a dictionary that other columns share, once somebody has read them.
    package var byteCount: Int {
        switch self {
        case .wide(let column): column.byteCount
        case .packed(let part): part.count * (part.column.form.width + part.numbers.width) + (part.validity == nil ? 0 : part.count / 8)
        }
    }
}

extension Column {
    /// Bytes of texts in full, which a column has at most 2 GiB of.
    fileprivate var textBytes: Int {
        if case .text(let column) = self { Int(column.offsets[column.count] - column.offsets[0]) } else { 0 }
    }

    /// About how many bytes the values take, without a dictionary that other columns share.
    package var byteCount: Int {
        let bits = validity == nil ? 0 : count / 8
        switch self {
        case .missing: return 0
        case .bool: return count / 8 + bits
        case .int, .float: return count * 8 + bits
        case .date, .coded: return count * 4 + bits
        case .decimal(let column):
            switch column.mantissas {
            case .small: return count * 8 + bits
            case .large: return count * 16 + bits
            }
        case .text: return count * 4 + textBytes + bits
        case .period: return count * 8 + bits
        case .duration: return count * 12 + bits
        case .ratio(let column): return column.numerator.byteCount + column.denominator.byteCount + bits
        }
    }
}
