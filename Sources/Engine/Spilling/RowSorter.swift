import Columns
import Planning
import Semantics
import Tables

/// Puts rows in order, in memory while they fit there, else as sorted runs on disk that are merged.
///
/// Rows that tie keep the order in which they came: runs are cut one after the other, and a merge prefers the earlier one.
final class RowSorter {
    /// What a key is, its values apart.
    struct Key {
        let type: Type
        var isDescending = false
    }

    private let keys: [Key]
    private let columnCount: Int
    /// Where the level of total rows stands: then rows are sorted within their groups, which takes all of them at once.
    private let levelIndex: Int?
    private let context: QueryContext
    private let reservation: MemoryReservation
    private var rows: RowStore
    private var keyRows: RowStore
    private var file: SpillFile?
    private var runs: [SpilledBatches] = []

    init(_ keys: [Key], columnCount: Int, levelIndex: Int? = nil, context: QueryContext) {
        self.keys = keys
        self.levelIndex = levelIndex
        self.columnCount = columnCount
        self.context = context
        reservation = MemoryReservation(context.memory, for: .sort)
        rows = RowStore(columnCount: columnCount)
        keyRows = RowStore(columnCount: keys.count)
    }

    func add(_ batch: Batch, keys columns: [Column]) throws {
        let need = batch.byteCount * 2 + columns.reduce(0) { $0 + $1.sortBytes } + batch.count * Self.bytesOfRow
        let texts = (batch.columns + columns).mostTextBytes
        if !reservation.requestOrSpill(need, texts: texts) {
            // Without a place for runs all must fit.
            if let scratch = context.scratch, levelIndex == nil, rows.count > 0 { try writeRun(scratch) }
            if !reservation.requestOrSpill(need, texts: texts) { try reservation.demand(need) }
        }
        rows.append(batch)
        keyRows.append(Batch(columns: columns, count: batch.count))
    }

    /// Two entries to sort, and the number of the row in order.
    private static let bytesOfRow = 40

    /// The rows in order, once.
    func finish() throws -> any BatchStream {
        if let scratch = context.scratch, !runs.isEmpty {
            if rows.count > 0 { try writeRun(scratch) }
            return try RunMerge.stream(of: runs, keys: keys, columnCount: columnCount, into: makeRun, context)
        }
        return try finish(rows, keyRows)
    }

    /// These rows in order.
    func finish(_ rows: RowStore, _ keyRows: RowStore) throws -> StoredRows {
        let (columns, keyColumns) = try RowStore.columns(rows, keyRows, context.parallelism)
        return StoredRows(columns, count: rows.count, order: try sorted(columns, keyColumns, count: rows.count), context: context, holding: reservation)
    }

    private func sorted(_ columns: [Column], _ keyColumns: [Column], count: Int) throws -> [Int32] {
        let order = try Self.order(keys, keyColumns, context)
        try context.checkCancelled()
        guard let levelIndex, count > 0 else { return order.sorted(count: count) }
        let levels = columns[levelIndex].ints.values
        return TotalsOrder.sorted((0..<count).map { levels[$0] }, by: order)
    }

    static func order(_ keys: [Key], _ columns: [Column], _ context: QueryContext) throws -> RowOrder {
        try RowOrder(zip(keys, columns).map { (column: $1, type: $0.type, isDescending: $0.isDescending) }, context: context)
    }

    private func makeRun() throws -> SpilledBatches {
        if let file { return SpilledBatches(file) }
        guard let scratch = context.scratch else { preconditionFailure("runs are only made where there is a place for them") }
        let made = try SpillFile(scratch, context)
        file = made
        return SpilledBatches(made)
    }

    private func writeRun(_ scratch: any ScratchStore) throws {
        let run = try makeRun()
        let (columns, keyColumns) = try RowStore.columns(rows, keyRows, context.parallelism)
        let sorted = try sorted(columns, keyColumns, count: rows.count)
        let stream = StoredRows(columns + keyColumns, count: rows.count, order: sorted, context: context)
        while let batch = try stream.next() { try run.append(batch) }
        runs.append(run)
        rows = RowStore(columnCount: columnCount)
        keyRows = RowStore(columnCount: keys.count)
        reservation.clear()
        FreedMemory.giveBack()
    }
}

extension Batch {
    /// About how many bytes its columns take.
    var byteCount: Int { columns.entries.reduce(0) { $0 + $1.byteCount } }
}

extension Column {
    /// About what it takes to sort by this column, beside a number a row: texts have collation keys.
    var sortBytes: Int {
        switch self {
        case .text, .coded: 3 * byteCount + 16 * count
        default: 2 * byteCount + 8 * count
        }
    }
}
