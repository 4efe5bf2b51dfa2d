import Characters

/// The places of texts in Vietnamese order: 0 for the first, the same number for equal texts.
///
/// The collation keys of all texts are written into blocks and the rows sorted by eight bytes of their keys at a time, going on
/// only within rows that tie. No key is compared with another and none is an object of its own. O(bytes of the keys that have to be
/// looked at), which for codes with a common beginning is a few words a row.
package enum CollationRanks {
    /// - Returns: one number a row; 0 under missing rows.
    package static func ranks(of texts: TextColumn, _ parallelism: Parallelism = .single) -> [UInt32] {
        let keys = CollationKeys(texts, parallelism)
        var result = [UInt32](repeating: 0, count: texts.count)
        if keys.count == 0 { return result }
        // Until the end entries name keys, not rows.
        let sort = WordSort(count: keys.count, by: keys, parallelism: parallelism, marksTies: true)
        sort.sort()
        var rank: UInt32 = 0
        for place in 0..<keys.count {
            if place > 0, !sort.isTied(place) { rank &+= 1 }
            result[keys.row(Int(sort.entries[place].row))] = rank
        }
        return result
    }
}

/// The collation keys of the texts that are there, and the words by which they sort.
private final class CollationKeys: SortWords, @unchecked Sendable {
    let count: Int
    /// The row of each key; `nil` where every row has one.
    private let rows: [Int32]?
    private let starts: UnsafeMutablePointer<UnsafePointer<UInt8>>
    private let lengths: UnsafeMutablePointer<Int32>
    /// Where the keys lie, a block a thread.
    private let blocks: SharedResults<[UnsafeMutablePointer<UInt8>]>

    init(_ texts: TextColumn, _ parallelism: Parallelism) {
        let rows = texts.validity?.unlessFull?.trueRows()
        let count = rows?.count ?? texts.count
        self.rows = rows
        self.count = count
        starts = .allocate(capacity: count)
        lengths = .allocate(capacity: count)
        let parts = parallelism.parts(of: count)
        blocks = SharedResults(repeating: [], count: parts)
        Parallelism.run(parts) { [self] part in blocks[part] = write(Parallelism.part(part, of: parts, count), of: texts) }
    }

    deinit {
        for block in blocks.values.joined() { block.deallocate() }
        starts.deallocate()
        lengths.deallocate()
    }

    func row(_ key: Int) -> Int { rows.map { Int($0[key]) } ?? key }

    private static let blockSize = 1 << 18

    /// Writes the keys of a stretch.
    /// - Returns: the blocks in which they lie.
    private func write(_ keys: Range<Int>, of texts: TextColumn) -> [UnsafeMutablePointer<UInt8>] {
        var blocks: [UnsafeMutablePointer<UInt8>] = []
        var (used, size) = (0, 0)
        /// Eight bytes more than asked for, so that a word may be read at the end of the last key.
        func room(_ count: Int) -> UnsafeMutablePointer<UInt8> {
            if blocks.isEmpty || used + count + 8 > size {
                size = max(Self.blockSize, count + 8)
                used = 0
                let block = UnsafeMutablePointer<UInt8>.allocate(capacity: size)
                block.initialize(repeating: 0, count: size)
                blocks.append(block)
            }
            return blocks[blocks.count - 1] + used
        }
        var long: [UInt8] = []
        for key in keys {
            let text = texts[row(key)]
            var target = room(Collation.plainKeyLimit(text.count))
            let length: Int
            if let plain = Collation.writePlainKey(utf8: text, to: target) {
                length = plain
            } else {
                long.removeAll(keepingCapacity: true)
                Collation.appendSortKey(utf8: text, to: &long)
                target = room(long.count)
                target.update(from: long, count: long.count)
                length = long.count
            }
            (starts + key).initialize(to: UnsafePointer(target))
            (lengths + key).initialize(to: Int32(truncatingIfNeeded: length))
            used += length
        }
        return blocks
    }

    func write(_ number: Int, to entries: UnsafeMutablePointer<SortEntry>, _ count: Int) {
        for index in 0..<count { entries[index].key = word(Int(entries[index].row), number) }
    }

    func goOn(after words: Int, _ entries: UnsafePointer<SortEntry>, _ count: Int) -> Bool {
        for index in 0..<count where Int(lengths[Int(entries[index].row)]) > 8 &* words { return true }
        return false
    }

    /// Eight bytes of the key in the order in which they compare; zeros past its end, which are below every byte of a key.
    @inline(__always)
    private func word(_ key: Int, _ number: Int) -> UInt64 {
        let left = Int(lengths[key]) &- 8 &* number
        if left <= 0 { return 0 }
        let word = UInt64(bigEndian: UnsafeRawPointer(starts[key]).loadUnaligned(fromByteOffset: 8 &* number, as: UInt64.self))
        return left >= 8 ? word : word & (UInt64.max &<< UInt64(truncatingIfNeeded: 64 &- 8 &* left))
    }
}
