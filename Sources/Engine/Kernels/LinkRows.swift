import Columns
import Semantics

/// From the keys in a column of links to rows of the table that they name.
final class LinkRows {
    let table: LinkedTable
    /// What notices call the link; `nil` where nothing is told of it.
    let name: String?
    private let keys: LinkedKeys.Reader

    init(table: LinkedTable, name: String?) {
        self.table = table
        self.name = name
        keys = LinkedKeys.Reader(table.keys)
    }

    /// No such row, or no link at all.
    static let none: Int32 = -1

    /// The row of each link, `none` for a missing one and for a key without a row.
    func rows(_ links: Column) -> [Int32] { keys.rows(links) }

    /// The same, with the keys that name no row counted in the run's notices.
    func countedRows(_ links: Column, _ context: QueryContext) throws -> [Int32] {
        let rows = self.rows(links)
        guard let name else { return rows }
        var dangling = 0
        for row in 0..<rows.count where rows[row] == Self.none && links.isPresent(row) { dangling += 1 }
        if dangling > 0 { context.counters.addDangling(name, dangling) }
        return rows
    }
}
