import Diagnostics

/// The formats of files, in the order in which messages list them.
package enum FileFormats {
    package static let all: [FileFormat] = [
        FileFormat(
            name: "csv", extensions: ["csv", "txt"], summary: "values separated by , ; | or tab, guessed",
            options: FileOption.text,
            reading: .records { request throws(DiagnosticList) in try CSVLayout(request.file, options: request.options, separator: nil, blockSize: request.blockSize) },
            encoder: { .rows(CSVEncoder(.comma, guardsFormulas: $0)) }),
        FileFormat(
            name: "tsv", extensions: ["tsv", "tab"], summary: "values separated by tabs",
            options: FileOption.text,
            reading: .records { request throws(DiagnosticList) in
                try CSVLayout(request.file, options: request.options, separator: UInt8(ascii: "\t"), blockSize: request.blockSize)
            },
            encoder: { .rows(CSVEncoder(.tab, guardsFormulas: $0)) }),
        FileFormat(
            name: "json", extensions: ["json"], summary: "a list of objects",
            options: FileOption.json,
            reading: .records(readJSON),
            encoder: { _ in .rows(JSONEncoder(isList: true)) }),
        FileFormat(
            name: "jsonl", extensions: ["jsonl", "ndjson"], summary: "an object a line",
            options: FileOption.json,
            reading: .records(readJSON),
            encoder: { _ in .rows(JSONEncoder(isList: false)) }),
        FileFormat(
            name: "xlsx", extensions: ["xlsx", "xlsm"], summary: "sheets of Excel workbooks",
            note: """
                xlsx: the sheet is the only visible one that is not empty, else say which. The header is the first row that has more than half as
                many filled cells as the fullest of the first hundred rows; the table ends at the first empty row below. What does not go with
                that is an error which says what to write: headings over two rows (header: 4..5), rows that go on behind an empty one (to_end:
                true). Values are those that Excel keeps, numbers with 15 digits; formulas have the value of their last computation. A
                column whose cells are not of one kind, such as a text among numbers, is text.
                """,
            options: FileOption.xlsx,
            reading: .records { request throws(DiagnosticList) in try SheetLayout(request.file, options: request.options) }),
        FileFormat(name: "xls", extensions: ["xls", "xlsb"], summary: "Excel workbooks of other kinds"),
        FileFormat(
            name: "arrow", extensions: ["arrow", "feather", "ipc", "arrows"], onlyRead: ["arrows"], summary: "typed columns that pandas, Polars and R read and write: Apache Arrow",
            note: """
                arrow: columns have the types of the file. Times without a zone are times of the model's zone, and what is finer than a microsecond
                is left off; lengths of time must be whole days; times of day are text; floats that are no numbers are missing. Lists, structures
                and bytes are refused when a query reads them. Compressed files are not read: in pandas write df.to_feather(path,
                compression="uncompressed"). Where a model declares another type than the file has, values are read as if they were texts.
                Files that are saved hold ratios, periods and durations as structures, which are read back as what they were.
                """,
            options: FileOption.arrow,
            reading: .columns,
            encoder: { _ in .tables(ArrowEncoder()) }),
        FileFormat(name: "parquet", extensions: ["parquet"], summary: "Apache Parquet"),
    ]

    /// `--excel vi`: what Excel of a Vietnamese system takes for numbers, dates and letters when one opens the file by a double click.
    package static let vietnameseExcel = FileFormat(
        name: "csv", extensions: ["csv"], summary: "values separated by ; with decimal commas, for Excel",
        encoder: { .rows(CSVEncoder(.vietnameseExcel, guardsFormulas: $0)) })

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
