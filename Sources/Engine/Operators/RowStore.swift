import Columns
import Diagnostics

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
    func columns() throws -> [Column] {
        if batches.count > 1 {
            batches = [try Batch.concatenated(batches)]
        }
        return batches.first?.columns ?? [Column](repeating: .missing(count: 0), count: columnCount)
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
    static func concatenated(_ batches: [Batch]) throws -> Batch {
        try FailedRow.reported {
            let columns = try batches[0].columns.indices.map { place in
                let parts = batches.map { $0.columns[place] }
                guard Column.canConcatenateTexts(parts) else { throw DiagnosticList(.textExceeded) }
                return try Column.concatenated(parts)
            }
            return Batch(columns: columns, count: batches.reduce(0) { $0 + $1.count })
        }
    }
}

/// Rows in memory on their way out, a batch at a time, perhaps in another order than they are stored.
///
/// Rows in another order are gathered by several threads, some batches ahead: what is far apart in memory is waited for, and threads wait
/// side by side. The first batch alone, then twice as many each time, since often only the first rows are looked at.
final class StoredRows: BatchStream {
    private let columns: [Column]
    private let count: Int
    /// The rows to hand out; `nil` for all as they stand.
    private let order: [Int32]?
    private let context: QueryContext
    private let reservation: MemoryReservation?
    private var position = 0
    /// Batches from `position` on, the next one last.
    private var gathered: [Batch] = []
    private var ahead = 1

    private static let mostAhead = 64

    /// - Parameter reservation: the memory of the columns, held as long as they are.
    init(_ columns: [Column], count: Int, order: [Int32]? = nil, context: QueryContext, holding reservation: MemoryReservation? = nil) {
        self.reservation = reservation
        self.columns = columns
        self.count = order?.count ?? count
        self.order = order
        self.context = context
    }

    func next() throws -> Batch? {
        guard position < count else { return nil }
        try context.checkCancelled()
        let range = position..<min(position + Batch.capacity, count)
        if let order {
            if gathered.isEmpty { gather(order) }
            position = range.upperBound
            return gathered.popLast()
        }
        position = range.upperBound
        return Batch(columns: columns.map { $0.slice(range) }, count: range.count)
    }

    private func gather(_ order: [Int32]) {
        let batches = min(ahead, (count - position + Batch.capacity - 1) / Batch.capacity)
        ahead = min(2 * ahead, Self.mostAhead)
        let (position, count, columns) = (position, count, columns)
        let results = SharedResults(repeating: Batch(columns: [], count: 0), count: batches)
        let threads = batches < Self.mostAhead ? 1 : context.parallelism.parts(of: count)
        Parallelism.forEach(batches, threads: threads) { batch in
            let start = position + batch * Batch.capacity
            let rows = Array(order[start..<min(start + Batch.capacity, count)])
            results[batches - 1 - batch] = Batch(columns: columns.map { $0.gather(rows) }, count: rows.count)
        }
        gathered = results.values
    }

    var isFinished: Bool { position >= count }
    var hasOpenCounts: Bool { false }
    var countsAsRowsPass: Bool { false }
}
