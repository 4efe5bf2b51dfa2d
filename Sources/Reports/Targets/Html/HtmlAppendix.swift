import Tables

/// The appendix as the last part of a page: definitions and checks are where the numbers and verdicts above point to.
struct HtmlAppendix {
    private let text: AppendixText
    private let options: RenderOptions
    /// Where each check stands in the page.
    private let outcomes: [String]

    init(_ text: AppendixText, _ options: RenderOptions, outcomes: [String]) {
        self.text = text
        self.options = options
        self.outcomes = outcomes
    }

    func write(to output: TextOutput) {
        output.line("<section id=\"appendix\">")
        output.write(HtmlText.element("h2", text.title))
        for part in text.parts {
            output.write(HtmlText.element("h3", part.heading))
            switch part.body {
            case .items(let items): write(items, to: output)
            case .table(let headers, let rows): write(headers, rows, to: output)
            case .checks(let checks): write(checks, to: output)
            }
        }
        output.line("</section>")
    }

    private func write(_ items: [AppendixText.Item], to output: TextOutput) {
        output.line("<ul>")
        for item in items {
            output.write("<li\(item.number.map { " id=\"d\($0)\"" } ?? "")>\(HtmlText.escaped(item.text))")
            if !item.under.isEmpty {
                output.line()
                output.line("<ul>")
                for line in item.under { output.line("<li>\(references(in: HtmlText.escaped(line), isDefinition: item.number != nil))</li>") }
                output.line("</ul>")
            }
            output.line("</li>")
        }
        output.line("</ul>")
    }

    /// `[3]` in what a definition uses leads to the third.
    private func references(in line: String, isDefinition: Bool) -> String {
        guard isDefinition, line.hasPrefix(HtmlText.escaped(options.wording.standsOn)) else { return line }
        return line.split(separator: " ").map { word in
            guard word.hasPrefix("["), word.hasSuffix("]") else { return String(word) }
            return "<a href=\"#d\(word.dropFirst().dropLast())\">\(word)</a>"
        }.joined(separator: " ")
    }

    private func write(_ headers: [String], _ rows: [[String]], to output: TextOutput) {
        output.line("<div class=\"table files\">\n<table>\n<thead>")
        output.line("<tr>" + headers.map { "<th scope=\"col\">\(HtmlText.escaped($0))</th>" }.joined() + "</tr>")
        output.line("</thead>\n<tbody>")
        for row in rows {
            let cells = row.enumerated().map { $0 == 0 ? "<th scope=\"row\">\(HtmlText.escaped($1))</th>" : "<td>\(HtmlText.escaped($1))</td>" }
            output.line("<tr>" + cells.joined() + "</tr>")
        }
        output.line("</tbody>\n</table>\n</div>")
    }

    private func write(_ checks: [CheckOutcome], to output: TextOutput) {
        output.line("<ul class=\"checks\">")
        for (number, check) in checks.enumerated() {
            let name =
                switch check.verdict {
                case .held: "held"
                case .failed: "failed"
                case .warned: "warned"
                }
            let text = OutcomeText(check, options)
            let details = text.details.isEmpty ? "" : "<br>" + HtmlText.escaped(text.details.joined(separator: "\n"))
            let verdict = number < outcomes.count ? "<a href=\"#\(outcomes[number])\">\(HtmlText.escaped(text.verdict))</a>" : HtmlText.escaped(text.verdict)
            output.line("<li class=\"\(name)\"><strong>\(verdict)</strong> \(HtmlText.escaped(text.headline))\(details)</li>")
        }
        output.line("</ul>")
    }
}
