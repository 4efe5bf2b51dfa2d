import Characters
import Engine

/// Aligned columns with two spaces between them, nothing cut: for pipes, files and golden scripts.
///
/// Widths need every cell before the first line, so cells are made twice instead of being kept: a result of
/// a million rows costs time and no memory.
final class PlainWriter: DocumentWriter {
    private let output: TextOutput
    private let options: RenderOptions
    /// Nothing stands before the next block, which therefore needs no empty line above it.
    var isEmpty = true

    init(_ output: TextOutput, _ options: RenderOptions) {
        self.output = output
        self.options = options
    }

    func write(_ block: Document.Block) {
        if !isEmpty { output.line() }
        isEmpty = false
        switch block {
        case .title(let text): heading(text, underline: "=")
        case .section(let text): heading(text, underline: "-")
        case .text(let text): output.line(visibleLines(text))
        case .table(let table): write(table)
        case .outcome(let outcome): output.write(outcome: outcome, options)
        }
    }

    func finish() {}

    private func heading(_ text: String, underline: String) {
        let text = DisplayWidth.visible(text)
        output.line(text)
        output.line(String(repeating: underline, count: DisplayWidth.of(text)))
    }

    private func write(_ table: ResultTable) {
        if let title = table.title {
            output.line(DisplayWidth.visible(title))
            output.line()
        }
        let text = TableText(table, options)
        var widths = text.headers.map { DisplayWidth.of($0) }
        for row in 0..<text.rowCount {
            for column in 0..<text.columnCount {
                widths[column] = max(widths[column], DisplayWidth.of(text.cell(row, column).text))
            }
        }
        line(text.headers, widths, text.isNumeric)
        for row in 0..<text.rowCount {
            line((0..<text.columnCount).map { text.cell(row, $0).text }, widths, text.isNumeric)
        }
        if text.rowCount == 0 { output.line(options.wording.noRows) }
    }

    private func line(_ cells: [String], _ widths: [Int], _ isNumeric: [Bool]) {
        var line = ""
        // Spaces are owed until something follows them, so that no line ends in blanks.
        var owed = 0
        for (column, cell) in cells.enumerated() {
            let spare = widths[column] - DisplayWidth.of(cell)
            if isNumeric[column] { owed += spare }
            if !cell.isEmpty {
                line += String(repeating: " ", count: owed) + cell
                owed = 0
            }
            if !isNumeric[column] { owed += spare }
            owed += 2
        }
        output.line(line)
    }

}
