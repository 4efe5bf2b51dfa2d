import Columns

/// Sorts rows that tie in the words of a sort by further keys.
///
/// Short runs by comparing their rows, on several threads, since a comparison waits for memory; the rows of long ones are ranked all
/// together and each run is sorted by radix.
final class TieSort: @unchecked Sendable {
    private let sorted: WordSort
    private let keys: RowOrder
    private let parallelism: Parallelism

    /// Runs that are sorted by insertion.
    private static let shortRun = 24
    /// Their texts lie in the first-level cache.
    private static let rowsAtATime = 128

    /// - Parameter sorted: has been sorted, with its ties marked.
    init(_ sorted: WordSort, by keys: RowOrder, _ parallelism: Parallelism) {
        self.sorted = sorted
        self.keys = keys
        self.parallelism = parallelism
    }

    func sort() {
        let parts = parallelism.parts(of: sorted.count)
        let longRuns = SharedResults<[Range<Int>]>(repeating: [], count: parts)
        Parallelism.run(parts) { [self] part in
            longRuns[part] = sortShortRuns(startingIn: Parallelism.part(part, of: parts, sorted.count))
        }
        sortLongRuns(Array(longRuns.values.joined()))
    }

    /// Some runs at a time, whose rows are asked for together.
    /// - Returns: the runs that are too long.
    private func sortShortRuns(startingIn places: Range<Int>) -> [Range<Int>] {
        var longRuns: [Range<Int>] = []
        var waiting: [Range<Int>] = []
        var rows: [Int32] = []
        func sortWaiting() {
            keys.bringNear(rows)
            for run in waiting { insertionSort(run) }
            waiting.removeAll(keepingCapacity: true)
            rows.removeAll(keepingCapacity: true)
        }
        sorted.forEachTie(startingIn: places) { run in
            if run.count > Self.shortRun { return longRuns.append(run) }
            waiting.append(run)
            for place in run { rows.append(sorted.entries[place].row) }
            if rows.count >= Self.rowsAtATime { sortWaiting() }
        }
        sortWaiting()
        return longRuns
    }

    private func insertionSort(_ run: Range<Int>) {
        let entries = sorted.entries
        for place in run.dropFirst() {
            let entry = entries[place]
            var free = place
            while free > run.lowerBound, keys.compare(Int(entry.row), Int(entries[free &- 1].row)) < 0 {
                entries[free] = entries[free &- 1]
                free &-= 1
            }
            entries[free] = entry
        }
    }

    private func sortLongRuns(_ runs: [Range<Int>]) {
        if runs.isEmpty { return }
        let entries = sorted.entries
        let order = keys.rankingFirst(in: runs.flatMap { $0.map { entries[$0].row } })
        for run in runs {
            for (place, row) in zip(run, order.sorted(run.map { entries[$0].row })) { entries[place].row = row }
        }
    }
}
