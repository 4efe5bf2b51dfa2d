import Columns
import Semantics

/// The same value for every row.
final class ConstantKernel: Kernel {
    private let value: Value
    private let type: Type
    /// A full batch of it, cut to size: the common case costs no copy.
    private let full: Column

    init(_ value: Value, _ type: Type) {
        self.value = value
        self.type = type
        self.full = Column.constant(value, type: type, count: Batch.capacity)
    }

    func evaluate(_ batch: Batch, _ context: QueryContext) -> Column {
        batch.count <= Batch.capacity ? full.slice(0..<batch.count) : Column.constant(value, type: type, count: batch.count)
    }
}
