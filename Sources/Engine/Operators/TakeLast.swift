import Columns
import Semantics
import Tables

/// The last rows, of all or of each group, in the order in which they came.
///
/// Without groups and ties only as many rows are held as may still be wanted.
final class TakeLastBreaker: Breaker {
    private let limit: Int
    private let stage: StageExpressions
    private let partition: [any Kernel]
    private let ties: [any Kernel]?
    private let columnCount: Int
    private let reservation: MemoryReservation
    private var recent: [Batch] = []
    private var recentCount = 0
    private var groups: [Int32] = []
    private var tieNumbers: [Int32] = []
    private let groupIndex: GroupIndex
    private let tieIndex: GroupIndex

    init(limit: Int, partition: [CheckedExpression], ties: [CheckedExpression]?, over columns: [ColumnID], context: QueryContext) throws {
        self.limit = limit
        stage = try StageExpressions(partition + (ties ?? []), over: columns, context: context)
        self.partition = try partition.map { [stage] in try stage.compile($0) }
        self.ties = try ties?.map { [stage] in try stage.compile($0) }
        columnCount = columns.count
        reservation = MemoryReservation(context.memory, for: .last)
        groupIndex = GroupIndex(keyCount: partition.count)
        tieIndex = GroupIndex(keyCount: ties?.count ?? 0)
    }

    private var keepsAll: Bool { !partition.isEmpty || ties != nil }

    func consume(_ batch: Batch) throws {
        try stage.count(batch)
        try reservation.demand(batch.byteCount * 2 + 16 * batch.count)
        recent.append(batch)
        recentCount += batch.count
        if keepsAll {
            groups += partition.isEmpty ? [Int32](repeating: 0, count: batch.count) : groupIndex.assign(try partition.map { try $0.evaluate(batch, stage.context) }, count: batch.count)
            if let ties { tieNumbers += tieIndex.assign(try ties.map { try $0.evaluate(batch, stage.context) }, count: batch.count) }
        } else {
            while let first = recent.first, recentCount - first.count >= limit {
                recent.removeFirst()
                recentCount -= first.count
                reservation.giveBack(first.byteCount * 2 + 16 * first.count)
            }
        }
    }

    func finish() throws -> any BatchStream {
        let store = RowStore(columnCount: columnCount)
        for batch in recent { store.append(batch) }
        let rows = keepsAll ? chosenRows() : (Int32(max(0, recentCount - limit))..<Int32(recentCount)).map { $0 }
        return StoredRows(try store.columns(), count: recentCount, order: rows, context: stage.context)
    }

    private func chosenRows() -> [Int32] {
        let groupCount = partition.isEmpty ? 1 : groupIndex.count
        var taken = [Int](repeating: 0, count: groupCount)
        var lastTies = [Int32](repeating: -1, count: groupCount)
        var rows: [Int32] = []
        for row in (0..<recentCount).reversed() {
            let number = Int(groups[row])
            if taken[number] < limit {
                taken[number] += 1
                if ties != nil { lastTies[number] = tieNumbers[row] }
                rows.append(Int32(row))
            } else if ties != nil, limit > 0, tieNumbers[row] == lastTies[number] {
                rows.append(Int32(row))
            }
        }
        return rows.reversed()
    }
}
