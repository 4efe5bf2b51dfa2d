import Columns

/// The values that a column of an Arrow file refers to by number.
enum ArrowDictionary {
    /// Texts. `codes` leads from the file's numbers to ours, −1 where the file has a missing value; `nil` when they are the same: a file may hold
    /// one text twice, or in two spellings that NFC makes one.
    case texts(TextDictionary, codes: [Int32]?)
    /// Values of any other type, which columns of ours hold in full.
    case values(Column)

    init(_ values: Column, isOrdered: Bool, isTrusted: Bool) {
        guard case .text(let texts) = values else {
            self = .values(values)
            return
        }
        if isTrusted {
            self = .texts(TextDictionary(values: texts, isOrdered: isOrdered), codes: nil)
            return
        }
        var builder = DictionaryBuilder()
        var codes: [Int32] = []
        codes.reserveCapacity(texts.count)
        for row in 0..<texts.count { codes.append(texts.validity?[row] ?? true ? Int32(truncatingIfNeeded: builder.code(texts[row])) : -1) }
        let isSame = builder.count == texts.count
        self = .texts(isSame ? TextDictionary(values: texts, isOrdered: isOrdered) : builder.finish(isOrdered: isOrdered), codes: isSame ? nil : codes)
    }

    /// Whether a number may stand for a missing value.
    var hasMissing: Bool {
        switch self {
        case .texts(_, let codes): codes?.contains(-1) ?? false
        case .values(let column): column.validity?.unlessFull != nil
        }
    }

    /// Texts with numbers of ours already; `nil` for other values.
    func column(codes: Values<UInt32>, _ validity: Bitmap?) -> Column? {
        guard case .texts(let dictionary, nil) = self else { return nil }
        return .coded(CodedColumn(codes: codes, dictionary: dictionary, validity: validity))
    }

    /// The values behind numbers; `nil` when a row that is not missing has a number that the dictionary does not have.
    func column(numbers: Values<Int64>, validity: Bitmap?) -> Column? {
        let count =
            switch self {
            case .texts(let dictionary, let codes): codes?.count ?? dictionary.count
            case .values(let column): column.count
            }
        var picked: [Int32] = []
        picked.reserveCapacity(numbers.count)
        for row in 0..<numbers.count {
            guard validity?[row] ?? true else {
                picked.append(-1)
                continue
            }
            guard numbers[row] >= 0, numbers[row] < Int64(count) else { return nil }
            picked.append(Int32(truncatingIfNeeded: numbers[row]))
        }
        guard case .texts(let dictionary, let codes) = self else {
            guard case .values(let column) = self else { return nil }
            return column.gather(picked)
        }
        var rows = RejectedRows(validity, count: picked.count)
        let result = Values<UInt32>(uninitialized: picked.count)
        for row in 0..<picked.count {
            let code = picked[row] < 0 ? -1 : codes?[Int(picked[row])] ?? picked[row]
            if code < 0, rows.isPresent(row) { rows.reject(row) }
            result.pointer[row] = UInt32(truncatingIfNeeded: max(0, code))
        }
        return .coded(CodedColumn(codes: result, dictionary: dictionary, validity: rows.validity))
    }
}
