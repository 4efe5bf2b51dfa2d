/// Where one cell lies in the scanner's memory, in eight bytes.
struct CellSpan {
    /// Where it begins in the low half, four marks and the length in the high one: as `CVectors` reads and writes them.
    private let word: UInt64

    /// Offset from the scanner's base.
    var start: UInt32 { UInt32(truncatingIfNeeded: word) }
    private var extent: UInt32 { UInt32(truncatingIfNeeded: word &>> 32) }

    /// The cell stood in quotes: `""` is empty text, where an empty cell without them is missing.
    var isQuoted: Bool { extent & 1 != 0 }
    /// What stands in memory must be unescaped before it is read.
    var isEscaped: Bool { extent & 2 != 0 }
    /// A list or an object of JSON, kept as its text.
    var isNested: Bool { extent & 4 != 0 }
    /// A number, date, percentage or truth value by the file's own account, in the plain form that machines write: a
    /// workbook tells `12` from the text that looks the same.
    var isTyped: Bool { extent & 8 != 0 }
    var length: Int { Int(extent &>> 4) }
    var isMissing: Bool { extent == 0 }

    static let missing = CellSpan(start: 0, length: 0)

    @inline(__always)
    init(start: Int, length: Int, isQuoted: Bool = false, isEscaped: Bool = false, isNested: Bool = false, isTyped: Bool = false) {
        let marks: UInt32 = (isQuoted ? 1 : 0) | (isEscaped ? 2 : 0) | (isNested ? 4 : 0) | (isTyped ? 8 : 0)
        let extent = UInt32(truncatingIfNeeded: length) &<< 4 | marks
        word = UInt64(extent) &<< 32 | UInt64(UInt32(truncatingIfNeeded: start))
    }
}

/// The cells of some records, column by column, and where each record starts.
final class SpanTable {
    /// Records at a time: spans of one column stay in the first-level cache while they are converted.
    static let capacity = 2_048

    let slotCount: Int
    private let spans: UnsafeMutablePointer<CellSpan>
    /// Offsets of the records from the scanner's base; of a sheet the numbers of the rows.
    let recordStarts: UnsafeMutablePointer<UInt32>
    /// Records scanned last.
    var count = 0
    var hasEscapes = false
    /// Cells whose formulas failed; their spans are missing. Rare, so a list.
    var failures: [FailedCell] = []

    init(slotCount: Int) {
        self.slotCount = slotCount
        spans = .allocate(capacity: max(1, slotCount * Self.capacity))
        spans.initialize(repeating: .missing, count: max(1, slotCount * Self.capacity))
        recordStarts = .allocate(capacity: Self.capacity)
        recordStarts.initialize(repeating: 0, count: Self.capacity)
    }

    deinit {
        spans.deallocate()
        recordStarts.deallocate()
    }

    /// The cells of one wanted column.
    func column(_ slot: Int) -> UnsafeMutablePointer<CellSpan> { spans + slot * Self.capacity }
}

/// A cell that shows an error in place of a value, such as `#DIV/0!`.
struct FailedCell {
    var row: Int
    var slot: Int
    var error: String
}
