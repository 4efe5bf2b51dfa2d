import Columns
import Diagnostics
import Semantics
import Synchronization
import Tables

/// A table of text files or workbooks whose columns are kept in the cache once they were read whole.
///
/// Columns in the cache are served from there, all others by the files, in the same rows; a reading that comes to its end writes those
/// that were not there yet. What readings report (hints, failed cells, rows of each file) is kept with the columns, so a run tells
/// the same with and without. Private columns are never written. While all that a query needs is in the cache, the files are opened
/// and not parsed.
final class CachedSource: TableSource {
    private struct State: Sendable {
        var facts: TableFacts
        /// The files as they are parsed; made when something is needed that the cache does not have.
        var parsed: FileSource?
        /// Columns looked for in the cache.
        var columns: [String: CachedColumn] = [:]
        /// Undeclared columns whose types were asked for, with what that said.
        var told: Set<String> = []
        var hints: [String]
        /// Columns of links that were looked through, with the keys that they were asked for, and whether each has a row.
        var links: [String: (keys: LinkedKeys, isWhole: Bool)] = [:]
        /// A reading has come to the end, so the rows may be told.
        var isCounted = false
    }

    private let cache: ColumnCache
    private let key: SourceKey
    private let inputs: [InputFile]
    private let options: FileOptions
    private let declared: [TableInfo.Column]?
    private let zone: Zone
    private let parse: @Sendable () throws(DiagnosticList) -> FileSource
    private let state: Mutex<State>

    /// - Parameter parse: opens the files as if there were no cache.
    init(
        _ inputs: [InputFile], options: FileOptions, declared: [TableInfo.Column]?, zone: Zone, cache: ColumnCache, key: SourceKey,
        parse: @escaping @Sendable () throws(DiagnosticList) -> FileSource
    ) throws(DiagnosticList) {
        self.cache = cache
        self.key = key
        self.inputs = inputs
        self.options = options
        self.declared = declared
        self.zone = zone
        self.parse = parse
        let name = Self.factsName(key, declared)
        if let facts = Self.facts(name, cache, options) {
            state = Mutex(State(facts: facts, hints: facts.hints))
        } else {
            let parsed = try parse()
            state = Mutex(State(facts: TableFacts(names: parsed.columnNames, hints: parsed.hints), parsed: parsed, hints: parsed.hints))
        }
    }

    // MARK: What is known

    var files: [FileFacts] { inputs.map(\.facts) }
    var columnNames: [String] { state.withLock { $0.facts.names } }
    var hints: [String] { state.withLock { $0.hints } }
    var rowCount: Int? { state.withLock { $0.facts.rows?.reduce(0, +) } }
    var likelyRows: Int? { rowCount ?? (try? parsed())?.likelyRows }

    var fileRows: [FileRows]? {
        state.withLock { state in
            guard state.isCounted, let rows = state.facts.rows else { return state.parsed?.fileRows }
            return zip(inputs, rows).map { FileRows(path: $0.path, rows: $1) }
        }
    }

    var datePattern: String? {
        let known = state.withLock { $0 }
        return known.facts.names.lazy.filter(known.told.contains).compactMap { known.facts.columns[$0]?.type.dates?.text }.first
    }

    var schema: [SourceColumn] {
        let columns = try? types(of: nil)
        return columns?.map { SourceColumn(name: $0.name, type: $0.type) } ?? columnNames.map { SourceColumn(name: $0, type: Type(.text, optional: true)) }
    }

    func types(of names: Set<String>?, _ reading: WholeReading) throws(DiagnosticList) -> [TableInfo.Column] {
        if let declared { return declared.filter { names?.contains($0.name) ?? true } }
        let wanted = columnNames.filter { names?.contains($0) ?? true }
        return zip(wanted, try cellTypes(wanted, reading)).map { TableInfo.Column($0, $1) }
    }

    func glimpse() -> [TableInfo.Column] {
        let facts = state.withLock { $0.facts }
        if declared != nil || facts.names.allSatisfy({ facts.columns[$0] != nil }) { return (try? types(of: nil)) ?? [] }
        return (try? parsed())?.glimpse() ?? []
    }

    func isWhole(_ name: String, to keys: LinkedKeys) -> Bool {
        let known = state.withLock { $0 }
        // A reading that leaves rows out would be held up by looking at all of them.
        guard let column = known.columns[name], column.isRead, inputs.allSatisfy({ $0.isUnchanged() }) else { return false }
        if let found = known.links[name], found.keys === keys { return found.isWhole }
        let isWhole = column.isWhole(to: keys)
        state.withLock { $0.links[name] = (keys, isWhole) }
        return isWhole
    }

