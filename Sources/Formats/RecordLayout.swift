import Diagnostics

/// What a file's head says about how to read it; one conformer a format.
protocol RecordLayout: Sendable {
    /// The columns, in the order of the file.
    var names: [String] { get }
    /// What was changed in the names, for notices.
    var hints: [String] { get }
    /// Whether numbers and truth values may stand as text: in CSV everything is text, in JSON `"12"` is text and `12` is not.
    var stringsAreTyped: Bool { get }
    /// A scanner at the first record whose slots are the wanted columns, in that order; names that the file does not have
    /// stay missing.
    func makeScanner(_ file: InputFile, blockSize: Int, wanted: [WantedColumn]) throws(DiagnosticList) -> any RecordScanner
    /// The same, if records may be looked for from any line on.
    var divisible: (any DivisibleLayout)? { get }
}

extension RecordLayout {
    var divisible: (any DivisibleLayout)? { nil }
}

/// What says how to read stretches of a file.
protocol DivisibleLayout: Sendable {
    func makeScanner(_ file: InputFile, blockSize: Int, wanted: [WantedColumn], in stretch: FileStretch) throws(DiagnosticList) -> any StretchScanner
}

/// A scanner that reads a stretch of a file.
protocol StretchScanner: RecordScanner {
    /// Where the first record of the stretch was taken to begin.
    var firstOffset: Int { get }
    /// Where the next record begins.
    var offset: Int { get }
    /// The line of that place, from the line at which the scanner began.
    var line: Int { get }
    /// What was found out about all records from the first one; stretches that differ in it cannot be put together.
    var hasTrailingSeparator: Bool? { get }
}

/// A column that a reading asks for.
struct WantedColumn: Sendable {
    var name: String
    /// The model declares dates or times: a bare number of a workbook is then the serial number of a day.
    var isDeclaredTime = false
}
