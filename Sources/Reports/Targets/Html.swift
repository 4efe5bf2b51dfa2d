import Characters
import Engine

/// One page that needs nothing beside it: readable on a screen, and on A4 with the head of a table repeated on each sheet.
final class HtmlWriter: DocumentWriter {
    private let output: TextOutput
    private let options: RenderOptions
    private var isOpen = false

    init(_ output: TextOutput, _ options: RenderOptions) {
        self.output = output
        self.options = options
    }

    func write(_ block: Document.Block) {
        openPage(first: block)
        switch block {
        case .title(let text): element("h1", text)
        case .section(let text): element("h2", text)
        case .text(let text): element("p", text)
        case .table(let table): write(table)
        case .chart(let chart): write(chart.marks)
        case .outcome(let outcome): write(outcome)
        }
    }

    func finish() {
        openPage(first: nil)
        output.line("</main>")
        output.line("</body>")
        output.line("</html>")
    }

    /// The head of the page; its title is the document's when that comes first, as it does in every report.
    private func openPage(first block: Document.Block?) {
        if isOpen { return }
        isOpen = true
        var title = options.wording.untitled
        if case .title(let text) = block { title = text }
        output.line("<!DOCTYPE html>")
        output.line("<html lang=\"\(options.wording.language.rawValue)\">")
        output.line("<head>")
        output.line("<meta charset=\"utf-8\">")
        output.line("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">")
        element("title", title)
        output.line("<style>")
        output.line(HtmlWriter.style)
        output.line("</style>")
        output.line("</head>")
        output.line("<body>")
        output.line("<main>")
    }

    private func write(_ table: ResultTable) {
        let text = TableText(table, options)
        output.line("<div class=\"wide\">")
        output.line("<table>")
        if let title = table.title { element("caption", title) }
        output.write("<thead><tr>")
        for (column, header) in text.headers.enumerated() {
            output.write("<th scope=\"col\"\(text.isNumeric[column] ? " class=\"number\"" : "")>\(escaped(header))</th>")
        }
        output.line("</tr></thead>")
        output.line("<tbody>")
        for row in 0..<text.rowCount {
            output.write(text.isTotal(row) ? "<tr class=\"total\">" : "<tr>")
            for column in 0..<text.columnCount {
                let cell = text.cell(row, column)
                let classes = [text.isNumeric[column] ? "number" : nil, cell.isMissing ? "missing" : nil].compactMap { $0 }
                let attribute = classes.isEmpty ? "" : " class=\"\(classes.joined(separator: " "))\""
                output.write("<td\(attribute)>\(escaped(cell.text))</td>")
            }
            output.line("</tr>")
        }
        output.line("</tbody>")
        output.line("</table>")
        output.line("</div>")
        if text.rowCount == 0 { element("p", options.wording.noRows) }
    }

    private func write(_ outcome: CheckOutcome) {
        let name =
            switch outcome.verdict {
            case .held: "held"
            case .failed: "failed"
            case .warned: "warned"
            }
        let text = OutcomeText(outcome, options)
        output.line("<div class=\"outcome \(name)\">")
        output.line("<p><strong>\(escaped(text.verdict))</strong> \(escaped(text.headline))</p>")
        for detail in text.details { element("p", detail) }
        if !text.rows.isEmpty {
            output.line("<ul>")
            for row in text.rows { element("li", row) }
            output.line("</ul>")
        }
        output.line("</div>")
    }

    private func element(_ name: String, _ text: String) { output.line("<\(name)>\(escaped(text))</\(name)>") }

    /// Text for any place of the page, attributes included; a line break becomes `<br>`.
    private func escaped(_ text: String) -> String {
        var result = ""
        for scalar in visibleLines(text).unicodeScalars {
            switch scalar {
            case "&": result += "&amp;"
            case "<": result += "&lt;"
            case ">": result += "&gt;"
            case "\"": result += "&quot;"
            case "'": result += "&#39;"
            case "\n": result += "<br>"
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result
    }

    private static let style = """
        @page { size: A4; margin: 18mm 15mm; }
        body { margin: 0; color: #1c1c1c; background: #fff; font: 16px/1.5 "Noto Sans", "Segoe UI", Roboto, Arial, sans-serif; }
        main { max-width: 60rem; margin: 2rem auto; padding: 0 1rem; }
        h1 { font-size: 1.6rem; line-height: 1.25; }
        h2 { font-size: 1.2rem; margin-top: 2rem; border-bottom: 1px solid #999; }
        .wide { overflow-x: auto; margin: 1rem 0; }
        table { border-collapse: collapse; font-size: .95rem; }
        caption { text-align: left; font-weight: 600; padding: .3rem 0; }
        th, td { padding: .25rem .7rem; border-bottom: 1px solid #ddd; text-align: left; vertical-align: top; }
        thead th { border-bottom: 2px solid #555; }
        .number { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }
        .missing { color: #666; }
        .total td { font-weight: 600; border-top: 1px solid #555; }
        .outcome { margin: .6rem 0; padding: .3rem .8rem; border-left: .3rem solid #777; }
        .outcome p { margin: .1rem 0; }
        .outcome.held { border-color: #2e7d32; }
        .outcome.failed { border-color: #b3261e; background: #fdf1f0; }
        .outcome.warned { border-color: #b26a00; background: #fff8ec; }
        @media print {
          body { font-size: 10pt; }
          main { max-width: none; margin: 0; padding: 0; }
          .wide { overflow: visible; }
          h2 { break-after: avoid; }
          thead { display: table-header-group; }
          tr, .outcome { break-inside: avoid; }
        }
        """
}
