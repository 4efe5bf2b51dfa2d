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

    /// The numbers of the rows among all of the right side, where these are a part of them.
    private let numbers: Column?
    private let reservation: MemoryReservation

    init(
        _ columns: [Column], keys: [Column], keyTypes: [Type], rowCount: Int, name: String, numbers: Column? = nil, holding reservation: MemoryReservation,
        context: QueryContext
    ) {
        self.columns = columns
        self.keys = keys
        self.keyTypes = keyTypes
        self.name = name
        self.numbers = numbers
        self.reservation = reservation
        self.context = context
        index = GroupIndex(keyCount: keys.count)
        chain(rowCount: rowCount)
    }

    /// About what a table of these rows takes: they are put together by copying, and each key is indexed.
    static func bytes(of rows: Batch, keys: [Column]) -> Int {
        2 * rows.byteCount + keys.reduce(0) { $0 + 2 * $1.byteCount + $1.keyBytes / 2 } + 72 * rows.count
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
        numbers = other.numbers
        reservation = other.reservation
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

    private func number(_ row: Int32) -> Int { numbers.map { Int($0.ints.values[Int(row)]) } ?? Int(row) }

    /// - Throws: `FailedRow` when one of these rows shares its key with another one.
    func demandSingle(_ rows: [Int32], else mistake: (_ key: [String], _ table: String, _ rows: (Int, Int)) -> Message) throws {
        for (position, row) in rows.enumerated() where row >= 0 && nextRows[Int(row)] >= 0 {
            let texts = zip(keys, keyTypes).map { key, type in "'\(context.display.cell(key, row: Int(row), type: type))'" }
            let found = mistake(texts, name, (number(row) + 1, number(nextRows[Int(row)]) + 1))
            throw FailedRow(diagnostics: DiagnosticList(found), row: position)
        }
    }
}
