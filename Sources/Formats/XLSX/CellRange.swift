/// A rectangle of cells: `A5:N300`; whole columns `A:N`, or from a row on `A5:N`.
struct CellRange: Hashable, Sendable {
    var columns: ClosedRange<Int>
    /// Up to the last row that a sheet can have where no end is said.
    var rows: ClosedRange<Int>
    /// Whether the text names the last row.
    var isClosed: Bool

    /// `nil` when the text is no such rectangle.
    init?(_ text: String) {
        let corners = text.utf8.split(separator: UInt8(ascii: ":"), omittingEmptySubsequences: false).map(Array.init)
        guard corners.count == 2, let first = Self.corner(corners[0]), let last = Self.corner(corners[1]) else { return nil }
        let firstRow = max(first.row, 1)
        let lastRow = last.row == 0 ? CellReference.lastRow : last.row
        // `A:N5` would be Excel's for nothing.
        guard first.column <= last.column, firstRow <= lastRow, first.row > 0 || last.row == 0 else { return nil }
        columns = first.column...last.column
        rows = firstRow...lastRow
        isClosed = last.row > 0
    }

    private static func corner(_ bytes: [UInt8]) -> CellReference? {
        let read = bytes.withUnsafeBufferPointer { buffer in buffer.baseAddress.flatMap { CellReference.read($0, buffer.count) } }
        guard let read, read.length == bytes.count, read.column > 0 else { return nil }
        return CellReference(column: read.column, row: read.row)
    }
}
