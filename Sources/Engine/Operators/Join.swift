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
    /// Rows of the left of which matches have not been handed out, and where that goes on.
    private var current: (rows: Batch, place: MatchPlace)?
    /// The matches at hand where no row has several, as the rows of the left that have one, with what stands next to them.
    private var single: Batch?
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
            if let single {
                self.single = nil
                return single
            }
            if let (rows, place) = current {
                try stage.context.checkCancelled()
                let (leftRows, rightRows, next) = place.matches(Batch.capacity, table)
                current = next.map { (rows, $0) }
                var result = rows.gather(leftRows, isWanted)
                result.columns.entries += table.columns.map { $0.gather(rightRows) }
                return result
            }
            if let failure { throw try left.firstFailure(failure) }
            guard let batch = try left.next() else { return nil }
            try stage.context.checkCancelled()
            failure = try batch.upToFailure { try match($0) }.1
        }
    }

    private func match(_ batch: Batch) throws {
        let keys = try kernels.map { try $0.operand(batch, stage.context) }
        try stage.count(batch)
        let unmatched = table.isUnique ? matchOnce(batch, keys) : matchSeveral(batch, keys)
        if let countedAs, unmatched > 0 { stage.context.counters.addUnmatched(countedAs, unmatched) }
    }

    /// - Returns: how many rows have no match.
    private func matchOnce(_ batch: Batch, _ keys: [BatchColumn]) -> Int {
        let matched: ChosenMask
        let found: [BatchColumn]
        if let column = table.onlyColumn {
            let words = column.words(of: keys[0])
            matched = ChosenMask(whereNotNegative: words)
            found = [column.column(matched.count == batch.count ? words : matched.press32(words))]
        } else {
            let first = table.firstRows(of: keys, count: batch.count)
            matched = ChosenMask(whereNotNegative: first)
            let rows = matched.count == batch.count ? first : matched.press(first)
            found = table.columns.map { $0.gather(rows) }
        }
        if matched.count > 0 {
            var result = matched.count == batch.count ? batch : batch.keeping(matched, isWanted)
            result.columns.entries += found
            single = result
        }
        return batch.count - matched.count
    }

    /// - Returns: how many rows have no match.
    private func matchSeveral(_ batch: Batch, _ keys: [BatchColumn]) -> Int {
        let first = table.firstRows(of: keys, count: batch.count)
        current = MatchPlace(first).map { (batch, $0) }
        return first.negativeCount
    }

    var isFinished: Bool { single == nil && current == nil && left.isFinished && failure == nil }
    var hasOpenCounts: Bool { !left.isFinished || left.hasOpenCounts }
    var countsAsRowsPass: Bool { true }
}

/// Where the matches of some rows go on: a row may have more of them than fit in memory.
private struct MatchPlace {
    /// The first match of each row, −1 for none.
    private let first: [Int32]
    private var row: Int
    private var match: Int32

    /// Before the first match; `nil` where there is none.
    init?(_ first: [Int32]) {
        guard let row = first.firstIndex(where: { $0 >= 0 }) else { return nil }
        self.first = first
        self.row = row
        match = first[row]
    }

    /// The next matches by the numbers of their rows on both sides, and where it goes on, `nil` at the end.
    func matches(_ limit: Int, _ table: JoinTable) -> (left: [Int32], right: [Int32], next: MatchPlace?) {
        var (row, match) = (row, match)
        var (left, right): ([Int32], [Int32]) = ([], [])
        left.reserveCapacity(limit)
        right.reserveCapacity(limit)
        while left.count < limit {
            left.append(Int32(truncatingIfNeeded: row))
            right.append(match)
            match = table.row(after: match)
            while match < 0 {
                row += 1
                if row == first.count { return (left, right, nil) }
                match = first[row]
            }
        }
        var next = self
        (next.row, next.match) = (row, match)
        return (left, right, next)
    }
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
