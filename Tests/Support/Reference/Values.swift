import Semantics

/// What the reference asks of single values. A getter for one kind gives something harmless for another, which the
/// checker has ruled out.
extension Value {
    /// Missing, or a ratio that has no value: a side is missing or the whole is 0. Its sides are still there for `pool`.
    var isAbsent: Bool {
        switch self {
        case .missing: true
        case .ratio(let top, let bottom): top.isAbsent || bottom.isAbsent || (Exact(bottom)?.isZero ?? false)
        case .bool, .int, .decimal, .float, .text, .date, .timestamp, .period, .duration, .list: false
        }
    }

    /// A condition that is missing counts as false.
    var isTrue: Bool { self == .bool(true) }

    var isFloat: Bool { if case .float = self { true } else { false } }

    var wholeNumber: Int64 { if case .int(let number) = self { number } else { 0 } }

    var string: String { if case .text(let text) = self { text } else { "" } }

    var double: Double {
        switch self {
        case .int(let number): Double(number)
        case .decimal(let number): number.double
        case .float(let number): number
        case .missing, .bool, .text, .date, .timestamp, .period, .duration, .ratio, .list: .nan
        }
    }

    /// A date's day.
    var day: Int32 { if case .date(let day) = self { day } else { 0 } }

    var duration: Duration { if case .duration(let span) = self { span } else { Duration() } }

    /// A date as the period of that day; a period as it is.
    var asPeriod: Period {
        switch self {
        case .period(let period): period
        case .date(let day): Period(first: day, last: day)
        case .missing, .bool, .int, .decimal, .float, .text, .timestamp, .duration, .ratio, .list: Period(first: 0, last: 0)
        }
    }

    /// The key of a row as links hold it.
    var keyText: String? {
        switch self {
        case .text(let text): text
        case .int(let number): String(number)
        case .missing, .bool, .decimal, .float, .date, .timestamp, .period, .duration, .ratio, .list: nil
        }
    }

    /// The key of a row as a link to it.
    var asLink: Value { keyText.map { .text($0) } ?? .missing }

    /// The same for values that are equal, for grouping: 1.0 and 1.00 are one number, a half and two quarters one ratio.
    var identity: Value {
        if isAbsent { return .missing }
        switch self {
        case .decimal(let number):
            return .decimal(number.normalized)
        case .float(let number): return .float(number == 0 ? 0 : number)
        case .ratio:
            guard let share = Ratio.exact(self) else { return .missing }
            // In lowest terms.
            var (a, b) = (share.numerator.magnitude, share.denominator)
            while !b.isZero { (a, b) = (b, a.divided(by: b).rest) }
            let divisor = a.isZero ? BigInteger.one : a
            let parts = [share.numerator.divided(by: divisor).quotient, share.denominator.divided(by: divisor).quotient]
            return .list([.bool(share.isNegative)] + parts.map { .text("\($0)") })
        case .missing, .bool, .int, .text, .date, .timestamp, .period, .duration, .list: return self
        }
    }
}
