import Columns
import Planning
import Semantics

/// Numbers the rows in the order in which they come: `row_number()` without `by` and `along`, the one window that need not see other rows.
final class NumberRowsOperator: RowOperator {
    private let columnCount: Int
    private var rowsBefore = 0

    /// `nil` where the windows look at other rows.
    init?(_ plan: WindowPlan) {
        let numbersRows = plan.calls.allSatisfy { if case .window(let call) = $0.call { call.function == "row_number" } else { false } }
        guard numbersRows, plan.partition.isEmpty, plan.order.isEmpty, plan.totals == nil else { return nil }
        columnCount = plan.calls.count
    }

    var counts: Bool { false }

    func apply(_ batch: Batch) -> Batch {
        let numbers = Column.rowNumbers(from: rowsBefore + 1, batch.count)
        rowsBefore += batch.count
        return Batch(columns: batch.columns + [Column](repeating: numbers, count: columnCount), count: batch.count)
    }
}
