import Columns
import Diagnostics
import Planning
import Semantics
import Tables

/// Rows dealt out into shares by the hash of their keys: all rows of a group are in one share, in their order.
///
/// What is done share by share then needs no merging, and touches a table that lies in the cache where that of all keys would not. Where there is no
/// room for all rows those of some shares go to disk, no more than there must: where nine tenths have room a tenth is written, each share for itself.
final class KeyScatter {
    /// Some rows of one share.
    struct Piece {
        /// Columns that are not read further on are missing.
        let batch: Batch
        let keys: [Column]
        /// Where each row stood among all that were dealt out here; `nil` where nobody asks.
        let places: Values<Int32>?

        var count: Int { batch.count }
        /// The rows with their keys behind their columns.
        var withKeys: Batch { Batch(columns: batch.columns + keys, count: count) }
    }

    private let kernels: [any Kernel]
    private let context: QueryContext
    /// Computes what will be computed of rows, so that those that fail do so while they can still be read in their order.
    private let probe: (Batch) throws -> Void
    private let reads: Set<Int>?
    private let shareBits: Int
    private let keepsPlaces: Bool
    private var hasher: KeyHasher
    /// Rows that wait until it is worth dealing them out, with their keys behind their columns.
    private var waiting: [Batch] = []
    private var waitingCount = 0
    /// Whoever takes a share may take it from here at the same time as others take others.
    let shares: SharedResults<[Piece]>
    /// The rows of each share that are on disk, before those that are not, with their keys behind their columns; empty while there is room.
    private var spilled: [SpilledBatches] = []
    var isOnDisk: Bool { !spilled.isEmpty }
    private let reservation: MemoryReservation
    private(set) var count = 0
    /// Rows of the shares of each bundle that are in memory.
    private var heldRows: [Int]

    /// Rows that a share gets at a time: enough to forget the cost of a piece.
    private static let pieceSize = 1_024
    /// So many shares, a bundle, lie together in memory, so that there are few blocks of it, and go to disk together, so that they are free then.
    private static let bundle = 16
    /// One in so many of the rows in memory goes to disk at a time, or more: often enough for none to go that has room, and seldom enough for pages to be full.
    private static let shareToSpill = 8

    /// - Parameters:
    ///   - reads: the columns that are wanted again; `nil` for all.
    ///   - shareBits: 2 to this power is how many shares there are, from 16 to 256.
    ///   - keepsPlaces: whether it is asked where rows stood.
    ///   - probe: is asked of rows before they go to disk.
    init(
        _ keys: [CheckedExpression], over columns: [ColumnID], reads: Set<Int>?, shareBits: Int, keepsPlaces: Bool, context: QueryContext,
        probe: @escaping (Batch) throws -> Void
    ) throws {
        // Comparisons are counted where rows are looked at: by who takes the shares, and by `probe`.
        let compiler = KernelCompiler(layout: StageExpressions.layout(columns), context: context)
        kernels = try keys.map { try compiler.compile($0) }
        hasher = KeyHasher(keys.map(\.type))
        self.reads = reads
        self.shareBits = shareBits
        self.keepsPlaces = keepsPlaces
        self.context = context
        self.probe = probe
        shares = SharedResults(repeating: [], count: 1 << shareBits)
        heldRows = [Int](repeating: 0, count: shares.count / Self.bundle)
        reservation = MemoryReservation(context.memory, for: .groups)
    }

    /// - Throws: `memory-exceeded` where there is no room for the rows, not even on disk.
    func add(_ batch: Batch) throws {
        let keys = try kernels.map { try $0.evaluate(batch, context) }
        var batch = batch
        if let reads {
            for place in batch.columns.indices where !reads.contains(place) { batch.columns[place] = .missing(count: batch.count) }
        }
        batch.columns.append(contentsOf: keys)
        // Once only, as what waits is let go when it has been dealt out; and with where each row stood.
        let need = batch.byteCount + (keepsPlaces ? 8 * batch.count : 0)
        while !reservation.requestOrSpill(need, texts: batch.columns.mostTextBytes) {
            if waitingCount == 0, heldRows.allSatisfy({ $0 == 0 }) {
                try reservation.demand(need)
                break
            }
            try spill()
        }
        waiting.append(batch)
        waitingCount += batch.count
        if waitingCount >= Self.pieceSize << shareBits { try deal() }
    }

