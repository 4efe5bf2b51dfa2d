import CVectors

/// Records in which no quote stands, found some kibibytes at a time: first the places of all separators and line ends, then which of these end
/// a record. What a column's cells are is then a matter of subtraction, and columns that nobody asked for cost nothing more.
final class PlainRecords {
    /// Little enough for the places to stay in the first-level cache.
    private static let regionBytes = 1 << 14

    /// Of separators and line ends, from the scanner's base. One more stands before them.
    private let places: UnsafeMutablePointer<UInt32>
    /// Which of the places end a record.
    private let ends: UnsafeMutablePointer<UInt32>
    /// Wanted columns of the file with their slots.
    private let wanted: [(column: Int, slot: Int)]
    private let width: Int
    private let dialect: CSVDialect

    /// - Parameters:
    ///   - width: values of a record.
    ///   - slots: as the scanner has them.
    init(_ dialect: CSVDialect, width: Int, slots: [Int]) {
        self.dialect = dialect
        self.width = width
        wanted = slots.enumerated().compactMap { $1 >= 0 && $0 < width ? ($0, $1) : nil }
        places = .allocate(capacity: 1 + Self.regionBytes + 64) + 1
        ends = .allocate(capacity: Self.regionBytes + 64)
    }

    deinit {
        (places - 1).deallocate()
        ends.deallocate()
    }

    /// Whole records of `width` values from `start` on, up to the first that is anything else.
    ///
    /// - Parameters:
    ///   - end: of the bytes in memory, behind which 64 more may be read.
    ///   - lastStart: no record is taken that begins here or behind.
    ///   - records: how many stand in the table already; they are added up to `limit`.
    /// - Returns: where the next record begins.
    func scan(_ base: UnsafePointer<UInt8>, from start: Int, to end: Int, lastStart: Int, _ table: SpanTable, records: inout Int, limit: Int) -> Int {
        var position = start
        while records < limit, position < lastStart {
            // What stands before the first record ends where it begins.
            places[-1] = UInt32(truncatingIfNeeded: position &- 1)
            let ended = find_separators(
                base, position, min(end, position + Self.regionBytes), dialect.separator, dialect.quote, dialect.newline, places, ends)
            let count = wholeRecords(min(ended, limit - records), before: lastStart)
            if count == 0 { return position }
            write(count, base, into: table, at: records)
            records += count
            position = Int(places[Int(ends[count - 1])]) + 1
            if count < ended { return position }
        }
        return position
    }

    /// How many of the first records have as many values as they should.
    private func wholeRecords(_ count: Int, before lastStart: Int) -> Int {
        var before = -1
        for record in 0..<count {
            let end = Int(ends[record])
            if end &- before != width || Int(places[before] &+ 1) >= lastStart { return record }
            before = end
        }
        return count
    }

    /// All records have as many values as they should, so that a column's cells lie between every so many-th place and the one before it.
    private func write(_ count: Int, _ base: UnsafePointer<UInt8>, into table: SpanTable, at records: Int) {
        let starts = table.recordStarts + records
        for record in 0..<count { starts[record] = places[record &* width &- 1] &+ 1 }
        for (column, slot) in wanted {
            let cells = table.column(slot) + records
            cells.withMemoryRebound(to: UInt64.self, capacity: count) { spans_between(places + column - 1, width, count, $0) }
            // The last value may end with the first half of a line end.
            guard column == width - 1, dialect.newline == UInt8(ascii: "\n") else { continue }
            for record in 0..<count {
                let (start, length) = (Int(cells[record].start), cells[record].length)
                if length > 0, base[start &+ length &- 1] == UInt8(ascii: "\r") { cells[record] = CellSpan(start: start, length: length &- 1) }
            }
        }
    }
}
