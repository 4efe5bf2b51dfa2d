import CPrefetch
import CVectors

/// Rows picked by number, in any order and as often as wanted: the end of filters, sorts and joins.
extension Column {
    /// The rows with these numbers; a negative number gives a missing row. O(rows), and for text O(bytes).
    /// Coded columns keep their dictionary.
    package func gather(_ rows: [Int32]) -> Column {
        rows.withUnsafeBufferPointer { rows in
            let picked = RowNumbers(rows)
            switch self {
            case .missing: return .missing(count: rows.count)
            case .bool(let column): return .bool(BoolColumn(values: column.values.gather(picked), validity: picked.validity(column.validity)))
            case .int(let column): return .int(column.gather(picked))
            case .date(let column): return .date(column.gather(picked))
            case .float(let column): return .float(column.gather(picked))
            case .decimal(let column):
                let mantissas: DecimalColumn.Mantissas =
                    switch column.mantissas {
                    case .small(let values): .small(values.gather(picked))
                    case .large(let values): .large(values.gather(picked))
                    }
                return .decimal(DecimalColumn(mantissas: mantissas, scale: column.scale, validity: picked.validity(column.validity)))
            case .text(let column): return .text(column.gather(picked))
            case .coded(let column):
                return .coded(CodedColumn(codes: column.codes.gather(picked), dictionary: column.dictionary, validity: picked.validity(column.validity)))
            case .period(let column):
                return .period(PeriodColumn(first: column.first.gather(picked), last: column.last.gather(picked), validity: picked.validity(column.validity)))
            case .duration(let column):
                return .duration(
                    DurationColumn(
                        months: column.months.gather(picked), days: column.days.gather(picked),
                        workingDays: column.workingDays.gather(picked), validity: picked.validity(column.validity)))
            case .ratio(let column):
                let rows = Array(rows)
                return .ratio(
                    RatioColumn(
                        numerator: column.numerator.gather(rows), denominator: column.denominator.gather(rows),
                        validity: picked.validity(column.validity)))
            }
        }
    }
}

/// Row numbers to gather, with what every column would ask about them.
struct RowNumbers {
    let rows: UnsafeBufferPointer<Int32>
    let hasNegative: Bool

    init(_ rows: UnsafeBufferPointer<Int32>) {
        self.rows = rows
        var signs: Int32 = 0
        for row in rows { signs |= row }
        hasNegative = signs < 0
    }

    var count: Int { rows.count }

    /// Which gathered rows hold a value; `nil` when all do.
    func validity(_ source: Bitmap?) -> Bitmap? {
        guard let source else {
            if !hasNegative { return nil }
            return Bitmap(whereNotNegative: rows)
        }
        let words = Values<UInt64>(uninitialized: max(1, (count + 63) / 64))
        words.pointer[0] = 0
        var missing = 0
        var start = 0
        while start < count {
            let end = min(start + 64, count)
            var word: UInt64 = 0
            for index in start..<end {
                let row = rows[index]
                let isPresent = row >= 0 && source[Int(row)]
                word |= (isPresent ? 1 : 0) &<< UInt64(truncatingIfNeeded: index &- start)
            }
            missing += (end - start) - word.nonzeroBitCount
            words.pointer[start / 64] = word
            start = end
        }
        return missing == 0 ? nil : Bitmap(words: words, count: count)
    }
}

extension Values {
    func gather(_ picked: RowNumbers) -> Values {
        let result = Values(uninitialized: picked.count)
        guard let rows = picked.rows.baseAddress else { return result }
        assert(picked.rows.allSatisfy { $0 < max(count, 1) })
        if count == 0 {
            // Only missing rows can come from no rows; zero bytes are as good as any value under them.
            result.buffer.base.initializeMemory(as: UInt8.self, repeating: 0, count: picked.count * MemoryLayout<Element>.stride)
        } else {
            // Row 0 stands in for the missing ones: a defined value that nobody reads.
            let (from, to) = (UnsafeRawPointer(pointer), UnsafeMutableRawPointer(result.pointer))
            switch MemoryLayout<Element>.stride {
            case 4: gather_32(from.assumingMemoryBound(to: UInt32.self), count, rows, picked.count, to.assumingMemoryBound(to: UInt32.self))
            case 8: gather_64(from.assumingMemoryBound(to: UInt64.self), count, rows, picked.count, to.assumingMemoryBound(to: UInt64.self))
            default: for index in 0..<picked.count { result.pointer[index] = pointer[Int(max(rows[index], 0))] }
            }
        }
        return result
    }
}

extension NumberColumn {
    func gather(_ picked: RowNumbers) -> NumberColumn {
        NumberColumn(values: values.gather(picked), validity: picked.validity(validity))
    }
}

extension Bitmap {
    func gather(_ picked: RowNumbers) -> Bitmap {
        let words = Values<UInt64>(repeating: 0, count: max(1, (picked.count + 63) / 64))
        for (index, row) in picked.rows.enumerated() where row >= 0 && self[Int(row)] {
            words.pointer[index / 64] |= 1 &<< UInt64(truncatingIfNeeded: index % 64)
        }
        return Bitmap(words: words, count: picked.count)
    }
}

extension TextColumn {
    /// Texts that lie in the second-level cache need not be asked for before they are copied; others are so many rows ahead.
    private static let nearBytes = 1 << 20
    private static let ahead = 32

    func gather(_ picked: RowNumbers) -> TextColumn {
        let newOffsets = Values<Int32>(uninitialized: picked.count + 1)
        var total = 0
        for (index, row) in picked.rows.enumerated() {
            newOffsets.pointer[index] = Int32(truncatingIfNeeded: total)
            if row >= 0 { total += Int(offsets[Int(row) + 1] - offsets[Int(row)]) }
        }
        precondition(total <= Int(Int32.max), "a text column holds less than 2 GiB")
        newOffsets.pointer[picked.count] = Int32(total)
        let newBytes = Values<UInt8>(uninitialized: total)
        let rows = picked.rows
        let isFar = bytes.count > Self.nearBytes
        for (index, row) in rows.enumerated() where row >= 0 {
            if isFar, index &+ Self.ahead < rows.count { prefetch(bytes.pointer + Int(offsets[max(0, Int(rows[index &+ Self.ahead]))])) }
            let start = Int(offsets[Int(row)])
            let length = Int(offsets[Int(row) + 1]) - start
            TextBytes.copy(bytes.pointer + start, to: newBytes.pointer + Int(newOffsets[index]), count: length)
        }
        return TextColumn(offsets: newOffsets, bytes: newBytes, validity: picked.validity(validity))
    }
}
