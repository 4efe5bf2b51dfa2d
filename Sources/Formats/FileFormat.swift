import Diagnostics

/// A format of files: one row of the table in `All.swift`.
package struct FileFormat: Sendable {
    /// As `--format` and messages call it.
    package let name: String
    /// Without the dot.
    package let extensions: [String]
    /// Those of `extensions` that promise a form of the format which is read and not written.
    package let onlyRead: [String]
    package let summary: String
    /// What else readers of such files should know, for the manual.
    package let note: String?
    let options: [FileOption]
    /// How its files are read; `nil` for formats that cannot be read yet.
    let reading: Reading?
    /// `nil` for formats that cannot be written yet. Told whether texts that a spreadsheet would run are kept from it.
    let encoder: (@Sendable (_ guardsFormulas: Bool) -> ResultEncoding)?

    init(
        name: String, extensions: [String], onlyRead: [String] = [], summary: String, note: String? = nil, options: [FileOption] = [],
        reading: Reading? = nil, encoder: (@Sendable (Bool) -> ResultEncoding)? = nil
    ) {
        self.name = name
        self.extensions = extensions
        self.onlyRead = onlyRead
        self.summary = summary
        self.note = note
        self.options = options
        self.reading = reading
        self.encoder = encoder
    }

    enum Reading: Sendable {
        /// Record by record, with cells that become values; the function finds out from a file's head how.
        case records(@Sendable (LayoutRequest) throws(DiagnosticList) -> any RecordLayout)
        /// The file holds columns, as Arrow does.
        case columns
    }

    package var isReadable: Bool { reading != nil }
    package var isWritable: Bool { encoder != nil }
    /// Written row by row, so that a result may come in pieces.
    package var takesPieces: Bool { if case .rows? = encoder?(false) { true } else { false } }
    /// Its files are no text, so nothing shows them.
    package var isBinary: Bool { if case .columns? = reading { true } else { false } }
    /// Options of `file("…", name: value)`, for completion and help.
    package var optionHelp: [(name: String, summary: String)] { options.map { ($0.name, $0.summary) } }
}

/// What a format needs to look at a file.
struct LayoutRequest: Sendable {
    var file: InputFile
    var options: FileOptions
    /// The columns that a model declares, if one does.
    var declared: [String]?
    var blockSize: Int
}
