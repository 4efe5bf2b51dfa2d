import Columns
import Semantics

/// Exact sums of whole and decimal numbers, one a group: 128-bit mantissas at one scale.
///
/// 2^64 values of 64 bits fit 128 bits, so only long decimals need to be watched for overflow.
struct ExactTotals {
    private(set) var totals: [Int128] = []
    /// Digits after the point of every total.
    private(set) var scale = 0

    mutating func resize(_ groups: Int) {
        if groups > totals.count { totals.append(contentsOf: repeatElement(0, count: groups - totals.count)) }
    }

    /// Adds the present rows of an int or decimal column.
    /// - Throws: `FunctionProblem` when a sum needs more than 38 digits.
    mutating func add(_ column: Column, groups: [Int32]) throws {
        switch column {
        case .missing: return
        case .int(let numbers):
            let factor = try Self.power(scale)
            if factor == 1 { add(numbers.values, numbers.validity, groups) } else { try add(groups, numbers.validity) { Int128(numbers.values[$0]) } times: { factor } }
        case .decimal(let decimals):
            try align(to: decimals.scale)
            let factor = try Self.power(scale - decimals.scale)
            if factor == 1, case .small(let mantissas) = decimals.mantissas {
                add(mantissas, decimals.validity, groups)
            } else {
                try add(groups, decimals.validity) { decimals[$0] } times: { factor }
            }
        default: preconditionFailure("exact numbers were promised")
        }
    }

    /// Adds `mantissas[i]` ÷ 10^scale to group `groups[i]`.
    mutating func add(_ mantissas: [Int128], scale newScale: Int, groups: [Int32]) throws {
        try align(to: newScale)
        let factor = try Self.power(scale - newScale)
        try add(groups, nil) { mantissas[$0] } times: { factor }
    }

    mutating func merge(_ other: ExactTotals, mapping: [Int32]) throws {
        try add(other.totals, scale: other.scale, groups: mapping)
    }

    /// One loop on plain memory: no overflow is possible with values of 64 bits.
    private mutating func add(_ values: Values<Int64>, _ validity: Bitmap?, _ groups: [Int32]) {
        groups.withUnsafeBufferPointer { groups in
            totals.withUnsafeMutableBufferPointer { totals in
                if let validity {
                    for row in 0..<groups.count where validity[row] { totals[Int(groups[row])] &+= Int128(values[row]) }
                } else if totals.count == 1, let sum = FewGroups.sum(values) {
                    totals[0] &+= Int128(sum)
                } else if totals.count == 1 || totals.count > FewGroups.most || !FewGroups.sum(values, groups, into: totals) {
                    for row in 0..<groups.count { totals[Int(groups[row])] &+= Int128(values[row]) }
                }
            }
        }
    }

    @inline(__always)
    private mutating func add(_ groups: [Int32], _ validity: Bitmap?, _ value: (Int) -> Int128, times factor: () -> Int128) throws {
        let factor = factor()
        for row in 0..<groups.count where validity?[row] ?? true {
            let (scaled, tooLong) = value(row).multipliedReportingOverflow(by: factor)
            let (sum, tooLarge) = totals[Int(groups[row])].addingReportingOverflow(scaled)
            if tooLong || tooLarge { throw Self.overflow }
            totals[Int(groups[row])] = sum
        }
    }

    /// Makes room for more digits after the point.
    private mutating func align(to newScale: Int) throws {
        guard newScale > scale else { return }
        let factor = try Self.power(newScale - scale)
        for group in totals.indices {
            let (scaled, overflow) = totals[group].multipliedReportingOverflow(by: factor)
            if overflow { throw Self.overflow }
            totals[group] = scaled
        }
        scale = newScale
    }

    private static func power(_ exponent: Int) throws -> Int128 {
        guard let power = Decimal.powerOfTen(exponent) else { throw overflow }
        return power
    }

    static let overflow = FunctionProblem(.sumOverflow)

    // MARK: Results

    /// Whole numbers.
    /// - Throws: `FunctionProblem` when a sum does not fit 64 bits.
    func ints() throws -> Values<Int64> {
        Values(
            try totals.map { total in
                guard let value = Int64(exactly: total) else {
                    throw FunctionProblem(.wholeSumOverflow)
                }
                return value
            })
    }

    func decimals() throws -> DecimalColumn {
        guard totals.allSatisfy({ $0.magnitude < DecimalColumn.limit }) else { throw Self.overflow }
        return DecimalColumn.packed(Values(totals), scale: scale, validity: nil)
    }

    /// In the narrowest exact form.
    func narrowest() throws -> Column {
        if scale == 0, totals.allSatisfy({ Int64(exactly: $0) != nil }) { return .int(NumberColumn(values: try ints())) }
        return .decimal(try decimals())
    }

    /// One total divided by a count, with one division.
    func quotient(_ group: Int, by count: Int64) -> Double {
        let divisor = Double(count) * (Decimal.powerOfTen(scale) ?? 1).nearestDouble
        return totals[group].nearestDouble / divisor
    }

    func double(_ group: Int) -> Double { quotient(group, by: 1) }
}
