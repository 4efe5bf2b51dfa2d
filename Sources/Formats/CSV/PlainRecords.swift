import CByteMasks

/// Records in which no quote stands, found some kibibytes at a time: first the places of all separators and line ends, then which of these end
/// a record. What a column's cells are is then a matter of subtraction, and columns that nobody asked for cost nothing more.
final class PlainRecords {
    /// Little enough for the places to stay in the first-level cache.
    private static let regionBytes = 1 << 14

    /// Of separators and line ends, from the scanner's base.
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
        // A block's places are written eight at a time.
        places = .allocate(capacity: Self.regionBytes + 64 + 8)
        ends = .allocate(capacity: Self.regionBytes + 64)
    }

    deinit {
        places.deallocate()
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
            let ended = findPlaces(base, from: position, to: min(end, position + Self.regionBytes))
            let count = wholeRecords(min(ended, limit - records), from: position, before: lastStart)
            if count == 0 { return position }
            write(count, from: position, base, into: table, at: records)
            records += count
            position = Int(places[Int(ends[count - 1])]) + 1
            if count < ended { return position }
        }
        return position
    }

    /// - Returns: how many of the places are line ends.
    private func findPlaces(_ base: UnsafePointer<UInt8>, from start: Int, to end: Int) -> Int {
        let (separator, quote, newline) = (dialect.separator, dialect.quote, dialect.newline)
        let (places, ends) = (places, ends)
        var (count, ended) = (0, 0)
        var block = start
        while block < end {
            let masks = separated_bytes(base + block, separator, quote, newline)
            let rest = end &- block
            let inside: UInt64 = rest < 64 ? (1 &<< UInt64(truncatingIfNeeded: rest)) &- 1 : .max
            if masks.quotes & inside != 0 { break }
            var bits = masks.ends & inside
            var lines = masks.lines & inside
            while lines != 0 {
                ends[ended] = UInt32(truncatingIfNeeded: count &+ (bits & (lines ^ (lines &- 1))).nonzeroBitCount &- 1)
                ended &+= 1
                lines &= lines &- 1
            }
            let first = UInt32(truncatingIfNeeded: block)
            let found = bits.nonzeroBitCount
            var next = 0
            while next < found {
                // Without a question for each; of what is written too much the next block makes good.
                for slot in next..<next &+ 8 {
                    places[count &+ slot] = first &+ UInt32(truncatingIfNeeded: bits.trailingZeroBitCount)
                    bits &= bits &- 1
                }
                next &+= 8
            }
            count &+= found
            block &+= 64
        }
        return ended
    }

    /// How many of the first records have as many values as they should.
    private func wholeRecords(_ count: Int, from start: Int, before lastStart: Int) -> Int {
        var before = -1
        for record in 0..<count {
            let end = Int(ends[record])
            let begins = before < 0 ? start : Int(places[before]) &+ 1
            if end &- before != width || begins >= lastStart { return record }
            before = end
        }
        return count
    }

    private func write(_ count: Int, from start: Int, _ base: UnsafePointer<UInt8>, into table: SpanTable, at records: Int) {
        let (places, ends, width) = (places, ends, width)
        let starts = table.recordStarts + records
        starts[0] = UInt32(truncatingIfNeeded: start)
        for record in 1..<max(1, count) { starts[record] = places[Int(ends[record &- 1])] &+ 1 }
        for (column, slot) in wanted {
            let cells = table.column(slot) + records
            // The last value may end with the first half of a line end.
            let mayEndInReturn = column == width - 1 && dialect.newline == UInt8(ascii: "\n")
            for record in 0..<count {
                let place = Int(ends[record]) &- width &+ 1 &+ column
                let first = Int(column == 0 ? starts[record] : places[place &- 1] &+ 1)
                var length = Int(places[place]) &- first
                if mayEndInReturn, length > 0, base[first &+ length &- 1] == UInt8(ascii: "\r") { length &-= 1 }
                cells[record] = CellSpan(start: first, length: length)
            }
        }
    }
}
