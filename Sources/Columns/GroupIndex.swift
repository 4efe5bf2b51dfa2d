/// Numbers the distinct keys of rows, from 0 in order of first appearance, across any number of batches:
/// the table under grouping, `distinct` and hash joins.
///
///     let index = GroupIndex(keyCount: 2)
///     let groups = index.assign([units, months], count: batch.count)   // one number a row
///     index.keyColumns()                                               // one row a group
///
/// Missing equals missing here; joins, where it equals nothing, ask `find`. Keys are tuples of words (see
/// `KeyEncoder`) in one flat array, and an open-addressing table of group numbers over it. A single coded
/// column skips the table: an array from code to group for the dictionary at hand.
package final class GroupIndex {
    private let keyCount: Int
    /// Words a group: the keys and, after them, bits of the keys that are missing, 64 a word.
    private let stride: Int
    private var encoders: [KeyEncoder]
    private var tuples: [UInt64] = []
    /// Group + 1; 0 is an empty slot. A power of two, at most half full.
    private var slots = [Int32](repeating: 0, count: 128)
    private var keyChunks: [[Column]] = []
    /// The groups of the codes of the dictionary met last.
    private var codeGroups: CodeGroups?

    private struct CodeGroups {
        var dictionary: TextDictionary
        var groups: [Int32]
        var missing: Int32
    }

    /// Groups so far.
    package private(set) var count = 0

    /// - Parameter keyCount: 0 puts all rows into group 0.
    package init(keyCount: Int) {
        self.keyCount = keyCount
        stride = keyCount + max(1, (keyCount + 63) / 64)
        encoders = [KeyEncoder](repeating: KeyEncoder(), count: keyCount)
    }

    /// The group of each row; rows with new keys found new groups. O(rows), amortised.
    package func assign(_ keys: [Column], count rowCount: Int) -> [Int32] {
        precondition(keys.count == keyCount, "as many keys as at the start")
        let known = count
        var newRows: [Int32] = []
        let result: [Int32]
        if keyCount == 1, case .coded(let column) = keys[0] {
            result = assignCoded(column, &newRows)
        } else {
            let rows = encodedRows(keys, rowCount, interning: true)
            result = assignTuples(rows, rowCount, &newRows)
        }
        if count > known { remember(keys, newRows) }
        return result
    }

    /// The group of each row, −1 for keys that no group has.
    ///
    /// - Parameter missingMatches: whether a key with a missing value can be found; joins say no.
    package func find(_ keys: [Column], count rowCount: Int, missingMatches: Bool = false) -> [Int32] {
        precondition(keys.count == keyCount, "as many keys as at the start")
        let rows = encodedRows(keys, rowCount, interning: false)
        var result = [Int32](repeating: -1, count: rowCount)
        rows.withUnsafeBufferPointer { rows in
            guard let base = rows.baseAddress else { return }
            for row in 0..<rowCount {
                let tuple = base + row &* stride
                if !missingMatches, (keyCount..<stride).contains(where: { tuple[$0] != 0 }) { continue }
                result[row] = slots[slot(of: tuple)] &- 1
            }
        }
        return result
    }

    /// The keys, one row a group. O(groups).
    /// - Throws: for decimals that have no common scale.
    package func keyColumns() throws(DecimalsFarApart) -> [Column] {
        try (0..<keyCount).map { (key) throws(DecimalsFarApart) in try Column.concatenated(keyChunks.map { $0[key] }) }
    }

    /// The rows' tuples, one after the other.
    private func encodedRows(_ keys: [Column], _ rowCount: Int, interning: Bool) -> [UInt64] {
        var rows = [UInt64](repeating: 0, count: rowCount * stride)
        for (index, key) in keys.enumerated() {
            precondition(key.count == rowCount, "every key has a value for each row")
            let words = encoders[index].words(key, interning: interning)
            rows.withUnsafeMutableBufferPointer { rows in
                for row in 0..<rowCount { rows[row &* stride &+ index] = words[row] }
                guard let validity = key.validity else { return }
                for row in 0..<rowCount where !validity[row] {
                    rows[row &* stride &+ index] = 0
                    rows[row &* stride &+ keyCount &+ index &>> 6] |= 1 &<< UInt64(truncatingIfNeeded: index & 63)
                }
            }
        }
        return rows
    }

    private func assignTuples(_ rows: [UInt64], _ rowCount: Int, _ newRows: inout [Int32]) -> [Int32] {
        var result = [Int32](repeating: 0, count: rowCount)
        rows.withUnsafeBufferPointer { rows in
            guard let base = rows.baseAddress else { return }
            for row in 0..<rowCount {
                let tuple = base + row &* stride
                let slot = slot(of: tuple)
                if slots[slot] == 0 {
                    slots[slot] = Int32(count) &+ 1
                    tuples.append(contentsOf: UnsafeBufferPointer(start: tuple, count: stride))
                    result[row] = Int32(count)
                    count &+= 1
                    newRows.append(Int32(row))
                    if count &* 2 > slots.count { growSlots() }
                } else {
                    result[row] = slots[slot] &- 1
                }
            }
        }
        return result
    }

    /// The slot that holds this tuple's group, or the empty one where it belongs.
    @inline(__always)
    private func slot(of tuple: UnsafePointer<UInt64>) -> Int {
        let mask = slots.count &- 1
        var index = Int(truncatingIfNeeded: hash(tuple)) & mask
        while slots[index] != 0 {
            let start = Int(slots[index] &- 1) &* stride
            var isEqual = true
            for word in 0..<stride where tuples[start &+ word] != tuple[word] {
                isEqual = false
                break
            }
            if isEqual { break }
            index = (index &+ 1) & mask
        }
        return index
    }

    @inline(__always)
    private func hash(_ tuple: UnsafePointer<UInt64>) -> UInt64 {
        var state = tuple[keyCount]
        for word in 0..<keyCount { state = Hashing.hash(tuple[word], state) }
        return state
    }

    private func growSlots() {
        var larger = [Int32](repeating: 0, count: slots.count * 2)
        let mask = larger.count - 1
        tuples.withUnsafeBufferPointer { tuples in
            guard let base = tuples.baseAddress else { return }
            for group in 0..<count {
                var index = Int(truncatingIfNeeded: hash(base + group * stride)) & mask
                while larger[index] != 0 { index = (index &+ 1) & mask }
                larger[index] = Int32(group) + 1
            }
        }
        slots = larger
    }

    /// One load a row once every code of the dictionary has been met.
    private func assignCoded(_ column: CodedColumn, _ newRows: inout [Int32]) -> [Int32] {
        let rowCount = column.codes.count
        var cache: CodeGroups
        if let codeGroups, codeGroups.dictionary === column.dictionary {
            cache = codeGroups
        } else {
            cache = CodeGroups(dictionary: column.dictionary, groups: [Int32](repeating: -1, count: column.dictionary.count), missing: -1)
        }
        // The array must have one owner while it is written.
        codeGroups = nil
        var result = [Int32](repeating: 0, count: rowCount)
        for row in 0..<rowCount {
            let isPresent = column.validity.map { $0[row] } ?? true
            let known = isPresent ? cache.groups[Int(column.codes[row])] : cache.missing
            if known >= 0 {
                result[row] = known
                continue
            }
            let single = Column.coded(column).slice(row..<row + 1)
            var isNew: [Int32] = []
            let group = assignTuples(encodedRows([single], 1, interning: true), 1, &isNew)[0]
            if !isNew.isEmpty { newRows.append(Int32(row)) }
            if isPresent { cache.groups[Int(column.codes[row])] = group } else { cache.missing = group }
            result[row] = group
        }
        codeGroups = cache
        return result
    }

    /// Keeps the key values of new groups, in chunks that are put together when they become many.
    private func remember(_ keys: [Column], _ newRows: [Int32]) {
        keyChunks.append(keys.map { $0.gather(newRows) })
        if keyChunks.count > 256, let whole = try? keyColumns() { keyChunks = [whole] }
    }
}
