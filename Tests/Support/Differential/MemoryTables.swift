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
        cursor(names, .all(zoneCount), part: 0, of: 1, nil)
    }

    func countRows() -> Int? { count }

    func open(columns names: [String], part: Int, of count: Int, filter: ScanFilter?, context: QueryContext) throws -> (any BatchCursor)? {
        let choice = filter?.choice(among: zoneCount) { name in
            guard let index = schema.firstIndex(where: { $0.name == name }) else { return nil }
            let bounds = (0..<zoneCount).compactMap { column(index, rows(ofZone: $0)).zoneBounds }
            return bounds.count == zoneCount ? bounds : nil
        } ?? .all(zoneCount)
        return cursor(names, choice, part: part, of: count, filter)
    }

    private func cursor(_ names: [String], _ choice: ZoneChoice, part: Int, of count: Int, _ filter: ScanFilter?) -> Cursor {
        Cursor(self, names.compactMap { name in schema.firstIndex { $0.name == name } }, choice, part: part, of: count, ChosenRows(filter, reading: names))
    }

    /// Small, so that there are some in every table; a batch has several.
    private var zoneRows: Int { min(batchSize, 4) }
    private var zoneCount: Int { (count + zoneRows - 1) / zoneRows }
    private func rows(ofZone zone: Int) -> Range<Int> { zone * zoneRows..<min(count, (zone + 1) * zoneRows) }

    private func column(_ index: Int, _ rows: Range<Int>) -> Column { Column.of(Array(columns[index][rows]), type: schema[index].type) }

    private final class Cursor: BatchCursor {
        private let table: MemoryTable
        private let picked: [Int]
        /// Those that are still to come, of which the chosen ones are handed out.
        private var zones: Range<Int>
        private var places: ArraySlice<Int>
        private let chosenRows: ChosenRows

        init(_ table: MemoryTable, _ picked: [Int], _ choice: ZoneChoice, part: Int, of parts: Int, _ chosenRows: ChosenRows) {
            self.table = table
            self.picked = picked
            self.chosenRows = chosenRows
            (zones, places) = choice.part(part, of: parts)
        }

        var chosen: ChosenRows? { chosenRows }

        func next() -> Batch? { chosenRows.next(stretch) }

        private func stretch() -> Stretch? {
            let first = places.popFirst()
            for passed in zones.lowerBound..<(first ?? zones.upperBound) { chosenRows.passOver(table.rows(ofZone: passed).count) }
            zones = (first ?? zones.upperBound)..<zones.upperBound
            guard let first else { return nil }
            var rows = table.rows(ofZone: first)
            zones = first + 1..<zones.upperBound
            while let next = places.first, next == zones.lowerBound, table.rows(ofZone: next).upperBound - rows.lowerBound <= table.batchSize {
                places.removeFirst()
                zones = next + 1..<zones.upperBound
                rows = rows.lowerBound..<table.rows(ofZone: next).upperBound
            }
            return Stretch(picked.map { (KeptColumn(table.column($0, rows)), 0..<rows.count) }, count: rows.count)
        }
    }
}
