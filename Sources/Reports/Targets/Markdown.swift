import Characters
import Tables

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
        case .paragraph(let paragraph): output.line(self.paragraph(paragraph.text))
        case .table(let table): write(table)
        case .chart(let chart): write(chart)
        case .outcome(let outcome): write(OutcomeText(outcome, options))
        case .note(let text): output.line("*\(escaped(options.wording.notice(text)))*")
        case .signatures(let signatures): write(signatures)
        case .appendix(let appendix): write(AppendixText(appendix, options))
        }
    }

    func finish() {}

    /// Drawn with letters in a block of code, where every one of them is as wide as the others.
    private func write(_ chart: Chart) {
        if let title = chart.marks.title {
            output.line("**\(escaped(title))**")
            output.line()
        }
        output.line("```text")
        for line in TerminalChart(chart, options).lines { output.line(line) }
        output.line("```")
    }

    private func write(_ table: ResultTable) {
        if let title = table.title {
            output.line("**\(escaped(title))**")
            output.line()
        }
        let text = TableText(table, options)
        row(text.headers.map(escaped))
        row(text.isNumeric.map { $0 ? "---:" : "---" })
        if let numbers = text.columnNumbers { row(numbers.map { $0.isEmpty ? "" : "*\($0)*" }) }
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

    /// A table without rules: the roles stand side by side, room for the names below them.
    private func write(_ signatures: Signatures) {
        let last = signatures.roles.count - 1
        row(signatures.roles.indices.map { $0 == last ? escaped(signatures.place) : "" })
        row(signatures.roles.map { _ in ":---:" })
        row(signatures.roles.map { "**\(escaped($0))**" })
    }

    private func write(_ appendix: AppendixText) {
        output.line("## " + escaped(appendix.title))
        for part in appendix.parts {
            output.line()
            output.line("### " + escaped(part.heading))
            output.line()
            switch part.body {
            case .items(let items):
                for item in items {
                    output.line("- " + escaped(item.text))
                    for line in item.under { output.line("  - " + escaped(line)) }
                }
            case .table(let headers, let rows):
                row(headers.map(escaped))
                row(headers.map { _ in "---" })
                for cells in rows { row(cells.map(escaped)) }
            case .checks(let outcomes):
                for outcome in outcomes { write(OutcomeText(outcome, options)) }
            }
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
