import Diagnostics
import Engine
import Formats
import Semantics
import Synchronization
import Syntax

/// What is open: the model's tables, the files beside it, and what has been read of them.
///
/// To the checker it is the catalogue, to the engine the provider of sources; files are opened when a
/// query needs them and kept open for the session. Two names never mean one table: a model table,
/// then the stem of an opened file.
final class World: Catalogue, TableProvider, @unchecked Sendable {
    private let options: SessionOptions
    /// Where relative paths of statements are looked for, in order.
    private var folders: [String]
    private var model: Model?
    private var isModelNew = false
    private var modelFolder = "."
    /// `--data`: the folder that replaces the model's own.
    private var dataFolder: String?
    private var modelTables: [String: TableInfo] = [:]
    private var modelFiles: [String: (pattern: String, place: Diagnostic.Place)] = [:]
    /// Opened bare files by stem.
    private var opened: [String: [String]] = [:]
    /// Files that statements have named, by what they are called in a query.
    private var files: [String: NamedFile] = [:]
    private var sources: [String: any BatchSource] = [:]
    private var links: [String: LinkedTable] = [:]
    private var calendarCache: Calendars?
    private let budget = RememberedColumns.Budget(bytes: 512 << 20)
    /// What was found in the texts that were read.
    let garbledColumns = GarbledColumns()

    init(options: SessionOptions) {
        self.options = options
        self.folders = [options.workingFolder]
    }

    var zone: Zone {
        guard let name = model?.zone else { return .hoChiMinh }
        return name == Zone.utc.name ? .utc : .hoChiMinh
    }

    // MARK: Opening

    func open(_ path: String) throws(DiagnosticList) {
        let path = FilePath.joined(options.workingFolder, path)
        guard FilePath.exists(path) else {
            throw DiagnosticList(.noSuchPath(path))
        }
        guard FilePath.isFolder(path) else {
            if FilePath.name(of: path) == "model.mc" { return try loadModel(path) }
            enter(folder: FilePath.folder(of: path))
            return add(file: path)
        }
        enter(folder: path)
        let modelPath = FilePath.joined(path, "model.mc")
        if FilePath.exists(modelPath) { return try loadModel(modelPath) }
        for name in Glob.names(in: path) where !name.hasPrefix(".") && FileFormats.forPath(name) != nil {
            add(file: FilePath.joined(path, name))
        }
    }

    private func add(file path: String) {
        let stem = FilePath.stem(of: path)
        if opened[stem]?.contains(path) != true { opened[stem, default: []].append(path) }
    }

    /// Relative paths of what follows are seen from here first.
    func enter(folder: String) {
        folders.removeAll { $0 == folder }
        folders.insert(folder, at: 0)
    }

    /// The folder of the script, or the opened one.
    var firstFolder: String { folders[0] }

    /// A path or pattern of a statement: from the opened or the script's folder, then from the working folder.
    func path(_ written: String) -> String {
        for folder in folders {
            let candidate = FilePath.joined(folder, written)
            if (try? Glob.expand(candidate)) != nil { return candidate }
        }
        return FilePath.joined(folders[0], written)
    }

    // MARK: The model

    func loadModel(_ path: String) throws(DiagnosticList) {
        let source = try ScriptFile.read(path)
        let parsed = Parser.parse(source)
        guard !parsed.diagnostics.contains(where: { $0.severity == .error }) else { throw DiagnosticList(parsed.diagnostics) }
        let (model, found) = ModelBuilder.build(parsed.script, source: source)
        guard !found.contains(where: { $0.severity == .error }) else { throw DiagnosticList(found) }
        try adopt(model, folder: FilePath.folder(of: path))
    }

    /// The model as it was loaded last, once.
    func takeNewModel() -> Model? {
        guard isModelNew else { return nil }
        isModelNew = false
        return model
    }

    func adopt(_ model: Model, folder: String) throws(DiagnosticList) {
        if let zone = model.zone, zone != Zone.hoChiMinh.name, zone != Zone.utc.name {
            throw DiagnosticList(.unknownZone(zone, known: [Zone.hoChiMinh.name, Zone.utc.name]))
        }
        self.model = model
        isModelNew = true
        modelFolder = folder
        calendarCache = nil
        for table in model.tables {
            modelTables[table.info.name] = table.info
            sources[table.info.name] = nil
            links[table.info.name] = nil
            if let file = table.file { modelFiles[table.info.name] = (file, table.place) }
        }
        try findFiles(of: model)
    }

    /// `--data PATH`: the model's files from another folder.
    func replaceData(with path: String) throws(DiagnosticList) {
        guard FilePath.isFolder(path) else {
            throw DiagnosticList(.noSuchFolder(path))
        }
        dataFolder = path
        let modelPath = FilePath.joined(path, "model.mc")
        if model == nil, FilePath.exists(modelPath) { try loadModel(modelPath) }
    }

    private var tableFolder: String { dataFolder ?? modelFolder }

    /// Says at once which tables have no file, and how to make them where the model says so.
    private func findFiles(of model: Model) throws(DiagnosticList) {
        var found: [Diagnostic] = []
        for table in model.tables {
            guard let file = table.file, filesMatching(file).isEmpty else { continue }
            found.append(Diagnostic(.tableWithoutFile(table.info.name, file, in: tableFolder, recipe: recipe(for: file, in: model)), at: table.place))
        }
        if !found.isEmpty { throw DiagnosticList(found) }
    }

