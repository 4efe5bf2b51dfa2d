import Columns
import Diagnostics
import Semantics
import Synchronization
import Tables

/// One or several files of equal columns as one source of batches.
///
/// Several readings may run at once: each has its own scanner, and the files are read by place.
final class FileSource: TableSource, Sendable {
    struct File: Sendable {
        var input: InputFile
        var layout: any RecordLayout
        var options: FileOptions
    }

    let textFiles: [File]
    let columnNames: [String]
    let zone: Zone
    let blockSize: Int
    private let declared: [TableInfo.Column]?
    private let known = Mutex<Known>(Known())
    /// A thread reads so many blocks of a file at a time: some tens of milliseconds.
    private static let stretchBlocks = 4

    /// What whole readings have found.
    private struct Known {
        var types: [String: CellType] = [:]
        /// What the first rows look like, for columns that no reading has been asked for.
        var guesses: [String: CellType] = [:]
        var hints: [String] = []
        /// Those of whole files, also in `hints`.
        var fileHints: [String] = []
        /// Those of columns, also in `hints`.
        var columnHints: [String: [String]] = [:]
        var rowCount: Int?
        var fileRows: [FileRows]?
        /// Cells of undeclared columns that show an error in place of a value.
        var failures: [String: Int] = [:]
    }

    init(_ files: [File], declared: [TableInfo.Column]?, zone: Zone, blockSize: Int) throws(DiagnosticList) {
        self.textFiles = files
        self.declared = declared
        self.zone = zone
        self.blockSize = blockSize
        if let declared {
            columnNames = declared.map(\.name)
            for file in files {
                for column in declared where !file.layout.names.contains(column.name) {
                    throw Message.missingColumn(column.name, in: file.input.path, wantedBy: "the model declares", present: file.layout.names)
                }
            }
        } else {
            columnNames = Self.union(files)
            // Objects may lack keys; lines of separated text may not lack columns.
            for file in files where file.layout.stringsAreTyped {
                for name in columnNames where !file.layout.names.contains(name) {
                    throw Message.missingColumn(name, in: file.input.path, wantedBy: "other files of the table have", present: file.layout.names)
                }
            }
        }
        let hints = files.flatMap { file in file.layout.hints.map { Self.hint($0, about: file.input.path) } } + hintsOfAmounts()
        known.withLock { ($0.hints, $0.fileHints) = (hints, hints) }
    }

    /// Amounts of money have no third digit behind the point: where all of the first rows have one, it groups thousands.
    private func hintsOfAmounts() -> [String] {
        let names = (declared ?? []).filter { $0.type.kind.currency != nil }.map(\.name)
        guard let file = textFiles.first, file.layout.stringsAreTyped, file.options.notation == .plain else { return [] }
        return zip(names, headProfiles(names)).filter(\.1.looksGrouped).map {
            "\(file.input.path): '\($0.0)' is read with a decimal point, 12.500 as twelve and a half; if the point groups thousands, say numbers: \"vi\""
        }
    }

    private static func union(_ files: [File]) -> [String] {
        var result: [String] = []
        var seen: Set<String> = []
        for file in files { for name in file.layout.names where seen.insert(name).inserted { result.append(name) } }
        return result
    }

    var files: [FileFacts] { textFiles.map(\.input.facts) }
    var hints: [String] { known.withLock { $0.hints } }
    var datePattern: String? {
        let types = known.withLock { $0.types }
        return columnNames.lazy.compactMap { types[$0]?.dates?.text }.first
    }
    var rowCount: Int? { known.withLock { $0.rowCount } }
    var likelyRows: Int? { rowCount ?? fileRows.map { $0.reduce(0) { $0 + $1.rows } } ?? rowsByLength() }
    var fileRows: [FileRows]? { known.withLock { $0.fileRows } }

    /// What concerns the files as a whole: of their heads, and what readings that came to their end have left out.
    var fileHints: [String] { known.withLock { $0.fileHints } }

