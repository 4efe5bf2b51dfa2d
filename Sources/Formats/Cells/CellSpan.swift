import Diagnostics

/// Where one cell lies in the window, in eight bytes.
struct CellSpan {
    /// Offset from the window's base.
    var start: UInt32
    /// Length and three marks in the low bits.
    private var extent: UInt32

    /// The cell stood in quotes: `""` is empty text, where an empty cell without them is missing.
    var isQuoted: Bool { extent & 1 != 0 }
    /// What stands in the window must be unescaped before it is read.
    var isEscaped: Bool { extent & 2 != 0 }
    /// A list or an object of JSON, kept as its text.
    var isNested: Bool { extent & 4 != 0 }
    var length: Int { Int(extent &>> 3) }
    var isMissing: Bool { extent == 0 }

    static let missing = CellSpan(start: 0, length: 0)

    @inline(__always)
    init(start: Int, length: Int, isQuoted: Bool = false, isEscaped: Bool = false, isNested: Bool = false) {
        self.start = UInt32(truncatingIfNeeded: start)
        extent = UInt32(truncatingIfNeeded: length) &<< 3 | (isQuoted ? 1 : 0) | (isEscaped ? 2 : 0) | (isNested ? 4 : 0)
    }
}

/// The cells of some records, column by column, and where each record starts.
final class SpanTable {
    /// Records at a time: spans of one column stay in the first-level cache while they are converted.
    static let capacity = 2_048

    let slotCount: Int
    private let spans: UnsafeMutablePointer<CellSpan>
    /// Offsets of the records from the window's base.
    let recordStarts: UnsafeMutablePointer<UInt32>
    /// Records scanned last.
    var count = 0
    var hasEscapes = false

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

/// Finds the records of a text file and the cells of the wanted columns in them.
protocol RecordScanner: AnyObject {
    var window: ByteWindow { get }
    /// What ends a line, for counting lines.
    var newline: UInt8 { get }
    /// Scans the next records, at least one and at most `limit`, into `table`; none at the end of the file. Cells are
    /// valid until the next call.
    func scan(limit: Int, into table: SpanTable) throws(DiagnosticList)
    /// Line and offset at which the last scan began.
    var startLine: Int { get }
    var startPosition: Int { get }
    /// Turns an escaped cell into its value in place.
    ///
    /// - Returns: the length of the value.
    func unescape(_ cell: UnsafeMutablePointer<UInt8>, _ length: Int) -> Int
}

extension RecordScanner {
    /// The line of a cell or record of the last scan. O(bytes since its start).
    func line(at offset: Int) -> Int {
        window.line(at: offset, from: startPosition, line: startLine, newline: newline)
    }
}
