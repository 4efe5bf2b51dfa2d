import CPrefetch

/// The rows of a column of whole numbers or days that lie close together: what a join asks of its right side.
///
/// An array from the least number to the greatest names the first row of each, and the rows after it are chained. So nothing is hashed and
/// nothing compared, and several threads can make it, each a region of the array.
package struct NumberRowIndex: Sendable {
    /// The first row of each number.
    let firstRows: NumberArray
    /// The next row with the same number, −1 after the last; none where no number stands twice.
    package let nextRows: Values<Int32>
    /// Whether no number stands twice.
    package let isUnique: Bool
    /// The first row without a number, −1 for none.
    package let firstMissing: Int32

    /// `nil` for columns of anything else, and for numbers that lie too far apart. O(rows), by several threads.
    /// - Parameter isStopped: whether nobody wants it any more; rows may be lacking then.
    package init?(_ column: Column, _ parallelism: Parallelism, isStopped: @escaping @Sendable () -> Bool = { false }) {
        switch column {
        case .int(let numbers): self.init(numbers, ZoneBounds(numbers.values, numbers.validity), parallelism, isStopped)
        case .date(let days): self.init(days, ZoneBounds(days.values, days.validity), parallelism, isStopped)
        default: return nil
        }
    }

    private init?<Number: FixedWidthInteger>(_ column: NumberColumn<Number>, _ bounds: ZoneBounds, _ parallelism: Parallelism, _ isStopped: @escaping @Sendable () -> Bool) {
        let count = column.values.count
        let (range, isTooWide) = bounds.greatest.subtractingReportingOverflow(bounds.least)
        if bounds == .none || isTooWide || !WordIndex.isWorthArray(range, count) { return nil }
        let low = bounds.least
        firstMissing = column.validity?.firstClear.map { Int32(truncatingIfNeeded: $0) } ?? -1
        let size = Int(range) + 1
        let firstRows = Values<Int32>(uninitialized: size)
        self.firstRows = NumberArray(entries: firstRows, low: low)
        let parts = parallelism.parts(of: count)
        // Most keys stand once, and need no chains: whether they do shows on the way.
        let none = Values<Int32>(uninitialized: 0)
        let single = Filling(column: column, low: low, firstRows: firstRows, nextRows: nil, isStopped: isStopped)
        isUnique = single.fill(parts)
        if isUnique {
            nextRows = none
            return
        }
        nextRows = Values(repeating: -1, count: count)
        _ = Filling(column: column, low: low, firstRows: firstRows, nextRows: nextRows, isStopped: isStopped).fill(parts)
    }

    /// The regions of the array by several threads, each of which writes its places and the chains of its rows.
    private struct Filling<Number: FixedWidthInteger & BitwiseCopyable & Sendable>: Sendable {
        let column: NumberColumn<Number>
        let low: Int64
        let firstRows: Values<Int32>
        /// `nil` to give up at the first number that stands twice.
        let nextRows: Values<Int32>?
        let isStopped: @Sendable () -> Bool

        /// - Returns: whether it has come to its end.
        func fill(_ parts: Int) -> Bool {
            let isDone = SharedResults(repeating: false, count: parts)
            Parallelism.run(parts) { isDone[$0] = fill(Parallelism.part($0, of: parts, firstRows.count)) }
            return isDone.values.allSatisfy { $0 }
        }

        /// From the last row to the first, so that a place names the first row of its number, and each row leads to the one after it.
        private func fill(_ region: Range<Int>) -> Bool {
            (firstRows.pointer + region.lowerBound).initialize(repeating: -1, count: region.count)
            var isDone = true
            let (validity, values) = (column.validity, column.values)
            RegionRows.forEach(of: values.count, in: region, isStopped: isStopped) { Int(truncatingIfNeeded: Int64(values[$0]) &- low) } approach: {
                prefetch(firstRows.pointer + $0)
            } take: { row, place in
                if let validity, !validity[row] { return true }
                let next = firstRows[place]
                if let nextRows {
                    nextRows.pointer[row] = next
                } else if next >= 0 {
                    isDone = false
                    return false
                }
                firstRows.pointer[place] = Int32(truncatingIfNeeded: row)
                return true
            }
            return isDone
        }
    }

    /// The first row with each number, −1 for one that no row has and for a missing one. Links are found by their digits. O(rows).
    package func firstRows(of wanted: BatchColumn) -> [Int32] {
        [Int32](unsafeUninitializedCapacity: wanted.count) { rows, used in
            used = wanted.count
            if let first = rows.baseAddress { firstRows.lookUp(wanted, into: first) }
        }
    }
}
