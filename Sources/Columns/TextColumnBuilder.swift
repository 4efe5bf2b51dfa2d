/// Text written value by value into the memory that the finished column owns.
@usableFromInline
package struct TextColumnBuilder: ~Copyable {
    @usableFromInline var offsets: NumberColumnBuilder<Int32>
    @usableFromInline var bytes: Values<UInt8>
    @usableFromInline var used = 0
    @usableFromInline var validity = ValidityBuilder()

    package init(capacity: Int = Batch.capacity, byteCapacity: Int = 16 * Batch.capacity) {
        offsets = NumberColumnBuilder(capacity: capacity + 1)
        bytes = Values(uninitialized: max(byteCapacity, 64))
        offsets.append(0)
    }

    @inlinable
    package var count: Int { offsets.count &- 1 }
    /// Bytes so far: a caller that may reach 2 GiB finishes before.
    @inlinable
    package var byteCount: Int { used }

    @inlinable
    package mutating func append(_ value: UnsafeBufferPointer<UInt8>) {
        if used &+ value.count > bytes.count { grow(by: value.count) }
        if let base = value.baseAddress { (bytes.pointer + used).update(from: base, count: value.count) }
        used &+= value.count
        offsets.append(Int32(truncatingIfNeeded: used))
    }

    /// All rows of a column; which of them are missing is for the caller to know. O(bytes).
    mutating func append(_ column: TextColumn) {
        let bytes = column.bytesOfRows
        // One behind the other, whatever lies under missing rows: so the offsets move all by as much.
        let shift = Int32(truncatingIfNeeded: used &- bytes.lowerBound)
        if used &+ bytes.count > self.bytes.count { grow(by: bytes.count) }
        (self.bytes.pointer + used).update(from: column.bytes.pointer + bytes.lowerBound, count: bytes.count)
        used &+= bytes.count
        for row in 0..<column.count { offsets.append(column.offsets[row &+ 1] &+ shift) }
    }

    package mutating func append(_ value: String) {
        var value = value
        value.withUTF8 { append($0) }
    }

    @inlinable
    package mutating func appendMissing() {
        validity.markMissing(count)
        offsets.append(Int32(truncatingIfNeeded: used))
    }

    @usableFromInline
    mutating func grow(by more: Int) {
        precondition(used + more <= Int(Int32.max), "a text column holds less than 2 GiB")
        let larger = Values<UInt8>(uninitialized: min(max(bytes.count * 2, used + more), Int(Int32.max)))
        larger.pointer.update(from: bytes.pointer, count: used)
        bytes = larger
    }

    /// The finished `.text` column. Starts anew.
    package mutating func finish() -> Column { .text(finishText()) }

    package mutating func finishText() -> TextColumn {
        let rows = count
        let result = TextColumn(offsets: offsets.finishNumbers().values, bytes: bytes.slice(0..<used), validity: validity.finish(count: rows))
        // The next texts are likely as long and seldom exactly so; to find out by growing would take twice the memory.
        bytes = Values(uninitialized: min(used + used / 32 + 64, Int(Int32.max)))
        used = 0
        offsets.append(0)
        return result
    }
}
