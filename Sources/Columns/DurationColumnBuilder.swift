import Semantics

/// Durations as three runs of counts.
package struct DurationColumnBuilder: ~Copyable {
    private var months: NumberColumnBuilder<Int32>
    private var days: NumberColumnBuilder<Int32>
    private var workingDays: NumberColumnBuilder<Int32>

    package init(capacity: Int = Batch.capacity) {
        months = NumberColumnBuilder(capacity: capacity)
        days = NumberColumnBuilder(capacity: capacity)
        workingDays = NumberColumnBuilder(capacity: capacity)
    }

    package var count: Int { months.count }

    package mutating func append(_ duration: Semantics.Duration) {
        months.append(duration.months)
        days.append(duration.days)
        workingDays.append(duration.workingDays)
    }

    package mutating func appendMissing() {
        months.appendMissing()
        days.append(0)
        workingDays.append(0)
    }

    /// The finished `.duration` column. Starts anew.
    package mutating func finish() -> Column {
        let counts = months.finishNumbers()
        return .duration(
            DurationColumn(
                months: counts.values, days: days.finishNumbers().values, workingDays: workingDays.finishNumbers().values,
                validity: counts.validity))
    }
}
