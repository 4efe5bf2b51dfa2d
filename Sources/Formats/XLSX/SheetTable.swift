/// Where the table of a sheet lies, and what its columns are called.
struct SheetTable: Sendable {
    /// How the last row is found.
    enum End: Sendable, Equatable {
        /// The first empty row. Notes and signatures may follow; rows that go on like the table are an error if `isStrict`.
        case emptyRow(isStrict: Bool)
        /// The last row that is named, or the last of the sheet; empty rows are passed over.
        case lastRow
        /// The row that begins with this text, of which nothing is read.
        case row(beginningWith: String)
    }

    var columns: ClosedRange<Int>
    /// One for each column, empty where there is none.
    var headings: [String]
    /// The rows that may hold data.
    var rows: ClosedRange<Int>
    var end: End
    /// Nothing says how wide the table is, so a cell to its right is an error.
    var isOpenToTheRight = false
    var hints: [String] = []
}
