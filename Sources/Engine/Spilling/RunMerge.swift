import Columns

/// Sorted runs on their way out as one.
///
/// The first rows of all runs are put together and sorted as any rows are, by the same code and so in the same order; what comes no later
/// than the last row that is at hand of any run that goes on is final. As long as runs cover the same range, nearly all rows at
/// hand are, so a row is sorted a little more than once; of runs that lie behind one another only those of one are.
final class RunMerge: BatchStream {
    /// How many runs are merged at a time, so that their first rows fit in little memory.
    private static let width = 16

    private struct Head {
        let reader: SpilledReader
        var rows: Batch?

        var count: Int { rows?.count ?? 0 }

        /// Sees to it that there are enough rows at hand to go on for a while.
        mutating func refill() throws {
            while count < Batch.capacity / 2, let more = try reader.next() {
                guard let held = rows, held.count > 0 else {
                    rows = more
                    continue
                }
                rows = try Batch.concatenated([held, more])
            }
        }
    }

    private var heads: [Head]
    private let keys: [RowSorter.Key]
    /// Where the keys stand among the columns of the runs.
    private let keysStart: Int
    /// Of the columns of the runs, how many go out.
    private let columnCount: Int
    private let context: QueryContext
    private var ready: StoredRows?

    private init(_ runs: [SpilledBatches], keys: [RowSorter.Key], at keysStart: Int, columnCount: Int, _ context: QueryContext) {
        heads = runs.map { Head(reader: $0.reader()) }
        self.keys = keys
        self.keysStart = keysStart
        self.columnCount = columnCount
        self.context = context
    }

    /// - Parameters:
    ///   - columnCount: of the rows; the keys stand behind them.
    ///   - makeRun: an empty run, for as many runs that they are merged in rounds.
    static func stream(
        of runs: [SpilledBatches], keys: [RowSorter.Key], columnCount: Int, into makeRun: () throws -> SpilledBatches, _ context: QueryContext
    ) throws -> any BatchStream {
        var runs = runs
        while runs.count > width {
            // Neighbours only: of rows that tie those of the earlier run come first.
            var merged: [SpilledBatches] = []
            for start in stride(from: 0, to: runs.count, by: width) {
                let group = Array(runs[start..<min(start + width, runs.count)])
                let merge = RunMerge(group, keys: keys, at: columnCount, columnCount: columnCount + keys.count, context)
                let run = try makeRun()
                while let batch = try merge.next() { try run.append(batch) }
                merged.append(run)
            }
            runs = merged
        }
        return RunMerge(runs, keys: keys, at: columnCount, columnCount: columnCount, context)
    }

    func next() throws -> Batch? {
        while true {
            if let batch = try ready?.next() { return batch }
            guard try FailedRow.reported({ try advance() }) else { return nil }
        }
    }

    /// Finds the next rows; false after the last.
    private func advance() throws -> Bool {
        ready = nil
        for index in heads.indices { try heads[index].refill() }
        let batches = heads.compactMap { $0.count > 0 ? $0.rows : nil }
        if batches.isEmpty { return false }
        let whole = try Batch.concatenated(batches)
        let sorted = try RowSorter.order(keys, Array(whole.columns[keysStart..<keysStart + keys.count]), context).sorted(count: whole.count)
        let taken = final(sorted, whole.count)
        ready = StoredRows(Array(whole.columns[..<columnCount]), count: whole.count, order: taken, context: context)
        drop(taken)
        return true
    }

    /// The rows that none on disk comes before.
    private func final(_ sorted: [Int32], _ total: Int) -> [Int32] {
        var isLastAtHand = [Bool](repeating: false, count: total)
        var end = 0
        for head in heads where head.count > 0 {
            end += head.count
            if !head.reader.isFinished { isLastAtHand[end - 1] = true }
        }
        guard let position = sorted.firstIndex(where: { isLastAtHand[Int($0)] }) else { return sorted }
        return Array(sorted[...position])
    }

    /// Takes rows away from their heads: of each the first ones, since runs are sorted.
    private func drop(_ rows: [Int32]) {
        let active = heads.indices.filter { heads[$0].count > 0 }
        var ends: [Int] = []
        for index in active { ends.append((ends.last ?? 0) + heads[index].count) }
        var owner = [Int](repeating: 0, count: ends.last ?? 0)
        for (place, end) in ends.enumerated() { for row in (place == 0 ? 0 : ends[place - 1])..<end { owner[row] = place } }
        var taken = [Int](repeating: 0, count: active.count)
        for row in rows { taken[owner[Int(row)]] += 1 }
        for (place, index) in active.enumerated() {
            guard let held = heads[index].rows else { continue }
            heads[index].rows = Batch(columns: held.columns.map { $0.slice(taken[place]..<held.count) }, count: held.count - taken[place])
        }
    }

    var isFinished: Bool { false }
    var hasOpenCounts: Bool { false }
    var countsAsRowsPass: Bool { false }
}
