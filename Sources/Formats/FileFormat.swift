import Diagnostics

/// A format of files: one row of the table in `All.swift`.
package struct FileFormat: Sendable {
    /// As `--format` and messages call it.
    package let name: String
    /// Without the dot.
    package let extensions: [String]
    package let summary: String
    /// What else readers of such files should know, for the manual.
    package let note: String?
    let options: [FileOption]
    /// Finds out from a file's head how to read it; `nil` for formats that cannot be read yet.
    let layout: (@Sendable (LayoutRequest) throws(DiagnosticList) -> any RecordLayout)?
    /// `nil` for formats that cannot be written yet. Told whether texts that a spreadsheet would run are kept from it.
    let encoder: (@Sendable (_ guardsFormulas: Bool) -> any ResultEncoder)?

    init(
        name: String, extensions: [String], summary: String, note: String? = nil, options: [FileOption] = [],
        layout: (@Sendable (LayoutRequest) throws(DiagnosticList) -> any RecordLayout)? = nil, encoder: (@Sendable (Bool) -> any ResultEncoder)? = nil
    ) {
        self.name = name
        self.extensions = extensions
        self.summary = summary
        self.note = note
        self.options = options
        self.layout = layout
        self.encoder = encoder
    }

    package var isReadable: Bool { layout != nil }
    package var isWritable: Bool { encoder != nil }
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
