import Columns
import Planning
import Semantics
import Tables

/// Every match of every row, in the order of the left side and then of the right; rows without a match go.
final class JoinStream: BatchStream {
    private let left: any BatchStream
    private let stage: StageExpressions
    private let kernels: [any Kernel]
    private let table: JoinTable
    /// Rows without a match are counted under this name, if any.
    private let countedAs: String?
    /// Which columns of the left go on.
    private let isWanted: [Bool]
    /// Matches of the batch at hand that have not been handed out.
    private var current: Batch?
    private var leftRows: [Int32] = []
    private var rightRows: [Int32] = []
    /// Every row of `current` has one match, so that `leftRows` are all of them in their order and are not written out.
    private var keepsLeft = false
    private var position = 0
    /// A row whose keys cannot be computed; the matches of those before it go out first.
    private var failure: FailedRow?

    init(_ left: any BatchStream, _ plan: JoinPlan, over columns: [ColumnID], table: JoinTable, context: QueryContext) throws {
        self.left = left
        stage = try StageExpressions(plan.leftKeys, over: columns, context: context)
        kernels = try plan.leftKeys.map { [stage] in try stage.compile($0) }
        self.table = table
        countedAs = plan.isTold ? plan.rightName : nil
        isWanted = columns.map { !plan.spent.contains($0) }
    }

    func next() throws -> Batch? {
        while true {
            if let current, position < rightRows.count {
                try stage.context.checkCancelled()
                let range = keepsLeft ? 0..<rightRows.count : position..<min(position + Batch.capacity, rightRows.count)
                position = range.upperBound
                let isAll = range.count == rightRows.count
                var result = keepsLeft ? current : current.gather(isAll ? leftRows : Array(leftRows[range]), isWanted)
                let rows = isAll ? rightRows : Array(rightRows[range])
                result.columns.entries += table.columns.map { $0.gather(rows) }
                return result
            }
            if let failure { throw try left.firstFailure(failure) }
            guard let batch = try left.next() else { return nil }
            failure = try batch.upToFailure { try match($0) }.1
        }
    }

    private func match(_ batch: Batch) throws {
        leftRows.removeAll(keepingCapacity: true)
        let first = table.firstRows(of: try kernels.map { try $0.operand(batch, stage.context) }, count: batch.count)
        try stage.count(batch)
        rightRows.removeAll(keepingCapacity: true)
        var unmatched = 0
        keepsLeft = false
        if table.isUnique {
            let matched = ChosenMask(whereNotNegative: first)
            unmatched = batch.count - matched.count
            keepsLeft = true
            rightRows = unmatched == 0 ? first : matched.press(first)
            current = unmatched == 0 ? batch : batch.keeping(matched, isWanted)
        } else {
            current = batch
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
        position = 0
    }

    var isFinished: Bool { position >= rightRows.count && left.isFinished && failure == nil }
    var hasOpenCounts: Bool { !left.isFinished || left.hasOpenCounts }
    var countsAsRowsPass: Bool { true }
}

extension [Int32] {
    /// How many are less than 0.
    var negativeCount: Int {
        withUnsafeBufferPointer { numbers in
            var count: UInt32 = 0
            for number in numbers { count &+= UInt32(bitPattern: number) &>> 31 }
            return Int(count)
        }
    }
}
