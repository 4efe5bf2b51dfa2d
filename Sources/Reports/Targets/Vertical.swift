import Characters
import Tables

/// One line for each column of each row: for rows that are too wide for a screen.
final class VerticalWriter: DocumentWriter {
    private let output: TextOutput
    private let options: RenderOptions
    /// All but tables reads as in `plain`.
    private let plain: PlainWriter

    init(_ output: TextOutput, _ options: RenderOptions) {
        self.output = output
        self.options = options
        self.plain = PlainWriter(output, options)
    }

    func write(_ block: Document.Block) {
        guard case .table(let table) = block else { return plain.write(block) }
        if !plain.isEmpty { output.line() }
        plain.isEmpty = false
        write(table)
    }

    func finish() {}

    private func write(_ table: ResultTable) {
        if let title = table.title { output.line(DisplayWidth.visible(title)) }
        let text = TableText(table, options)
        let width = text.headers.map { DisplayWidth.of($0) }.max() ?? 0
        let count = options.count(text.rowCount)
        for row in 0..<text.rowCount {
            if row > 0 { output.line() }
            output.line(options.wording.row(options.count(row + 1), of: count))
            for column in 0..<text.columnCount {
                let cell = text.cell(row, column).text
                let header = DisplayWidth.padded(text.headers[column], to: width)
                output.line(cell.isEmpty ? "  " + text.headers[column] : "  \(header)  \(cell)")
            }
        }
        if text.rowCount == 0 { output.line(options.wording.noRows) }
    }
}
