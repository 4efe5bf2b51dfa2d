import Columns
import Diagnostics
import Semantics
import Synchronization
import Tables

/// One or several Arrow files of equal columns as one source of batches.
///
/// Columns lie in such a file as they lie in memory, so only those that a query uses are read, and their types are known
/// from the file's head. Several readings may run at once: each has a reader of its own.
final class ArrowSource: TableSource, Sendable {
    struct File: Sendable {
        let input: InputFile
        let arrow: ArrowFile
        let options: FileOptions
        /// Of the columns, as of a header of text: one each, and in NFC.
        let names: [String]
        let hints: [String]

        /// Reads what the file says about itself.
        init(_ input: InputFile, options: FileOptions) throws(DiagnosticList) {
            self.input = input
            self.options = options
            do throws(ArrowProblem) { arrow = try ArrowFile(ArrowBytes(input)) } catch { throw error.diagnostics(at: input.path) }
            let made = ColumnNames.made(from: arrow.fields.map(\.name))
            names = made.names
            hints = made.hints.map { "\(input.path): \($0)" }
        }
    }

    let arrowFiles: [File]
    let columnNames: [String]
    let zone: Zone
    private let declared: [TableInfo.Column]?
    private let known = Mutex<[String: Type]>([:])

    var files: [FileFacts] { arrowFiles.map(\.input.facts) }
    var hints: [String] { arrowFiles.flatMap(\.hints) }
    var datePattern: String? { nil }

    init(_ files: [File], declared: [TableInfo.Column]?, zone: Zone) throws(DiagnosticList) {
        self.arrowFiles = files
        self.declared = declared
        self.zone = zone
        columnNames = declared?.map(\.name) ?? files.first?.names ?? []
        for file in files {
            for name in columnNames where !file.names.contains(name) {
                throw Message.missingColumn(name, in: file.input.path, wantedBy: declared == nil ? "other files of the table have" : "the model declares", present: file.names)
            }
        }
    }

    var rowCount: Int? { arrowFiles.reduce(0) { $0 + $1.arrow.rowCount } }
    var fileRows: [FileRows]? { arrowFiles.map { FileRows(path: $0.input.path, rows: $0.arrow.rowCount) } }

    func countRows() -> Int? { arrowFiles.allSatisfy { $0.input.isUnchanged() } ? rowCount : nil }

    /// Columns that no type of the language fits are left to be refused when a query reads them.
    var schema: [SourceColumn] {
        columnNames.map { name in SourceColumn(name: name, type: (try? types(of: [name]))?.first?.type ?? Type(.text, optional: true)) }
    }

    func types(of names: Set<String>?, _ reading: WholeReading) throws(DiagnosticList) -> [TableInfo.Column] {
        if let declared { return declared.filter { names?.contains($0.name) ?? true } }
        var result: [TableInfo.Column] = []
        for name in columnNames where names?.contains(name) ?? true { result.append(TableInfo.Column(name: name, type: try type(of: name))) }
        return result
    }

    func open(columns: [String], context: any ReadingContext) throws -> any BatchCursor {
        for name in columns where !columnNames.contains(name) {
            throw Message.missingColumn(name, in: arrowFiles.first?.input.path ?? "", wantedBy: "the query uses", present: columnNames)
        }
        var wanted: [ArrowCursor.Wanted] = []
        for name in columns {
            let promise = declared?.first { $0.name == name }
            wanted.append(ArrowCursor.Wanted(name: name, type: try promise?.type ?? type(of: name), isPrivate: promise?.isPrivate ?? false, isDeclared: promise != nil))
        }
        context.note("from the files")
        return ArrowCursor(self, wanted, context: context)
    }

    // MARK: Types

    private func type(of name: String) throws(DiagnosticList) -> Type {
        if let type = known.withLock({ $0[name] }) { return type }
        var result: Type?
        for file in arrowFiles {
            let found: Type
            do throws(ArrowProblem) { found = try Self.type(of: name, in: file, zone: zone) } catch { throw error.diagnostics(at: file.input.path) }
            guard let before = result else {
                result = found
                continue
            }
            let isOptional = before.isOptional || found.isOptional
            switch (before.kind, found.kind) {
            case let (one, other) where one == other: result = Type(one, optional: isOptional)
            // A file in which the column has no value goes with any other.
            case (.nothing, let kind), (let kind, .nothing): result = Type(kind, optional: isOptional)
            case (.enumeration, .text), (.text, .enumeration), (.enumeration, .enumeration): result = Type(.text, optional: isOptional)
            case (.int, .decimal(nil)), (.decimal(nil), .int): result = Type(.decimal(nil), optional: isOptional)
            default: throw Message.columnsDiffer(name, arrowFiles[0].input.path, "\(before.kind)", file.input.path, "\(found.kind)")
            }
        }
        let type = result ?? Type(.text, optional: true)
        known.withLock { $0[name] = type }
        return type
    }

    /// Whether values are missing is a fact of the whole file, told by its descriptions; of floats by their values, since what is not a number is missing.
    private static func type(of name: String, in source: File, zone: Zone) throws(ArrowProblem) -> Type {
        guard let index = source.names.firstIndex(of: name) else { return Type(.text, optional: true) }
        let file = source.arrow
        let field = file.fields[index]
        guard var kind = field.kind else { throw .column(name, holds: field.contents) }
        let reader = ArrowColumnReader(file, zone: zone)
        var isOptional = kind == .nothing
        for number in file.batches.indices where !isOptional {
            isOptional = try reader.part(index, batch: number).node.missingCount > 0
            if !isOptional, let encoding = field.dictionary {
                isOptional = try reader.dictionary(field, encoding, before: file.batches[number].dictionaryCount)?.hasMissing ?? false
            } else if !isOptional, case .float = field.type {
                for rows in file.groups(of: number) where !isOptional {
                    isOptional = try reader.column(index, batch: number, rows: rows) { _, _, _ in }.validity != nil
                }
            }
        }
        if let encoding = field.dictionary, field.meaning == .enumeration, encoding.isOrdered,
            case .texts(let dictionary, _)? = try reader.dictionary(field, encoding, before: file.dictionaries.count)
        {
            kind = .enumeration((0..<dictionary.count).map { dictionary.values.string($0) })
        }
        return Type(kind, optional: isOptional)
    }
}

extension ArrowFile {
    var rowCount: Int { batches.reduce(0) { $0 + $1.rowCount } }

    /// The rows of a batch, some ten thousand at a time: other programs write batches of any length.
    func groups(of batch: Int) -> [Range<Int>] {
        let count = batches[batch].rowCount
        return stride(from: 0, to: count, by: Self.groupRows).map { $0..<min(count, $0 + Self.groupRows) }
    }

    private static let groupRows = 1 << 15
}
