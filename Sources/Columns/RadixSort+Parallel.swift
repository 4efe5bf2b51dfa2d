extension RadixSort {
    /// Parts of a run that are worth sorting by all threads together once more, and not by one of them.
    private static let largePart = 1 << 16

    /// The same by several threads: each counts and scatters a stretch of the rows, then each sorts some of the parts. Stable.
    package static func sort(_ base: UnsafeMutablePointer<SortEntry>, _ count: Int, scratch: UnsafeMutablePointer<SortEntry>, parallelism: Parallelism) {
        sort(Runs(base: base, other: scratch), count, endsInOther: false, parallelism)
    }

    /// Where rows are and where they go, for threads that touch different places of both.
    private struct Runs: @unchecked Sendable {
        let base: UnsafeMutablePointer<SortEntry>
        let other: UnsafeMutablePointer<SortEntry>

        func swapped(from start: Int) -> Runs { Runs(base: other + start, other: base + start) }
    }

    /// What a thread has seen of the words of its stretch.
    private struct Survey: Sendable {
        var all = UInt64.max
        var any: UInt64 = 0
        var isSorted = true
        /// How many of its rows have each digit, then where the next of them goes.
        var digits: [Int] = []
    }

    private static func sort(_ runs: Runs, _ count: Int, endsInOther: Bool, _ parallelism: Parallelism) {
        let parts = parallelism.parts(of: count)
        if parts < 2 { return sort(runs.base, other: runs.other, count, endsInOther: endsInOther) }
        let surveys = SharedResults(repeating: Survey(), count: parts)
        Parallelism.run(parts) { part in
            let range = Parallelism.part(part, of: parts, count)
            var survey = Survey()
            // From the last word of the stretch before, so that the order is seen across its border.
            var last = range.lowerBound > 0 ? runs.base[range.lowerBound - 1].key : 0
            for index in range {
                let key = runs.base[index].key
                survey.all &= key
                survey.any |= key
                survey.isSorted = survey.isSorted && last <= key
                last = key
            }
            surveys[part] = survey
        }
        let seen = surveys.values
        let varying = seen.reduce(UInt64.max) { $0 & $1.all } ^ seen.reduce(0) { $0 | $1.any }
        if varying == 0 || seen.allSatisfy(\.isSorted) {
            if endsInOther { runs.other.update(from: runs.base, count: count) }
            return
        }
        let shift = UInt64(max(0, 63 - varying.leadingZeroBitCount - 7))
        Parallelism.run(parts) { part in
            var digits = [Int](repeating: 0, count: 256)
            for index in Parallelism.part(part, of: parts, count) { digits[Int(truncatingIfNeeded: runs.base[index].key &>> shift & 0xFF)] &+= 1 }
            surveys[part].digits = digits
        }
        var starts = [Int](repeating: 0, count: 257)
        var start = 0
        for digit in 0..<256 {
            starts[digit] = start
            for part in 0..<parts {
                let size = surveys[part].digits[digit]
                surveys[part].digits[digit] = start
                start += size
            }
        }
        starts[256] = start
        Parallelism.run(parts) { part in
            var next = surveys[part].digits
            for index in Parallelism.part(part, of: parts, count) {
                let digit = Int(truncatingIfNeeded: runs.base[index].key &>> shift & 0xFF)
                runs.other[next[digit]] = runs.base[index]
                next[digit] &+= 1
            }
        }
        let bounds = starts
        let isLarge = { @Sendable (digit: Int) in bounds[digit + 1] - bounds[digit] >= max(largePart, count / parts) }
        for digit in 0..<256 where isLarge(digit) {
            sort(runs.swapped(from: bounds[digit]), bounds[digit + 1] - bounds[digit], endsInOther: !endsInOther, parallelism)
        }
        Parallelism.forEach(256, threads: parts) { digit in
            let size = bounds[digit + 1] - bounds[digit]
            if size == 0 || isLarge(digit) { return }
            sort(runs.other + bounds[digit], other: runs.base + bounds[digit], size, endsInOther: !endsInOther)
        }
    }
}
