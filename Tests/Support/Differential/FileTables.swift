import Diagnostics
import Engine
import Formats
import Semantics
import Tables

/// A world's tables as text files, read with the types that the model declares.
final class FileTables: TableProvider, @unchecked Sendable {
    private let world: TestWorld
    private let folder = TemporaryFolder()
    private let cache: ColumnCache?
    private var sources: [String: any BatchSource] = [:]
    private var links: [String: LinkedTable] = [:]

    /// - Parameter usesCache: all columns are read once before the tables are asked for, and kept in a cache.
    init(_ world: TestWorld, usesCache: Bool) {
        self.world = world
        cache = usesCache ? ColumnCache(folder: "\(folder.path)/cache", smallestSource: 0, settlingSeconds: 0, batchRows: 5, zoneRows: 3) : nil
        for table in world.tables {
            guard let info = world.infos.first(where: { $0.name == table.name }) else { continue }
            let lines = [info.columns.map { FileTables.quoted($0.name) }] + table.rows.map { row in zip(row, info.columns).map { FileTables.cell($0, $1.type) } }
            folder.write("\(table.name).csv", lines.map { $0.joined(separator: ",") + "\n" }.joined())
        }
    }

    func source(_ table: String) throws -> any BatchSource {
        if let known = sources[table] { return known }
        let info = try world.info(of: table)
        func open() throws -> any BatchSource {
            try FileFormats.openFile(paths: ["\(folder.path)/\(table).csv"], declared: info.columns, zone: .hoChiMinh, cache: cache).source
        }
        if cache != nil {
            let cursor = try open().open(columns: info.columns.map(\.name), context: QueryContext(tables: self, calendars: Calendars(), zone: .hoChiMinh, asOf: 0))
            while try cursor.next() != nil {}
        }
        let source = try open()
        sources[table] = source
        return source
    }

    func linked(_ table: String) throws -> LinkedTable {
        if let known = links[table] { return known }
        let info = try world.info(of: table)
        let context = QueryContext(tables: self, calendars: Calendars(), zone: .hoChiMinh, asOf: 0)
        let loaded = try LinkedTableLoader(context: context).load(info, from: source(table))
        links[table] = loaded
        return loaded
    }

    /// As machine formats write values.
    private static func cell(_ value: Value, _ type: Type) -> String {
        switch value {
        case .missing: ""
        case .text(let text): quoted(text)
        case .decimal(let number): "\(number)"
        case .float(let number): type.kind == .points ? "\(Decimal("\(number)")?.description ?? "\(number)")" : "\(number)"
        case .ratio(.decimal(let percent), .int(100)): "\(percent)%"
        case .period(let period): period.name
        case .date, .timestamp: String(WrittenValue.text(value, type.kind).dropFirst())
        case .duration(let span): "\(span.months) months \(span.days) days \(span.workingDays) working days"
        default: WrittenValue.text(value, type.kind)
        }
    }

    private static func quoted(_ text: String) -> String {
        "\"" + text.split(separator: "\"", omittingEmptySubsequences: false).joined(separator: "\"\"") + "\""
    }
}