    /// What a reading has left out of a file.
    func add(remark: String, about file: String) {
        let hint = Self.hint(remark, about: file)
        known.withLock { known in
            if !known.fileHints.contains(hint) { known.fileHints.append(hint) }
            if !known.hints.contains(hint) { known.hints.append(hint) }
        }
    }

    static func hint(_ text: String, about file: String) -> String { "\(file): \(text)" }

    /// What a reading that came to its end has counted.
    func remember(_ rows: [Int]) {
        let counted = zip(textFiles, rows).map { FileRows(path: $0.input.path, rows: $1) }
        known.withLock { $0.fileRows = counted }
    }

    /// Columns whose types are not known yet are read for it; where that fails, opening them will say why.
    var schema: [SourceColumn] {
        let columns = try? types(of: nil)
        return columns?.map { SourceColumn(name: $0.name, type: $0.type) } ?? columnNames.map { SourceColumn(name: $0, type: Type(.text, optional: true)) }
    }

    func types(of names: Set<String>?, _ reading: WholeReading) throws(DiagnosticList) -> [TableInfo.Column] {
        if let declared { return declared.filter { names?.contains($0.name) ?? true } }
        let wanted = columnNames.filter { names?.contains($0) ?? true }
        let types = try cellTypes(wanted, reading)
        return zip(wanted, types).map { TableInfo.Column($0, $1) }
    }

    func open(columns: [String], context: any ReadingContext) throws -> any BatchCursor {
        for name in columns where !columnNames.contains(name) {
            throw Message.missingColumn(name, in: textFiles[0].input.path, wantedBy: "the query uses", present: columnNames)
        }
        let types = try cellTypes(columns, WholeReading(context))
        recount(columns: columns, in: context)
        let isPrivate = columns.map { name in declared?.first { $0.name == name }?.isPrivate ?? false }
        let reading = FileReading(source: self, columns: columns, types: types, isPrivate: isPrivate, isDeclared: declared != nil, context: context)
        context.progress.expectBytes(textFiles.reduce(0) { $0 + $1.input.facts.size })
        context.note("from the files")
        return FileCursor(StretchedGroups(reading, threads: context.parallelism.threads, stretchBytes: Self.stretchBlocks * blockSize) ?? GroupReader(reading))
    }

    /// Failed cells of files without a model are missing, and every result says how many.
    func recount(columns: [String], in context: any ReadingContext) {
        let failures = known.withLock { $0.failures }
        for name in columns { if let count = failures[name] { context.counters.addBadCells(name, count) } }
    }

    /// How the cells of a declared column are read.
    static func cellType(of declared: TableInfo.Column?, _ options: FileOptions) -> CellType {
        let type = declared?.type ?? .text
        return CellType(type: type, notation: options.notation, dates: type.kind.isDay ? options.dates : nil)
    }

    /// What reading undeclared columns whole finds out about them.
    func facts(of names: [String], _ reading: WholeReading) throws(DiagnosticList) -> [TableFacts.Column] {
        let types = try cellTypes(names, reading)
        return known.withLock { known in
            zip(names, types).map { TableFacts.Column(type: $1, hints: known.columnHints[$0] ?? [], failures: known.failures[$0] ?? 0) }
        }
    }

    /// Takes over what a reading of the same files has found out before.
    func adopt(_ facts: [String: TableFacts.Column]) {
        known.withLock { known in
            for (name, facts) in facts where known.types[name] == nil {
                known.types[name] = facts.type
                if facts.failures > 0 { known.failures[name] = facts.failures }
            }
        }
    }

    // MARK: Its head

    /// The columns with types from whole readings where there have been some, else as the first rows look. Reads no more than a block.
    func glimpse() -> [TableInfo.Column] {
        if let declared { return declared }
        let types = glimpsedTypes(columnNames)
        return zip(columnNames, types).map { TableInfo.Column($0, $1) }
    }

