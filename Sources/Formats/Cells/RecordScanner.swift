import Diagnostics

/// Finds the records of a file and the cells of the wanted columns in them.
protocol RecordScanner: AnyObject {
    /// The file as the user named it, for workbooks with the sheet.
    var name: String { get }
    /// What the spans of the last scan count from; eight bytes behind each cell are readable.
    var base: UnsafeMutablePointer<UInt8> { get }
    /// Scans the next records, at least one and at most `limit`, into `table`; none at the end of the file. Cells are
    /// valid until the next call.
    func scan(limit: Int, into table: SpanTable) throws(DiagnosticList)
    /// Where a cell of the last scan stands, as people look for it.
    func place(row: Int, slot: Int, in table: SpanTable) -> CellPlace
    /// Turns an escaped cell into its value in place.
    ///
    /// - Returns: the length of the value.
    func unescape(_ cell: UnsafeMutablePointer<UInt8>, _ length: Int) -> Int
    /// Whether all cells are known to be in NFC; false says nothing.
    var cellsAreComposed: Bool { get }
    /// Bytes of the file that have been read; 0 where that says nothing of how far the scan has come.
    var bytesRead: Int { get }
    /// Once all has been scanned: what was left out that someone may miss.
    var remark: String? { get }
}

extension RecordScanner {
    var bytesRead: Int { 0 }
    var cellsAreComposed: Bool { false }
    var remark: String? { nil }
}

/// Where a cell stands in its file.
struct CellPlace {
    /// The line of a text file, the row of a sheet.
    var line: Int
    /// `line 12`, `cell B12`
    var text: String
}

/// A scanner of text that lies in a window as it stands in the file.
protocol TextScanner: RecordScanner {
    var window: ByteWindow { get }
    /// What ends a line, for counting lines.
    var newline: UInt8 { get }
    /// Line and offset at which the last scan began.
    var startLine: Int { get }
    var startPosition: Int { get }
}

extension TextScanner {
    var name: String { window.path }
    var base: UnsafeMutablePointer<UInt8> { window.base }
    var bytesRead: Int { window.bytesRead }

    /// O(bytes since the start of the scan).
    func place(row: Int, slot: Int, in table: SpanTable) -> CellPlace {
        // A missing cell has no place of its own: its record has.
        let span = table.column(slot)[row]
        let line = line(at: span.isMissing ? Int(table.recordStarts[row]) : Int(span.start))
        return CellPlace(line: line, text: "line \(line)")
    }

    /// The line of a cell or record of the last scan. O(bytes since its start).
    func line(at offset: Int) -> Int {
        window.line(at: offset, from: startPosition, line: startLine, newline: newline)
    }
}
