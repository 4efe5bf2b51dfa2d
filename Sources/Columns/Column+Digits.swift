/// Links to tables whose keys are whole numbers: columns of files hold them as numbers, values that a script writes as their digits. A link is the same
/// in either form.
extension Column {
    /// Numbers as the texts that are their digits; any other column as it is. O(rows).
    package var asDigits: Column {
        guard case .int(let column) = self else { return self }
        var builder = TextColumnBuilder(capacity: column.values.count)
        for row in 0..<column.values.count {
            if column.validity?[row] ?? true { builder.append(String(column.values[row])) } else { builder.appendMissing() }
        }
        return builder.finish()
    }

    /// Texts as the numbers whose digits they are, missing where they are not: "007" is not 7. Any other column as it is. O(bytes).
    package var asNumbers: Column {
        switch self {
        case .text(let column):
            return .int(Self.numbers(count: column.count, column.validity) { column[$0] })
        case .coded(let column):
            let values = column.dictionary.values
            return .int(Self.numbers(count: column.codes.count, column.validity) { values[Int(column.codes[$0])] })
        default: return self
        }
    }

    private static func numbers(count: Int, _ validity: Bitmap?, _ text: (Int) -> UnsafeBufferPointer<UInt8>) -> NumberColumn<Int64> {
        var builder = NumberColumnBuilder<Int64>(capacity: count)
        for row in 0..<count {
            if validity?[row] ?? true, let number = number(text(row)) { builder.append(number) } else { builder.appendMissing() }
        }
        return builder.finishNumbers()
    }

    /// The number whose digits these are.
    static func number(_ digits: UnsafeBufferPointer<UInt8>) -> Int64? {
        guard let first = digits.first else { return nil }
        let isNegative = first == UInt8(ascii: "-")
        let start = isNegative ? 1 : 0
        guard digits.count > start, digits[start] != UInt8(ascii: "0") || digits.count == 1 else { return nil }
        var number: Int64 = 0
        for byte in digits[start...] {
            guard byte >= UInt8(ascii: "0"), byte <= UInt8(ascii: "9") else { return nil }
            let digit = Int64(byte - UInt8(ascii: "0"))
            let (tenfold, first) = number.multipliedReportingOverflow(by: 10)
            let (sum, second) = isNegative ? tenfold.subtractingReportingOverflow(digit) : tenfold.addingReportingOverflow(digit)
            if first || second { return nil }
            number = sum
        }
        return number
    }
}
