import Columns
import Tables

/// Sorted runs on their way out as one.
///
/// Of each run the first rows are at hand. Those that come no later than the last one at hand of any run that goes on are final: they are put
/// together and sorted as any rows are, by the same code and so in the same order. How many of each run that are is found by looking at few of
/// its rows, so each row is copied and sorted once, and rows of one run alone, where runs lie behind one another, are not sorted at all.
final class RunMerge: BatchStream {
    /// How many runs are merged at a time, so that their first rows fit in little memory.
    private static let width = 16
    /// Rows of a run that are there at least: finding out which are final costs the same for many.
    private static let atHand = 2 * Batch.capacity

    private struct Head {
        let reader: SpilledReader
        var rows: Batch?

        var count: Int { rows?.count ?? 0 }

        /// Sees to it that there are enough rows at hand to go on for a while.
        mutating func refill() throws {
            while count < RunMerge.atHand, let more = try reader.next() {
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
        try context.checkCancelled()
        let counts = try finalCounts()
        var taken: [Batch] = []
        for (index, count) in counts.enumerated() where count > 0 {
            guard let held = heads[index].rows else { continue }
            taken.append(Batch(columns: held.columns.map { $0.slice(0..<count) }, count: count))
            heads[index].rows = Batch(columns: held.columns.map { $0.slice(count..<held.count) }, count: held.count - count)
        }
        if taken.isEmpty { return false }
        let whole = try Batch.concatenated(taken)
        let columns = Array(whole.columns[..<columnCount])
        guard taken.count > 1 else {
            ready = StoredRows(columns, count: whole.count, context: context)
            return true
        }
        let sorted = try order(of: Array(whole.columns[keysStart...])).sorted(count: whole.count)
        ready = StoredRows(columns, count: whole.count, order: sorted, context: context)
        return true
    }

    private func order(of keyColumns: [Column]) throws -> RowOrder { try RowSorter.order(keys, Array(keyColumns[..<keys.count]), context) }

    // MARK: Which rows are final

    /// Rows of a head between which it is looked for the last final one. A look divides them by one more than this.
    private static let samples = 16

    /// How many rows of each head none on disk comes before.
    private func finalCounts() throws -> [Int] {
        let all = heads.map(\.count)
        let goingOn = heads.indices.filter { all[$0] > 0 && !heads[$0].reader.isFinished }
        // Nothing is left on disk.
        if goingOn.isEmpty { return all }
        let lasts = try sorted(goingOn.map { (head: $0, rows: [Int32(all[$0] - 1)]) })
        guard let pivot = lasts.first.map({ goingOn[Int($0)] }) else { return all }
        // Of each head: so many rows are final, and those from the upper bound on are not.
        var bounds = all.map { 0..<$0 }
        bounds[pivot] = all[pivot]..<all[pivot]
        while bounds.contains(where: { !$0.isEmpty }) {
            let looks = heads.indices.compactMap { index -> (head: Int, rows: [Int32])? in
                if index == pivot { return (index, [Int32(all[index] - 1)]) }
                return bounds[index].isEmpty ? nil : (index, Self.samples(of: bounds[index]))
            }
            let places = looks.flatMap { look in look.rows.map { (head: look.head, row: Int($0)) } }
            var isFinal = true
            for number in try sorted(looks) {
                let (head, row) = places[Int(number)]
                if head == pivot {
                    isFinal = false
                    continue
                }
                let least = isFinal ? max(bounds[head].lowerBound, row + 1) : bounds[head].lowerBound
                bounds[head] = least..<max(least, isFinal ? bounds[head].upperBound : min(bounds[head].upperBound, row))
            }
        }
        return bounds.map(\.lowerBound)
    }

    /// Rows spread over a stretch, all of a short one.
    private static func samples(of rows: Range<Int>) -> [Int32] {
        if rows.count <= samples { return rows.map { Int32($0) } }
        return (1...samples).map { Int32(rows.lowerBound + rows.count * $0 / (samples + 1)) }
    }

    /// The numbers of some rows of heads, counted through all of them, in their order. Of rows that tie those of the earlier run come first.
    private func sorted(_ looks: [(head: Int, rows: [Int32])]) throws -> [Int32] {
        let parts = looks.map { look in heads[look.head].rows?.columns[keysStart...].map { $0.gather(look.rows) } ?? [] }
        let count = looks.reduce(0) { $0 + $1.rows.count }
        let columns = try keys.indices.map { key in try Column.concatenated(parts.map { $0[key] }) }
        return try order(of: columns).sorted(count: count)
    }

    var isFinished: Bool { false }
    var hasOpenCounts: Bool { false }
    var countsAsRowsPass: Bool { false }
}
