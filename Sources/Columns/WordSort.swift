/// The words by which rows are sorted, one after the other: a further word only tells apart rows that tie in those before.
package protocol SortWords: Sendable {
    /// Gives each entry the word of its row with this number.
    func write(_ number: Int, to entries: UnsafeMutablePointer<SortEntry>, _ count: Int)
    /// Whether a further word may tell apart any of these rows, which tie in so many words.
    func goOn(after words: Int, _ entries: UnsafePointer<SortEntry>, _ count: Int) -> Bool
}

/// Rows sorted by words, on several threads when there are many. Stable.
///
/// Runs that tie are kept in a list and not on the stack, since texts may share long beginnings. Large runs are sorted by all threads together,
/// one after the other; the small ones that are left are shared out.
package final class WordSort: @unchecked Sendable {
    private struct Run {
        let start: Int
        let count: Int
        let word: Int
    }

    private let words: any SortWords
    private let parallelism: Parallelism
    /// The rows, after `sort` in their order.
    package let entries: UnsafeMutablePointer<SortEntry>
    package let count: Int
    private let scratch: UnsafeMutablePointer<SortEntry>
    /// Whether the row at a place ties with the one before it in all words; asked for by who ranks rows.
    private let ties: UnsafeMutablePointer<Bool>?

    /// Runs that are shared out together.
    private static let shareSize = 1 << 14

    /// - Parameter row: the row that stands at each place before.
    package init(count: Int, by words: any SortWords, parallelism: Parallelism, marksTies: Bool = false, row: (Int) -> Int32) {
        self.words = words
        self.parallelism = parallelism
        self.count = count
        entries = .allocate(capacity: count)
        scratch = .allocate(capacity: count)
        for place in 0..<count { (entries + place).initialize(to: SortEntry(key: 0, row: row(place))) }
        if marksTies {
            let marks = UnsafeMutablePointer<Bool>.allocate(capacity: count)
            marks.initialize(repeating: false, count: count)
            ties = marks
        } else {
            ties = nil
        }
    }

    deinit {
        entries.deallocate()
        scratch.deallocate()
        ties?.deallocate()
    }

    /// Whether the row at this place ties with the one before it.
    package func isTied(_ place: Int) -> Bool { ties?[place] ?? false }

    /// O(rows × bytes of the words that differ).
    package func sort() {
        if count < 2 { return }
        var large = [Run(start: 0, count: count, word: 0)]
        var small: [Run] = []
        while let run = large.popLast() {
            let parts = parallelism.parts(of: run.count)
            if parts < 2 {
                small.append(run)
                continue
            }
            Parallelism.run(parts) { [self] part in
                let range = Parallelism.part(part, of: parts, run.count)
                words.write(run.word, to: entries + run.start + range.lowerBound, range.count)
            }
            RadixSort.sort(entries + run.start, run.count, scratch: scratch + run.start, parallelism: parallelism)
            forEachOpenTie(run) { large.append($0) }
        }
        share(small)
    }

    /// Runs that no longer depend on one another, by threads.
    private func share(_ runs: [Run]) {
        var starts = [0]
        var rows = 0
        for (place, run) in runs.enumerated() {
            rows += run.count
            if rows >= Self.shareSize {
                starts.append(place + 1)
                rows = 0
            }
        }
        if starts.last != runs.count { starts.append(runs.count) }
        let shares = starts
        let threads = parallelism.parts(of: runs.reduce(0) { $0 + $1.count })
        Parallelism.forEach(shares.count - 1, threads: threads) { [self] share in
            var waiting: [Run] = []
            for run in runs[shares[share]..<shares[share + 1]] {
                waiting.append(run)
                while let run = waiting.popLast() {
                    words.write(run.word, to: entries + run.start, run.count)
                    RadixSort.sort(entries + run.start, run.count, scratch: scratch + run.start)
                    forEachOpenTie(run) { waiting.append($0) }
                }
            }
        }
    }

    /// The runs within a sorted one that tie and may yet be told apart; the others are marked.
    private func forEachOpenTie(_ run: Run, _ body: (Run) -> Void) {
        let base = entries + run.start
        RadixSort.forEachTie(base, run.count) { tie in
            if words.goOn(after: run.word &+ 1, base + tie.lowerBound, tie.count) {
                body(Run(start: run.start &+ tie.lowerBound, count: tie.count, word: run.word &+ 1))
            } else if let ties {
                for place in tie.dropFirst() { ties[run.start &+ place] = true }
            }
        }
    }
}
