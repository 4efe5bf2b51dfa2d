import Synchronization

/// Some rows of a packed column, as narrow as they are kept, until somebody asks for wide ones.
///
/// Most of what a report does with a column is to add it up or to group by it, for which no row has to be made wide in memory: one that reads
/// words of a byte has an eighth to load. A class, so that rows are made wide once however many kernels ask.
package final class PackedPart: Sendable {
    package let column: PackedColumn
    package let rows: Range<Int>
    package let validity: Bitmap?
    private let made = Mutex<Column?>(nil)

    package init(_ column: PackedColumn, _ rows: Range<Int>) {
        self.column = column
        self.rows = rows
        validity = column.validity?.slice(rows).unlessFull
    }

    private init(_ column: PackedColumn, _ rows: Range<Int>, validity: Bitmap?) {
        self.column = column
        self.rows = rows
        self.validity = validity
    }

    /// The same rows, of which none is missing that anybody reads.
    fileprivate var withoutMissing: PackedPart { validity == nil ? self : PackedPart(column, rows, validity: nil) }

    package var count: Int { rows.count }
    package var numbers: PackedNumbers { column.numbers }
    /// How many bits, the sign among them, hold each of the present numbers; `nil` where they may be more than a number has.
    package var bits: Int? { column.bits }

    /// In their own width. O(rows) the first time.
    package var wide: Column {
        made.withLock { made in
            if let made { return made }
            let wide = column.wide(column.numbers, rows, validity)
            made = wide
            return wide
        }
    }

    /// Some of the rows, counted from the first of these, in their own width.
    func wide(_ run: Range<Int>) -> Column {
        let start = rows.lowerBound
        return column.wide(column.numbers, start + run.lowerBound..<start + run.upperBound, validity?.slice(run))
    }

    /// The rows with these numbers, as narrow as these; a negative number gives a missing row.
    func gather(_ picked: RowNumbers) -> PackedPart {
        let words: PackedNumbers.Words =
            switch numbers.words {
            case .bytes(let words): .bytes(words.slice(rows).gather(picked))
            case .pairs(let words): .pairs(words.slice(rows).gather(picked))
            case .quads(let words): .quads(words.slice(rows).gather(picked))
            }
        let numbers = PackedNumbers(words: words, base: numbers.base, step: numbers.step)
        return PackedPart(PackedColumn(form: column.form, numbers: numbers, validity: picked.validity(validity), bits: column.bits), 0..<picked.count)
    }
}

extension BatchColumn {
    /// The same where it is known that no row counts that has no value.
    package var withoutMissing: BatchColumn {
        switch self {
        case .packed(let part): .packed(part.withoutMissing)
        case .wide(let column):
            switch column {
            case .int, .date, .float, .decimal, .text, .coded: .wide(column.withValidity(nil))
            // What these are made of may be missing by itself.
            case .missing, .bool, .period, .duration, .ratio: self
            }
        }
    }
}
