import Columns

/// `a is missing`. A ratio over zero is missing.
final class IsMissingKernel: Kernel {
    private let operand: any Kernel
    init(_ operand: any Kernel) { self.operand = operand }

    func evaluate(_ batch: Batch, _ context: QueryContext) throws -> Column {
        let validity = try operand.evaluate(batch, context).validity
        return .bool(BoolColumn(values: validity?.inverted ?? Bitmap(repeating: false, count: batch.count)))
    }
}
