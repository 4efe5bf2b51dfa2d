import Diagnostics
import Engine
import Formats
import Reports
import Semantics

/// `save "file.ext"`: one table as a file, or the chart before it, whole or not at all.
enum SavedFile {
    static func write(_ table: ResultTable, to path: String, options: [String: Value], display: DisplayText) throws {
        var display = display
        for (name, value) in options {
            guard name == "style", case .text(let text) = value, let style = NumberStyle(rawValue: text) else {
                throw DiagnosticList(.saveOption(name))
            }
            display = DisplayText(style: style, zone: display.zone)
        }
        guard let format = OutputFormat.forPath(path) else {
            if let known = FileFormats.forPath(path) {
                throw DiagnosticList(.formatCannotBeSaved(known.name, endings: endings))
            }
            throw DiagnosticList(.endingWithoutFormat(path, endings: endings))
        }
        let file = try FileSink(path: path, format: format, options: RenderOptions(display: display))
        file.block(.table(table))
        try file.finish(isKept: true)
    }

    static func write(_ chart: Chart, to path: String, as format: ChartFile, _ options: RenderOptions) throws(DiagnosticList) {
        let file = try AtomicFile(path)
        try file.write(chart.text(as: format, options))
        try file.commit()
    }

    private static var endings: String { OutputFormat.all.flatMap(\.extensions).map { ".\($0)" }.joined(separator: " ") }
}
