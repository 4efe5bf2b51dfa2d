import Columns

/// Sums of numbers of any kind, one a group: exact for whole and decimal numbers, and for floats rounded once at the end.
struct NumberTotals {
    private enum State {
        case exact(ExactTotals)
        case floating([ExactFloatSum])
    }
    private var state = State.exact(ExactTotals())
    private var groupCount = 0

    mutating func resize(_ groups: Int) {
        groupCount = max(groupCount, groups)
        switch state {
        case .exact(var totals):
            // The array must have one owner while it grows.
            state = .floating([])
            totals.resize(groups)
            state = .exact(totals)
        case .floating(var sums):
            state = .floating([])
            if groups > sums.count { sums.append(contentsOf: repeatElement(ExactFloatSum(), count: groups - sums.count)) }
            state = .floating(sums)
        }
    }

    /// Adds the present rows.
    mutating func add(_ column: Column, groups: [Int32]) throws {
        if case .float(let numbers) = column {
            addFloats(groups, numbers.validity) { numbers.values[$0] }
            return
        }
        switch state {
        case .exact(var totals):
            state = .floating([])
            defer { state = .exact(totals) }
            try totals.add(column, groups: groups)
        case .floating:
            if column.isAllMissing { return }
            let numbers = column.floats
            addFloats(groups, numbers.validity) { numbers.values[$0] }
        }
    }

    /// Adds the present rows, as narrow as they are kept where sums are exact.
    mutating func add(_ column: BatchColumn, groups: [Int32]) throws {
        guard case .packed(let part) = column, case .exact(var totals) = state else { return try add(column.wide, groups: groups) }
        state = .floating([])
        defer { state = .exact(totals) }
        try totals.add(part, groups: groups)
    }

    mutating func addFloats(_ groups: [Int32], _ validity: Bitmap?, _ value: (Int) -> Double) {
        var sums = floats()
        state = .floating([])
        sums.withUnsafeMutableBufferPointer { sums in
            for row in 0..<groups.count where validity?[row] ?? true { sums[Int(groups[row])].add(value(row)) }
        }
        state = .floating(sums)
    }

    mutating func merge(_ other: NumberTotals, mapping: [Int32]) throws {
        switch (state, other.state) {
        case (.exact(var totals), .exact(let more)):
            state = .floating([])
            defer { state = .exact(totals) }
            try totals.merge(more, mapping: mapping)
        default:
            var sums = floats()
            for (group, more) in other.floats().enumerated() { sums[Int(mapping[group])].add(more) }
            state = .floating(sums)
        }
    }

    private func floats() -> [ExactFloatSum] {
        switch state {
        case .floating(let sums): return sums
        case .exact(let totals):
            return (0..<totals.count).map { group in
                var sum = ExactFloatSum()
                sum.add(totals.double(group))
                return sum
            }
        }
    }

    // MARK: Results

    var exact: ExactTotals? { if case .exact(let totals) = state { totals } else { nil } }

    func quotient(_ group: Int, by count: Int64) -> Double {
        switch state {
        case .exact(let totals): totals.quotient(group, by: count)
        case .floating(let sums): sums[group].quotient(by: Double(count))
        }
    }

    func double(_ group: Int) -> Double { quotient(group, by: 1) }

    /// Whole numbers or decimals where the sums are exact, else floats.
    func narrowest() throws -> Column {
        switch state {
        case .exact(let totals): try totals.narrowest()
        case .floating(let sums): try .floats(sums.count) { sums[$0].value }
        }
    }
}
