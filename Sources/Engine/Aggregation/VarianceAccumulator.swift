import Columns
import Semantics

/// `variance` and `stddev` of a sample (divided by n − 1): missing for fewer than two values.
///
/// Exact numbers through exact sums of values and squares, (n Σx² − (Σx)²) ÷ n(n − 1), where nothing cancels;
/// floats by Welford's recurrence, merged after Chan, Golub and LeVeque (1979).
final class VarianceAccumulator: Accumulator {
    private struct Moments {
        var count = 0.0
        var mean = 0.0
        var squares = 0.0

        mutating func add(_ value: Double) {
            count += 1
            let delta = value - mean
            mean += delta / count
            squares += delta * (value - mean)
        }

        mutating func add(_ other: Moments) {
            if other.count == 0 { return }
            let total = count + other.count
            let delta = other.mean - mean
            mean += delta * other.count / total
            squares += other.squares + delta * delta * count * other.count / total
            count = total
        }
    }

    private let isDeviation: Bool
    private let isFloat: Bool
    private var sums = ExactTotals()
    private var squares: [WideInteger] = []
    /// Squares of values of 32 bits that are not among `squares` yet.
    private var short = ExactTotals()
    /// Squares of values of 64 bits that are not among `squares` yet: 2^64 of the largest fit 128 bits and 64 more, so carries are rare.
    private var narrow: [UInt128] = []
    /// Digits after the point of the values whose squares have been added.
    private var scale = 0
    private var counts: [Int64] = []
    private var moments: [Moments] = []
    private(set) var skipped = 0

    init(isDeviation: Bool, isFloat: Bool) {
        self.isDeviation = isDeviation
        self.isFloat = isFloat
    }

    func resize(groups: Int) {
        counts.grow(to: groups, filling: 0)
        if isFloat {
            moments.grow(to: groups, filling: Moments())
        } else {
            sums.resize(groups)
            squares.grow(to: groups, filling: WideInteger())
            narrow.grow(to: groups, filling: 0)
            short.resize(groups)
        }
    }

    func add(_ arguments: BatchColumns, groups: [Int32], context: QueryContext) throws {
        let column = arguments[0]
        skipped += column.missingCount
        if column.isAllMissing { return }
        if isFloat {
            let numbers = column.floats
            for row in 0..<groups.count where column.isPresent(row) { moments[Int(groups[row])].add(numbers.values[row]) }
            return
        }
        try sums.add(column, groups: groups)
        if case .int(let numbers) = column, scale == 0 { return try addSquares(numbers, groups) }
        let decimals = column.decimals
        try align(to: decimals.scale)
        if decimals.scale == scale, case .small(let mantissas) = decimals.mantissas {
            return try addSquares(NumberColumn(values: mantissas, validity: decimals.validity, bits: decimals.bits), groups)
        }
        for row in 0..<groups.count where column.isPresent(row) {
            let group = Int(groups[row])
            counts[group] += 1
            try addSquare(WideInteger(product: decimals[row], decimals[row]).scaled(byPowerOfTen: 2 * (scale - decimals.scale)), to: group)
        }
    }

    private func addSquares(_ numbers: NumberColumn<Int64>, _ groups: [Int32]) throws {
        let (values, validity) = (numbers.values, numbers.validity)
        let bits = numbers.bits ?? values.bitWidth
        if bits <= Int32.bitWidth {
            counts.countRows(groups, validity)
            return try short.add(.int(NumberColumn(values: values.squares, validity: validity, bits: 2 * bits - 1)), groups: groups)
        }
        // Groups whose sum has passed 128 bits, each as often as it did.
        var full: [Int] = []
        counts.withUnsafeMutableBufferPointer { counts in
            narrow.withUnsafeMutableBufferPointer { narrow in
                groups.withUnsafeBufferPointer { groups in
                    for row in 0..<groups.count where validity?[row] ?? true {
                        let group = Int(groups[row])
                        counts[group] &+= 1
                        let square = values[row].magnitude.multipliedFullWidth(by: values[row].magnitude)
                        let (sum, isFull) = narrow[group].addingReportingOverflow(UInt128(square.high) &<< 64 | UInt128(square.low))
                        narrow[group] = sum
                        if isFull { full.append(group) }
                    }
                }
            }
        }
        for group in full { try addSquare(.carry, to: group) }
    }

