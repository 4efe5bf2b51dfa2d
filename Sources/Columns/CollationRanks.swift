import Characters

/// The places of texts in Vietnamese order: 0 for the first, the same number for equal texts.
///
/// The collation keys of all texts are written into one block and the rows sorted by eight bytes of their keys at a time, going on
/// only within rows that tie. No key is compared with another and none is an object of its own. O(bytes of the keys that have to be
/// looked at), which for codes with a common beginning is a few words a row.
package enum CollationRanks {
    /// - Returns: one number a row; 0 under missing rows.
    package static func ranks(of texts: TextColumn) -> [UInt32] {
        let keys = KeyBlock(texts)
        let count = keys.rows.count
        var result = [UInt32](repeating: 0, count: texts.count)
        if count == 0 { return result }
        let entries = UnsafeMutablePointer<SortEntry>.allocate(capacity: count)
        let scratch = UnsafeMutablePointer<SortEntry>.allocate(capacity: count)
        defer {
            entries.deallocate()
            scratch.deallocate()
        }
        // Until the end entries name keys, not rows.
        for index in 0..<count { (entries + index).initialize(to: SortEntry(key: 0, row: Int32(truncatingIfNeeded: index))) }
        // Whether the key at a place equals the one before it.
        var ties = [Bool](repeating: false, count: count)
        sort(entries, scratch, count, keys, &ties)
        var rank: UInt32 = 0
        for place in 0..<count {
            if place > 0, !ties[place] { rank &+= 1 }
            result[Int(keys.rows[Int(entries[place].row)])] = rank
        }
        return result
    }

    /// Sorts runs of keys that are equal so far by their next word; with a list of runs and not by recursion, since long texts may
    /// share long beginnings.
    private static func sort(
        _ entries: UnsafeMutablePointer<SortEntry>, _ scratch: UnsafeMutablePointer<SortEntry>, _ count: Int, _ keys: KeyBlock, _ ties: inout [Bool]
    ) {
        var runs = [(start: 0, count: count, depth: 0)]
        while let run = runs.popLast() {
            let base = entries + run.start
            for index in 0..<run.count { base[index].key = keys.word(Int(base[index].row), run.depth) }
            RadixSort.sort(base, run.count, scratch: scratch)
            RadixSort.forEachTie(base, run.count) { tie in
                if tie.contains(where: { keys.length(Int(base[$0].row)) > 8 &* (run.depth &+ 1) }) {
                    runs.append((run.start &+ tie.lowerBound, tie.count, run.depth &+ 1))
                } else {
                    for index in tie.dropFirst() { ties[run.start &+ index] = true }
                }
            }
        }
    }

    /// Keys one after the other, for the rows that hold a value.
    private struct KeyBlock {
        private(set) var rows: [Int32] = []
        private var ends: [Int] = []
        private var bytes: [UInt8] = []

        init(_ texts: TextColumn) {
            rows.reserveCapacity(texts.count)
            ends.reserveCapacity(texts.count)
            var used = 0
            var key: [UInt8] = []
            for row in 0..<texts.count where texts.validity.map({ $0[row] }) ?? true {
                let text = texts[row]
                reserve(used + Collation.plainKeyLimit(text.count))
                let length = bytes.withUnsafeMutableBufferPointer { target in target.baseAddress.flatMap { Collation.writePlainKey(utf8: text, to: $0 + used) } }
                if let length {
                    used += length
                } else {
                    key.removeAll(keepingCapacity: true)
                    Collation.appendSortKey(utf8: text, to: &key)
                    reserve(used + key.count)
                    for (index, byte) in key.enumerated() { bytes[used + index] = byte }
                    used += key.count
                }
                rows.append(Int32(truncatingIfNeeded: row))
                ends.append(used)
            }
        }

        /// Eight bytes more than asked for, so that a word may be read at the end of the last key.
        private mutating func reserve(_ count: Int) {
            if bytes.count < count + 8 { bytes.append(contentsOf: repeatElement(0, count: max(count + 8 - bytes.count, bytes.count / 2, 4_096))) }
        }

        @inline(__always)
        func length(_ key: Int) -> Int { ends[key] &- (key == 0 ? 0 : ends[key &- 1]) }

        /// Eight bytes of the key in the order in which they compare; zeros past its end, which are below every byte of a key.
        @inline(__always)
        func word(_ key: Int, _ depth: Int) -> UInt64 {
            let start = (key == 0 ? 0 : ends[key &- 1]) &+ 8 &* depth
            let left = ends[key] &- start
            if left <= 0 { return 0 }
            let word = bytes.withUnsafeBytes { UInt64(bigEndian: $0.loadUnaligned(fromByteOffset: start, as: UInt64.self)) }
            return left >= 8 ? word : word & (UInt64.max &<< UInt64(truncatingIfNeeded: 64 &- 8 &* left))
        }
    }
}
