import CVectors

/// The cells of one column that a scan found, unescaped.
struct Cells {
    let base: UnsafePointer<UInt8>
    let spans: UnsafePointer<CellSpan>
    let count: Int
    /// Whether all are known to be in NFC.
    let areComposed: Bool

    @inline(__always)
    func bytes(_ row: Int) -> UnsafePointer<UInt8> { base + Int(spans[row].start) }

    func buffer(_ row: Int) -> UnsafeBufferPointer<UInt8> {
        UnsafeBufferPointer(start: base + Int(spans[row].start), count: spans[row].length)
    }

    /// How many cells from a row on are one to eight digits without a sign, put to `numbers`.
    func readShortNumbers(from row: Int, into numbers: UnsafeMutablePointer<Int64>) -> Int {
        (spans + row).withMemoryRebound(to: UInt64.self, capacity: count - row) { read_short_numbers(base, $0, count - row, numbers) }
    }

    /// The same of those that do not begin with a zero before other digits.
    /// - Parameter most: becomes the length of the longest if that is more.
    func measureShortNumbers(from row: Int, most: inout Int) -> Int {
        var longest: UInt32 = 0
        let found = (spans + row).withMemoryRebound(to: UInt64.self, capacity: count - row) { measure_short_numbers(base, $0, count - row, &longest) }
        most = max(most, Int(longest))
        return found
    }

    /// After a cell that is anything else so many are looked at one by one before short numbers are looked for again.
    static let lookedAt = 16

    func text(_ row: Int) -> String { String(decoding: buffer(row), as: UTF8.self) }
}

extension RecordScanner {
    /// The cells of one slot, made ready for reading: escapes are resolved, and `missing` (as in `missing: "NA"`) becomes missing.
    func cells(_ table: SpanTable, slot: Int, missing: [[UInt8]]) -> Cells {
        let spans = table.column(slot)
        if table.hasEscapes {
            for row in 0..<table.count where spans[row].isEscaped {
                let start = Int(spans[row].start)
                let length = unescape(base + start, spans[row].length)
                spans[row] = CellSpan(start: start, length: length, isQuoted: true)
            }
        }
        for mark in missing {
            // Quotes around nothing are all that tells an empty text from an empty cell.
            for row in 0..<table.count where spans[row].length == mark.count && (!spans[row].isQuoted || mark.isEmpty) {
                let start = base + Int(spans[row].start)
                if mark.indices.allSatisfy({ start[$0] == mark[$0] }) { spans[row] = .missing }
            }
        }
        return Cells(base: UnsafePointer(base), spans: UnsafePointer(spans), count: table.count, areComposed: cellsAreComposed)
    }
}