    /// A comment of the model may say how its files come about: `# large/ is written by: COMMAND`, with FOLDER for the model's.
    private func recipe(for file: String, in model: Model) -> String? {
        let marker = " is written by: "
        for line in model.source.text.split(separator: "\n") where line.hasPrefix("#") {
            guard let range = line.range(ofText: marker) else { continue }
            let prefix = line[..<range.lowerBound].drop { $0 == "#" || $0 == " " }
            if file.hasPrefix(prefix) { return line[range.upperBound...].split(separator: " ").map { $0 == "FOLDER" ? tableFolder : String($0) }.joined(separator: " ") }
        }
        return nil
    }

    private func filesMatching(_ pattern: String) -> [String] {
        (try? Glob.expand(FilePath.joined(tableFolder, pattern))) ?? []
    }

    // MARK: Catalogue

    func table(_ name: String) -> TableInfo? {
        if let table = modelTables[name] { return table }
        guard let paths = opened[name], paths.count == 1 else { return nil }
        return TableInfo(name: name, columns: [])
    }

    var tableNames: [String] {
        (model?.tables.map(\.info.name) ?? []) + opened.keys.sorted().filter { modelTables[$0] == nil }
    }

    /// The path behind the stem of an opened file.
    func openedFile(_ stem: String) -> String? { opened[stem]?.first }

    func ambiguousFiles(_ name: String) -> [String]? {
        guard let paths = opened[name], paths.count > 1 else { return nil }
        return paths.map { FilePath.name(of: $0) }
    }

    func file(_ written: String, options fileOptions: [String: Value], columns needed: Set<String>?) throws(DiagnosticList) -> TableInfo {
        let settings = fileOptions.sorted { $0.key < $1.key }.map { "\($0.key): \($0.value)" }
        let name = settings.isEmpty ? written : "\(written) (\(settings.joined(separator: ", ")))"
        let file: NamedFile
        if let known = files[name] {
            file = known
        } else {
            file = NamedFile(name: name, file: try FileFormats.openFile(paths: opened[written] ?? [path(written)], options: fileOptions, zone: zone), budget: budget, garbledColumns)
            files[name] = file
        }
        sources[name] = file.source
        return try file.table(columns: needed)
    }

    /// What may have been meant otherwise in the files that statements have named, each hint once in a session.
    func takeHints() -> [String] {
        files.sorted { $0.key < $1.key }.flatMap { $0.value.takeHints() }
    }

    func functions(_ name: String) -> [FunctionSignature] { FunctionTables.signatures(named: name) }

    var functionNames: [String] { Set(FunctionTables.signatures.map(\.name)).sorted() }

    // MARK: Sources for the engine

    func source(_ table: String) throws -> any BatchSource {
        if let source = sources[table] { return source }
        guard let info = modelTables[table], let (pattern, place) = modelFiles[table] else {
            throw DiagnosticList(.tableHasNoFile(table))
        }
        let paths = filesMatching(pattern)
        guard !paths.isEmpty else {
            throw DiagnosticList(.tableWithoutFile(table, pattern, in: tableFolder, recipe: nil), at: place)
        }
        let file = try FileFormats.openFile(paths: paths, declared: info.columns, zone: zone)
        let source = RememberedColumns(file.source, paths: paths, budget: budget) { [garbledColumns] cursor, columns in
            garbledColumns.watching(cursor, of: table, columns: columns) { name in info.column(name)?.isPrivate ?? false }
        }
        sources[table] = source
        return source
    }

    func linked(_ table: String) throws -> LinkedTable {
        if let known = links[table] { return known }
        guard let info = modelTables[table] else {
            throw DiagnosticList(.noTableToLinkTo(table))
        }
        let context = QueryContext(tables: self, calendars: Calendars(), zone: zone, asOf: options.today, keepsGoing: options.keepsGoing)
        let loaded = try LinkedTableLoader(context: context).load(info, from: try source(table))
        links[table] = loaded
        return loaded
    }

    /// The model's calendars, read from their files at first use.
    func calendars() throws(DiagnosticList) -> Calendars {
        if let calendarCache { return calendarCache }
        let loaded = try CalendarLoader(folder: tableFolder, zone: zone).load(model?.calendars ?? [])
        calendarCache = loaded
        return loaded
    }
}

/// A file that statements name, with the types of its columns as far as they were asked for.
private final class NamedFile {
    private let name: String
    private let file: OpenedFile
    private var hintsTold = 0
    /// Remembers columns as model tables do.
    let source: any BatchSource

    init(name: String, file: OpenedFile, budget: RememberedColumns.Budget, _ garbledColumns: GarbledColumns) {
        self.name = name
        self.file = file
        garbledColumns.look(atNames: file.columnNames, of: name)
        source = RememberedColumns(file.source, paths: file.files.map(\.path), budget: budget) { cursor, columns in
            garbledColumns.watching(cursor, of: name, columns: columns) { _ in false }
        }
    }

    func takeHints() -> [String] {
        let hints = file.hints
        defer { hintsTold = hints.count }
        return Array(hints.dropFirst(hintsTold))
    }

    func table(columns needed: Set<String>?) throws(DiagnosticList) -> TableInfo {
        let table = TableInfo(name: name, columns: try file.types(of: needed))
        table.namesInFile = file.columnNames
        return table
    }
}

extension Substring {
    /// Where `text` first stands, without Foundation.
    fileprivate func range(ofText text: String) -> Range<Index>? {
        var start = startIndex
        while start < endIndex {
            if self[start...].hasPrefix(text), let end = index(start, offsetBy: text.count, limitedBy: endIndex) { return start..<end }
            start = index(after: start)
        }
        return nil
    }
}
