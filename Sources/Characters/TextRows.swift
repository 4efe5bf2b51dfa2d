/// Texts that lie one behind the other in one block: what a column of text holds, without the column.
///
/// Searching the block once is several times faster than searching each text, because most texts are short. Valid while the memory
/// behind it lives.
@usableFromInline
package struct TextRows {
    @usableFromInline
    package let bytes: UnsafePointer<UInt8>
    /// One more than there are texts; text i is `bytes[offsets[i] ..< offsets[i + 1]]`.
    @usableFromInline
    package let offsets: UnsafeBufferPointer<Int32>

    package init(bytes: UnsafePointer<UInt8>, offsets: UnsafeBufferPointer<Int32>) {
        precondition(!offsets.isEmpty, "even no texts have one offset")
        self.bytes = bytes
        self.offsets = offsets
    }

    @inlinable
    package var count: Int { offsets.count - 1 }

    @inlinable
    package subscript(_ row: Int) -> UnsafeBufferPointer<UInt8> {
        let start = Int(offsets[row])
        return UnsafeBufferPointer(start: bytes + start, count: Int(offsets[row &+ 1]) &- start)
    }

    /// Where the first text starts and the last one ends.
    package var extent: Range<Int> { Int(offsets[0])..<Int(offsets[offsets.count - 1]) }

    /// Calls `body` with each row whose bit is set, and keeps the bit where the answer is true.
    @inlinable
    @inline(__always)
    package static func filterMarks(_ marks: UnsafeMutablePointer<UInt64>, count: Int, _ body: (Int) -> Bool) {
        for index in 0..<(count + 63) / 64 {
            var candidates = marks[index]
            while candidates != 0 {
                let bit = candidates & (0 &- candidates)
                if !body(index &* 64 &+ candidates.trailingZeroBitCount) { marks[index] &= ~bit }
                candidates &= candidates &- 1
            }
        }
    }

    /// Sets the bits of all rows.
    package static func markAll(_ marks: UnsafeMutablePointer<UInt64>, count: Int) {
        for index in 0..<count / 64 { marks[index] = ~0 }
        if count % 64 != 0 { marks[count / 64] = 1 << UInt64(count % 64) - 1 }
    }
}
