import Columns
import Semantics
import Tables

/// Ratios, compared exactly: 949/1000 equals 94.9 %.
enum RatioComparison {
    static func bits(_ comparison: ComparisonOperator, _ lhs: RatioColumn, _ rhs: RatioColumn) -> Bitmap {
        let (first, second) = (RatioReader(lhs), RatioReader(rhs))
        return Comparator.bits(comparison, lhs.numerator.count) { row in
            // A row without a value on one side is settled by validity afterwards.
            guard let a = first.ratio(row), let b = second.ratio(row) else { return 0 }
            return a.compared(to: b)
        }
    }
}
