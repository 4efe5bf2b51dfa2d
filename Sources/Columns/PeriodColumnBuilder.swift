import Semantics

/// Periods as two runs of days.
package struct PeriodColumnBuilder: ~Copyable {
    private var first: NumberColumnBuilder<Int32>
    private var last: NumberColumnBuilder<Int32>

    package init(capacity: Int = Batch.capacity) {
        first = NumberColumnBuilder(capacity: capacity)
        last = NumberColumnBuilder(capacity: capacity)
    }

    package var count: Int { first.count }

    package mutating func append(_ period: Period) {
        first.append(period.first)
        last.append(period.last)
    }

    package mutating func appendMissing() {
        first.appendMissing()
        last.append(0)
    }

    /// The finished `.period` column. Starts anew.
    package mutating func finish() -> Column {
        let days = first.finishNumbers()
        return .period(PeriodColumn(first: days.values, last: last.finishNumbers().values, validity: days.validity))
    }
}
