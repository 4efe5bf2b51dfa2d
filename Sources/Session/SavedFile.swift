import Diagnostics
import Engine
import Formats
import Reports
import Semantics

/// `save "file.ext"`: one table as a file, whole or not at all.
enum SavedFile {
    /// - Parameter asOf: the day of the report, which a workbook says it was made on.
    static func write(_ table: ResultTable, to path: String, options: [String: Value], display: DisplayText, asOf: Int32?) throws {
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
        var rendering = RenderOptions(display: display)
        rendering.asOf = asOf
        let file = try FileSink(path: path, format: format, options: rendering)
        file.block(.table(table))
        try file.finish(isKept: true)
    }

    private static var endings: String { OutputFormat.all.flatMap(\.extensions).map { ".\($0)" }.joined(separator: " ") }
}
