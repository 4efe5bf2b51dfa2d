import Diagnostics

/// What a file's head says about how to read it; one conformer a text format.
protocol RecordLayout: Sendable {
    /// The columns, in the order of the file.
    var names: [String] { get }
    /// What was changed in the names, for notices.
    var hints: [String] { get }
    /// Whether numbers and truth values may stand as text: in CSV everything is text, in JSON `"12"` is text and `12` is not.
    var stringsAreTyped: Bool { get }
    /// A scanner at the first record of a fresh window whose slots are the wanted columns, in that order; names that the
    /// file does not have stay missing.
    func makeScanner(_ window: ByteWindow, wanted: [String]) throws(DiagnosticList) -> any RecordScanner
}
