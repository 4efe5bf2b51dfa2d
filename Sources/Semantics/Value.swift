/// One value of the language, by itself: literals, parameters, results of one cell. Never used row by row.
package indirect enum Value: Hashable, Sendable {
    case missing
    case bool(Bool)
    case int(Int64)
    case decimal(Decimal)
    case float(Double)
    /// Text, an enum's value or a link's key.
    case text(String)
    /// Days since 1970-01-01.
    case date(Int32)
    /// Microseconds since 1970-01-01 UTC.
    case timestamp(Int64)
    case period(Period)
    case duration(Duration)
    /// Numerator and denominator: each int, decimal or float.
    case ratio(Value, Value)
    case list([Value])

    package var isMissing: Bool { self == .missing }
}

/// First and last day, both included.
package struct Period: Hashable, Sendable {
    package var first: Int32
    package var last: Int32
    package init(first: Int32, last: Int32) {
        self.first = first
        self.last = last
    }
}

/// Months, days and working days, which never turn into one another.
package struct Duration: Hashable, Sendable {
    package var months: Int32
    package var days: Int32
    package var workingDays: Int32
    package init(months: Int32 = 0, days: Int32 = 0, workingDays: Int32 = 0) {
        self.months = months
        self.days = days
        self.workingDays = workingDays
    }
}
