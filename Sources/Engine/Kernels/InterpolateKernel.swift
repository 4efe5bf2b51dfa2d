import Columns
import Semantics
import Tables

/// `"… {e} …"`: values as people read them; a missing one is a dash.
final class InterpolateKernel: Kernel {
    private let parts: [any Kernel]
    private let types: [Type]
    private let display: DisplayText

    init(_ parts: [any Kernel], _ types: [Type], _ display: DisplayText) {
        self.parts = parts
        self.types = types
        self.display = display
    }

    func evaluate(_ batch: Batch, _ context: QueryContext) throws -> Column {
        let columns = try parts.map { try $0.evaluate(batch, context) }
        var builder = TextColumnBuilder(capacity: batch.count)
        for row in 0..<batch.count {
            var text = ""
            for (column, type) in zip(columns, types) { text += display.cell(column, row: row, type: type) }
            builder.append(text)
        }
        return builder.finish()
    }
}
