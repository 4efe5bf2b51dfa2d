import Columns
import Semantics

/// Exact sums of whole and decimal numbers, one a group: mantissas at one scale, of 64 bits for as long as no sum can be longer, then of 128.
///
/// The shorter ones take half the memory, which matters where there are more groups than the cache has room for. 2^64 values of 64 bits fit
/// 128 bits, so only long decimals need to be watched for overflow.
struct ExactTotals {
    private var short: [Int64] = []
    private var long: [Int128] = []
    private var isShort = true
    /// No short sum is farther from 0, however the rows are spread over the groups.
    private var bound: UInt64 = 0
    /// Digits after the point of every total.
    private(set) var scale = 0

    var count: Int { isShort ? short.count : long.count }

    /// The mantissa of a group's total.
    subscript(_ group: Int) -> Int128 { isShort ? Int128(short[group]) : long[group] }

    /// Makes a group's total 0.
    mutating func clear(_ group: Int) { if isShort { short[group] = 0 } else { long[group] = 0 } }

    mutating func resize(_ groups: Int) {
        if isShort { short.grow(to: groups, filling: 0) } else { long.grow(to: groups, filling: 0) }
    }

    /// Adds the present rows of an int or decimal column.
    /// - Throws: `FunctionProblem` when a sum needs more than 38 digits.
    mutating func add(_ column: Column, groups: [Int32]) throws {
        switch column {
        case .missing: return
        case .int(let numbers):
            let factor = try Self.power(scale)
            if factor == 1 { add(numbers, groups) } else { try add(groups, numbers.validity) { Int128(numbers.values[$0]) } times: { factor } }
        case .decimal(let decimals):
            try align(to: decimals.scale)
            let factor = try Self.power(scale - decimals.scale)
            if factor == 1, case .small(let mantissas) = decimals.mantissas {
                add(NumberColumn(values: mantissas, validity: decimals.validity, bits: decimals.bits), groups)
            } else {
                try add(groups, decimals.validity) { decimals[$0] } times: { factor }
            }
        default: preconditionFailure("exact numbers were promised")
        }
    }

    /// Adds the present rows of an int or decimal column that is packed.
    /// - Throws: `FunctionProblem` when a sum needs more than 38 digits.
    mutating func add(_ part: PackedPart, groups: [Int32]) throws {
        if case .decimal(let digits) = part.column.form { try align(to: digits) }
        guard part.column.form.scale == scale, let bits = part.bits, makeRoom(for: Self.bound(of: part.count, bits: bits)) else {
            return try add(part.wide, groups: groups)
        }
        short.withUnsafeMutableBufferPointer { totals in groups.withUnsafeBufferPointer { part.add(to: totals, groups: $0) } }
    }

    /// Adds each total of the other to that of the group it is mapped to.
    mutating func merge(_ other: ExactTotals, mapping: [Int32]) throws {
        try align(to: other.scale)
        if other.isShort, scale == other.scale, makeRoom(for: other.bound) {
            for (group, total) in other.short.enumerated() { short[Int(mapping[group])] &+= total }
        } else {
            let factor = try Self.power(scale - other.scale)
            try add(mapping, nil) { other[$0] } times: { factor }
        }
    }

    /// Loops on plain memory: no overflow is possible with values of 64 bits.
    private mutating func add(_ column: NumberColumn<Int64>, _ groups: [Int32]) {
        let bits = column.bits ?? column.values.bitWidth
        let more = Self.bound(of: column.values.count, bits: bits)
        let isShort = makeRoom(for: more)
        groups.withUnsafeBufferPointer { groups in
            if isShort {
                short.withUnsafeMutableBufferPointer { column.add(to: $0, groups: groups) }
            } else if long.count <= Self.fewGroups, more < UInt64(Int64.max) {
                // Those of one batch are short all the same.
                var sums = [Int64](repeating: 0, count: long.count)
                sums.withUnsafeMutableBufferPointer { column.add(to: $0, groups: groups) }
                for (group, sum) in sums.enumerated() { long[group] &+= Int128(sum) }
            } else {
                long.withUnsafeMutableBufferPointer { long in
                    for row in 0..<groups.count where column.validity?[row] ?? true { long[Int(groups[row])] &+= Int128(column.values[row]) }
                }
            }
        }
    }

    /// Groups whose sums of a batch cost less to put together than they save.
    private static let fewGroups = 1_024

    private mutating func add(_ groups: [Int32], _ validity: Bitmap?, _ value: (Int) -> Int128, times factor: () -> Int128) throws {
        lengthen()
        let factor = factor()
        for row in 0..<groups.count where validity?[row] ?? true {
            let (scaled, tooLong) = value(row).multipliedReportingOverflow(by: factor)
            let (sum, tooLarge) = long[Int(groups[row])].addingReportingOverflow(scaled)
            if tooLong || tooLarge { throw Self.overflow }
            long[Int(groups[row])] = sum
        }
    }

    /// What the sum of so many values of so many bits, however they are spread over groups, is at most away from 0; the greatest number where it may be more.
    private static func bound(of count: Int, bits: Int) -> UInt64 {
        // Of a number of n bits with its sign the magnitude is at most 2^(n − 1).
        let (bound, overflow) = UInt64(count).multipliedReportingOverflow(by: 1 &<< UInt64(bits - 1))
        return overflow ? .max : bound
    }

    /// Goes on with longer totals where so much more may not fit.
    /// - Returns: whether totals are short.
    private mutating func makeRoom(for more: UInt64) -> Bool {
        guard isShort else { return false }
        let (sum, overflow) = bound.addingReportingOverflow(more)
        if overflow || sum > UInt64(Int64.max) { lengthen() } else { bound = sum }
        return isShort
    }

    private mutating func lengthen() {
        guard isShort else { return }
        isShort = false
        long = short.map { Int128($0) }
        short = []
    }

    /// Makes room for more digits after the point.
    private mutating func align(to newScale: Int) throws {
        guard newScale > scale else { return }
        let factor = try Self.power(newScale - scale)
        scale = newScale
        // Where nothing has been added yet.
        if isShort, bound == 0 { return }
        lengthen()
        for group in long.indices {
            let (scaled, overflow) = long[group].multipliedReportingOverflow(by: factor)
            if overflow { throw Self.overflow }
            long[group] = scaled
        }
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
        if isShort { return Values(short) }
        return Values(
            try long.map { total in
                guard let value = Int64(exactly: total) else {
                    throw FunctionProblem(.wholeSumOverflow)
                }
                return value
            })
    }

    func decimals() throws -> DecimalColumn {
        if isShort { return DecimalColumn(mantissas: .small(Values(short)), scale: scale) }
        guard long.allSatisfy({ $0.magnitude < DecimalColumn.magnitudeLimit }) else { throw Self.overflow }
        return DecimalColumn.packed(Values(long), scale: scale, validity: nil)
    }

    /// In the narrowest exact form.
    func narrowest() throws -> Column {
        if scale == 0, isShort || long.allSatisfy({ Int64(exactly: $0) != nil }) { return .int(NumberColumn(values: try ints())) }
        return .decimal(try decimals())
    }

    /// One total divided by a count, with one division.
    func quotient(_ group: Int, by count: Int64) -> Double {
        let divisor = Double(count) * (Decimal.powerOfTen(scale) ?? 1).nearestDouble
        return self[group].nearestDouble / divisor
    }

    func double(_ group: Int) -> Double { quotient(group, by: 1) }
}
