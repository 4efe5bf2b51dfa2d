import Columns
import Diagnostics
import Semantics
import Tables

/// A join whose right side does not fit in memory: both sides are divided by their keys, each pair of parts is joined by itself, and the
/// rows are put back in the order of the left side if anybody sees it.
///
/// What fails ends the rows before it, as it does where they come one by one: of several failures that of the first row. Where nobody sees the order
/// all other rows come, and then the failure.
final class DividedJoin: BatchStream {
    /// Stands for the number of a left row, which its columns carry behind them.
    static let number = ColumnID(-1)

    private let left: any BatchStream
    private let stage: StageExpressions
    private let kernels: [any Kernel]
    /// The join itself counts what the keys meet.
    private let unheard: QueryContext
    private let keyTypes: [Type]
    private let leftColumnCount: Int
    private let right: (parts: [SpilledBatches], rows: JoinInput.DividedRows)
    /// The same join over columns of the left with their number, on a table of the right.
    private let probe: (any BatchStream, JoinTable) throws -> any BatchStream
    /// `nil` where nobody sees the order.
    private let sorter: RowSorter?
    /// The rows in the order of the left.
    private var sorted: (any BatchStream)?
    /// Pairs of parts that are still to be joined, the next one last; `nil` before the left side has been divided. And how often they have been.
    private var pairs: [(left: SpilledBatches, right: SpilledBatches, level: Int)]?
    /// The pair at hand: a batch of its left side at a time goes through the gate.
    private var current: (gate: BatchGate, left: Batch, joined: any BatchStream)?
    /// The first row of the left that failed, and what to report.
    private var failure: (row: Int64, error: () throws -> any Error)?
    /// Nothing comes before the failure any more.
    private var isAtFailure = false

    init(
        _ left: any BatchStream, keys: [CheckedExpression], over columns: [ColumnID], right: (parts: [SpilledBatches], rows: JoinInput.DividedRows),
        columnCount: Int, keepsOrder: Bool, context: QueryContext, probe: @escaping (any BatchStream, JoinTable) throws -> any BatchStream
    ) throws {
        self.left = left
        stage = try StageExpressions(keys, over: columns, context: context)
        kernels = try keys.map { [stage] in try stage.compile($0) }
        unheard = context.unheard()
        keyTypes = keys.map(\.type)
        leftColumnCount = columns.count
        self.right = right
        self.probe = probe
        sorter = keepsOrder ? RowSorter([RowSorter.Key(type: .int)], columnCount: columnCount + 1, context: context) : nil
    }

    func next() throws -> Batch? {
        guard let sorter else {
            if let batch = try nextJoined() { return withoutNumbers(batch) }
            if let failure { throw try failure.error() }
            return nil
        }
        if sorted == nil {
            while let batch = try nextJoined() { try sorter.add(batch, keys: [batch.columns[leftColumnCount]]) }
            sorted = try sorter.finish()
        }
        while !isAtFailure, let batch = try sorted?.next() {
            let numbers = batch.columns[leftColumnCount].ints.values
            let rows = withoutNumbers(batch)
            guard let failure, numbers[batch.count - 1] >= failure.row else { return rows }
            isAtFailure = true
            let count = (0..<batch.count).first { numbers[$0] >= failure.row } ?? 0
            if count > 0 { return Batch(columns: rows.columns.map { $0.slice(0..<count) }, count: count) }
        }
        if let failure { throw try failure.error() }
        return nil
    }

    private func withoutNumbers(_ batch: Batch) -> Batch {
        var rows = batch
        rows.columns.remove(at: leftColumnCount)
        return rows
    }

    private func divideLeft() throws {
        let parts = SpilledParts(right.rows.file, keyTypes: keyTypes, level: 0)
        var rowCount = 0
        while failure == nil, let batch = try nextOfLeft(rowCount) {
            let (keys, failed) = try batch.upToFailure { try $0.evaluated(kernels, unheard) }
            if let failed { failure = (Int64(rowCount + failed.row), { [left] in try left.firstFailure(failed) }) }
            guard let keys else { break }
            let count = keys.count
            let rows = batch.columns.map { $0.slice(0..<count) } + [.rowNumbers(from: rowCount, count)]
            try parts.add(Batch(columns: rows, count: count), keys: Array(keys.columns))
            rowCount += count
        }
        add(try parts.finish(), right.parts, level: 1)
    }

