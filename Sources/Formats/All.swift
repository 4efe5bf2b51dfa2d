import Diagnostics

/// The formats of files, in the order in which messages list them.
package enum FileFormats {
    package static let all: [FileFormat] = [
        FileFormat(
            name: "csv", extensions: ["csv", "txt"], summary: "values separated by , ; | or tab, guessed",
            options: FileOption.text,
            layout: { request throws(DiagnosticList) in try CSVLayout(request.file, options: request.options, separator: nil, blockSize: request.blockSize) },
            encoder: { CSVEncoder(separator: UInt8(ascii: ",")) }),
        FileFormat(
            name: "tsv", extensions: ["tsv", "tab"], summary: "values separated by tabs",
            options: FileOption.text,
            layout: { request throws(DiagnosticList) in
                try CSVLayout(request.file, options: request.options, separator: UInt8(ascii: "\t"), blockSize: request.blockSize)
            },
            encoder: { CSVEncoder(separator: UInt8(ascii: "\t")) }),
        FileFormat(
            name: "json", extensions: ["json"], summary: "a list of objects",
            options: FileOption.json,
            layout: readJSON,
            encoder: { JSONEncoder(isList: true) }),
        FileFormat(
            name: "jsonl", extensions: ["jsonl", "ndjson"], summary: "an object a line",
            options: FileOption.json,
            layout: readJSON,
            encoder: { JSONEncoder(isList: false) }),
        FileFormat(
            name: "xlsx", extensions: ["xlsx", "xlsm"], summary: "sheets of Excel workbooks",
            options: FileOption.xlsx,
            layout: { request throws(DiagnosticList) in try SheetLayout(request.file, options: request.options) },
            encoder: nil),
        FileFormat(name: "xls", extensions: ["xls", "xlsb"], summary: "Excel workbooks of other kinds", options: [], layout: nil, encoder: nil),
        FileFormat(name: "arrow", extensions: ["arrow", "feather", "ipc"], summary: "Apache Arrow", options: [], layout: nil, encoder: nil),
        FileFormat(name: "parquet", extensions: ["parquet"], summary: "Apache Parquet", options: [], layout: nil, encoder: nil),
    ]

    private static let readJSON: @Sendable (LayoutRequest) throws(DiagnosticList) -> any RecordLayout = { request throws(DiagnosticList) in
        if let declared = request.declared { return JSONLayout(declared: declared) }
        return try JSONLayout(discovering: request.file, blockSize: request.blockSize)
    }

    package static func named(_ name: String) -> FileFormat? { all.first { $0.name == name } }

    /// By the extension, whatever its case.
    package static func forPath(_ path: String) -> FileFormat? {
        let name = path.split(separator: "/").last ?? ""
        guard let dot = name.lastIndex(of: "."), dot != name.startIndex else { return nil }
        let ending = name[name.index(after: dot)...].lowercased()
        return all.first { $0.extensions.contains(ending) }
    }

    static var writableNames: [String] { all.filter(\.isWritable).map(\.name) }
}
