import Columns
import Diagnostics
import Semantics
import Tables

/// The right side of a join, in memory: its columns, and the rows of each key.
///
/// Built once, only read afterwards.
final class JoinTable {
    /// Few rows are as narrow as they can be, since they are picked from all over the table: so more of them is near the processor. Of many, too little
    /// would be.
    let columns: [BatchColumn]
    private static let mostNarrow = 1 << 18
    private let keys: [Column]
    private let keyTypes: [Type]
    private var rows: KeyedRows
    /// The only column by its key, where there is one and that can be.
    let onlyColumn: WordsByNumber?
    private let name: String
    private let context: QueryContext

    /// The numbers of the rows among all of the right side, where these are a part of them.
    private let numbers: Column?
    private let reservation: MemoryReservation

    /// - Throws: when the run is stopped.
    init(
        _ columns: [Column], keys: [Column], keyTypes: [Type], rowCount: Int, name: String, numbers: Column? = nil, holding reservation: MemoryReservation,
        context: QueryContext
    ) throws {
        self.columns = columns.map { rowCount <= Self.mostNarrow ? BatchColumn(narrow: $0) : .wide($0) }
        self.keys = keys
        self.keyTypes = keyTypes
        self.name = name
        self.numbers = numbers
        self.reservation = reservation
        self.context = context
        self.rowCount = rowCount
        rows = try KeyedRows(keys, rowCount: rowCount, context)
        onlyColumn = columns.count == 1 ? rows.words(of: self.columns[0]) : nil
        context.profile?.note(rows.isUnique ? "one row a key" : "several rows a key")
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
        rows = KeyedRows(sharing: other.rows)
        onlyColumn = other.onlyColumn
        rowCount = other.rowCount
        name = other.name
        context = other.context
        numbers = other.numbers
        reservation = other.reservation
    }

    /// The first row that has each key, −1 where none has. A key with a missing value is found nowhere.
    func firstRows(of keys: [BatchColumn], count: Int) -> [Int32] { rows.firstRows(of: keys, count: count) }

    /// Whether no key stands twice.
    var isUnique: Bool { rows.isUnique }

    let rowCount: Int

    /// Every row, to be looked at for keys that stand twice. A key with a missing value is none.
    var allRows: [Int32] {
        (0..<Int32(rowCount)).filter { row in keys.allSatisfy { $0.isPresent(Int(row)) } }
    }

    /// Whether each key stands here; one with a missing value is found where such a one does.
    func contains(_ keys: [Column], count: Int) -> Bitmap { rows.contains(keys, count: count) }

    /// The next row with the same key, −1 after the last.
    func row(after row: Int32) -> Int32 { rows.row(after: row) }

    private func number(_ row: Int32) -> Int { numbers.map { Int($0.ints.values[Int(row)]) } ?? Int(row) }

    /// - Throws: `FailedRow` when one of these rows shares its key with another one.
    func demandSingle(_ rows: [Int32], else mistake: (_ key: [String], _ table: String, _ rows: (Int, Int)) -> Message) throws {
        if isUnique { return }
        for (position, row) in rows.enumerated() where row >= 0 && self.row(after: row) >= 0 {
            let texts = zip(keys, keyTypes).map { key, type in "'\(context.display.cell(key, row: Int(row), type: type))'" }
            let found = mistake(texts, name, (number(row) + 1, number(self.row(after: row)) + 1))
            throw FailedRow(diagnostics: DiagnosticList(found), row: position)
        }
    }
}
