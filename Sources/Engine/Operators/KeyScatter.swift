import Columns
import Diagnostics
import Planning
import Semantics
import Tables

/// Rows dealt out into shares by the hash of their keys: all rows of a group are in one share, in their order.
///
/// What is done share by share then needs no merging, and touches a table that lies in the cache where that of all keys would not. Where there is no
/// room for the rows those so far go to disk, each share for itself.
final class KeyScatter {
    /// Some rows of one share.
    struct Piece {
        /// Columns that are not read further on are missing.
        let batch: Batch
        let keys: [Column]
        /// Where each row stood among all that were dealt out here.
        let rows: Values<Int32>

        /// The rows with their keys behind their columns.
        var withKeys: Batch { Batch(columns: batch.columns + keys, count: rows.count) }
    }

    private let kernels: [any Kernel]
    private let context: QueryContext
    /// Computes what will be computed of rows, so that those that fail do so while they can still be read in their order.
    private let probe: (Batch) throws -> Void
    private let reads: Set<Int>?
    private let shareBits: Int
    private var hasher: KeyHasher
    /// Rows that wait until it is worth dealing them out, and their keys.
    private var waiting: [(batch: Batch, keys: [Column])] = []
    private var waitingCount = 0
    /// Whoever takes a share may take it from here at the same time as others take others.
    let shares: SharedResults<[Piece]>
    /// The rows of each share that are on disk, before those that are not, with their keys behind their columns; empty while there is room.
    private var spilled: [SpilledBatches] = []
    var isOnDisk: Bool { !spilled.isEmpty }
    private let reservation: MemoryReservation
    private(set) var count = 0

    /// Rows that a share gets at a time: enough to forget the cost of a piece.
    private static let pieceSize = 1_024

    /// - Parameters:
    ///   - reads: the columns that are wanted again; `nil` for all.
    ///   - shareBits: 2 to this power is how many shares there are, at most 256.
    ///   - probe: is asked of rows before they go to disk.
    init(
        _ keys: [CheckedExpression], over columns: [ColumnID], reads: Set<Int>?, shareBits: Int, context: QueryContext, probe: @escaping (Batch) throws -> Void
    ) throws {
        // Comparisons are counted where rows are looked at: by who takes the shares, and by `probe`.
        let compiler = KernelCompiler(layout: StageExpressions.layout(columns), context: context)
        kernels = try keys.map { try compiler.compile($0) }
        hasher = KeyHasher(keys.map(\.type))
        self.reads = reads
        self.shareBits = shareBits
        self.context = context
        self.probe = probe
        shares = SharedResults(repeating: [], count: 1 << shareBits)
        reservation = MemoryReservation(context.memory, for: .groups)
    }

    /// - Throws: `memory-exceeded` where there is no room for the rows, not even on disk.
    func add(_ batch: Batch) throws {
        let keys = try kernels.map { try $0.evaluate(batch, context) }
        var batch = batch
        if let reads {
            for place in batch.columns.indices where !reads.contains(place) { batch.columns[place] = .missing(count: batch.count) }
        }
        // Once only, as what waits is let go when it has been dealt out; and with where each row stood.
        let need = batch.byteCount + keys.reduce(0) { $0 + $1.byteCount } + 8 * batch.count
        if !reservation.requestOrSpill(need, texts: (batch.columns + keys).mostTextBytes) {
            try spill()
            try reservation.demand(need)
        }
        waiting.append((batch, keys))
        waitingCount += batch.count
        if waitingCount >= Self.pieceSize << shareBits { try deal() }
    }

    /// Deals out what waits.
    func finish() throws { try deal() }

    /// Looks at the rows that are in memory as those on disk have been looked at.
    func probeRest() throws { for share in 0..<shares.count { for piece in shares[share] { try probe(piece.batch) } } }

    /// All rows of a share, in their order, with their keys behind their columns.
    func forEachBatch(of share: Int, _ body: (Batch) throws -> Void) throws {
        if isOnDisk { try spilled[share].forEach(body) }
        for piece in shares[share] {
            try context.checkCancelled()
            try body(piece.withKeys)
        }
    }

    /// Puts all rows so far to disk.
    private func spill() throws {
        try deal()
        if spilled.isEmpty {
            guard let scratch = context.scratch else { throw DiagnosticList(.memoryExceeded(.groups, limit: context.memory.limit)) }
            let file = try SpillFile(scratch, context)
            spilled = (0..<shares.count).map { _ in SpilledBatches(file) }
        }
        for share in 0..<shares.count {
            var rest = shares[share][...]
            shares[share] = []
            while !rest.isEmpty {
                // As many pieces as make a page.
                var (pieces, rows): ([Batch], Int) = ([], 0)
                while rows < Batch.capacity, let piece = rest.popFirst() {
                    try probe(piece.batch)
                    pieces.append(piece.withKeys)
                    rows += piece.rows.count
                }
                try spilled[share].append(try Batch.concatenated(pieces))
            }
        }
        reservation.clear()
    }

    private func deal() throws {
        if waitingCount == 0 { return }
        let columns = try Batch.concatenated(waiting.map(\.batch)).columns
        let keys = try Batch.concatenated(waiting.map { Batch(columns: $0.keys, count: $0.batch.count) }).columns
        let shift = UInt64(64 - shareBits)
        let shareOfRow = hasher.hashes(Array(keys), count: waitingCount).map { Int32(truncatingIfNeeded: $0 &>> shift) }
        let (rows, starts) = GroupedRows.byGroup(shareOfRow, groupCount: shares.count)
        // All rows in one go, so that memory is asked for once and not for each piece: it is let go when all shares have been taken.
        let dealtColumns = columns.map { $0.gather(rows) }
        let dealtKeys = keys.map { $0.gather(rows) }
        let base = Int32(truncatingIfNeeded: count)
        let dealtRows = Values(rows.map { base &+ $0 })
        for share in 0..<shares.count {
            for start in stride(from: starts[share], to: starts[share + 1], by: Batch.capacity) {
                let piece = start..<min(start + Batch.capacity, starts[share + 1])
                let batch = Batch(columns: dealtColumns.map { $0.slice(piece) }, count: piece.count)
                shares[share].append(Piece(batch: batch, keys: dealtKeys.map { $0.slice(piece) }, rows: dealtRows.slice(piece)))
            }
        }
        count += waitingCount
        waiting.removeAll(keepingCapacity: true)
        waitingCount = 0
    }
}
