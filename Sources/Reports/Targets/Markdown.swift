import Characters
import Engine

/// Markdown with pipe tables (GitHub Flavored Markdown, section 4.10); whatever data contains stays text.
final class MarkdownWriter: DocumentWriter {
    private let output: TextOutput
    private let options: RenderOptions
    private var isEmpty = true

    init(_ output: TextOutput, _ options: RenderOptions) {
        self.output = output
        self.options = options
    }

    func write(_ block: Document.Block) {
        if !isEmpty { output.line() }
        isEmpty = false
        switch block {
        case .title(let text): output.line("# " + escaped(text))
        case .section(let text): output.line("## " + escaped(text))
        case .text(let text): output.line(paragraph(text))
        case .table(let table): write(table)
        case .chart(let chart): write(chart.marks)
        case .outcome(let outcome): write(OutcomeText(outcome, options))
        }
    }

    func finish() {}

    private func write(_ table: ResultTable) {
        if let title = table.title {
            output.line("**\(escaped(title))**")
            output.line()
        }
        let text = TableText(table, options)
        row(text.headers.map(escaped))
        row(text.isNumeric.map { $0 ? "---:" : "---" })
        for index in 0..<text.rowCount {
            let isTotal = text.isTotal(index)
            row((0..<text.columnCount).map { column in
                let cell = escaped(text.cell(index, column).text)
                return isTotal && !cell.isEmpty ? "**\(cell)**" : cell
            })
        }
        if text.rowCount == 0 {
            output.line()
            output.line(options.wording.noRows)
        }
    }

    private func row(_ cells: [String]) { output.line("| " + cells.joined(separator: " | ") + " |") }

    private func write(_ outcome: OutcomeText) {
        output.line("- **\(outcome.verdict)**: \(escaped(outcome.headline))")
        for detail in outcome.details { output.line("  - " + escaped(detail)) }
        for row in outcome.rows { output.line("    - " + escaped(row)) }
    }

    /// A paragraph; a line break that was written stays one.
    private func paragraph(_ text: String) -> String {
        text.split(separator: "\n", omittingEmptySubsequences: false)
            .map { line in
                let line = escaped(String(line))
                return startsBlock(line) ? "\\" + line : line
            }
            .joined(separator: "  \n")
    }

    /// Whether a line would begin a heading, a list or a rule.
    private func startsBlock(_ line: String) -> Bool {
        guard let first = line.first else { return false }
        return "#-+=~".contains(first)
    }

    /// Signs that mean something inside a line or a cell, behind a backslash.
    private func escaped(_ text: String) -> String {
        var result = ""
        for character in DisplayWidth.visible(text) {
            switch character {
            case "\\", "`", "*", "_", "[", "]", "<", ">", "|", "&": result += "\\"
            default: break
            }
            result.append(character)
        }
        return result
    }
}
