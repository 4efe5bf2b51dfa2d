import Diagnostics
import Semantics
import Tables

extension FileFormats {
    /// Opens the files of one table and reads their heads.
    ///
    /// - Parameters:
    ///   - paths: names or patterns; several files are read one after the other as one table.
    ///   - options: what `file("…", name: value)` says; `format: "csv"` for a name that does not tell.
    ///   - declared: the stored columns that a model declares, with their types. Without, columns are those of the header, and their types are
    ///     facts of the whole file, found when first asked for.
    ///   - zone: in which times without offset are read.
    ///   - cache: keeps what is read from text files and workbooks for the next run; `nil` keeps nothing.
    ///   - shownAs: what messages and provenance call a file.
    /// - Throws: a file that is not there, cannot be read or lacks a declared column; an unknown option or format.
    package static func openFile(
        paths: [String], options: [String: Value] = [:], declared: [TableInfo.Column]? = nil, zone: Zone = .hoChiMinh, cache: ColumnCache? = nil,
        shownAs: (String) -> String = { $0 }
    ) throws(DiagnosticList) -> OpenedFile {
        try openFile(paths: paths, options: options, declared: declared, zone: zone, cache: cache, shownAs: shownAs, blockSize: 1 << 20)
    }

    /// - Parameter blockSize: bytes read at a time; tests ask for a few, so that every record crosses an edge.
    static func openFile(
        paths: [String], options: [String: Value] = [:], declared: [TableInfo.Column]? = nil, zone: Zone = .hoChiMinh, cache: ColumnCache? = nil,
        shownAs: (String) -> String = { $0 }, blockSize: Int
    ) throws(DiagnosticList) -> OpenedFile {
        var options = options
        var forced: FileFormat?
        if let value = options.removeValue(forKey: "format") {
            guard case .text(let name) = value, let format = named(name) else { throw Message.wrongOption("format", "one of \(Message.quoted(all.map(\.name)))") }
            forced = format
        }
        var files: [RecordFile] = []
        var columnFiles: [ArrowSource.File] = []
        for pattern in paths {
            for path in try Glob.expand(pattern) {
                guard let format = forced ?? forPath(path) else { throw Message.unknownFormat(path) }
                guard let reading = format.reading else { throw Message.formatNotReadable(path, format.name) }
                let read = try FileOptions(options, format: format)
                let input = try InputFile(path, named: shownAs(path))
                switch reading {
                case .records(let layout): files.append(RecordFile(input: input, options: read, format: format.name, layout: layout))
                case .columns: columnFiles.append(try ArrowSource.File(input, options: read))
                }
            }
        }
        if let first = columnFiles.first {
            if let other = files.first { throw Message.mixedFormats(first.input.path, other.input.path) }
            return OpenedFile(source: try ArrowSource(columnFiles, declared: declared, zone: zone))
        }
        let parse = { @Sendable [files] () throws(DiagnosticList) -> FileSource in
            var parsed: [FileSource.File] = []
            for file in files {
                let request = LayoutRequest(file: file.input, options: file.options, declared: declared.map { $0.map(\.name) }, blockSize: blockSize)
                parsed.append(FileSource.File(input: file.input, layout: try file.layout(request), options: file.options))
            }
            return try FileSource(parsed, declared: declared, zone: zone, blockSize: blockSize)
        }
        let inputs = files.map(\.input)
        guard let cache, let first = files.first, inputs.reduce(0, { $0 + $1.facts.size }) >= cache.smallestSource,
            let key = SourceKey(inputs, formats: files.map(\.format), options: options, zone: zone.name, settlingSeconds: cache.settlingSeconds)
        else { return OpenedFile(source: try parse()) }
        return OpenedFile(source: try CachedSource(inputs, options: first.options, declared: declared, zone: zone, cache: cache, key: key, parse: parse))
    }

    /// A file that is read record by record, before its head was looked at.
    private struct RecordFile: Sendable {
        var input: InputFile
        var options: FileOptions
        var format: String
        var layout: @Sendable (LayoutRequest) throws(DiagnosticList) -> any RecordLayout
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

/// Where the rows of a table come from, with what is known of its files.
protocol TableSource: BatchSource {
    /// Path, size and time of change of each file, in reading order.
    var files: [FileFacts] { get }
    /// The columns in order; for declared files those of the model.
    var columnNames: [String] { get }
    /// What a reader of the files might have meant otherwise. Grows as types become known.
    var hints: [String] { get }
    /// How the first column of dates that are texts writes them.
    var datePattern: String? { get }
    /// The columns with their types, in order; `nil`: all.
    func types(of names: Set<String>?, _ reading: WholeReading) throws(DiagnosticList) -> [TableInfo.Column]
    /// The columns with types as far as they are known or the first rows show them. Reads no more than a block.
    func glimpse() -> [TableInfo.Column]
}

extension TableSource {
    func types(of names: Set<String>?) throws(DiagnosticList) -> [TableInfo.Column] { try types(of: names, WholeReading()) }
    func glimpse() -> [TableInfo.Column] { (try? types(of: nil)) ?? [] }
}

/// Files that are open as one table: what the session hands to the checker and to the engine.
package final class OpenedFile: Sendable {
    private let table: any TableSource

    init(source: any TableSource) { table = source }

    /// Where its batches come from.
    package var source: any BatchSource { table }
    /// Path, size and time of change of each file, in reading order.
    package var files: [FileFacts] { table.files }
    /// The columns in order; for declared files those of the model.
    package var columnNames: [String] { table.columnNames }

    /// The columns with their types, in order.
    ///
    /// Without a model the named columns (`nil`: all) are read whole once, unless they are known already.
    package func types(of names: Set<String>?, _ reading: WholeReading = WholeReading()) throws(DiagnosticList) -> [TableInfo.Column] {
        try table.types(of: names, reading)
    }

    /// The columns with their types as far as whole readings have found them, the others as the first rows look: for suggestions, which read
    /// nothing whole.
    package func glimpse() -> [TableInfo.Column] { table.glimpse() }

    /// How the first column of dates that are texts writes them, such as dd/MM/yyyy: what a model must say to read it.
    package var datePattern: String? { table.datePattern }

    /// What a reader of the files might have meant otherwise: columns renamed, dates whose order nothing proves. Grows as
    /// types become known.
    package var hints: [String] { table.hints }
}
