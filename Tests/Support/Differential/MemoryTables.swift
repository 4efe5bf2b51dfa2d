import Columns
import Diagnostics
import Engine
import Formats
import Semantics
import Synchronization

/// A world's tables as columns in memory, handed out in batches of one size.
final class MemoryTables: TableProvider, @unchecked Sendable {
    private let world: TestWorld
    private let batchSize: Int
    private let links = Mutex<[String: LinkedTable]>([:])

    init(_ world: TestWorld, batchSize: Int) {
        self.world = world
        self.batchSize = batchSize
    }

    func source(_ table: String) throws -> any BatchSource {
        let info = try world.info(of: table)
        return MemoryTable(info, world.tables.first { $0.name == table }?.rows ?? [], batchSize: batchSize)
    }

    func linked(_ table: String) throws -> LinkedTable {
        if let known = links.withLock({ $0[table] }) { return known }
        let info = try world.info(of: table)
        let context = QueryContext(tables: self, calendars: Calendars(), zone: .hoChiMinh, asOf: 0)
        let loaded = try LinkedTableLoader(context: context).load(info, from: source(table))
        links.withLock { $0[table] = loaded }
        return loaded
    }
}

/// Rows of values as a source of batches.
final class MemoryTable: BatchSource {
    let schema: [SourceColumn]
    private let columns: [[Value]]
    private let count: Int
    private let batchSize: Int

    init(_ info: TableInfo, _ rows: [[Value]], batchSize: Int) {
        schema = info.columns.map { SourceColumn(name: $0.name, type: $0.type) }
        columns = info.columns.indices.map { index in rows.map { $0[index].composed } }
        count = rows.count
        self.batchSize = batchSize
    }

    var rowCount: Int? { count }

    func open(columns names: [String], context: QueryContext) throws -> any BatchCursor {
        Cursor(self, names.compactMap { name in schema.firstIndex { $0.name == name } }, 0..<count)
    }

    func open(columns names: [String], part: Int, of count: Int, context: QueryContext) throws -> (any BatchCursor)? {
        Cursor(self, names.compactMap { name in schema.firstIndex { $0.name == name } }, self.count * part / count..<self.count * (part + 1) / count)
    }

    private final class Cursor: BatchCursor {
        private let table: MemoryTable
        private let picked: [Int]
        private var position: Int
        private let end: Int

        init(_ table: MemoryTable, _ picked: [Int], _ rows: Range<Int>) {
            self.table = table
            self.picked = picked
            position = rows.lowerBound
            end = rows.upperBound
        }

        func next() -> Batch? {
            guard position < end else { return nil }
            let range = position..<min(position + table.batchSize, end)
            position = range.upperBound
            return Batch(columns: picked.map { Column.of(Array(table.columns[$0][range]), type: table.schema[$0].type) }, count: range.count)
        }
    }
}
