import Columns
import Semantics

/// Periods in the order of their first days, then of their last; and days before, in or after periods.
enum PeriodComparison {
    static func bits(_ comparison: ComparisonOperator, _ lhs: PeriodColumn, _ rhs: PeriodColumn) -> Bitmap {
        Comparator.bits(comparison, lhs.first.count) { row in
            let (a, b) = (lhs.first[row], rhs.first[row])
            if a != b { return a < b ? -1 : 1 }
            let (c, d) = (lhs.last[row], rhs.last[row])
            return c < d ? -1 : c > d ? 1 : 0
        }
    }

    /// A day is less than a period before its first day and greater after its last; `<=` and `>=` are the
    /// complements, so that they hold inside. It equals a period of that one day.
    static func bits(_ comparison: ComparisonOperator, day: NumberColumn<Int32>, _ period: PeriodColumn) -> Bitmap {
        let (days, first, last) = (day.values, period.first, period.last)
        return switch comparison {
        case .equal: Bitmap.make(days.count) { days[$0] == first[$0] && days[$0] == last[$0] }
        case .notEqual: Bitmap.make(days.count) { days[$0] != first[$0] || days[$0] != last[$0] }
        case .less: Bitmap.make(days.count) { days[$0] < first[$0] }
        case .lessOrEqual: Bitmap.make(days.count) { days[$0] <= last[$0] }
        case .greater: Bitmap.make(days.count) { days[$0] > last[$0] }
        case .greaterOrEqual: Bitmap.make(days.count) { days[$0] >= first[$0] }
        }
    }
}
