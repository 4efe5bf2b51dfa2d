import Columns
import Diagnostics
import Semantics

/// A join whose right side does not fit in memory: both sides are divided by their keys, each pair of parts is joined by itself, and the
/// rows are put back in the order of the left side.
///
/// What fails ends the rows before it, as it does where they come one by one: of several failures that of the first row.
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
    private let sorter: RowSorter
    private var output: (any BatchStream)?
    /// The first row of the left that failed, and what to report.
    private var failure: (row: Int64, error: () throws -> any Error)?
    /// Nothing comes before the failure any more.
    private var isAtFailure = false

    init(
        _ left: any BatchStream, keys: [CheckedExpression], over columns: [ColumnID], right: (parts: [SpilledBatches], rows: JoinInput.DividedRows),
        columnCount: Int, context: QueryContext, probe: @escaping (any BatchStream, JoinTable) throws -> any BatchStream
    ) throws {
        self.left = left
        stage = try StageExpressions(keys, over: columns, context: context)
        kernels = try keys.map { [stage] in try stage.compile($0) }
        unheard = context.unheard()
        keyTypes = keys.map(\.type)
        leftColumnCount = columns.count
        self.right = right
        self.probe = probe
        sorter = RowSorter([RowSorter.Key(type: .int)], columnCount: columnCount + 1, context: context)
    }

    func next() throws -> Batch? {
        if output == nil {
            try joinAll()
            output = try sorter.finish()
        }
        while !isAtFailure, let batch = try output?.next() {
            let numbers = batch.columns[leftColumnCount].ints.values
            var rows = batch
            rows.columns.remove(at: leftColumnCount)
            guard let failure, numbers[batch.count - 1] >= failure.row else { return rows }
            isAtFailure = true
            let count = (0..<batch.count).first { numbers[$0] >= failure.row } ?? 0
            if count > 0 { return Batch(columns: rows.columns.map { $0.slice(0..<count) }, count: count) }
        }
        if let failure { throw try failure.error() }
        return nil
    }

    private func joinAll() throws {
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
        try join(try parts.finish(), right.parts, level: 1)
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

    /// - Parameter level: of a further division.
    private func join(_ left: [SpilledBatches], _ right: [SpilledBatches], level: Int) throws {
        for (left, right) in zip(left, right) where left.rowCount > 0 {
            if let table = try table(right, isLast: level > SpilledParts.deepest) {
                try join(left, table)
            } else {
                let rightKeys = { (batch: Batch) in Array(batch.columns.suffix(self.keyTypes.count + 1).dropLast()) }
                try join(
                    try divided(left, level) { Array(try $0.evaluated(self.kernels, self.unheard).columns) },
                    try divided(right, level, keys: rightKeys), level: level + 1)
            }
            FreedMemory.giveBack()
        }
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
        return JoinTable(
            store == nil ? [Column](repeating: .missing(count: 0), count: right.rows.columnCount) : Array(columns[..<keysStart]),
            keys: store == nil ? [Column](repeating: .missing(count: 0), count: keyCount) : Array(columns[keysStart..<keysStart + keyCount]),
            keyTypes: right.rows.keyTypes, rowCount: store?.count ?? 0, name: right.rows.name, numbers: columns.last, holding: reservation, context: stage.context)
    }

    private func join(_ rows: SpilledBatches, _ table: JoinTable) throws {
        let gate = BatchGate(rows.reader())
        let joined = try probe(gate, table)
        while let left = try gate.open() {
            do {
                while let batch = try joined.next() { try sorter.add(batch, keys: [batch.columns[leftColumnCount]]) }
            } catch let failed as FailedRow {
                let row = left.columns[leftColumnCount].ints.values[failed.row]
                if failure.map({ row < $0.row }) ?? true { failure = (row, { failed }) }
                return
            }
        }
    }

    var isFinished: Bool { false }
    var hasOpenCounts: Bool { output == nil }
    var countsAsRowsPass: Bool { false }
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
