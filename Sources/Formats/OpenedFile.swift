import Diagnostics
import Engine
import Semantics

extension FileFormats {
    /// Opens the files of one table and reads their heads.
    ///
    /// - Parameters:
    ///   - paths: names or patterns; several files are read one after the other as one table.
    ///   - options: what `file("…", name: value)` says; `format: "csv"` for a name that does not tell.
    ///   - declared: the stored columns that a model declares, with their types. Without, columns are those of the header, and their types are
    ///     facts of the whole file, found when first asked for.
    ///   - zone: in which times without offset are read.
    /// - Throws: a file that is not there, cannot be read or lacks a declared column; an unknown option or format.
    package static func openFile(
        paths: [String], options: [String: Value] = [:], declared: [TableInfo.Column]? = nil, zone: Zone = .hoChiMinh
    ) throws(DiagnosticList) -> OpenedFile {
        try openFile(paths: paths, options: options, declared: declared, zone: zone, blockSize: 1 << 20)
    }

    /// - Parameter blockSize: bytes read at a time; tests ask for a few, so that every record crosses an edge.
    static func openFile(
        paths: [String], options: [String: Value] = [:], declared: [TableInfo.Column]? = nil, zone: Zone = .hoChiMinh, blockSize: Int
    ) throws(DiagnosticList) -> OpenedFile {
        var options = options
        var forced: FileFormat?
        if let value = options.removeValue(forKey: "format") {
            guard case .text(let name) = value, let format = named(name) else { throw Message.wrongOption("format", "one of \(Message.quoted(all.map(\.name)))") }
            forced = format
        }
        var files: [FileSource.File] = []
        for pattern in paths {
            for path in try Glob.expand(pattern) {
                guard let format = forced ?? forPath(path) else { throw Message.unknownFormat(path) }
                guard let layout = format.layout else { throw Message.formatNotReadable(path, format.name) }
                let read = try FileOptions(options, format: format)
                let input = try InputFile(path)
                let found = try layout(LayoutRequest(file: input, options: read, declared: declared.map { $0.map(\.name) }, blockSize: blockSize))
                files.append(FileSource.File(input: input, layout: found, options: read))
            }
        }
        return OpenedFile(source: try FileSource(files, declared: declared, zone: zone, blockSize: blockSize))
    }
}

extension FileFormats {
    /// The sheets of a workbook that a table may be read from, those that are visible and not empty; none of other files.
    package static func sheetNames(of path: String) throws(DiagnosticList) -> [String] {
        guard forPath(path)?.name == "xlsx" else { return [] }
        do throws(WorkbookProblem) {
            return try Workbook(try file(path)).filledSheets().map(\.name)
        } catch { throw error.diagnostics(at: path) }
    }

    private static func file(_ path: String) throws(WorkbookProblem) -> InputFile {
        do throws(DiagnosticList) { return try InputFile(path) } catch { throw .told(error) }
    }
}

/// Files that are open as one table: what the session hands to the checker and to the engine.
package final class OpenedFile: Sendable {
    private let fileSource: FileSource

    init(source: FileSource) { fileSource = source }

    /// Where its batches come from.
    package var source: any BatchSource { fileSource }
    /// Path, size and time of change of each file, in reading order.
    package var files: [FileFacts] { fileSource.files.map(\.input.facts) }
    /// The columns in order; for declared files those of the model.
    package var columnNames: [String] { fileSource.columnNames }

    /// The columns with their types, in order.
    ///
    /// Without a model the named columns (`nil`: all) are read whole once, unless they are known already.
    /// - Parameter isStopped: asked every few thousand rows; then the reading ends with an empty list of mistakes.
    package func types(of names: Set<String>?, isStopped: () -> Bool = { false }) throws(DiagnosticList) -> [TableInfo.Column] {
        try fileSource.types(of: names, isStopped: isStopped)
    }

    /// The columns with their types as far as whole readings have found them, the others as the first rows look: for suggestions, which read
    /// nothing whole.
    package func glimpse() -> [TableInfo.Column] { fileSource.glimpse() }

    /// How the first column of dates that are texts writes them, such as dd/MM/yyyy: what a model must say to read it.
    package var datePattern: String? { fileSource.datePattern }

    /// What a reader of the files might have meant otherwise: columns renamed, dates whose order nothing proves. Grows as
    /// types become known.
    package var hints: [String] { fileSource.hints }
}
