import Columns
import Diagnostics
import Semantics

/// The right side of a join, in memory: its columns, and the rows of each key.
///
/// Built once, only read afterwards. Rows of one key are chained in their order, so that a key of a single row,
/// the usual case, costs no list.
final class JoinTable {
    let columns: [Column]
    private let keys: [Column]
    private let keyTypes: [Type]
    private let index: GroupIndex
    /// The first row of each key.
    private var firstRows: [Int32] = []
    /// The next row with the same key, −1 after the last.
    private var nextRows: [Int32] = []
    private let name: String
    private let context: QueryContext

    /// - Parameter picked: which of the right side's columns are wanted, by position.
    init(_ input: any BatchStream, over columns: [ColumnID], picking picked: [Int], keys: [CheckedExpression], name: String, context: QueryContext) throws {
        let stage = try StageExpressions(keys, over: columns, context: context)
        let kernels = try keys.map { try stage.compile($0) }
        let rows = RowStore(columnCount: picked.count)
        let keyRows = RowStore(columnCount: keys.count)
        while let batch = try input.next() {
            let (_, failed) = try batch.upToFailure { batch in
                keyRows.append(Batch(columns: try kernels.map { try $0.evaluate(batch, context) }, count: batch.count))
            }
            if let failed { throw try input.firstFailure(failed) }
            try stage.count(batch)
            rows.append(Batch(columns: picked.map { batch.columns[$0] }, count: batch.count))
        }
        self.columns = try rows.columns()
        self.keys = try keyRows.columns()
        self.name = name
        self.context = context
        keyTypes = keys.map(\.type)
        index = GroupIndex(keyCount: keys.count)
        chain(rowCount: rows.count)
    }

    /// The same table for a thread of its own: looking up remembers dictionaries.
    init(sharing other: JoinTable) {
        columns = other.columns
        keys = other.keys
        keyTypes = other.keyTypes
        index = other.index.copy()
        firstRows = other.firstRows
        nextRows = other.nextRows
        isUnique = other.isUnique
        name = other.name
        context = other.context
    }

    private func chain(rowCount: Int) {
        nextRows = [Int32](repeating: -1, count: rowCount)
        let groups = index.assign(keys, count: rowCount)
        isUnique = index.count == rowCount
        firstRows = [Int32](repeating: -1, count: index.count)
        var lastRows = firstRows
        for row in 0..<rowCount {
            let group = Int(groups[row])
            if firstRows[group] < 0 { firstRows[group] = Int32(row) } else { nextRows[Int(lastRows[group])] = Int32(row) }
            lastRows[group] = Int32(row)
        }
    }

    /// The first row that has each key, −1 where none has. A key with a missing value is found nowhere.
    func firstRows(of keys: [Column], count: Int) -> [Int32] {
        var rows = index.find(keys, count: count)
        // A key a row: the rows are the keys' numbers.
        if isUnique { return rows }
        for row in 0..<count where rows[row] >= 0 { rows[row] = firstRows[Int(rows[row])] }
        return rows
    }

    /// Whether no key stands twice.
    private(set) var isUnique = true

    var rowCount: Int { nextRows.count }

    /// Every row, to be looked at for keys that stand twice. A key with a missing value is none.
    var allRows: [Int32] {
        (0..<Int32(nextRows.count)).filter { row in keys.allSatisfy { $0.isPresent(Int(row)) } }
    }

    /// Whether each key stands here; one with a missing value is found where such a one does.
    func contains(_ keys: [Column], count: Int) -> Bitmap {
        let groups = index.find(keys, count: count, missingMatches: true)
        return Bitmap.make(count) { groups[$0] >= 0 }
    }

    /// The next row with the same key, −1 after the last.
    func row(after row: Int32) -> Int32 { nextRows[Int(row)] }

    /// - Throws: `FailedRow` when one of these rows shares its key with another one.
    func demandSingle(_ rows: [Int32], else mistake: (_ key: [String], _ table: String, _ rows: (Int, Int)) -> Message) throws {
        for (position, row) in rows.enumerated() where row >= 0 && nextRows[Int(row)] >= 0 {
            let texts = zip(keys, keyTypes).map { key, type in "'\(context.display.cell(key, row: Int(row), type: type))'" }
            let found = mistake(texts, name, (Int(row) + 1, Int(nextRows[Int(row)]) + 1))
            throw FailedRow(diagnostics: DiagnosticList(found), row: position)
        }
    }
}
