import Columns
import Semantics

/// Every match of every row, in the order of the left side and then of the right; rows without a match go.
final class JoinStream: BatchStream {
    private let left: any BatchStream
    private let stage: StageExpressions
    private let kernels: [any Kernel]
    private let table: JoinTable
    /// Rows without a match are counted under this name, if any.
    private let countedAs: String?
    /// Matches of the batch at hand that have not been handed out.
    private var current: Batch?
    private var leftRows: [Int32] = []
    private var rightRows: [Int32] = []
    private var position = 0
    /// A row whose keys cannot be computed; the matches of those before it go out first.
    private var failure: FailedRow?

    init(_ left: any BatchStream, keys: [CheckedExpression], over columns: [ColumnID], table: JoinTable, countedAs: String?, context: QueryContext) throws {
        self.left = left
        stage = try StageExpressions(keys, over: columns, context: context)
        kernels = try keys.map { [stage] in try stage.compile($0) }
        self.table = table
        self.countedAs = countedAs
    }

    func next() throws -> Batch? {
        while true {
            if let current, position < leftRows.count {
                try stage.context.checkCancelled()
                let range = position..<min(position + Batch.capacity, leftRows.count)
                position = range.upperBound
                // Where every row has one match, as over a link, the left side stays as it is.
                var result = table.isUnique && range.count == current.count ? current : current.gather(Array(leftRows[range]))
                let rows = Array(rightRows[range])
                result.columns += table.columns.map { $0.gather(rows) }
                return result
            }
            if let failure { throw try left.firstFailure(failure) }
            guard let batch = try left.next() else { return nil }
            failure = try batch.upToFailure { try match($0) }.1
        }
    }

    private func match(_ batch: Batch) throws {
        leftRows.removeAll(keepingCapacity: true)
        let first = table.firstRows(of: try kernels.map { try $0.evaluate(batch, stage.context) }, count: batch.count)
        try stage.count(batch)
        rightRows.removeAll(keepingCapacity: true)
        var unmatched = 0
        if table.isUnique {
            for row in 0..<batch.count where first[row] >= 0 {
                leftRows.append(Int32(row))
                rightRows.append(first[row])
            }
            unmatched = batch.count - leftRows.count
        } else {
            for row in 0..<batch.count {
                var match = first[row]
                if match < 0 { unmatched += 1 }
                while match >= 0 {
                    leftRows.append(Int32(row))
                    rightRows.append(match)
                    match = table.row(after: match)
                }
            }
        }
        if let countedAs, unmatched > 0 { stage.context.counters.addUnmatched(countedAs, unmatched) }
        current = batch
        position = 0
    }

    var isFinished: Bool { position >= leftRows.count && left.isFinished && failure == nil }
    var hasOpenCounts: Bool { !left.isFinished || left.hasOpenCounts }
    var countsAsRowsPass: Bool { true }
}
