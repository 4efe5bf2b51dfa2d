/// Fixed-width values written one after the other into the memory that the finished column owns.
///
///     var days = NumberColumnBuilder<Int32>()
///     days.append(17_897)
///     days.appendMissing()
///     let column = days.finish()   // .date: 17897, missing
///
/// Not copyable, since two copies would write into one buffer; inlinable, since readers append once a cell.
@usableFromInline
package struct NumberColumnBuilder<Element: BitwiseCopyable & Sendable>: ~Copyable {
    @usableFromInline var values: Values<Element>
    @usableFromInline var validity = ValidityBuilder()
    @usableFromInline var used = 0
    /// Room for the first rows of a column: as many as the one before had.
    private var expected: Int

    package init(capacity: Int = Batch.capacity) {
        expected = max(capacity, 1)
        values = Values(uninitialized: 0)
    }

    @inlinable
    package var count: Int { used }

    @inlinable
    package mutating func append(_ value: Element) {
        if used == values.count { grow() }
        values.pointer[used] = value
        used &+= 1
    }

    /// A missing row; zero bytes lie under it.
    @inlinable
    package mutating func appendMissing() {
        if used == values.count { grow() }
        UnsafeMutableRawPointer(values.pointer + used).initializeMemory(as: UInt8.self, repeating: 0, count: MemoryLayout<Element>.size)
        validity.markMissing(used)
        used &+= 1
    }

    /// Appends what is written to the place for some values.
    /// - Parameter write: says how many it has written.
    /// - Returns: the same.
    package mutating func append(upTo most: Int, _ write: (UnsafeMutablePointer<Element>) -> Int) -> Int {
        while values.count - used < most { grow() }
        let written = write(values.pointer + used)
        used += written
        return written
    }

    @usableFromInline
    mutating func grow() {
        let larger = Values<Element>(uninitialized: max(values.count * 2, expected))
        larger.pointer.update(from: values.pointer, count: used)
        values = larger
    }

    /// What was appended, as values and validity. Starts anew.
    package mutating func finishNumbers() -> NumberColumn<Element> {
        let result = NumberColumn(values: values.slice(0..<used), validity: validity.finish(count: used))
        expected = max(expected, used)
        values = Values(uninitialized: 0)
        used = 0
        return result
    }
}

extension NumberColumnBuilder where Element == Int64 {
    /// The finished `.int` column. Starts anew.
    package mutating func finish() -> Column { .int(finishNumbers()) }
}

extension NumberColumnBuilder where Element == Int32 {
    /// The finished `.date` column. Starts anew.
    package mutating func finish() -> Column { .date(finishNumbers()) }
}

extension NumberColumnBuilder where Element == Double {
    /// The finished `.float` column. Starts anew.
    package mutating func finish() -> Column { .float(finishNumbers()) }
}
