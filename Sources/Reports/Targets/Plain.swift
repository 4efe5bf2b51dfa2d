import Characters
import Tables

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
        case .paragraph(let paragraph): output.line(visibleLines(paragraph.text))
        case .table(let table): write(table)
        case .chart(let chart): write(chart)
        case .outcome(let outcome): output.write(outcome: outcome, options)
        case .note(let text): output.line(visibleLines(options.wording.notice(text)))
        case .signatures(let signatures): output.write(signatures: signatures, width: min(options.width ?? 80, 80))
        case .appendix(let appendix):
            isEmpty = true
            AppendixText(appendix, options).write(to: self)
        }
    }

    func finish() {}

    private func write(_ chart: Chart) {
        if options.drawing == .table { return write(chart.marks) }
        if let title = chart.marks.title { output.line(DisplayWidth.visible(title)) }
        for line in TerminalChart(chart, options).lines { output.line(line) }
    }

    private func heading(_ text: String, underline: String) {
        let text = DisplayWidth.visible(text)
        output.line(text)
        output.line(String(repeating: underline, count: DisplayWidth.of(text)))
    }

    private func write(_ table: ResultTable) {
        if let title = table.title { output.line(DisplayWidth.visible(title)) }
        let text = TableText(table, options)
        let head = TableHeadings(text.headers)
        var extents = head.columnTexts.map { ColumnExtent(header: $0) }
        let numbers = text.columnNumbers
        for (column, number) in (numbers ?? []).enumerated() { extents[column].include((DisplayWidth.of(number), 0)) }
        for row in 0..<text.rowCount {
            for column in 0..<text.columnCount {
                extents[column].include(text.extent(of: text.cell(row, column).text, in: column))
            }
        }
        head.makeRoom(in: &extents, between: 2)
        for heading in head.lines.dropLast() { output.line(groups(heading, head, extents)) }
        line(text, extents) { (head.columnTexts[$0], 0) }
        if let numbers { line(text, extents) { (numbers[$0], 0) } }
        for row in 0..<text.rowCount {
            line(text, extents) { column in
                let cell = text.cell(row, column).text
                return (cell, text.isNumeric[column] ? extents[column].blanks(behind: text.extent(of: cell, in: column)) : 0)
            }
        }
        if text.rowCount == 0 { output.line(options.wording.noRows) }
    }

    /// A line of headings over several columns, each with a rule as wide as they are.
    private func groups(_ cells: [TableHeadings.Cell], _ head: TableHeadings, _ extents: [ColumnExtent]) -> String {
        var line = ""
        var width = 0
        for cell in cells where cell.lineCount == 1 {
            let start = extents[..<cell.column].reduce(0) { $0 + $1.width + 2 }
            line += String(repeating: " ", count: start - width) + TableHeadings.ruled(cell.text, to: cell.width(extents, between: 2), "-")
            width = start + cell.width(extents, between: 2)
        }
        return line
    }

    /// - Parameter cell: the text of a column, and how many blanks follow it before the column's right edge.
    private func line(_ table: TableText, _ extents: [ColumnExtent], _ cell: (Int) -> (text: String, behind: Int)) {
        var line = ""
        // Spaces are owed until something follows them, so that no line ends in blanks.
        var owed = 0
        for column in 0..<table.columnCount {
            let (text, behind) = cell(column)
            let spare = extents[column].width - DisplayWidth.of(text)
            let before = table.isNumeric[column] ? spare - behind : 0
            if !text.isEmpty {
                line += String(repeating: " ", count: owed + before) + text
                owed = spare - before
            } else {
                owed += spare
            }
            owed += 2
        }
        output.line(line)
    }
}
