import Columns
import Semantics
import Tables

/// The right side of a join once it has been read: in memory, or divided by its keys on disk.
enum JoinInput {
    case table(JoinTable)
    /// Rows with their keys behind them and their numbers last.
    case parts([SpilledBatches], DividedRows)

    /// What is known of all rows of the right side.
    struct DividedRows {
        let file: SpillFile
        /// Without the keys and the numbers.
        let columnCount: Int
        let keyTypes: [Type]
        let name: String
    }

    /// What is done when there is no memory for all rows.
    enum Shortfall {
        case divide
        /// There is no other way.
        case refuse
        /// The caller has another way.
        case giveUp
    }

    /// There is no memory for all rows, and the caller has another way.
    struct Shortage: Error {}

    /// - Parameters:
    ///   - picked: which of the right side's columns are wanted, by position.
    static func read(
        _ input: any BatchStream, over columns: [ColumnID], picking picked: [Int], keys: [CheckedExpression], name: String, shortfall: Shortfall,
        context: QueryContext
    ) throws -> JoinInput {
        let stage = try StageExpressions(keys, over: columns, context: context)
        let kernels = try keys.map { try stage.compile($0) }
        let keyTypes = keys.map(\.type)
        let reservation = MemoryReservation(context.memory, for: .join)
        var rows = RowStore(columnCount: picked.count)
        var keyRows = RowStore(columnCount: keys.count)
        var rowCount = 0
        var divided: (parts: SpilledParts, rows: DividedRows)?
        while let batch = try input.next() {
            let (keyColumns, failed) = try batch.upToFailure { Array(try $0.evaluated(kernels, context).columns) }
            if let failed { throw try input.firstFailure(failed) }
            guard let keyColumns else { continue }
            try stage.count(batch)
            let kept = Batch(columns: picked.map { batch.columns[$0] }, count: batch.count)
            let need = JoinTable.bytes(of: kept, keys: keyColumns)
            if divided == nil, !reservation.requestOrSpill(need, texts: (kept.columns + keyColumns).mostTextBytes) {
                if case .giveUp = shortfall { throw Shortage() }
                if case .divide = shortfall, let scratch = context.scratch {
                    let file = try SpillFile(scratch, context)
                    let parts = SpilledParts(file, keyTypes: keyTypes, level: 0)
                    try divide(rows, keyRows, into: parts)
                    (rows, keyRows) = (RowStore(columnCount: picked.count), RowStore(columnCount: keys.count))
                    reservation.clear()
                    FreedMemory.giveBack()
                    divided = (parts, DividedRows(file: file, columnCount: picked.count, keyTypes: keyTypes, name: name))
                } else {
                    try reservation.demand(need)
                }
            }
            if let divided {
                try divided.parts.add(Batch(columns: kept.columns + keyColumns + [.rowNumbers(from: rowCount, batch.count)], count: batch.count), keys: keyColumns)
            } else {
                rows.append(kept)
                keyRows.append(Batch(columns: keyColumns, count: batch.count))
            }
            rowCount += batch.count
        }
        if let divided { return .parts(try divided.parts.finish(), divided.rows) }
        let (columns, keyColumns) = try RowStore.columns(rows, keyRows, context.parallelism)
        return .table(try JoinTable(
            columns, keys: keyColumns, keyTypes: keyTypes, rowCount: rowCount, name: name, holding: reservation, context: context))
    }

    private static func divide(_ rows: RowStore, _ keyRows: RowStore, into parts: SpilledParts) throws {
        var start = 0
        for (batch, keys) in zip(rows.batches, keyRows.batches) {
            try parts.add(Batch(columns: batch.columns + keys.columns + [.rowNumbers(from: start, batch.count)], count: batch.count), keys: Array(keys.columns))
            start += batch.count
        }
    }
}

extension Batch {
    /// What kernels make of these rows.
    func evaluated(_ kernels: [any Kernel], _ context: QueryContext) throws -> Batch {
        Batch(columns: try kernels.map { try $0.evaluate(self, context) }, count: count)
    }
}

extension Column {
    /// The numbers of rows one after the other.
    static func rowNumbers(from start: Int, _ count: Int) -> Column { .int(NumberColumn(values: Values((start..<start + count).map { Int64($0) }))) }
}
