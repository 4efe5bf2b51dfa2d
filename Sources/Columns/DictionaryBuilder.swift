import CPrefetch

/// Gives each distinct run of bytes a code, counting from 0 in order of first appearance.
///
/// A struct with arrays rather than a class: in a loop over rows a class would pay an access check at every step.
package struct DictionaryBuilder: Sendable {
    private var table: ProbeTable
    private var offsets: [Int32] = [0]
    private var bytes: [UInt8] = []

    package init() { self.init(expecting: 0) }

    /// - Parameter expected: values for which there is room from the start.
    init(expecting expected: Int) {
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
        let known = table.find(hash: hash) { holds(value, at: $0) }
        if known >= 0 { return UInt32(truncatingIfNeeded: known) }
        table.add(hash: hash)
        append(value)
        return UInt32(truncatingIfNeeded: count &- 1)
    }

    /// The code of these bytes, or `nil` if they have not occurred. O(length).
    package func find(_ value: UnsafeBufferPointer<UInt8>) -> UInt32? {
        let known = table.find(hash: Hashing.hash(value)) { holds(value, at: $0) }
        return known < 0 ? nil : UInt32(truncatingIfNeeded: known)
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
        let (offsets, bytes, known, firstNew) = (offsets, bytes, count, newRows.count)
        table.assign(rows, into: codes, skips: skips, steps: 2) { Hashing.hash(texts[$0]) } approach: {
            if $0 < known { Self.approach($0, $1, offsets, bytes) }
        } isEqual: { row, code in
            code < known ? Self.isEqual(texts[row], code, offsets, bytes) : Self.isEqual(texts[row], texts[Int(newRows[firstNew &+ code &- known])])
        } insert: {
            newRows.append(Int32(truncatingIfNeeded: $0))
        }
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
        bytes.append(contentsOf: value)
        precondition(bytes.count <= Int(Int32.max), "a dictionary holds less than 2 GiB of text")
        offsets.append(Int32(truncatingIfNeeded: bytes.count))
    }

    /// Asks for the memory of a value: first of where it lies, then of its beginning.
    @inline(__always)
    private static func approach(_ code: Int, _ step: Int, _ offsets: [Int32], _ bytes: [UInt8]) {
        offsets.withUnsafeBufferPointer { offsets in
            guard let base = offsets.baseAddress else { return }
            if step == 0 { prefetch(base + code) } else { bytes.withUnsafeBufferPointer { bytes in if let first = bytes.baseAddress { prefetch(first + Int(base[code])) } } }
        }
    }

    @inline(__always)
    private func holds(_ value: UnsafeBufferPointer<UInt8>, at code: Int) -> Bool { Self.isEqual(value, code, offsets, bytes) }

    @inline(__always)
    private static func isEqual(_ lhs: UnsafeBufferPointer<UInt8>, _ rhs: UnsafeBufferPointer<UInt8>) -> Bool {
        guard lhs.count == rhs.count else { return false }
        guard let left = lhs.baseAddress, let right = rhs.baseAddress else { return true }
        return Hashing.isEqual(left, right, count: lhs.count)
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
