import Columns

/// A row of the function tables, applied to its arguments.
final class CallKernel: Kernel {
    private let arguments: [any Kernel]
    private let body: FunctionBody

    init(_ arguments: [any Kernel], _ body: @escaping FunctionBody) {
        self.arguments = arguments
        self.body = body
    }

    func evaluate(_ batch: Batch, _ context: QueryContext) throws -> Column {
        try body(BatchColumns(arguments.map { try $0.operand(batch, context) }), batch.count, context)
    }
}
