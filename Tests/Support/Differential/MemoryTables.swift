import Columns
import Diagnostics
import Engine
import Formats
import Semantics
import Synchronization
import Tables

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

    func open(columns names: [String], context: any ReadingContext) throws -> any BatchCursor {
        let zones = Zones(rowsEach: batchSize, rowCount: count)
        return cursor(names, zones, ZoneWalk(.all(zones.count), .whole), nil)
    }

    func countRows() -> Int? { count }

    func isWhole(_ column: String, to keys: LinkedKeys) -> Bool {
        schema.firstIndex { $0.name == column }.map { keys.hasRows(ofAll: [self.column($0, 0..<count)]) } ?? false
    }

    func open(columns names: [String], part: ReadingPart, filter: ScanFilter?, context: any ReadingContext) throws -> (any BatchCursor)? {
        // Small, so that there are some in every table.
        let zones = Zones(rowsEach: min(batchSize, 4), rowCount: count)
        let choice = filter?.choice(among: zones.count) { name in
            guard let index = schema.firstIndex(where: { $0.name == name }) else { return nil }
            let bounds = (0..<zones.count).compactMap { column(index, zones.rows(of: $0)).zoneBounds }
            return bounds.count == zones.count ? bounds : nil
        } ?? .all(zones.count)
        return cursor(names, zones, ZoneWalk(choice, part), filter)
    }

    private func cursor(_ names: [String], _ zones: Zones, _ walk: ZoneWalk, _ filter: ScanFilter?) -> Cursor {
        Cursor(self, names.compactMap { name in schema.firstIndex { $0.name == name } }, zones, walk, ChosenRows(filter, reading: names))
    }

    /// Stretches of as many rows each.
    private struct Zones {
        let rowsEach: Int
        let rowCount: Int
        var count: Int { (rowCount + rowsEach - 1) / rowsEach }
        func rows(of zone: Int) -> Range<Int> { zone * rowsEach..<min(rowCount, (zone + 1) * rowsEach) }
    }

    private func column(_ index: Int, _ rows: Range<Int>) -> Column { Column.of(Array(columns[index][rows]), type: schema[index].type) }

    private final class Cursor: BatchCursor {
        private let table: MemoryTable
        private let picked: [Int]
        private let zones: Zones
        private var walk: ZoneWalk
        private let chosenRows: ChosenRows

        init(_ table: MemoryTable, _ picked: [Int], _ zones: Zones, _ walk: ZoneWalk, _ chosenRows: ChosenRows) {
            self.table = table
            self.picked = picked
            self.zones = zones
            self.walk = walk
            self.chosenRows = chosenRows
        }

        var chosen: ChosenRows? { chosenRows }

        func next() -> Batch? { chosenRows.next(stretch) }

        private func stretch() -> Stretch? {
            let (zone, leftOut) = walk.next()
            for passed in leftOut { chosenRows.passOver(zones.rows(of: passed).count) }
            guard let zone else { return nil }
            let rows = zones.rows(of: zone)
            return Stretch(picked.map { (KeptColumn(table.column($0, rows)), 0..<rows.count) }, count: rows.count)
        }
    }
}