    func head(columns: [String], rows: Int, context: any ReadingContext) throws -> Batch? {
        guard columns.allSatisfy({ columnNames.contains($0) }) else { return nil }
        let types = declared == nil ? glimpsedTypes(columns) : try cellTypes(columns, WholeReading(context))
        let reading = FileReading(
            source: self, columns: columns, types: types, isPrivate: columns.map { _ in true }, isDeclared: declared != nil, context: context)
        return try FileCursor(GroupReader(reading, groupRows: rows)).next()
    }

    /// As many as the files would have if all records were as long as the first ones; `nil` where records are no stretches of the file.
    private func rowsByLength() -> Int? {
        let table = SpanTable(slotCount: 0)
        guard let file = textFiles.first, let scanner = try? file.layout.makeScanner(file.input, blockSize: blockSize, wanted: []) as? any TextScanner,
            (try? scanner.scan(limit: 512, into: table)) != nil
        else { return nil }
        guard table.count > 1 else { return table.count }
        let bytes = Int(table.recordStarts[table.count - 1]) - Int(table.recordStarts[0])
        return textFiles.reduce(0) { $0 + $1.input.facts.size } * (table.count - 1) / max(1, bytes)
    }

    /// Where there are more columns than this, the others are taken for text.
    private static let glimpsedColumns = 256

    /// What the first rows say of columns.
    private func headProfiles(_ names: [String]) -> [ColumnProfile] {
        guard !names.isEmpty, let file = textFiles.first else { return [] }
        let table = SpanTable(slotCount: names.count)
        var profiles = names.map { _ in ColumnProfile(stringsAreTyped: file.layout.stringsAreTyped, options: file.options) }
        // A file that cannot be read says so when it is read.
        if let scanner = try? file.layout.makeScanner(file.input, blockSize: blockSize, wanted: names.map { WantedColumn(name: $0) }),
            (try? scanner.scan(limit: 512, into: table)) != nil
        {
            for slot in names.indices { profiles[slot].observe(scanner.cells(table, slot: slot, missing: file.options.missing)) { _ in "" } }
        }
        return profiles
    }

    private func glimpsedTypes(_ names: [String]) -> [CellType] {
        let unknown = known.withLock { known in columnNames.filter { known.types[$0] == nil && known.guesses[$0] == nil } }
        if known.withLock({ $0.guesses.isEmpty }), !unknown.isEmpty {
            let wanted = Array(unknown.prefix(Self.glimpsedColumns))
            let guesses = zip(wanted, headProfiles(wanted)).map { ($0, $1.conclusion(column: $0).type) }
            known.withLock { known in for (name, type) in guesses { known.guesses[name] = type } }
        }
        return known.withLock { known in names.map { known.types[$0] ?? known.guesses[$0] ?? CellType(type: Type(.text, optional: true)) } }
    }

    // MARK: Types

    private func cellTypes(_ names: [String], _ reading: WholeReading) throws(DiagnosticList) -> [CellType] {
        if let declared {
            let options = textFiles.first?.options ?? FileOptions()
            return names.map { name in Self.cellType(of: declared.first { $0.name == name }, options) }
        }
        let missing = known.withLock { known in names.filter { known.types[$0] == nil } }
        if !missing.isEmpty { try infer(missing, reading) }
        return known.withLock { known in names.map { known.types[$0] ?? CellType(type: Type(.text, optional: true)) } }
    }

    /// Reads the named columns of all files once and keeps their types.
    private func infer(_ names: [String], _ reading: WholeReading) throws(DiagnosticList) {
        let inference = TypeInference(names, of: textFiles, blockSize: blockSize, stretchBytes: Self.stretchBlocks * blockSize, reading)
        let found = try inference.run()
        let conclusions = zip(names, found.profiles).map { ($0, $1.conclusion(column: $0)) }
        known.withLock { known in
            known.rowCount = found.rows
            known.failures.merge(found.failures) { old, _ in old }
            for (name, (type, hint)) in conclusions {
                known.types[name] = type
                let said = (hint.map { [Self.hint($0, about: textFiles[0].input.path)] } ?? []) + found.remarks
                known.columnHints[name] = said
                for hint in said where !known.hints.contains(hint) { known.hints.append(hint) }
            }
        }
    }
}
