import Semantics

/// Fixed-point numbers of any scale, brought to the largest scale that occurs, in the small form as long as 18 digits hold them.
package struct DecimalColumnBuilder: ~Copyable {
    private var small: NumberColumnBuilder<Int64>
    /// Used instead of `small` once a mantissa did not fit.
    private var large: [Int128] = []
    private var isLarge = false
    private var largeValidity = ValidityBuilder()
    /// Digits after the point of every row so far.
    package private(set) var scale: Int

    /// - Parameter scale: the least scale of the finished column.
    package init(scale: Int = 0, capacity: Int = Batch.capacity) {
        self.scale = scale
        small = NumberColumnBuilder(capacity: capacity)
    }

    package var count: Int { isLarge ? large.count : small.count }

    /// Appends mantissa ÷ 10^scale.
    ///
    /// - Returns: whether it could: false, with nothing appended, when it and the rows before it need more than 38 digits
    ///   at a common scale. O(1); O(rows) when the scale grows.
    @discardableResult
    package mutating func append(_ mantissa: Int128, scale valueScale: Int) -> Bool {
        if valueScale == scale, !isLarge, DecimalColumn.isShort(mantissa) {
            small.append(Int64(truncatingIfNeeded: mantissa))
            return true
        }
        if valueScale > scale, !rescale(to: valueScale) { return false }
        guard let factor = Decimal.powerOfTen(scale - valueScale) else { return false }
        let (scaled, overflow) = mantissa.multipliedReportingOverflow(by: factor)
        if overflow || scaled.magnitude >= DecimalColumn.magnitudeLimit { return false }
        if !isLarge {
            if DecimalColumn.isShort(scaled) {
                small.append(Int64(truncatingIfNeeded: scaled))
                return true
            }
            widen()
        }
        large.append(scaled)
        return true
    }

    @discardableResult
    package mutating func append(_ value: Decimal) -> Bool { append(value.mantissa, scale: value.scale) }

    package mutating func appendMissing() {
        if isLarge {
            largeValidity.markMissing(large.count)
            large.append(0)
        } else {
            small.appendMissing()
        }
    }

    /// The finished `.decimal` column. Starts anew, at the scale reached.
    package mutating func finish() -> Column {
        if !isLarge {
            let numbers = small.finishNumbers()
            return .decimal(DecimalColumn(mantissas: .small(numbers.values), scale: scale, validity: numbers.validity))
        }
        let result = DecimalColumn(mantissas: .large(Values(large)), scale: scale, validity: largeValidity.finish(count: large.count))
        large.removeAll(keepingCapacity: true)
        isLarge = false
        return .decimal(result)
    }

    private mutating func widen() {
        let numbers = small.finishNumbers()
        large = (0..<numbers.values.count).map { Int128(numbers.values[$0]) }
        if let validity = numbers.validity {
            for row in 0..<validity.count where !validity[row] { largeValidity.markMissing(row) }
        }
        isLarge = true
    }

    private mutating func rescale(to newScale: Int) -> Bool {
        guard count > 0 else {
            scale = newScale
            return newScale <= 38
        }
        guard let factor = Decimal.powerOfTen(newScale - scale) else { return false }
        if !isLarge { widen() }
        var rescaled: [Int128] = []
        rescaled.reserveCapacity(large.count)
        for value in large {
            let (product, overflow) = value.multipliedReportingOverflow(by: factor)
            if overflow || product.magnitude >= DecimalColumn.magnitudeLimit { return false }
            rescaled.append(product)
        }
        large = rescaled
        scale = newScale
        narrow()
        return true
    }

    /// Back to the small form when every mantissa fits.
    private mutating func narrow() {
        guard large.allSatisfy(DecimalColumn.isShort) else { return }
        let validity = largeValidity.finish(count: large.count)
        for (row, value) in large.enumerated() {
            if validity.map({ $0[row] }) ?? true { small.append(Int64(truncatingIfNeeded: value)) } else { small.appendMissing() }
        }
        large.removeAll(keepingCapacity: true)
        isLarge = false
    }
}

extension DecimalColumn {
    /// One more than the largest mantissa: 38 digits.
    package static let magnitudeLimit: UInt128 = 100_000_000_000_000_000_000_000_000_000_000_000_000

    /// At most 18 digits, so that the small form may hold it.
    package static func isShort(_ mantissa: Int128) -> Bool { mantissa.magnitude < 1_000_000_000_000_000_000 }
}
