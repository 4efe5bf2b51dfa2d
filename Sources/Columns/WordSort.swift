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

    /// - Parameter rows: the rows to sort, in the order in which they come; `nil` for all from 0 on.
    package init(_ rows: [Int32]? = nil, count: Int, by words: any SortWords, parallelism: Parallelism, marksTies: Bool = false) {
        self.words = words
        self.parallelism = parallelism
        self.count = count
        entries = .allocate(capacity: count)
        scratch = .allocate(capacity: count)
        if marksTies {
            let marks = UnsafeMutablePointer<Bool>.allocate(capacity: count)
            marks.initialize(repeating: false, count: count)
            ties = marks
        } else {
            ties = nil
        }
        parallelism.forEachPart(of: count) { [self] places in
            for place in places { (entries + place).initialize(to: SortEntry(key: 0, row: rows?[place] ?? Int32(truncatingIfNeeded: place))) }
        }
    }

    /// The rows in the order in which they stand now.
    package var rows: [Int32] {
        [Int32](unsafeUninitializedCapacity: count) { rows, used in
            // Each part writes its own places.
            nonisolated(unsafe) let rows = rows
            parallelism.forEachPart(of: count) { [self] places in for place in places { rows.initializeElement(at: place, to: entries[place].row) } }
            used = count
        }
    }

    deinit {
        entries.deallocate()
        scratch.deallocate()
        ties?.deallocate()
    }

    /// Whether the row at this place ties with the one before it.
    func isTied(_ place: Int) -> Bool { ties?[place] ?? false }

    /// The runs of more than one row that tie in all words and begin in this stretch, where ties are marked.
    package func forEachTie(startingIn places: Range<Int>, _ body: (Range<Int>) -> Void) {
        if let ties { Self.forEachTie(count, startingIn: places, { ties[$0] }, body) }
    }

    /// - Parameter isTied: whether what stands at a place, which is not the first, ties with what stands before it.
    @inline(__always)
    private static func forEachTie(_ count: Int, startingIn places: Range<Int>, _ isTied: (Int) -> Bool, _ body: (Range<Int>) -> Void) {
        var start = places.lowerBound
        while start > 0, start < places.upperBound, isTied(start) { start &+= 1 }
        while start < places.upperBound {
            var end = start &+ 1
            while end < count, isTied(end) { end &+= 1 }
            if end &- start > 1 { body(start..<end) }
            start = end
        }
    }

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
            let open = SharedResults<[Run]>(repeating: [], count: parts)
            Parallelism.run(parts) { [self] part in open[part] = openTies(of: run, startingIn: Parallelism.part(part, of: parts, run.count)) }
            large += open.values.joined()
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
                    waiting += openTies(of: run, startingIn: 0..<run.count)
                }
            }
        }
    }

    /// The runs within a sorted one that tie and may yet be told apart; the others are marked.
    private func openTies(of run: Run, startingIn places: Range<Int>) -> [Run] {
        var open: [Run] = []
        let base = entries + run.start
        Self.forEachTie(run.count, startingIn: places, { base[$0].key == base[$0 &- 1].key }) { tie in
            if words.goOn(after: run.word &+ 1, base + tie.lowerBound, tie.count) {
                open.append(Run(start: run.start &+ tie.lowerBound, count: tie.count, word: run.word &+ 1))
            } else if let ties {
                for place in tie.dropFirst() { ties[run.start &+ place] = true }
            }
        }
        return open
    }
}
