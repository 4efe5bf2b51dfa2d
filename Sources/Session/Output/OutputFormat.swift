import Diagnostics
import Engine
import Formats
import Reports
import Tables

/// A way of writing results: a report target for people, or a data format for programs.
package struct OutputFormat: Sendable {
    /// As `--format` names it.
    package let name: String
    package let summary: String
    /// Endings of file names that choose it, without the dot.
    package let extensions: [String]
    /// It makes pages that are handed on, which hold their checks, notes and appendix themselves.
    package let isDocument: Bool
    /// It writes tables for programs and nothing else of a document.
    package let isData: Bool
    /// Bytes that no terminal shows.
    package let isBinary: Bool
    /// A result may be written piece by piece.
    package let takesPieces: Bool
    package let writer: @Sendable (TextOutput, RenderOptions) -> any DocumentWriter

    private init(_ target: Target) {
        name = target.name
        summary = target.summary
        extensions = target.extensions
        isDocument = target.isDocument
        isData = false
        isBinary = target.isBinary
        takesPieces = target.takesPieces
        writer = target.writer
    }

    private init(_ format: FileFormat) {
        name = format.name
        summary = format.summary
        // `.txt` is read as data, and written for people.
        extensions = format.extensions.filter { Target.forExtension($0) == nil && !format.onlyRead.contains($0) }
        isBinary = format.isBinary
        takesPieces = format.takesPieces
        isDocument = false
        isData = true
        writer = { output, options in DataWriter(format, output, options) }
    }

    package static let box = OutputFormat(.box)
    package static let plain = OutputFormat(.plain)

    /// `--excel vi`
    package static let vietnameseExcel = OutputFormat(FileFormats.vietnameseExcel)

    /// Every format, those for people first.
    package static let all = Target.all.map { OutputFormat($0) } + FileFormats.all.filter(\.isWritable).map { OutputFormat($0) }

    /// Those that a screen can show.
    package static let shown = all.filter { !$0.isBinary }

    package static func named(_ name: String) -> OutputFormat? { all.first { $0.name == name } }

    /// The format that a file name's ending chooses.
    package static func forPath(_ path: String) -> OutputFormat? {
        guard let dot = path.lastIndex(of: "."), !path[dot...].contains("/") else { return nil }
        let ending = path[path.index(after: dot)...].lowercased()
        return all.first { $0.extensions.contains(ending) }
    }
}

/// Writes only the tables of a document, as data. Headings and paragraphs are for people.
private final class DataWriter: DocumentWriter {
    private let writer: ResultWriter?
    private let options: RenderOptions
    private var failure: DiagnosticList?

    init(_ format: FileFormat, _ output: TextOutput, _ options: RenderOptions) {
        // Only formats that can be written are in the list above.
        writer = try? ResultWriter(format, zone: options.display.zone, guardsFormulas: options.guardsFormulas, threads: options.threads) { output.write(bytes: $0) }
        self.options = options
    }

    func write(_ block: Document.Block) {
        switch block {
        case .table(let table): write(table)
        // What a chart draws is data as well.
        case .chart(let chart): write(chart.marks)
        case .title, .section, .paragraph, .outcome, .note, .signatures, .appendix: break
        }
    }

    /// A text output takes every byte, so what fails is the format's own: a second table where it holds one.
    private func write(_ table: ResultTable) {
        do { try writer?.write(table) } catch { failure = failure ?? error as? DiagnosticList }
    }

    func finish() throws(DiagnosticList) { if let failure { throw failure } }

    var remarks: [String] {
        guard let formulas = writer?.formulas, !formulas.isEmpty else { return [] }
        let count = formulas.reduce(0) { $0 + $1.count }
        return [options.wording.formulas(options.display.number(String(count)), in: formulas.map(\.column))]
    }
}