    private func add(_ left: [SpilledBatches], _ right: [SpilledBatches], level: Int) {
        pairs = (pairs ?? []) + zip(left, right).reversed().filter { $0.0.rowCount > 0 }.map { ($0.0, $0.1, level) }
    }

    /// The next rows of the left. That there are none for a mistake is told after the rows before.
    private func nextOfLeft(_ rowCount: Int) throws -> Batch? {
        do {
            return try left.next()
        } catch let error as FailedRow {
            failure = (Int64(rowCount), { error })
        } catch let error as DiagnosticList {
            failure = (Int64(rowCount), { error })
        }
        return nil
    }

    /// The next rows of the pair at hand or of those that follow, with their numbers.
    private func nextJoined() throws -> Batch? {
        if pairs == nil { try divideLeft() }
        while true {
            if let batch = try nextOfPair() { return batch }
            guard let pair = pairs?.popLast() else {
                FreedMemory.giveBack()
                return nil
            }
            // What a pair held in memory the next one takes.
            if let table = try table(pair.right, isLast: pair.level > SpilledParts.deepest) {
                let gate = BatchGate(pair.left.reader())
                let joined = try probe(gate, table)
                current = try gate.open().map { (gate, $0, joined) }
            } else {
                let rightKeys = { (batch: Batch) in Array(batch.columns.suffix(self.keyTypes.count + 1).dropLast()) }
                add(
                    try divided(pair.left, pair.level) { Array(try $0.evaluated(self.kernels, self.unheard).columns) },
                    try divided(pair.right, pair.level, keys: rightKeys), level: pair.level + 1)
            }
        }
    }

    private func nextOfPair() throws -> Batch? {
        while let (gate, left, joined) = current {
            do {
                if let batch = try joined.next() { return batch }
                current = try gate.open().map { (gate, $0, joined) }
            } catch let failed as FailedRow {
                let row = left.columns[leftColumnCount].ints.values[failed.row]
                if failure.map({ row < $0.row }) ?? true { failure = (row, { failed }) }
                current = nil
            }
        }
        return nil
    }

    private func divided(_ rows: SpilledBatches, _ level: Int, keys: (Batch) throws -> [Column]) throws -> [SpilledBatches] {
        let parts = SpilledParts(right.rows.file, keyTypes: keyTypes, level: level)
        let reader = rows.reader()
        while let batch = try reader.next() { try parts.add(batch, keys: try keys(batch)) }
        return try parts.finish()
    }

    /// The rows of a part in memory; `nil` when they do not fit there.
    private func table(_ part: SpilledBatches, isLast: Bool) throws -> JoinTable? {
        let keyCount = keyTypes.count
        let reservation = MemoryReservation(stage.context.memory, for: .join)
        let reader = part.reader()
        var store: RowStore?
        while let batch = try reader.next() {
            let need = JoinTable.bytes(of: batch, keys: Array(batch.columns.suffix(keyCount + 1)))
            // A table of one batch always makes progress.
            if !reservation.requestOrSpill(need, texts: batch.columns.mostTextBytes) {
                if store != nil, !isLast { return nil }
                try reservation.demand(need)
            }
            if store == nil { store = RowStore(columnCount: batch.columns.count) }
            store?.append(batch)
        }
        let columns = try store?.columns() ?? []
        let keysStart = max(0, columns.count - keyCount - 1)
        return try JoinTable(
            store == nil ? [Column](repeating: .missing(count: 0), count: right.rows.columnCount) : Array(columns[..<keysStart]),
            keys: store == nil ? [Column](repeating: .missing(count: 0), count: keyCount) : Array(columns[keysStart..<keysStart + keyCount]),
            keyTypes: right.rows.keyTypes, rowCount: store?.count ?? 0, name: right.rows.name, numbers: columns.last, holding: reservation, context: stage.context)
    }

    var isFinished: Bool { false }
    var hasOpenCounts: Bool { sorted == nil && (pairs.map { !$0.isEmpty || current != nil } ?? true) }
    var countsAsRowsPass: Bool { sorter == nil }
}

/// Lets one batch through at a time, so that it is known which one a failure is about.
private final class BatchGate: BatchStream {
    private let input: any BatchStream
    private var batch: Batch?

    init(_ input: any BatchStream) { self.input = input }

    /// The batch that is let through next; `nil` after the last.
    func open() throws -> Batch? {
        batch = try input.next()
        return batch
    }

    func next() -> Batch? {
        defer { batch = nil }
        return batch
    }

    var isFinished: Bool { false }
    var hasOpenCounts: Bool { false }
    var countsAsRowsPass: Bool { false }
}
