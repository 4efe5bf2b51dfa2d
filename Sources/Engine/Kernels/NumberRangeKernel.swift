import Columns
import Semantics
import Tables

/// A comparison with a constant number: one pass over the column, and none over the constant.
final class NumberRangeKernel: Kernel {
    private let operand: any Kernel
    private let range: NumberRange
    private let isInverted: Bool
    /// The same for columns of another form.
    private let general: (Column, Batch, QueryContext) throws -> Bitmap

    /// - Returns: `nil` where the comparison is not with a number.
    init?(
        _ comparison: ComparisonOperator, _ operand: any Kernel, _ type: Type, _ constant: Value, general: @escaping (Column, Batch, QueryContext) throws -> Bitmap
    ) {
        guard let range = NumberRange(comparison == .notEqual ? .equal : comparison, constant, type: type) else { return nil }
        self.operand = operand
        self.range = range
        self.general = general
        isInverted = comparison == .notEqual
    }

    func evaluate(_ batch: Batch, _ context: QueryContext) throws -> Column {
        let column = try operand.evaluate(batch, context)
        guard let marks = range.marks(.plain(column), 0..<batch.count) else { return .bool(BoolColumn(values: try general(column, batch, context))) }
        return .bool(BoolColumn(values: isInverted ? marks.inverted : marks))
    }
}