    private func addSquare(_ square: WideInteger?, to group: Int) throws {
        guard let square, squares[group].add(square) else { throw Self.overflow }
    }

    private func align(to newScale: Int) throws {
        guard newScale > scale else { return }
        for group in squares.indices {
            try widen(group)
            guard let scaled = squares[group].scaled(byPowerOfTen: 2 * (newScale - scale)) else { throw Self.overflow }
            squares[group] = scaled
        }
        scale = newScale
    }

    /// Moves the narrow squares of a group to the wide ones.
    private func widen(_ group: Int) throws {
        try addSquare(WideInteger(narrow[group]), to: group)
        narrow[group] = 0
        // Of squares none is less than 0.
        try addSquare(WideInteger(short[group].magnitude), to: group)
        short.clear(group)
    }

    private static let overflow = FunctionProblem(.squaresOverflow)

    func merge(_ other: any Accumulator, mapping: [Int32]) throws {
        let other = same(other)
        skipped += other.skipped
        if isFloat {
            for (group, more) in other.moments.enumerated() { moments[Int(mapping[group])].add(more) }
            return
        }
        try sums.merge(other.sums, mapping: mapping)
        try align(to: other.scale)
        for (group, count) in other.counts.enumerated() {
            counts[Int(mapping[group])] += count
            try other.widen(group)
            try addSquare(other.squares[group].scaled(byPowerOfTen: 2 * (scale - other.scale)), to: Int(mapping[group]))
        }
    }

    func makeEmpty() -> any Accumulator { VarianceAccumulator(isDeviation: isDeviation, isFloat: isFloat) }

    func finish(_ context: QueryContext) throws -> Column {
        // The sums follow the scale of the columns just as the squares do, so both are at one scale.
        let unit = (Decimal.powerOfTen(scale) ?? 1).nearestDouble
        let variances = try counts.indices.map { try variance($0, unit) }
        return try .floats(variances.count) { group in variances[group].map { isDeviation ? $0.squareRoot() : $0 } }
    }

    /// n Σx² − (Σx)² where all of it fits 64 bits, as it does of small numbers in small groups: a tenth of the time of the wide way.
    private func shortSpread(_ group: Int) -> Int64? {
        let (sum, total) = (sums[group], UInt128(short[group].magnitude) &+ narrow[group])
        // Σx² is at least as large as |Σx|, for whole mantissas.
        guard squares[group].isZero, narrow[group] <= UInt128(Int64.max), total <= UInt128(Int64.max), sum.magnitude <= total else { return nil }
        let (scaled, isTooMuch) = Int64(truncatingIfNeeded: total).multipliedReportingOverflow(by: counts[group])
        let (square, isTooLarge) = Int64(truncatingIfNeeded: sum).multipliedReportingOverflow(by: Int64(truncatingIfNeeded: sum))
        return isTooMuch || isTooLarge ? nil : scaled - square
    }

    /// - Parameter unit: what one is in the mantissas.
    private func variance(_ group: Int, _ unit: Double) throws -> Double? {
        if isFloat {
            let moments = moments[group]
            return moments.count < 2 ? nil : moments.squares / (moments.count - 1)
        }
        let count = counts[group]
        if count < 2 { return nil }
        if let spread = shortSpread(group) { return Double(spread) / (Double(count) * Double(count - 1)) / unit / unit }
        try widen(group)
        let sum = sums[group]
        guard let scaled = squares[group].multiplied(by: UInt64(count)), let spread = scaled.subtracting(WideInteger(product: sum, sum)) else {
            throw Self.overflow
        }
        return spread.double / (Double(count) * Double(count - 1)) / unit / unit
    }
}
