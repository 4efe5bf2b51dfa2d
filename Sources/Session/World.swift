import Columns
import Diagnostics
import Engine
import Formats
import Semantics
import Synchronization
import Syntax
import Tables

/// Where a table's rows lie, as its declaration says.
private struct ModelFile {
    /// From the folder; may have stars in it.
    var pattern: String
    var options: [String: Value]
    var folder: String
    /// What says so.
    var place: Diagnostic.Place
}

/// What is open: the model's tables, the files beside it, and what has been read of them.
///
/// To the checker it is the catalogue, to the engine the provider of sources; files are opened when a
/// query needs them and kept open for the session. Two names never mean one table: a model table,
/// then the stem of an opened file.
final class World: Catalogue, TableProvider, @unchecked Sendable {
    private let options: SessionOptions
    /// Where relative paths of statements are looked for, in order.
    private var folders: [String]
    /// Those of files, and what statements have declared beside them, with the folder from which each one's files are seen.
    private var openedModels: [(model: Model, folder: String)] = []
    private var isModelNew = false
    /// The model files that have been opened, in order.
    private(set) var modelPaths: [String] = []
    /// `--data`: the folder that replaces those of model files.
    private var dataFolder: String?
    /// `--frozen`: what everything is read from.
    private(set) var frozen: FrozenData?
    private var modelTables: [String: TableInfo] = [:]
    private var modelFiles: [String: ModelFile] = [:]
    /// Opened bare files by stem.
    private var opened: [String: [String]] = [:]
    /// Files that statements have named, by what they are called in a query.
    private var files: [String: NamedFile] = [:]
    private var sources: [String: any BatchSource] = [:]
    /// What there is to tell about the files of tables that have been opened.
    private var fileHints: [String: FileHints] = [:]
    /// Files that were looked at for suggestions and that no statement has read yet.
    private var glimpsed: [String: GlimpsedFile] = [:]
    private var samples: [Prospect.StoredColumn: (sample: ColumnSample, isRemembered: Bool)] = [:]
    /// Asked for by the threads of a query too.
    private let links = Mutex<[String: LinkedTable]>([:])
    private var calendarCache: Calendars?
    /// Whether the user has stopped the run.
    var isStopped: @Sendable () -> Bool = { false }
    /// False while a text is checked that is still being typed: then files and columns that no query has read stay unknown.
    var mayReadFiles = true
    /// What was found in the texts that were read.
    let garbledColumns = GarbledColumns()

    init(options: SessionOptions) {
        self.options = options
        self.folders = [options.workingFolder]
    }

