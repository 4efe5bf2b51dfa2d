/// A run of fixed-width values inside a buffer.
///
/// A slice shares the buffer. Reading one is a load without a bounds check in release builds,
/// so loops must take their limits from `count`.
@usableFromInline
package struct Values<Element: BitwiseCopyable & Sendable>: @unchecked Sendable {
    @usableFromInline
    package let buffer: Buffer
    /// The first value; valid while `buffer` lives.
    @usableFromInline
    package let pointer: UnsafeMutablePointer<Element>
    @usableFromInline
    package let count: Int

    /// Values that are not defined yet: write each through `pointer` before handing them on.
    @inlinable
    package init(uninitialized count: Int) {
        self.buffer = Buffer(byteCount: count * MemoryLayout<Element>.stride)
        self.pointer = buffer.base.assumingMemoryBound(to: Element.self)
        self.count = count
    }

    @inlinable
    package init(repeating value: Element, count: Int) {
        self.init(uninitialized: count)
        pointer.initialize(repeating: value, count: count)
    }

    @inlinable
    package init(_ elements: [Element]) {
        self.init(uninitialized: elements.count)
        elements.withUnsafeBufferPointer { source in
            if let base = source.baseAddress { pointer.initialize(from: base, count: source.count) }
        }
    }

    /// Values that lie in memory already, `byteOffset` bytes from the start of `buffer`.
    @inlinable
    package init(buffer: Buffer, byteOffset: Int, count: Int) {
        self.buffer = buffer
        self.pointer = (buffer.base + byteOffset).assumingMemoryBound(to: Element.self)
        self.count = count
    }

    @usableFromInline
    init(buffer: Buffer, pointer: UnsafeMutablePointer<Element>, count: Int) {
        self.buffer = buffer
        self.pointer = pointer
        self.count = count
    }

    @inlinable
    package subscript(_ index: Int) -> Element {
        assert(index >= 0 && index < count)
        return pointer[index]
    }

    /// All of them as plain memory, which lives as long as `body` runs.
    @inlinable
    package func withUnsafeBufferPointer<Result>(_ body: (UnsafeBufferPointer<Element>) throws -> Result) rethrows -> Result {
        try withExtendedLifetime(buffer) { try body(UnsafeBufferPointer(start: pointer, count: count)) }
    }

    /// The values of `range`, sharing this memory. O(1).
    @inlinable
    package func slice(_ range: Range<Int>) -> Values {
        precondition(range.lowerBound >= 0 && range.upperBound <= count)
        return Values(buffer: buffer, pointer: pointer + range.lowerBound, count: range.count)
    }
}

extension Values<Int32> {
    /// The same memory read without a sign. O(1).
    var bitPatterns: Values<UInt32> { Values<UInt32>(buffer: buffer, pointer: UnsafeMutableRawPointer(pointer).assumingMemoryBound(to: UInt32.self), count: count) }
}

extension Values<Int64> {
    /// The same memory read without a sign. O(1).
    var bitPatterns: Values<UInt64> { Values<UInt64>(buffer: buffer, pointer: UnsafeMutableRawPointer(pointer).assumingMemoryBound(to: UInt64.self), count: count) }

    /// So many bits, the sign among them, hold each of the values, so that whoever knows that results fit need not look at each of them. O(values).
    package var bitWidth: Int {
        var union: Int64 = 0
        for row in 0..<count { union |= pointer[row] }
        return bitWidth(union: union)
    }

    /// So many bits, the sign among them, hold each of the values, so that whoever knows that results fit need not look at each of them.
    ///
    /// - Parameter union: all the values or-ed together, which costs nothing in a loop that does something else with them. Where none of
    ///   them is negative it tells all; else they are looked at once more.
    package func bitWidth(union: Int64) -> Int {
        if union >= 0 { return Int64.bitWidth + 1 - union.leadingZeroBitCount }
        var differing: UInt64 = 0
        for row in 0..<count {
            let word = UInt64(bitPattern: pointer[row])
            // The highest bit that differs from the one below it.
            differing |= word ^ (word &<< 1)
        }
        return 64 - differing.leadingZeroBitCount
    }
}
