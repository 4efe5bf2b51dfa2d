import Columns
import Semantics
import Tables

/// The rows of a plan that are used several times: in memory, or on disk when there is no room.
final class KeptRowStore {
    private let ids: [ColumnID]
    private let context: QueryContext
    private let reservation: MemoryReservation
    private var rows: RowStore
    private var spilled: SpilledBatches?

    init(columns: [ColumnID], context: QueryContext) throws {
        ids = columns
        self.context = context
        reservation = MemoryReservation(context.memory, for: .kept)
        rows = RowStore(columnCount: columns.count)
    }

    func add(_ batch: Batch) throws {
        if let spilled { return try spilled.append(batch) }
        let need = 2 * batch.byteCount
        if !reservation.requestOrSpill(need, texts: batch.columns.mostTextBytes) {
            if let scratch = context.scratch { return try spill(batch, to: scratch) }
            try reservation.demand(need)
        }
        rows.append(batch)
    }

    private func spill(_ batch: Batch, to scratch: any ScratchStore) throws {
        let file = SpilledBatches(try SpillFile(scratch, context))
        for batch in rows.batches + [batch] { try file.append(batch) }
        rows = RowStore(columnCount: ids.count)
        reservation.clear()
        FreedMemory.giveBack()
        spilled = file
    }

    /// All rows from the first on, of these columns.
    func stream(of wanted: [ColumnID]) throws -> any BatchStream {
        let places = wanted.compactMap { ids.firstIndex(of: $0) }
        if let spilled { return PickedColumns(spilled.reader(), places) }
        let columns = try rows.columns()
        return StoredRows(places.map { columns[$0] }, count: rows.count, context: context, holding: reservation)
    }

    private final class PickedColumns: BatchStream {
        private let rows: SpilledReader
        private let places: [Int]

        init(_ rows: SpilledReader, _ places: [Int]) {
            self.rows = rows
            self.places = places
        }

        func next() throws -> Batch? {
            try rows.next().map { batch in Batch(columns: places.map { batch.columns[$0] }, count: batch.count) }
        }

        var isFinished: Bool { rows.isFinished }
        var hasOpenCounts: Bool { false }
        var countsAsRowsPass: Bool { false }
    }
}
