import Columns
import Diagnostics
import Semantics
import Tables

/// Every row of both sides once, next to the row of the other side that has its key: first those of the left in their order, then
/// those of the right that met none. A key with a missing value meets nothing.
final class MatchStream: BatchStream {
    private let left: any BatchStream
    private let stage: StageExpressions
    private let kernels: [any Kernel]
    private let keyTypes: [Type]
    private let table: JoinTable
    private let leftColumnCount: Int
    /// The keys of the left so far, and the first row of each.
    private let seen: GroupIndex
    private var firstRows: [Int] = []
    private var rowsBefore = 0
    private var isMatched: [Bool]
    private let room: GroupRoom
    /// A row that cannot be matched; those before it go out first.
    private var failure: FailedRow?
    /// Rows of the right that met none, once the left has ended.
    private var rest: [Int32]?
    private var position = 0

    init(_ left: any BatchStream, keys: [CheckedExpression], over columns: [ColumnID], table: JoinTable, context: QueryContext) throws {
        self.left = left
        self.table = table
        stage = try StageExpressions(keys, over: columns, context: context)
        kernels = try keys.map { [stage] in try stage.compile($0) }
        keyTypes = keys.map(\.type)
        leftColumnCount = columns.count
        seen = GroupIndex(keyCount: keys.count)
        room = GroupRoom(context.memory, states: 0, isSorted: false, for: .compare)
        isMatched = [Bool](repeating: false, count: table.rowCount)
    }

    func next() throws -> Batch? {
        if rest == nil {
            while failure == nil, let batch = try left.next() {
                let (matched, failed) = try batch.upToFailure { try match($0) }
                failure = failed
                if let matched { return matched }
            }
            if let failure { throw try left.firstFailure(failure) }
            try table.demandSingle(table.allRows, else: Message.compareMatchesTwice)
            rest = (0..<Int32(isMatched.count)).filter { !isMatched[Int($0)] }
        }
        guard let rest, position < rest.count else { return nil }
        try stage.context.checkCancelled()
        let rows = Array(rest[position..<min(position + Batch.capacity, rest.count)])
        position += rows.count
        let none = [BatchColumn](repeating: .wide(.missing(count: rows.count)), count: leftColumnCount)
        let flags = [BatchColumn.wide(.flags(false, rows.count)), .wide(.flags(true, rows.count))]
        return Batch(columns: BatchColumns(none + table.columns.map { $0.gather(rows) } + flags), count: rows.count)
    }

    /// May be asked again for the rows before one that fails, so nothing is remembered before all have passed.
    private func match(_ batch: Batch) throws -> Batch {
        let keys = try kernels.map { try $0.evaluate(batch, stage.context) }
        let rows = table.firstRows(of: keys.map(BatchColumn.wide), count: batch.count)
        let (firsts, repeated) = try firstRows(of: keys, count: batch.count)
        // Of both sides' mistakes that of the first row.
        try table.demandSingle(repeated.map { Array(rows[..<$0.row]) } ?? rows, else: Message.compareMatchesTwice)
        if let repeated { throw repeated }
        firstRows = firsts
        rowsBefore += batch.count
        try stage.count(batch)
        for row in rows where row >= 0 { isMatched[Int(row)] = true }
        let isFound = Bitmap.make(batch.count) { rows[$0] >= 0 }
        let flags = [BatchColumn.wide(.flags(true, batch.count)), .wide(.bool(BoolColumn(values: isFound)))]
        return Batch(columns: BatchColumns(batch.columns.entries + table.columns.map { $0.gather(rows) } + flags), count: batch.count)
    }

    private static let consequence = "compare cannot tell which is meant"

    /// The first row of each key of the left, these rows included, and the first of them whose key has stood before.
    private func firstRows(of keys: [Column], count: Int) throws -> ([Int], FailedRow?) {
        try room.demand(count, keys: keys.map(BatchColumn.wide))
        let groups = seen.assign(keys, count: count)
        var firstRows = self.firstRows
        firstRows += [Int](repeating: -1, count: seen.count - firstRows.count)
        for row in 0..<count where keys.allSatisfy({ $0.isPresent(row) }) {
            let group = Int(groups[row])
            if firstRows[group] >= 0 {
                let texts = zip(keys, keyTypes).map { "'\(stage.context.display.cell($0, row: row, type: $1))'" }
                let problem = DiagnosticList(.compareMatchesTwice(texts, in: nil, rows: (firstRows[group] + 1, rowsBefore + row + 1)))
                return (firstRows, FailedRow(diagnostics: problem, row: row))
            }
            firstRows[group] = rowsBefore + row
        }
        return (firstRows, nil)
    }

    var isFinished: Bool { rest.map { position >= $0.count } ?? false }
    var hasOpenCounts: Bool { rest == nil && (left.hasOpenCounts || stage.counts) }
    var countsAsRowsPass: Bool { left.countsAsRowsPass || stage.counts }
}

extension Column {
    /// One truth value, so many times.
    fileprivate static func flags(_ value: Bool, _ count: Int) -> Column { .bool(BoolColumn(values: Bitmap(repeating: value, count: count))) }
}
