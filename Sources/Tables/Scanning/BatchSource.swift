import Columns
import Semantics

/// Where batches come from: conformed to by readers of files and of databases, so that the engine opens nothing itself.
package protocol BatchSource: AnyObject, Sendable {
    /// Name and type of every column; batches hold those that were asked for, in the order asked.
    var schema: [SourceColumn] { get }
    /// The number of rows when it is known without reading.
    var rowCount: Int? { get }
    /// About how many there are, when that can be told without reading them all.
    var likelyRows: Int? { get }
    /// Its files with their rows, in reading order; known once a reading has come to its end.
    var fileRows: [FileRows]? { get }
    /// Starts a reading of the named columns. Each reading starts at the first row.
    func open(columns: [String], context: any ReadingContext) throws -> any BatchCursor
    /// Starts a reading of a part of the rows; `nil` where they can only be read from the first on. What is counted for all rows is counted for the
    /// first part.
    /// - Parameter filter: rows that do not pass may be left out.
    func open(columns: [String], part: ReadingPart, filter: ScanFilter?, context: any ReadingContext) throws -> (any BatchCursor)?
    /// The number of rows for one who reads no column of them; `nil` where they have to be read.
    func countRows() -> Int?
    /// Whether it is known, or quickly found out, that each link in a column names a row of the table with these keys.
    func isWhole(_ column: String, to keys: LinkedKeys) -> Bool
    /// Some of the first rows, for who wants to have seen the data without reading it: about as many as asked for, `nil` of none.
    func head(columns: [String], rows: Int, context: any ReadingContext) throws -> Batch?
    /// The zones in which a row may pass; `nil` where nothing is known of them without reading.
    func choice(of filter: ScanFilter) -> ZoneChoice?
    /// How many different values a column has, where it is known without reading.
    func distinctValues(of column: String) -> Int?
    /// Counts what every reading of these columns counts, for one that memory serves in place of the source.
    func recount(columns: [String], in context: any ReadingContext)
}

extension BatchSource {
    package var likelyRows: Int? { rowCount }
    package func choice(of filter: ScanFilter) -> ZoneChoice? { nil }
    package func distinctValues(of column: String) -> Int? { nil }
    package func open(columns: [String], part: ReadingPart, filter: ScanFilter?, context: any ReadingContext) throws -> (any BatchCursor)? { nil }
    package func countRows() -> Int? { nil }
    package func head(columns: [String], rows: Int, context: any ReadingContext) throws -> Batch? { try open(columns: columns, context: context).next() }
    package func recount(columns: [String], in context: any ReadingContext) {}
    package func isWhole(_ column: String, to keys: LinkedKeys) -> Bool { false }
}

/// How many of a source's rows a file holds.
package struct FileRows: Sendable {
    package var path: String
    package var rows: Int
    package init(path: String, rows: Int) {
        self.path = path
        self.rows = rows
    }
}

extension BatchSource {
    package var fileRows: [FileRows]? { nil }
}

/// A column that a source can deliver.
///
/// The form in memory follows from the type: int, timestamp → `int`; date → `date`; decimal → `decimal`;
/// float → `float`; bool → `bool`; text → `text` or `coded`; enumeration → `coded` with one ordered dictionary of the
/// declared values; link → `text` or `coded` with the key's text (or `int` when the key is an int).
package struct SourceColumn: Sendable {
    package var name: String
    package var type: Type
    package init(name: String, type: Type) {
        self.name = name
        self.type = type
    }
}

/// One reading of a source.
package protocol BatchCursor: AnyObject {
    /// The next rows, at most `Batch.capacity`; `nil` after the last. Never an empty batch.
    /// - Throws: `DiagnosticList` that names file, line and column of bad input; `Interrupted`.
    func next() throws -> Batch?
    /// What is left out of the rows; `nil` for a reading that hands out all.
    var chosen: ChosenRows? { get }
}

extension BatchCursor {
    package var chosen: ChosenRows? { nil }
}

/// The user stopped the query.
package struct Interrupted: Error {
    package init() {}
}
