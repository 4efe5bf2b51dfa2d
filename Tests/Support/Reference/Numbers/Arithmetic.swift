import Semantics

/// + − × ÷ of two values that are present, by what `ArithmeticForm` names.
enum Arithmetic {
    /// - Throws: `ReferenceMistake` for what does not fit; nothing wraps.
    static func apply(_ form: ArithmeticForm, _ lhs: Value, _ rhs: Value, in run: ReferenceRun) throws -> Value {
        switch form {
        case .add: try combined(lhs, rhs, { $0 + $1 }, { $0 + $1 })
        case .subtract: try combined(lhs, rhs, { $0 - $1 }, { $0 - $1 })
        case .multiply: try combined(lhs, rhs, { $0 * $1 }, { $0 * $1 })
        case .addPoints: try float(lhs.double + rhs.double)
        case .subtractPoints: try float(lhs.double - rhs.double)
        case .divide: rhs.double == 0 ? .missing : try float(lhs.double / rhs.double)
        case .daysBetween: .int(Int64(lhs.day) - Int64(rhs.day))
        case .shift: try Shift(rhs.duration).apply(to: lhs, in: run)
        case .addDurations: try sum(lhs.duration, rhs.duration)
        case .scaleDuration: try times(lhs.wholeNumber, rhs.duration)
        case .ratioDifference: .float(Ratio.difference(lhs, rhs))
        case .ratioComplement: try Ratio.complement(rhs)
        case .ratioTimes: try float(Ratio.times(lhs, rhs))
        }
    }

    static func negated(_ value: Value) throws -> Value {
        switch value {
        case .int(let number):
            guard number != .min else { throw ReferenceMistake.numberTooLarge }
            return .int(-number)
        case .decimal(let number): return .decimal(Decimal(-number.mantissa, scale: number.scale))
        case .float(let number): return .float(-number)
        case .duration(let span): return try times(-1, span)
        case .missing, .bool, .text, .date, .timestamp, .period, .ratio, .list: return .missing
        }
    }

    private static func float(_ number: Double) throws -> Value {
        guard number.isFinite else { throw ReferenceMistake.numberTooLarge }
        return .float(number)
    }

    /// Floats as IEEE 754 has it, within what they hold; whole numbers and decimals exactly, or not at all.
    private static func combined(
        _ lhs: Value, _ rhs: Value, _ exactly: (Exact, Exact) -> Exact, _ floating: (Double, Double) -> Double
    ) throws -> Value {
        if lhs.isFloat || rhs.isFloat { return try float(floating(lhs.double, rhs.double)) }
        guard let a = Exact(lhs), let b = Exact(rhs) else { return .missing }
        let result = exactly(a, b)
        if case (.int, .int) = (lhs, rhs) {
            guard let number = result.int else { throw ReferenceMistake.numberTooLarge }
            return .int(number)
        }
        guard let number = result.decimal else { throw ReferenceMistake.numberTooLarge }
        return .decimal(number)
    }

    // MARK: Durations

    private static func sum(_ a: Duration, _ b: Duration) throws -> Value {
        try duration { (Int64($0(a)) + Int64($0(b))) }
    }

    private static func times(_ factor: Int64, _ span: Duration) throws -> Value {
        try duration { part in
            let (product, overflow) = Int64(part(span)).multipliedReportingOverflow(by: factor)
            if overflow { throw ReferenceMistake("duration-too-long") }
            return product
        }
    }

    /// Months, days and working days each by the same rule.
    private static func duration(_ rule: ((Duration) -> Int32) throws -> Int64) throws -> Value {
        guard let months = Int32(exactly: try rule(\.months)), let days = Int32(exactly: try rule(\.days)),
            let workingDays = Int32(exactly: try rule(\.workingDays))
        else { throw ReferenceMistake("duration-too-long") }
        return .duration(Duration(months: months, days: days, workingDays: workingDays))
    }
}

/// A share of a whole that remembers both: `a per b`.
///
/// Exact from both sides, rounded once; of floats it is their quotient, like that of `/`.
enum Ratio {
    /// `nil` when a side is missing, not finite, or the whole is 0.
    static func exact(_ value: Value) -> Exact? {
        guard case .ratio(let top, let bottom) = value, let numerator = Exact(top), let denominator = Exact(bottom), !denominator.isZero else { return nil }
        return top.isFloat || bottom.isFloat ? Exact(.float(top.double / bottom.double)) : numerator / denominator
    }

    static func double(_ value: Value) -> Double { exact(value)?.double ?? .nan }

    static func difference(_ lhs: Value, _ rhs: Value) -> Double {
        guard let a = exact(lhs), let b = exact(rhs) else { return .nan }
        return (a - b).double
    }

    /// 1 − r as the rest of the same whole.
    static func complement(_ value: Value) throws -> Value {
        guard case .ratio(let top, let bottom) = value, let numerator = Exact(top), let denominator = Exact(bottom) else { return .missing }
        let rest = denominator - numerator
        if top.isFloat || bottom.isFloat { return .ratio(.float(bottom.double - top.double), bottom) }
        if case (.int, .int) = (top, bottom) {
            guard let number = rest.int else { throw ReferenceMistake.numberTooLarge }
            return .ratio(.int(number), bottom)
        }
        guard let number = rest.decimal else { throw ReferenceMistake.numberTooLarge }
        return .ratio(.decimal(number), bottom)
    }

    /// The value of the ratio times a number.
    static func times(_ ratio: Value, _ number: Value) -> Double {
        guard let share = exact(ratio), let whole = Exact(number) else { return double(ratio) * number.double }
        return (share * whole).double
    }
}
