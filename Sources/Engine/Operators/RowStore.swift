import Columns
import Diagnostics
import Tables

/// Rows kept in memory, batch by batch, until they are needed whole.
final class RowStore {
    private(set) var count = 0
    private let columnCount: Int
    private(set) var batches: [Batch] = []
    /// For those who cannot do without these rows; who can go on on disk has one of his own.
    private let reservation: MemoryReservation?

    init(columnCount: Int, holding reservation: MemoryReservation? = nil) {
        self.columnCount = columnCount
        self.reservation = reservation
    }

    /// - Throws: `memory-exceeded` where the reservation is refused.
    func add(_ batch: Batch) throws {
        // Twice: they are put together by copying.
        try reservation?.demand(2 * batch.byteCount)
        append(batch)
    }

    func append(_ batch: Batch) {
        if batch.count == 0 { return }
        precondition(count + batch.count <= Int(Int32.max), "rows in memory are numbered with 31 bits")
        batches.append(batch)
        count += batch.count
    }

    /// Each column in one piece. O(rows) at the first call.
    /// - Throws: `DiagnosticList` for decimals that have no common scale, and for more text than a column holds.
    func columns(_ parallelism: Parallelism = .single) throws -> [Column] {
        if batches.count > 1 { batches = [try Batch.concatenated(batches, parallelism)] }
        return batches.first.map { Array($0.columns) } ?? [Column](repeating: .missing(count: 0), count: columnCount)
    }

    /// The columns of rows and of what was computed of the same rows, batch by batch. Keys are often columns as they stand, and those are put
    /// together once.
    /// - Throws: as `columns`.
    static func columns(_ rows: RowStore, _ computed: RowStore, _ parallelism: Parallelism) throws -> (rows: [Column], computed: [Column]) {
        if rows.batches.count > 1, rows.batches.count == computed.batches.count {
            let both = zip(rows.batches, computed.batches).map { Batch(columns: $0.columns + $1.columns, count: $0.count) }
            let whole = try Batch.concatenated(both, parallelism)
            rows.batches = [Batch(columns: Array(whole.columns[..<rows.columnCount]), count: whole.count)]
            computed.batches = [Batch(columns: Array(whole.columns[rows.columnCount...]), count: whole.count)]
        }
        return (try rows.columns(parallelism), try computed.columns(parallelism))
    }
}

extension Column {
    /// Whether their texts are less than a column holds.
    static func canConcatenateTexts(_ columns: [Column]) -> Bool {
        var bytes = 0
        for case .text(let texts) in columns where texts.count > 0 { bytes += Int(texts.offsets[texts.count]) - Int(texts.offsets[0]) }
        return bytes <= Int(Int32.max)
    }
}

extension Batch {
    /// The rows of one batch or several, in order. O(rows).
    /// - Throws: `DiagnosticList` for decimals that have no common scale, and for more text than a column holds.
    static func concatenated(_ batches: [Batch], _ parallelism: Parallelism = .single) throws -> Batch {
        let count = batches.reduce(0) { $0 + $1.count }
        let places = batches[0].columns.indices
        // The first place with the same columns.
        let firsts = places.map { place in
            places.first { other in other == place || batches.allSatisfy { $0.columns[other].isSame(as: $0.columns[place]) } } ?? place
        }
        let results = SharedResults<Result<Column, any Error>?>(repeating: nil, count: places.count)
        let wanted = places.filter { firsts[$0] == $0 }
        Parallelism.forEach(wanted.count, threads: parallelism.parts(of: count)) { number in
            let parts = batches.map { $0.columns[wanted[number]] }
            results[wanted[number]] = Result {
                guard Column.canConcatenateTexts(parts) else { throw DiagnosticList(.textExceeded) }
                return try Column.concatenated(parts)
            }
        }
        return try FailedRow.reported {
            Batch(columns: try firsts.map { try results[$0]?.get() ?? .missing(count: count) }, count: count)
        }
    }
}

extension Column {
    /// The rows with these numbers, gathered by several threads: what is far apart in memory is waited for, and threads wait side by side.
    func gather(_ rows: [Int32], _ parallelism: Parallelism) -> Column {
        let parts = parallelism.parts(of: rows.count)
        if parts == 1 { return gather(rows) }
        let results = SharedResults<Column>(repeating: .missing(count: 0), count: parts)
        Parallelism.run(parts) { results[$0] = gather(Array(rows[Parallelism.part($0, of: parts, rows.count)])) }
        // One column's parts have one scale and one dictionary, and no more text than the column can hold that they came from.
        return (try? Column.concatenated(results.values)) ?? gather(rows)
    }
}

/// A column in memory and which of its rows to hand out.
struct StoredColumn {
    fileprivate let column: Column
    /// `nil` for all as they stand.
    fileprivate let order: [Int32]?

    init(_ column: Column, order: [Int32]? = nil) {
        self.column = column
        self.order = order
    }

    func rows(_ range: Range<Int>) -> Column { order.map { column.gather(Array($0[range])) } ?? column.slice(range) }
}

/// Rows in memory on their way out, a batch at a time, perhaps in another order than they are stored.
///
/// Rows in another order are gathered by several threads, some batches ahead: what is far apart in memory is waited for, and threads wait
/// side by side. The first batch alone, then twice as many each time, since often only the first rows are looked at.
final class StoredRows: BatchStream {
    private let columns: [StoredColumn]
    private let count: Int
    private let context: QueryContext
    private let reservation: MemoryReservation?
    private var position = 0
    /// Batches from `position` on, the next one last.
    private var gathered: [Batch] = []
    private var ahead = 1

    private static let mostAhead = 64
    /// To gather as many takes some times as long as to start a thread.
    private static let worthThreads = 4

    /// - Parameter reservation: the memory of the columns, held as long as they are.
    init(_ columns: [StoredColumn], count: Int, context: QueryContext, holding reservation: MemoryReservation? = nil) {
        self.reservation = reservation
        self.columns = columns
        self.count = count
        self.context = context
    }

    /// - Parameter order: the rows to hand out; `nil` for all as they stand.
    convenience init(_ columns: [Column], count: Int, order: [Int32]? = nil, context: QueryContext, holding reservation: MemoryReservation? = nil) {
        self.init(columns.map { StoredColumn($0, order: order) }, count: order?.count ?? count, context: context, holding: reservation)
    }

    func next() throws -> Batch? {
        guard position < count else { return nil }
        try context.checkCancelled()
        if gathered.isEmpty { gather() }
        position = min(position + Batch.capacity, count)
        return gathered.popLast()
    }

    private func gather() {
        let batches = min(ahead, (count - position + Batch.capacity - 1) / Batch.capacity)
        ahead = min(2 * ahead, Self.mostAhead)
        let (position, count, columns) = (position, count, columns)
        let results = SharedResults(repeating: Batch(columns: [], count: 0), count: batches)
        let isInOrder = columns.allSatisfy { $0.order == nil }
        let threads = batches < Self.worthThreads || isInOrder ? 1 : context.parallelism.parts(of: count)
        Parallelism.forEach(batches, threads: threads) { batch in
            let start = position + batch * Batch.capacity
            let range = start..<min(start + Batch.capacity, count)
            results[batches - 1 - batch] = Batch(columns: columns.map { $0.rows(range) }, count: range.count)
        }
        gathered = results.values
    }

    var isFinished: Bool { position >= count }
    var hasOpenCounts: Bool { false }
    var countsAsRowsPass: Bool { false }
}
