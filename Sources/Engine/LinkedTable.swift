import Columns
import Semantics
import Synchronization
import Tables

/// A table that links point to, in memory: the row of each key, and its columns as they are asked for.
///
/// Catalogues (units, procedures) are small and asked for again and again, so they are kept for the session. Columns
/// are read at first use, because a large table that is linked to (dossiers, from their supplements) has many of them.
package final class LinkedTable: @unchecked Sendable {
    package let info: TableInfo
    package let rowCount: Int
    /// Whole columns by name, in row order.
    package let columns: LinkedColumns
    /// The row of each key.
    package let keys: LinkedKeys
    /// For a tree: the row of the ancestor at each level (−1: none), by level name.
    package let ancestors: [String: [Int32]]
    /// For a tree: the parent's row, −1 at the top.
    package let parents: [Int32]
    /// Who took whose place, where the model says so and somebody has.
    package let succession: Succession?
    /// Where the links in a column lead, worked out at first use; `nil` where one of them leads nowhere.
    private let maps = Mutex<[String: (target: LinkedTable, map: LinkMap?)]>([:])
    /// Of which rows conditions were true that questions have asked, by what those say.
    private let verdicts = Mutex<[String: (tables: [LinkedTable], verdicts: LinkVerdicts)]>([:])

    /// Conditions that are remembered.
    private static let mostVerdicts = 64

    package init(
        info: TableInfo, rowCount: Int, columns: LinkedColumns, keys: LinkedKeys, parents: [Int32] = [],
        ancestors: [String: [Int32]] = [:], succession: Succession? = nil
    ) {
        self.info = info
        self.rowCount = rowCount
        self.columns = columns
        self.keys = keys
        self.parents = parents
        self.ancestors = ancestors
        self.succession = succession
    }

    /// With all columns at hand.
    package convenience init(
        info: TableInfo, rowCount: Int, columns: [String: Column], keys: LinkedKeys, parents: [Int32] = [],
        ancestors: [String: [Int32]] = [:], succession: Succession? = nil
    ) {
        self.init(
            info: info, rowCount: rowCount, columns: LinkedColumns(columns), keys: keys, parents: parents, ancestors: ancestors, succession: succession)
    }

    /// The rows of `target` that the links of a column name; `nil` when one of them names none.
    /// - Throws: what reading the column throws.
    func map(_ column: String, to target: LinkedTable) throws -> LinkMap? {
        if let known = maps.withLock({ $0[column] }), known.target === target { return known.map }
        let map = try columns[column].flatMap { LinkMap($0, to: target.keys) }
        maps.withLock { $0[column] = (target, map) }
        return map
    }
}

extension Kernel {
    /// What it makes of each row of a linked table, and last of no row.
    /// - Parameter columns: those that it reads, whole, of so many rows.
    func evaluated(atRowsOf columns: [Column], count: Int, _ context: QueryContext) throws -> Column {
        var parts: [Column] = []
        for start in stride(from: 0, to: count, by: Batch.capacity) {
            try context.checkCancelled()
            let end = min(start + Batch.capacity, count)
            parts.append(try evaluate(Batch(columns: columns.map { $0.slice(start..<end) }, count: end - start), context))
        }
        parts.append(try evaluate(Batch(columns: columns.map { $0.gather([LinkRows.none]) }, count: 1), context))
        return try Column.concatenated(parts)
    }
}

extension LinkedTable {
    /// What is known of a condition, as long as the tables that it looks into from here are those that it looked into before.
    func verdicts(of condition: String, by tables: [LinkedTable]) -> LinkVerdicts? {
        guard let known = verdicts.withLock({ $0[condition] }), known.tables.elementsEqual(tables, by: ===) else { return nil }
        return known.verdicts
    }

    func remember(_ new: LinkVerdicts, of condition: String, by tables: [LinkedTable]) {
        verdicts.withLock { verdicts in
            if verdicts.count >= Self.mostVerdicts { verdicts = [:] }
            verdicts[condition] = (tables, new)
        }
    }
}

/// The columns of a linked table by name, each read when it is first asked for.
package final class LinkedColumns: Sendable {
    private let known: Mutex<[String: Column]>
    private let load: @Sendable (String) throws -> Column?

    /// - Parameter load: reads a whole column; `nil` for a name that the table does not have.
    package init(_ known: [String: Column], load: @escaping @Sendable (String) throws -> Column? = { _ in nil }) {
        self.known = Mutex(known)
        self.load = load
    }

    /// - Throws: what reading the column throws.
    package subscript(_ name: String) -> Column? {
        get throws {
            if let column = known.withLock({ $0[name] }) { return column }
            guard let column = try load(name) else { return nil }
            known.withLock { $0[name] = column }
            return column
        }
    }
}
