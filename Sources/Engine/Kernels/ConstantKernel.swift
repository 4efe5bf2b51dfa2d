import Columns
import Semantics

/// The same value for every row.
final class ConstantKernel: Kernel {
    private let value: Value
    private let type: Type
    /// As many of it as the largest batch so far has rows, cut to size: the common case costs no copy, and a constant that was folded into
    /// another one no memory.
    private var kept: Column

    init(_ value: Value, _ type: Type) {
        self.value = value
        self.type = type
        self.kept = Column.constant(value, type: type, count: 0)
    }

    func evaluate(_ batch: Batch, _ context: QueryContext) -> Column {
        if kept.count < batch.count { kept = Column.constant(value, type: type, count: batch.count) }
        return kept.count == batch.count ? kept : kept.slice(0..<batch.count)
    }
}