    /// Deals out what waits.
    func finish() throws { try deal() }

    /// Looks at the rows that are in memory as those on disk have been looked at.
    func probeRest() throws { for share in 0..<shares.count { for piece in shares[share] { try probe(piece.batch) } } }

    func rowCount(of share: Int) -> Int { (isOnDisk ? spilled[share].rowCount : 0) + shares[share].reduce(0) { $0 + $1.count } }

    /// All rows of a share, in their order, with their keys behind their columns.
    func forEachBatch(of share: Int, _ body: (Batch) throws -> Void) throws {
        if isOnDisk { try spilled[share].forEach(body) }
        for piece in shares[share] {
            try context.checkCancelled()
            try body(piece.withKeys)
        }
    }

    /// Lets go of the rows of a share, which nobody reads again.
    func forget(share: Int) { shares[share] = [] }

    /// Lets others have the room of shares that have been forgotten, while nobody takes any.
    func giveBackForgotten() {
        for bundle in heldRows.indices where heldRows[bundle] > 0 && Self.shares(of: bundle).allSatisfy({ shares[$0].isEmpty }) { giveBack(bundle) }
        reservation.release()
    }

    private func giveBack(_ bundle: Int) {
        reservation.giveBack(heldRows[bundle], of: heldRows.reduce(0, +))
        heldRows[bundle] = 0
    }

    /// Puts rows to disk: the bundles that take the most room, until there is some.
    private func spill() throws {
        try deal()
        if spilled.isEmpty {
            guard let scratch = context.scratch else { throw DiagnosticList(.memoryExceeded(.groups, limit: context.memory.limit)) }
            let file = try SpillFile(scratch, context)
            spilled = (0..<shares.count).map { _ in SpilledBatches(file) }
        }
        let enough = heldRows.reduce(0, +) / Self.shareToSpill
        var spilledRows = 0
        for bundle in heldRows.indices.sorted(by: { heldRows[$0] > heldRows[$1] }) where spilledRows <= enough {
            for share in Self.shares(of: bundle) { try spill(share: share) }
            spilledRows += heldRows[bundle]
            giveBack(bundle)
        }
    }

    private func spill(share: Int) throws {
        var rest = shares[share][...]
        shares[share] = []
        while !rest.isEmpty {
            // As many pieces as make a page.
            var (pieces, rows): ([Batch], Int) = ([], 0)
            while rows < Batch.capacity, let piece = rest.popFirst() {
                try probe(piece.batch)
                pieces.append(piece.withKeys)
                rows += piece.count
            }
            try spilled[share].append(try Batch.concatenated(pieces))
        }
    }

    private static func shares(of bundle: Int) -> Range<Int> { bundle * Self.bundle..<(bundle + 1) * Self.bundle }

    private func deal() throws {
        if waitingCount == 0 { return }
        let shift = UInt64(64 - shareBits)
        let shareOfRow = waiting.flatMap { hasher.hashes(Array($0.columns.suffix(kernels.count)), count: $0.count).map { Int32(truncatingIfNeeded: $0 &>> shift) } }
        let deal = RowDeal(shareOfRow, shareCount: shares.count, bundle: Self.bundle)
        let columns = try waiting[0].columns.indices.map { place in
            let pieces = waiting.map { $0.columns[place] }
            guard Column.canConcatenateTexts(pieces) else { throw DiagnosticList(.textExceeded) }
            return try Column.dealt(pieces, deal)
        }
        waiting.removeAll(keepingCapacity: true)
        let (read, keys) = (columns.dropLast(kernels.count), columns.suffix(kernels.count))
        let base = Int32(truncatingIfNeeded: count)
        for bundle in deal.bundles {
            let places = keepsPlaces ? Values(deal.rows(of: bundle).map { base &+ $0 }) : nil
            for share in deal.shares(of: bundle) {
                let rows = deal.places(of: share)
                heldRows[bundle] += rows.count
                for start in stride(from: rows.lowerBound, to: rows.upperBound, by: Batch.capacity) {
                    let piece = start..<min(start + Batch.capacity, rows.upperBound)
                    shares[share].append(
                        Piece(
                            batch: Batch(columns: read.map { $0[bundle].slice(piece) }, count: piece.count), keys: keys.map { $0[bundle].slice(piece) },
                            places: places?.slice(piece)))
                }
            }
        }
        count += waitingCount
        waitingCount = 0
    }
}
