import Diagnostics
import Engine
import Formats
import Reports
import Semantics

/// `save "file.ext"`: one table as a file, or the chart before it, whole or not at all.
enum SavedFile {
    /// - Returns: what the file does not say itself.
    static func write(_ table: ResultTable, to path: String, options: [String: Value], rendering: RenderOptions) throws -> [String] {
        var rendering = rendering
        for (name, value) in options {
            guard name == "style", case .text(let text) = value, let style = NumberStyle(rawValue: text) else {
                throw DiagnosticList(.saveOption(name))
            }
            rendering.display = DisplayText(style: style, zone: rendering.display.zone)
        }
        guard let format = OutputFormat.forPath(path) else {
            if let known = FileFormats.forPath(path) {
                // Of a format that can be written, `.xlsm` is an ending that cannot.
                let kind = OutputFormat.named(known.name) == nil ? known.name : path.split(separator: ".").last.map { ".\($0)" } ?? known.name
                throw DiagnosticList(.formatCannotBeSaved(kind, endings: endings))
            }
            throw DiagnosticList(.endingWithoutFormat(path, endings: endings))
        }
        let file = try FileSink(path: path, format: format, options: rendering)
        file.block(.table(table))
        try file.finish(isKept: true)
        return file.remarks
    }

    static func write(_ chart: Chart, to path: String, as format: ChartFile, _ options: RenderOptions) throws(DiagnosticList) {
        let file = try AtomicFile(path)
        try file.write(chart.text(as: format, options))
        try file.commit()
    }

    private static var endings: String { OutputFormat.all.flatMap(\.extensions).map { ".\($0)" }.joined(separator: " ") }
}
