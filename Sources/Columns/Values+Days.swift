import CVectors

extension Values<Int64> {
    /// The days since 1970-01-01 on which moments in microseconds fall, where an offset is added to each: 140,000 years before and after. O(values).
    package func days(offset: Int64) -> Values<Int32> {
        let days = Values<Int32>(uninitialized: count)
        days_of_moments(pointer, days.pointer, count, offset)
        return days
    }
}

extension Values<Int32> {
    /// Days from others to these, row by row. O(values).
    package func days(since others: Values<Int32>) -> Values<Int64> {
        precondition(count == others.count, "as many days as others")
        let differences = Values<Int64>(uninitialized: count)
        subtract_days(pointer, others.pointer, differences.pointer, count)
        return differences
    }
}