    func head(columns: [String], rows: Int, context: any ReadingContext) throws -> Batch? {
        let facts = state.withLock { $0.facts }
        let areKnown = declared != nil || columns.allSatisfy { facts.columns[$0] != nil }
        if areKnown, let cursor = try open(columns: columns, part: .whole, filter: nil, context: context) { return try cursor.next() }
        return try parsed().head(columns: columns, rows: rows, context: context)
    }

    func recount(columns: [String], in context: any ReadingContext) {
        let facts = state.withLock { $0.facts }
        for name in columns { if let count = facts.columns[name]?.failures, count > 0 { context.counters.addBadCells(name, count) } }
    }

    private func cellTypes(_ names: [String], _ reading: WholeReading) throws(DiagnosticList) -> [CellType] {
        if let declared { return names.map { name in FileSource.cellType(of: declared.first { $0.name == name }, options) } }
        let unknown = state.withLock { state in names.filter { state.facts.columns[$0] == nil } }
        if !unknown.isEmpty {
            let found = try parsed().facts(of: unknown, reading)
            state.withLock { for (name, facts) in zip(unknown, found) { $0.facts.columns[name] = facts } }
            saveFacts()
        }
        return state.withLock { state in
            for name in names where state.told.insert(name).inserted {
                for hint in state.facts.columns[name]?.hints ?? [] where !state.hints.contains(hint) { state.hints.append(hint) }
            }
            return names.map { state.facts.columns[$0]?.type ?? CellType(type: Type(.text, optional: true)) }
        }
    }

    private func parsed() throws(DiagnosticList) -> FileSource {
        if let known = state.withLock({ $0.parsed }) { return known }
        let made = try parse()
        return state.withLock { state in
            let source = state.parsed ?? made
            state.parsed = source
            source.adopt(state.facts.columns)
            return source
        }
    }

    // MARK: Reading

    func open(columns: [String], context: any ReadingContext) throws -> any BatchCursor {
        if let cursor = try open(columns: columns, part: .whole, filter: nil, context: context) { return cursor }
        let known = columnNames
        // The files say better what is lacking.
        guard inputs.allSatisfy({ $0.isUnchanged() }), columns.allSatisfy(known.contains) else { return try parsed().open(columns: columns, context: context) }
        let types = try cellTypes(columns, WholeReading(context))
        var held: [CachedColumn?] = []
        for (name, type) in zip(columns, types) { held.append(column(name, type).flatMap { prepared($0, named: name, [0..<$0.rowCount]) }) }
        let missing = columns.indices.filter { held[$0] == nil }
        let cursor = try parsed().open(columns: missing.map { columns[$0] }, context: context)
        recount(columns: columns.indices.filter { held[$0] != nil }.map { columns[$0] }, in: context)
        // Where bad cells become missing, they must be counted anew each time.
        let isKept = key.isSettled && !context.keepsGoing
        let recorders = missing.map { index in
            isKept && !isPrivate(columns[index]) ? ColumnRecorder(fileName(columns[index], types[index]), types[index].type, in: cache, zone: zone) : nil
        }
        let path = inputs.first?.path ?? ""
        return CachingCursor(cursor, of: path, held: held, recorders: recorders) { [self] in finish(recorders) }
    }

    func countRows() -> Int? {
        guard let rows = rowCount, inputs.allSatisfy({ $0.isUnchanged() }) else { return nil }
        state.withLock { $0.isCounted = true }
        return rows
    }

    func open(columns: [String], part: ReadingPart, filter: ScanFilter?, context: any ReadingContext) throws -> (any BatchCursor)? {
        let names = columnNames
        guard let rows = rowCount, inputs.allSatisfy({ $0.isUnchanged() }), columns.allSatisfy(names.contains) else { return nil }
        var held: [CachedColumn] = []
        for (name, type) in zip(columns, try cellTypes(columns, WholeReading(context))) {
            guard let column = column(name, type) else { return nil }
            held.append(column)
        }
        if part.number == 0 { recount(columns: columns, in: context) }
        let zoneRows = cache.zoneRows
        let choice = choice(of: filter, among: rows) { name in zip(columns, held).first { $0.0 == name }?.1 }
        let zones = CachedZones(rowsEach: zoneRows, rowCount: rows)
        // Who takes zones as he comes to them may come to any.
        let stretches = choice.chosen[part.isClaiming ? choice.chosen.indices : choice.places(of: part)].map { zones.rows(of: $0) }
        for (name, column) in zip(columns, held) where prepared(column, named: name, stretches) == nil { return nil }
        context.note("from the cache")
        return CachedCursor(held, zones, ZoneWalk(choice, part), ChosenRows(filter, reading: columns), context: context) { [self] in
            state.withLock { $0.isCounted = true }
        }
    }

