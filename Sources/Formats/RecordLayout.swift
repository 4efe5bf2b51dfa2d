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
}

/// A column that a reading asks for.
struct WantedColumn: Sendable {
    var name: String
    /// The model declares dates or times: a bare number of a workbook is then the serial number of a day.
    var isDeclaredTime = false
}