    var zone: Zone {
        guard let name = models.last(where: { $0.zone != nil })?.zone else { return .hoChiMinh }
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
        // `~$…` is what Excel keeps beside a workbook while it is open.
        for name in Glob.names(in: path) where !name.hasPrefix(".") && !name.hasPrefix("~$") && FileFormats.forPath(name) != nil {
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

    /// A path or pattern of a statement: from the opened or the script's folder, then from the working folder.
    /// - Throws: where data is frozen, for what is not.
    func path(_ written: String, isModel: Bool = false) throws(DiagnosticList) -> String {
        if let frozen { return try frozen.path(written, from: folders[0], isModel: isModel) }
        for folder in folders {
            let candidate = FilePath.joined(folder, written)
            if (try? Glob.expand(candidate)) != nil { return FilePath.withoutDetours(candidate) }
        }
        return FilePath.withoutDetours(FilePath.joined(folders[0], written))
    }

    // MARK: The model

    func loadModel(_ path: String) throws(DiagnosticList) {
        try frozen?.verify([path])
        let source = try ScriptFile.read(path, named: shown(path))
        let parsed = Parser.parse(source)
        guard !parsed.diagnostics.contains(where: { $0.severity == .error }) else { throw DiagnosticList(parsed.diagnostics) }
        let (model, found) = ModelBuilder.build(parsed.script, source: source)
        guard !found.contains(where: { $0.severity == .error }) else { throw DiagnosticList(found) }
        try adopt(model, folder: dataFolder ?? FilePath.folder(of: path))
        if !modelPaths.contains(path) { modelPaths.append(path) }
    }

    var models: [Model] { openedModels.map(\.model) }

    /// The model as it was loaded last, once.
    func takeNewModel() -> Model? {
        guard isModelNew else { return nil }
        isModelNew = false
        return openedModels.last?.model
    }

    /// What a script declares: its files lie in the folder of `--data`, or beside the script.
    func declare(_ model: Model) throws(DiagnosticList) {
        let lies = { (file: String) in self.dataFolder.map { !self.files(matching: file, in: $0).isEmpty } ?? false }
        if let frozen { return try adopt(model, folder: frozen.root) }
        let files = model.tables.compactMap(\.file) + model.calendars.compactMap(\.holidays)
        let folder = files.contains(where: lies) ? dataFolder : nil
        try adopt(model, folder: folder ?? folders[0])
    }

    private func adopt(_ model: Model, folder: String) throws(DiagnosticList) {
        if let zone = model.zone, zone != Zone.hoChiMinh.name, zone != Zone.utc.name {
            throw DiagnosticList(.unknownZone(zone, known: [Zone.hoChiMinh.name, Zone.utc.name]))
        }
        openedModels.append((model, folder))
        isModelNew = true
        calendarCache = nil
        for table in model.tables {
            modelTables[table.info.name] = table.info
            sources[table.info.name] = nil
            links.withLock { $0[table.info.name] = nil }
            if let file = table.file { modelFiles[table.info.name] = ModelFile(pattern: file, options: table.fileOptions, folder: folder, place: table.place) }
        }
        try findFiles(of: model, in: folder)
    }

    /// `--data PATH`: the model's files from another folder.
    func replaceData(with path: String) throws(DiagnosticList) {
        guard FilePath.isFolder(path) else {
            throw DiagnosticList(.noSuchFolder(path))
        }
        dataFolder = path
        let modelPath = FilePath.joined(path, "model.mc")
        if openedModels.isEmpty, FilePath.exists(modelPath) { try loadModel(modelPath) }
    }

    /// `--frozen NAME`: nothing is read from anywhere else.
    /// - Parameter loadsModel: for a script that does not name the model itself.
    func read(from frozen: FrozenData, loadsModel: Bool) throws(DiagnosticList) {
        self.frozen = frozen
        let modelPath = FilePath.joined(frozen.root, "model.mc")
        if loadsModel, FilePath.exists(modelPath) { try loadModel(modelPath) }
    }

    /// A path as it is shown: that of the live file where its frozen copy is read.
    func shown(_ path: String) -> String { frozen?.shown(path) ?? path }

    /// Where a file that is shown can be read.
    func actual(_ path: String) -> String { frozen?.actual(path) ?? path }

    /// Every file that the open models name, and those that were opened beside them.
    var dataFiles: [String] {
        let named = openedModels.flatMap { model, folder in
            model.tables.compactMap(\.file).flatMap { files(matching: $0, in: folder) } + model.calendars.compactMap(\.holidays).map { FilePath.joined(folder, $0) }
        }
        return named + opened.values.flatMap { $0 }
    }

    /// Says at once which tables have no file, and how to make them where the model says so.
    private func findFiles(of model: Model, in folder: String) throws(DiagnosticList) {
        var found: [Diagnostic] = []
        for table in model.tables {
            guard let file = table.file, files(matching: file, in: folder).isEmpty else { continue }
            found.append(Diagnostic(.tableWithoutFile(table.info.name, file, in: shown(folder), recipe: recipe(for: file, in: model, folder)), at: table.place))
        }
        if !found.isEmpty { throw DiagnosticList(found) }
    }

    /// A comment of the model may say how its files come about: `# large/ is written by: COMMAND`, with FOLDER for the model's.
    private func recipe(for file: String, in model: Model, _ folder: String) -> String? {
        let marker = " is written by: "
        for line in model.source.text.split(separator: "\n") where line.hasPrefix("#") {
            guard let range = line.range(ofText: marker) else { continue }
            let prefix = line[..<range.lowerBound].drop { $0 == "#" || $0 == " " }
            if file.hasPrefix(prefix) { return line[range.upperBound...].split(separator: " ").map { $0 == "FOLDER" ? folder : String($0) }.joined(separator: " ") }
        }
        return nil
    }

    private func files(matching pattern: String, in folder: String) -> [String] {
        (try? Glob.expand(FilePath.joined(folder, pattern))) ?? []
    }

    // MARK: Catalogue

    func table(_ name: String) -> TableInfo? {
        if let table = modelTables[name] { return table }
        guard let paths = opened[name], paths.count == 1 else { return nil }
        return TableInfo(name: name, columns: [])
    }

    var tableNames: [String] {
        models.flatMap { $0.tables.map(\.info.name) } + opened.keys.sorted().filter { modelTables[$0] == nil }
    }

    /// The path behind the stem of an opened file.
    func openedFile(_ stem: String) -> String? { opened[stem]?.first }

    /// The path behind the stem of an opened file that no table of a model hides.
    func openedFile(unmodelled stem: String) -> String? { modelTables[stem] == nil ? openedFile(stem) : nil }

    /// Files that are open beside models, as they were named.
    var openedPaths: [String] { opened.values.flatMap { $0 }.sorted() }

    func ambiguousFiles(_ name: String) -> [String]? {
        guard let paths = opened[name], paths.count > 1 else { return nil }
        return paths.map { FilePath.name(of: $0) }
    }

    func file(_ written: String, options fileOptions: [String: Value], columns needed: Set<String>?) throws(DiagnosticList) -> TableInfo {
        let name = Self.name(of: written, fileOptions)
        let file: NamedFile
        if let known = files[name] {
            file = known
        } else {
            guard mayReadFiles else { throw Self.notRead }
            let paths = if let known = self.opened[written] { known } else { [try path(written)] }
            if let frozen { for path in paths { try frozen.verify(try Glob.expand(path)) } }
            let opened = try FileFormats.openFile(paths: paths, options: fileOptions, zone: zone, cache: options.cache, shownAs: shown)
            file = NamedFile(name: name, file: opened, paths: opened.files.map { actual($0.path) }, memory: options.memory, garbledColumns)
            files[name] = file
            fileHints[name] = file.hints
        }
        sources[name] = file.source
        guard mayReadFiles || file.knows(needed) else { throw Self.notRead }
        return try file.table(columns: needed, WholeReading(threads: options.parallelism.threads, isStopped: isStopped))
    }

    /// Nothing to tell anybody: what hangs on the file is passed over.
    private static let notRead = DiagnosticList([])

    // MARK: Suggestions

    /// A file's columns as far as they are known without reading it. `nil` for files whose head alone does not tell, unless they are small.
    func glimpse(_ written: String, options fileOptions: [String: Value]) -> TableInfo? {
        let name = Self.name(of: written, fileOptions)
        if let known = files[name] { return known.glimpse() }
        let paths = opened[written] ?? ((try? Glob.expand(path(written))) ?? [])
        let stamps = paths.map(FileStamp.init)
        if let known = glimpsed[name], known.stamps == stamps { return known.table(name) }
        let opensCheaply = zip(paths, stamps).allSatisfy { path, stamp in
            stamp.size <= 1 << 20 || FileFormats.forPath(path).map { $0.name == "csv" || $0.name == "tsv" } ?? false
        }
        guard !paths.isEmpty, opensCheaply, let file = try? FileFormats.openFile(paths: paths, options: fileOptions, zone: zone) else { return nil }
        let found = GlimpsedFile(file: file, stamps: stamps)
        glimpsed[name] = found
        return found.table(name)
    }

    /// What a column holds: all of it when a reading has been through it, else what its first rows tell. `nil` for what must not be shown.
    func sample(of stored: Prospect.StoredColumn) -> ColumnSample? {
        let info = modelTables[stored.table]
        guard info?.column(stored.column)?.isPrivate != true || options.showsPrivate else { return nil }
        let source = sources[stored.table] ?? glimpsed[stored.table]?.file.source ?? (info == nil ? nil : try? self.source(stored.table))
        let chunks = (source as? RememberedColumns)?.remembered(stored.column)
        if let known = samples[stored], known.isRemembered || chunks == nil { return known.sample }
        let sample: ColumnSample
        if let chunks {
            sample = ColumnSample(chunks, zone: zone)
        } else {
            let context = QueryContext(tables: NoTables(), calendars: Calendars(), zone: zone, asOf: options.today, keepsGoing: true)
            guard let head = try? source?.head(columns: [stored.column], rows: ColumnSample.headRows, context: context) else { return nil }
            sample = ColumnSample(head, zone: zone)
        }
        samples[stored] = (sample, chunks != nil)
        return sample
    }

    /// Another statement may read more, or read it anew.
    func forgetSamples() { samples = [:] }

    /// Names of files and folders that a relative path may go on with, folders with a slash: those of the opened folder first.
    func fileNames(under folder: String) -> [String] {
        var seen: Set<String> = []
        return folders.flatMap { base -> [String] in
            let place = FilePath.joined(base, folder)
            return Glob.names(in: place).map { FilePath.isFolder(FilePath.joined(place, $0)) ? $0 + "/" : $0 }
        }.filter { !$0.hasPrefix(".") && !$0.hasPrefix("~$") && seen.insert($0).inserted }
    }

    /// What a file is called in a query: a file read in two ways is two tables.
    private static func name(of written: String, _ options: [String: Value]) -> String {
        func text(_ value: Value) -> String {
            switch value {
            case .text(let text): "\"\(text)\""
            case .int(let number): String(number)
            case .bool(let value): String(value)
            case .list(let values): "[\(values.map(text).joined(separator: ", "))]"
            default: "\(value)"
            }
        }
        let settings = options.sorted { $0.key < $1.key }.map { "\($0.key): \(text($0.value))" }
        return settings.isEmpty ? written : "\(written) (\(settings.joined(separator: ", ")))"
    }

    /// How a file that has been named writes dates as texts.
    func datePattern(of written: String, options: [String: Value]) -> String? { files[Self.name(of: written, options)]?.datePattern }

    /// What readers of the files might have meant otherwise, each told once.
    func takeHints() -> [String] { fileHints.sorted { $0.key < $1.key }.flatMap { $0.value.take() } }

    /// A mistake has told these.
    func passOver(hints: [String]) { for file in fileHints.values { file.passOver(hints) } }

    func functions(_ name: String) -> [FunctionSignature] { FunctionTables.signatures(named: name) }

    var functionNames: [String] { Set(FunctionTables.signatures.map(\.name)).sorted() }

    // MARK: Sources for the engine

    func source(_ table: String) throws -> any BatchSource {
        if let source = sources[table] { return source }
        guard let info = modelTables[table], let file = modelFiles[table] else {
            throw DiagnosticList(.tableHasNoFile(table))
        }
        let paths = files(matching: file.pattern, in: file.folder)
        guard !paths.isEmpty else {
            throw DiagnosticList(.tableWithoutFile(table, file.pattern, in: shown(file.folder), recipe: nil), at: file.place)
        }
        try frozen?.verify(paths)
        let opened: OpenedFile
        do throws(DiagnosticList) {
            opened = try FileFormats.openFile(
                paths: paths, options: file.options, declared: info.columns.map(asRead), zone: zone, cache: options.cache, shownAs: shown)
        } catch {
            // What a file lacks at its head is repaired in the model as often as in the file.
            throw DiagnosticList(error.all.map { found in
                var found = found
                found.place = found.place ?? file.place
                return found
            })
        }
        let source = RememberedColumns(opened.source, paths: paths, account: options.memory) { [garbledColumns] cursor, columns, whenDone in
            garbledColumns.watching(cursor, of: table, columns: columns, isPrivate: { name in info.column(name)?.isPrivate ?? false }, whenDone: whenDone)
        }
        sources[table] = source
        fileHints[table] = FileHints(opened)
        return source
    }

    /// A link is read as what it holds: the key of a row of its table.
    private func asRead(_ column: TableInfo.Column) -> TableInfo.Column {
        guard case .link(let table) = column.type.kind, let target = modelTables[table], let key = target.key.flatMap({ target.column($0) }) else { return column }
        var column = column
        column.type = Type(key.type.kind, optional: column.type.isOptional)
        return column
    }

    /// The files behind a table, as they are now, with their rows as far as a reading has counted them.
    func files(of table: String) -> [Provenance.File] {
        let counted = sources[table]?.fileRows ?? []
        let paths = counted.isEmpty ? files[table]?.paths ?? modelFiles[table].map { files(matching: $0.pattern, in: $0.folder) } ?? [] : counted.map(\.path)
        return paths.enumerated().map { index, path in
            let stamp = FileStamp(actual(path))
            return Provenance.File(path: shown(path), size: stamp.size, modified: stamp.microseconds, rows: counted.isEmpty ? nil : counted[index].rows)
        }
    }

    /// The files that the model's calendars were read from.
    var calendarFiles: [Provenance.File] {
        openedModels.flatMap { model, folder in
            model.calendars.compactMap(\.holidays).map { file in
                let path = FilePath.joined(folder, file)
                let stamp = FileStamp(path)
                return Provenance.File(path: shown(path), size: stamp.size, modified: stamp.microseconds, rows: nil)
            }
        }
    }

    /// The rows of a table that links were followed to, when they were.
    func linkedRowCount(_ table: String) -> Int? { links.withLock { $0[table]?.rowCount } }

    func linked(_ table: String) throws -> LinkedTable {
        if let known = links.withLock({ $0[table] }) { return known }
        guard let info = modelTables[table] else {
            throw DiagnosticList(.noTableToLinkTo(table))
        }
        let context = QueryContext(tables: NoTables(), calendars: Calendars(), zone: zone, asOf: options.today, keepsGoing: options.keepsGoing, memory: options.memory)
        let loaded = try LinkedTableLoader(context: context).load(info, from: try source(table))
        links.withLock { $0[table] = loaded }
        return loaded
    }

    private func verify(_ paths: [String]) throws(DiagnosticList) { try frozen?.verify(paths) }

    /// The models' calendars in the order of their declaration, read from their files at first use.
    func calendars() throws(DiagnosticList) -> Calendars {
        if let calendarCache { return calendarCache }
        let loaded = try CalendarLoader(zone: zone, shown: shown, verify: verify).load(openedModels.flatMap { opened in opened.model.calendars.map { ($0, opened.folder) } })
        calendarCache = loaded
        return loaded
    }
}

/// A file that statements name, with the types of its columns as far as they were asked for.
private final class NamedFile {
    private let name: String
    private let file: OpenedFile
    /// Where its files are, which need not be where they are shown.
    let paths: [String]

    /// Remembers columns as model tables do.
    let source: any BatchSource

    init(name: String, file: OpenedFile, paths: [String], memory: MemoryAccount, _ garbledColumns: GarbledColumns) {
        self.name = name
        self.file = file
        self.paths = paths
        garbledColumns.look(atNames: file.columnNames, of: name)
        source = RememberedColumns(file.source, paths: paths, account: memory) { cursor, columns, whenDone in
            garbledColumns.watching(cursor, of: name, columns: columns, isPrivate: { _ in false }, whenDone: whenDone)
        }
    }

    /// Columns whose types have been found.
    private var known: Set<String> = []

    func table(columns needed: Set<String>?, _ reading: WholeReading) throws(DiagnosticList) -> TableInfo {
        let read = try file.types(of: needed, reading)
        known.formUnion(read.map(\.name))
        let types = Dictionary(read.map { ($0.name, $0) }) { first, _ in first }
        return TableInfo(name: name, columns: file.columnNames.map { types[$0] ?? .unread($0) })
    }

    /// Whether these columns, or all, can be told without reading the file.
    func knows(_ needed: Set<String>?) -> Bool { file.columnNames.allSatisfy { known.contains($0) || needed?.contains($0) == false } }

    func glimpse() -> TableInfo { TableInfo(name: name, columns: file.glimpse()) }

    var datePattern: String? { file.datePattern }
    var hints: FileHints { FileHints(file) }
}

/// What the readers of a file might have meant otherwise, as far as it has not been told.
private final class FileHints {
    private let file: OpenedFile
    private var told: Set<String> = []

    init(_ file: OpenedFile) { self.file = file }

    func take() -> [String] { file.hints.filter { told.insert($0).inserted } }

    func passOver(_ hints: [String]) { told.formUnion(file.hints.filter { hint in hints.contains { hint.hasSuffix($0) } }) }
}

/// A file whose head was looked at, as it was then.
private struct GlimpsedFile {
    let file: OpenedFile
    let stamps: [FileStamp]

    func table(_ name: String) -> TableInfo { TableInfo(name: name, columns: file.glimpse()) }
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