    private func choice(of filter: ScanFilter?, among rows: Int, _ column: (String) -> CachedColumn?) -> ZoneChoice {
        let zoneRows = cache.zoneRows
        let count = (rows + zoneRows - 1) / zoneRows
        return filter?.choice(among: count) { name in
            guard let known = column(name)?.zones, known.rowsEach == zoneRows, known.bounds.count == count else { return nil }
            return known.bounds
        } ?? .all(count)
    }

    func choice(of filter: ScanFilter) -> ZoneChoice? {
        guard let rows = rowCount, let columns = knownColumns(filter.columns) else { return nil }
        return choice(of: filter, among: rows) { name in columns.first { $0.name == name }?.column }
    }

    func distinctValues(of name: String) -> Int? { knownColumns([name])?.first?.column.codedValues }

    /// Columns of the cache whose types are known without reading the files.
    private func knownColumns(_ names: [String]) -> [(name: String, column: CachedColumn)]? {
        let facts = state.withLock { $0.facts }
        guard declared != nil || names.allSatisfy({ facts.columns[$0] != nil }), let types = try? cellTypes(names, WholeReading()) else { return nil }
        return zip(names, types).compactMap { name, type in column(name, type).map { (name, $0) } }
    }

    /// The column, when these of its rows are as they were written; else it is forgotten.
    private func prepared(_ column: CachedColumn, named name: String, _ rows: [Range<Int>]) -> CachedColumn? {
        if column.prepare(rows) { return column }
        state.withLock { $0.columns[name] = nil }
        return nil
    }

    private func isPrivate(_ name: String) -> Bool { declared?.first { $0.name == name }?.isPrivate ?? false }

    /// A column of as many rows as the files have, if the cache has it.
    private func column(_ name: String, _ type: CellType) -> CachedColumn? {
        if isPrivate(name) { return nil }
        let (known, rows) = state.withLock { ($0.columns[name], $0.facts.rows?.reduce(0, +)) }
        if let known { return known }
        guard let rows, let found = CachedColumn(fileName(name, type), in: cache, zone: zone), found.rowCount == rows else { return nil }
        state.withLock { $0.columns[name] = found }
        return found
    }

    // MARK: Writing

    /// A reading has come to its end.
    private func finish(_ recorders: [ColumnRecorder?]) {
        let rows = state.withLock { state -> [Int]? in
            guard let parsed = state.parsed, let rows = parsed.fileRows?.map(\.rows) else { return nil }
            state.facts.rows = rows
            state.facts.hints = parsed.fileHints
            for hint in parsed.fileHints where !state.hints.contains(hint) { state.hints.append(hint) }
            state.isCounted = true
            return rows
        }
        guard rows != nil, recorders.contains(where: { $0 != nil }), inputs.allSatisfy({ $0.isUnchanged() }) else { return }
        for recorder in recorders { recorder?.finish() }
        saveFacts()
        cache.makeRoom()
    }

    /// Adds to what another process may have written since.
    private func saveFacts() {
        guard key.isSettled else { return }
        let name = Self.factsName(key, declared)
        var facts = state.withLock { $0.facts }
        if let others = Self.facts(name, cache, options) {
            facts.rows = facts.rows ?? others.rows
            facts.columns.merge(others.columns) { mine, _ in mine }
        }
        guard let file = cache.create(name) else { return }
        do {
            try file.write(facts.bytes)
            try file.commit()
        } catch { file.discard() }
    }

    private static func facts(_ name: String, _ cache: ColumnCache, _ options: FileOptions) -> TableFacts? {
        guard let mapping = cache.map(name) else { return nil }
        let facts = TableFacts(Array(UnsafeRawBufferPointer(start: mapping.base, count: mapping.byteCount)), options: options)
        if facts == nil { cache.remove(name) }
        return facts
    }

    // MARK: Names of files

    private static func factsName(_ key: SourceKey, _ declared: [TableInfo.Column]?) -> String {
        var sum = Checksum()
        for column in declared ?? [] { sum.update(column.name) }
        return declared == nil ? "\(key.text).facts" : "\(key.text)-\(sum.hexadecimal()).facts"
    }

    /// The same cells read as another type are another column.
    private func fileName(_ name: String, _ type: CellType) -> String {
        var sum = Checksum()
        sum.update(name)
        sum.update(type.type.description)
        sum.update(type.dates?.text ?? "")
        sum.update(type.scale)
        return "\(key.text)-\(sum.hexadecimal()).arrow"
    }
}
