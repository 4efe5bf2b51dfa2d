/// A row with the word by which it is sorted.
package struct SortEntry {
    package var key: UInt64
    package var row: Int32

    @inline(__always)
    package init(key: UInt64, row: Int32) {
        self.key = key
        self.row = row
    }
}

/// Sorts rows by words: most significant byte first while a run is larger than the cache, then least significant byte first.
///
/// Bytes that are the same in all words of a run are passed over, so that keys of few bits cost few passes. Stable.
package enum RadixSort {
    /// Runs that are sorted by insertion.
    private static let shortRun = 40
    /// Runs whose entries, with their copy, lie in the second-level cache.
    private static let cachedRun = 8_192

    /// Sorts in place. O(n × bytes that differ).
    package static func sort(_ entries: UnsafeMutableBufferPointer<SortEntry>) {
        guard entries.count > 1, let base = entries.baseAddress else { return }
        if entries.count <= shortRun { return insertionSort(base, entries.count) }
        let scratch = UnsafeMutablePointer<SortEntry>.allocate(capacity: entries.count)
        defer { scratch.deallocate() }
        sort(base, entries.count, scratch: scratch)
    }

    /// - Parameter scratch: room for as many entries.
    package static func sort(_ base: UnsafeMutablePointer<SortEntry>, _ count: Int, scratch: UnsafeMutablePointer<SortEntry>) {
        sort(base, other: scratch, count, endsInOther: false)
    }

    static func sort(_ base: UnsafeMutablePointer<SortEntry>, other: UnsafeMutablePointer<SortEntry>, _ count: Int, endsInOther: Bool) {
        if count <= shortRun {
            insertionSort(base, count)
            if endsInOther { other.update(from: base, count: count) }
            return
        }
        var (all, any) = (UInt64.max, UInt64(0))
        var isSorted = true
        var last: UInt64 = 0
        for index in 0..<count {
            let key = base[index].key
            all &= key
            any |= key
            isSorted = isSorted && last <= key
            last = key
        }
        let varying = all ^ any
        if isSorted || varying == 0 {
            if endsInOther { other.update(from: base, count: count) }
            return
        }
        if count <= cachedRun {
            sortCached(base, other: other, count, varying, endsInOther: endsInOther)
        } else {
            sortLarge(base, other: other, count, varying, endsInOther: endsInOther)
        }
    }

    /// Scatters by the highest eight bits that differ, then sorts each part.
    private static func sortLarge(
        _ base: UnsafeMutablePointer<SortEntry>, other: UnsafeMutablePointer<SortEntry>, _ count: Int, _ varying: UInt64, endsInOther: Bool
    ) {
        let top = 63 - varying.leadingZeroBitCount
        let shift = UInt64(max(0, top - 7))
        withUnsafeTemporaryAllocation(of: Int.self, capacity: 257) { starts in
            starts.initialize(repeating: 0)
            for index in 0..<count { starts[Int(truncatingIfNeeded: base[index].key &>> shift & 0xFF) &+ 1] &+= 1 }
            for digit in 0..<256 { starts[digit &+ 1] &+= starts[digit] }
            withUnsafeTemporaryAllocation(of: Int.self, capacity: 256) { next in
                for digit in 0..<256 { next[digit] = starts[digit] }
                for index in 0..<count {
                    let digit = Int(truncatingIfNeeded: base[index].key &>> shift & 0xFF)
                    other[next[digit]] = base[index]
                    next[digit] &+= 1
                }
            }
            for digit in 0..<256 where starts[digit &+ 1] > starts[digit] {
                let (start, size) = (starts[digit], starts[digit &+ 1] &- starts[digit])
                sort(other + start, other: base + start, size, endsInOther: !endsInOther)
            }
        }
    }

    /// Passes over the bytes that differ, from the lowest.
    private static func sortCached(
        _ base: UnsafeMutablePointer<SortEntry>, other: UnsafeMutablePointer<SortEntry>, _ count: Int, _ varying: UInt64, endsInOther: Bool
    ) {
        var (from, to) = (base, other)
        var isInOther = false
        withUnsafeTemporaryAllocation(of: Int32.self, capacity: 256) { next in
            var shift: UInt64 = 0
            while shift < 64 {
                defer { shift &+= 8 }
                if varying &>> shift & 0xFF == 0 { continue }
                next.initialize(repeating: 0)
                for index in 0..<count { next[Int(truncatingIfNeeded: from[index].key &>> shift & 0xFF)] &+= 1 }
                var sum: Int32 = 0
                for digit in 0..<256 {
                    let size = next[digit]
                    next[digit] = sum
                    sum &+= size
                }
                for index in 0..<count {
                    let digit = Int(truncatingIfNeeded: from[index].key &>> shift & 0xFF)
                    to[Int(next[digit])] = from[index]
                    next[digit] &+= 1
                }
                swap(&from, &to)
                isInOther.toggle()
            }
        }
        if isInOther != endsInOther { to.update(from: from, count: count) }
    }

    private static func insertionSort(_ base: UnsafeMutablePointer<SortEntry>, _ count: Int) {
        var index = 1
        while index < count {
            let entry = base[index]
            var place = index
            while place > 0, base[place &- 1].key > entry.key {
                base[place] = base[place &- 1]
                place &-= 1
            }
            base[place] = entry
            index &+= 1
        }
    }
}
