import Diagnostics
import Engine
import Formats
import Reports
import Semantics
import Tables

/// `save "file.ext"`: one table as a file, or the chart before it, whole or not at all.
enum SavedFile {
    /// - Parameter rows: computes the table, in pieces where the format takes them.
    /// - Returns: how many rows it has, and what the file does not say itself.
    static func write(
        to path: String, options: [String: Value], rendering: RenderOptions, _ rows: (ResultPieces?) throws -> ResultTable
    ) throws -> (rowCount: Int, remarks: [String]) {
        let file = try sink(path, options, rendering)
        var rowCount = 0
        func write(_ table: ResultTable) {
            rowCount += table.rowCount
            file.block(.table(table))
        }
        do {
            write(try rows(file.pieceRows.map { ResultPieces(rowLimit: $0, take: write) }))
        } catch {
            try file.finish(isKept: false)
            throw error
        }
        try file.finish(isKept: true)
        return (rowCount, file.remarks)
    }

    private static func sink(_ path: String, _ options: [String: Value], _ rendering: RenderOptions) throws -> FileSink {
        var rendering = rendering
        var written: NumberStyle?
        for (name, value) in options {
            guard name == "style", case .text(let text) = value, let style = NumberStyle(rawValue: text) else {
                throw DiagnosticList(.saveOption(name))
            }
            written = style
            rendering.display = DisplayText(style: style, zone: rendering.display.zone)
        }
        guard var format = OutputFormat.forPath(path) else {
            if let known = FileFormats.forPath(path) {
                // Of a format that can be written, `.xlsm` is an ending that cannot.
                let kind = OutputFormat.named(known.name) == nil ? known.name : path.split(separator: ".").last.map { ".\($0)" } ?? known.name
                throw DiagnosticList(.formatCannotBeSaved(kind, endings: endings))
            }
            throw DiagnosticList(.endingWithoutFormat(path, endings: endings))
        }
        if format.isData, written == .vi {
            // Of data only CSV has a form for people: that of `--excel vi`.
            guard format.name == OutputFormat.vietnameseExcel.name else { throw DiagnosticList(.saveOption("style")) }
            format = .vietnameseExcel
        }
        return try FileSink(path: path, format: format, options: rendering)
    }

    static func write(_ chart: Chart, to path: String, as format: ChartFile, _ options: RenderOptions) throws(DiagnosticList) {
        let file = try AtomicFile(path)
        try file.write(chart.text(as: format, options))
        try file.commit()
    }

    private static var endings: String { OutputFormat.all.flatMap(\.extensions).map { ".\($0)" }.joined(separator: " ") }
}
