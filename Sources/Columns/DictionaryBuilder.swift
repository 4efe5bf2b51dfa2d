/// Gives each distinct run of bytes a code, counting from 0 in order of first appearance.
///
/// A struct with arrays rather than a class: in a loop over rows a class would pay an access check at every step.
package struct DictionaryBuilder: Sendable {
    private var table: ProbeTable
    private var offsets: [Int32] = [0]
    private var bytes: [UInt8] = []
    /// The values once more, while all of them are short: to compare two words in one place takes three quarters of the time of finding bytes
    /// by their offset and comparing them (measured). `nil` once a longer one has come.
    private var shortKeys: [ShortKey]? = []
    private let expected: Int
    /// The first ones may be longer than the others.
    private static let mostReserved = 1 << 25

    package init() { self.init(expecting: 0) }

    /// - Parameter expected: values for which there is room from the start.
    init(expecting expected: Int) {
        self.expected = expected
        table = ProbeTable(expecting: expected)
        offsets.reserveCapacity(expected + 1)
    }

    /// Distinct values so far.
    package var count: Int { offsets.count - 1 }
    /// Bytes that they hold.
    package var byteCount: Int { bytes.count }

    /// The code of these bytes, a new one if they have not occurred. O(length).
    package mutating func code(_ value: UnsafeBufferPointer<UInt8>) -> UInt32 {
        let hash = Hashing.hash(value)
        let known = number(of: value, hash)
        if known >= 0 { return UInt32(truncatingIfNeeded: known) }
        table.add(hash: hash)
        append(value)
        return UInt32(truncatingIfNeeded: count &- 1)
    }

    /// The code of these bytes, or `nil` if they have not occurred. O(length).
    package func find(_ value: UnsafeBufferPointer<UInt8>) -> UInt32? {
        let known = number(of: value, Hashing.hash(value))
        return known < 0 ? nil : UInt32(truncatingIfNeeded: known)
    }

    /// −1 where they have not occurred.
    @inline(__always)
    private func number(of value: UnsafeBufferPointer<UInt8>, _ hash: UInt64) -> Int {
        if let shortKeys {
            guard let key = ShortKey(value) else { return -1 }
            return table.find(hash: hash) { shortKeys[$0] == key }
        }
        return table.find(hash: hash) { Self.isEqual(value, $0, offsets, bytes) }
    }

    /// The codes of the texts that are present, in one go.
    ///
    /// - Parameters:
    ///   - codes: as many as the column has rows.
    ///   - newRows: gets the rows whose text had not occurred.
    mutating func codes(_ texts: TextColumn, _ rows: Range<Int>, into codes: UnsafeMutablePointer<Int32>, _ newRows: inout [Int32]) {
        // The texts of new rows are copied when all are known: one by one it would take longer than to find them.
        let firstNew = newRows.count
        if let validity = texts.validity {
            assign(texts, rows, { !validity[$0] }, into: codes, &newRows)
        } else {
            assign(texts, rows, { _ in false }, into: codes, &newRows)
        }
        append(texts, newRows[firstNew...])
    }

    @inline(__always)
    private mutating func assign(_ texts: TextColumn, _ rows: Range<Int>, _ skips: (Int) -> Bool, into codes: UnsafeMutablePointer<Int32>, _ newRows: inout [Int32]) {
        // Out of this struct for as long as the table, its neighbour, is written.
        var table = table
        self.table = ProbeTable()
        defer { self.table = table }
        if shortKeys != nil {
            assignShort(texts, rows, skips, &table, into: codes, &newRows)
            return
        }
        let (offsets, bytes, known, firstNew) = (offsets, bytes, count, newRows.count)
        table.assign(rows, into: codes, skips: skips, steps: 2) { Hashing.hash(texts[$0]) } approach: {
            if $0 < known { Self.approach($0, $1, offsets, bytes) }
        } isEqual: { row, code in
            code < known ? Self.isEqual(texts[row], code, offsets, bytes) : Hashing.isEqual(texts[row], texts[Int(newRows[firstNew &+ code &- known])])
        } insert: {
            newRows.append(Int32(truncatingIfNeeded: $0))
        }
    }

    /// While all values are short. A longer text among these rows is only compared with new ones, since none of the others is as long.
    @inline(__always)
    private mutating func assignShort(
        _ texts: TextColumn, _ rows: Range<Int>, _ skips: (Int) -> Bool, _ table: inout ProbeTable, into codes: UnsafeMutablePointer<Int32>, _ newRows: inout [Int32]
    ) {
        var keys = shortKeys ?? []
        shortKeys = nil
        let (known, firstNew) = (count, newRows.count)
        var hasLong = false
        table.assign(rows, into: codes, skips: skips, steps: 1) { Hashing.hash(texts[$0]) } approach: { code, _ in
            keys.bringNear(code)
        } isEqual: { row, code in
            if let key = ShortKey(texts[row]) { return keys[code] == key }
            return code >= known && Hashing.isEqual(texts[row], texts[Int(newRows[firstNew &+ code &- known])])
        } insert: {
            newRows.append(Int32(truncatingIfNeeded: $0))
            if let key = ShortKey(texts[$0]) {
                keys.append(key)
            } else {
                keys.append(.longer)
                hasLong = true
            }
        }
        shortKeys = hasLong ? nil : keys
    }

    /// Takes in texts that have not occurred and that the table knows already.
    private mutating func append(_ texts: TextColumn, _ rows: ArraySlice<Int32>) {
        let start = bytes.count
        var end = start
        let ends = rows.map { row in
            end += Int(texts.offsets[Int(row) + 1] - texts.offsets[Int(row)])
            return Int32(truncatingIfNeeded: end)
        }
        precondition(end <= Int(Int32.max), "a dictionary holds less than 2 GiB of text")
        // Those that are expected are about as long as the first ones.
        if start == 0, rows.count < expected { bytes.reserveCapacity(min(end / max(1, rows.count) * expected, Self.mostReserved)) }
        offsets.append(contentsOf: ends)
        bytes.append(contentsOf: repeatElement(0, count: end - start))
        bytes.withUnsafeMutableBufferPointer { bytes in
            guard var target = bytes.baseAddress.map({ $0 + start }) else { return }
            for row in rows {
                let (from, to) = (Int(texts.offsets[Int(row)]), Int(texts.offsets[Int(row) + 1]))
                TextBytes.copy(texts.bytes.pointer + from, to: target, count: to - from)
                target += to - from
            }
        }
    }

    /// The codes of the texts, −1 for those that have not occurred or are missing.
    func find(_ texts: TextColumn, into codes: UnsafeMutablePointer<Int32>) {
        if let validity = texts.validity { find(texts, { !validity[$0] }, into: codes) } else { find(texts, { _ in false }, into: codes) }
    }

    @inline(__always)
    private func find(_ texts: TextColumn, _ skips: (Int) -> Bool, into codes: UnsafeMutablePointer<Int32>) {
        if let shortKeys {
            table.find(0..<texts.count, into: codes, skips: skips, steps: 1) { Hashing.hash(texts[$0]) } approach: { code, _ in
                shortKeys.bringNear(code)
            } isEqual: { row, code in
                ShortKey(texts[row]).map { shortKeys[code] == $0 } ?? false
            }
            return
        }
        table.find(0..<texts.count, into: codes, skips: skips, steps: 2) { Hashing.hash(texts[$0]) } approach: { Self.approach($0, $1, offsets, bytes) } isEqual: {
            Self.isEqual(texts[$0], $1, offsets, bytes)
        }
    }

    package mutating func code(_ value: String) -> UInt32 {
        var value = value
        return value.withUTF8 { code($0) }
    }

    /// The values so far, sealed; later codes are not in it. O(bytes).
    package func finish(isOrdered: Bool = false) -> TextDictionary {
        TextDictionary(values: texts, isOrdered: isOrdered)
    }

    /// The values so far as a column, in the order of their codes. O(bytes).
    var texts: TextColumn { TextColumn(offsets: Values(offsets), bytes: Values(bytes)) }

    private mutating func append(_ value: UnsafeBufferPointer<UInt8>) {
        if shortKeys != nil { if let key = ShortKey(value) { shortKeys?.append(key) } else { shortKeys = nil } }
        bytes.append(contentsOf: value)
        precondition(bytes.count <= Int(Int32.max), "a dictionary holds less than 2 GiB of text")
        offsets.append(Int32(truncatingIfNeeded: bytes.count))
    }

    /// Asks for the memory of a value: first of where it lies, then of its beginning.
    @inline(__always)
    private static func approach(_ code: Int, _ step: Int, _ offsets: [Int32], _ bytes: [UInt8]) {
        if step == 0 { return offsets.bringNear(code) }
        // A text of some length lies in two lines of the cache as often as in one.
        bytes.bringNear(Int(offsets[code]))
        bytes.bringNear(Int(offsets[code &+ 1]))
    }

    @inline(__always)
    private static func isEqual(_ value: UnsafeBufferPointer<UInt8>, _ code: Int, _ offsets: [Int32], _ bytes: [UInt8]) -> Bool {
        let start = Int(offsets[code])
        guard Int(offsets[code &+ 1]) &- start == value.count else { return false }
        guard let base = value.baseAddress else { return true }
        return bytes.withUnsafeBytes { stored in
            guard let known = stored.baseAddress else { return true }
            return Hashing.isEqual(known + start, UnsafeRawPointer(base), count: value.count)
        }
    }
}
