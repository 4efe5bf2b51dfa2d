import Columns
import Semantics

/// From the keys in a column of links to rows of the table that they name.
///
/// A dictionary is translated once; full text and numbers are looked up row by row.
final class LinkRows {
    let table: LinkedTable
    /// What notices call the link; `nil` where nothing is told of it.
    let name: String?
    private let codes: DictionaryTable<Int32>

    init(table: LinkedTable, name: String?) {
        self.table = table
        self.name = name
        codes = DictionaryTable { dictionary in
            (0..<dictionary.count).map { table.rows[dictionary.values.string($0)] ?? LinkRows.none }
        }
    }

    /// No such row, or no link at all.
    static let none: Int32 = -1

    /// The row of each link, `none` for a missing one and for a key without a row.
    func rows(_ links: Column) throws -> [Int32] {
        var rows = [Int32](repeating: Self.none, count: links.count)
        switch links {
        case .missing: break
        case .coded(let column):
            let known = try codes.values(for: column.dictionary)
            for row in 0..<rows.count where column.validity?[row] ?? true { rows[row] = known[Int(column.codes[row])] }
        default:
            let texts = links.texts
            for row in 0..<rows.count {
                if let key = texts.string(row), let found = table.rows[key] { rows[row] = found }
            }
        }
        return rows
    }

    /// The same, with the keys that name no row counted in the run's notices.
    func countedRows(_ links: Column, _ context: QueryContext) throws -> [Int32] {
        let rows = try self.rows(links)
        guard let name else { return rows }
        var dangling = 0
        for row in 0..<rows.count where rows[row] == Self.none && links.isPresent(row) { dangling += 1 }
        if dangling > 0 { context.counters.addDangling(name, dangling) }
        return rows
    }
}
