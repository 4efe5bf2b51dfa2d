import Columns

/// A column of the batch, as it is.
final class ColumnKernel: Kernel {
    private let index: Int
    init(index: Int) { self.index = index }
    func evaluate(_ batch: Batch, _ context: QueryContext) -> Column { batch.columns[index] }
    func operand(_ batch: Batch, _ context: QueryContext) -> BatchColumn { batch.columns.entries[index] }
}
