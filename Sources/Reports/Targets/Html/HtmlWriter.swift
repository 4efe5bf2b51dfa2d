import Characters
import Tables

/// One page that needs nothing beside it: readable on a screen, light or dark, and on A4 with the head of a table repeated on each sheet.
///
/// The page is held until it is finished, because its contents, the count of its checks and the way its sheets lie stand before what
/// they speak of. Each `section` is a part of its own, laid across when it holds a table too wide for a sheet that stands.
final class HtmlWriter: DocumentWriter {
    private let output: TextOutput
    private let options: RenderOptions

    /// A heading with what follows it; the first has none.
    private struct Part {
        var heading: String?
        var id: String
        var html = ""
        /// Whether it lies across; `nil` while it holds nothing but words, which take what is beside them.
        var isWide: Bool?
        /// Tables and charts with a title, for the list of contents.
        var entries: [(id: String, title: String)] = []
    }

    private var title: String?
    private var parts = [Part(heading: nil, id: "s0")]
    private var tableCount = 0
    private var chartCount = 0
    private var outcomes: [(id: String, outcome: CheckOutcome)] = []
    /// Checks that held, not written yet: they stand together in one line.
    private var held: [CheckOutcome] = []
    private var definitions = DefinitionList()
    private var appendix: AppendixText?

    init(_ output: TextOutput, _ options: RenderOptions) {
        self.output = output
        self.options = options
    }

    func write(_ block: Document.Block) {
        if case .outcome(let outcome) = block, outcome.verdict == .held { return held.append(outcome) }
        writeHeld()
        switch block {
        case .title(let text) where title == nil: title = text
        case .title(let text), .section(let text): parts.append(Part(heading: text, id: "s\(parts.count)"))
        case .paragraph(let paragraph): write(paragraph)
        case .table(let table): write(table)
        case .chart(let chart): write(chart)
        case .outcome(let outcome): write(outcome)
        case .note(let text): write(HtmlText.element("p", options.wording.notice(text), "class=\"note\""))
        case .signatures(let signatures): write(signatures)
        case .appendix(let appendix): self.appendix = AppendixText(appendix, options)
        }
    }

    func finish() {
        writeHeld()
        let title = title ?? options.wording.untitled
        output.line("<!DOCTYPE html>")
        output.line("<html lang=\"\(options.wording.language.rawValue)\">")
        output.line("<head>")
        output.line("<meta charset=\"utf-8\">")
        output.line("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">")
        output.write(HtmlText.element("title", title))
        output.line("<style>")
        output.line(HtmlStyle.text)
        output.line("</style>")
        output.line("</head>")
        output.line("<body>")
        output.line("<main>")
        let parts = parts.filter { $0.heading != nil || !$0.html.isEmpty }
        let isWide = HtmlWriter.across(parts)
        // The head of the page lies on the same sheet as what follows it.
        output.line(isWide.first == true ? "<header class=\"across\">" : "<header>")
        if self.title != nil { output.write(HtmlText.element("h1", title)) }
        writeSummary()
        writeContents()
        output.line("</header>")
        for (part, isWide) in zip(parts, isWide) {
            output.line("<section id=\"\(part.id)\"\(isWide ? " class=\"across\"" : "")>")
            if let heading = part.heading { output.write(HtmlText.element("h2", heading)) }
            output.write(part.html)
            output.line("</section>")
        }
        if let appendix { HtmlAppendix(appendix, options, outcomes: outcomes.map(\.id)).write(to: output) }
        output.line("</main>")
        output.line("</body>")
        output.line("</html>")
    }

    /// Whether each part lies across: words alone go on the sheet of what stands before them, and the first of them on that of what follows, so
    /// that no sheet holds a few lines because the next one is turned.
    private static func across(_ parts: [Part]) -> [Bool] {
        var isWide = parts.lazy.compactMap(\.isWide).first ?? false
        return parts.map { part in
            isWide = part.isWide ?? isWide
            return isWide
        }
    }

    private func write(_ html: String) { parts[parts.count - 1].html += html }

    // MARK: Before the parts

    /// How the checks came out, for whoever reads no further; nothing when all held.
    private func writeSummary() {
        for (verdict, name, words) in [
            (CheckOutcome.Verdict.failed, "failed", options.wording.checksFailed), (.warned, "warned", options.wording.warnings),
        ] {
            let found = outcomes.filter { $0.outcome.verdict == verdict }
            if found.isEmpty { continue }
            output.line("<div class=\"outcome \(name) summary\">")
            output.line("<p><strong>\(HtmlText.escaped(words(found.count)))</strong></p>")
            output.line("<ul>")
            for (id, outcome) in found { output.line("<li><a href=\"#\(id)\">\(HtmlText.escaped(outcome.message))</a></li>") }
            output.line("</ul>")
            output.line("</div>")
        }
    }

    /// A list of headings, tables and charts, where there are enough to look for one.
    private func writeContents() {
        let named = parts.filter { $0.heading != nil }.count
        let entries = parts.reduce(0) { $0 + $1.entries.count }
        guard named + entries > 2 else { return }
        output.line("<nav class=\"contents\(named + entries > 8 ? "" : " short")\" aria-label=\"\(HtmlText.attribute(options.wording.contents))\">")
        output.write(HtmlText.element("p", options.wording.contents, "class=\"contents-title\""))
        output.line("<ul>")
        for part in parts where part.heading != nil || !part.entries.isEmpty {
            let inner = part.entries.map { "<li><a href=\"#\($0.id)\">\(HtmlText.escaped($0.title))</a></li>\n" }.joined()
            if let heading = part.heading {
                output.write("<li><a href=\"#\(part.id)\">\(HtmlText.escaped(heading))</a>")
                output.line(inner.isEmpty ? "</li>" : "\n<ul>\n\(inner)</ul>\n</li>")
            } else {
                output.write(inner)
            }
        }
        if let appendix { output.line("<li><a href=\"#appendix\">\(HtmlText.escaped(appendix.title))</a></li>") }
        output.line("</ul>")
        output.line("</nav>")
    }

    // MARK: Paragraphs, tables and charts

    private func write(_ paragraph: Paragraph) {
        let pieces = paragraph.pieces.map { piece in
            switch piece {
            case .words(let words): HtmlText.escaped(words)
            case .value(let text, let derivation): HtmlDefinition(definitions.add(derivation), of: definitions).link(text, isStop: true)
            }
        }
        write("<p>\(pieces.joined())</p>\n")
    }

    private func write(_ table: ResultTable) {
        tableCount += 1
        let id = "t\(tableCount)"
        let html = HtmlTable(table, options, id: id, definitions: definitions.add(table), list: definitions)
        write(html.text)
        setWide(html.isWide)
        if let title = table.title { parts[parts.count - 1].entries.append((id, title)) }
    }

    private func setWide(_ isWide: Bool) { parts[parts.count - 1].isWide = isWide || parts[parts.count - 1].isWide == true }

    private func write(_ chart: Chart) {
        chartCount += 1
        let id = "c\(chartCount)"
        var marks = chart.marks
        marks.title = nil
        let table = HtmlTable(marks, options, id: "\(id)-data", definitions: definitions.add(marks), list: definitions)
        write(HtmlChart.text(chart, options, id: id, table: table))
        setWide(false)
        if let title = chart.marks.title { parts[parts.count - 1].entries.append((id, title)) }
    }

    // MARK: Checks

    private func writeHeld() {
        if held.isEmpty { return }
        write("<details class=\"held\"><summary>\(HtmlText.escaped(options.wording.checksHeld(held.count)))</summary>\n<ul>\n")
        for outcome in held {
            outcomes.append(("k\(outcomes.count + 1)", outcome))
            let text = OutcomeText(outcome, options)
            let details = text.details.map { " · " + $0 }.joined()
            write("<li id=\"k\(outcomes.count)\">\(HtmlText.escaped(text.headline + details))</li>\n")
        }
        write("</ul>\n</details>\n")
        held = []
    }

    private func write(_ outcome: CheckOutcome) {
        outcomes.append(("k\(outcomes.count + 1)", outcome))
        let text = OutcomeText(outcome, options)
        write("<div class=\"outcome \(outcome.verdict == .failed ? "failed" : "warned")\" id=\"k\(outcomes.count)\">\n")
        write("<p><strong>\(HtmlText.escaped(text.verdict))</strong> \(HtmlText.escaped(text.headline))</p>\n")
        for detail in text.details { write(HtmlText.element("p", detail)) }
        if !text.rows.isEmpty {
            write("<ul>\n")
            for row in text.rows { write(HtmlText.element("li", row)) }
            write("</ul>\n")
        }
        write("</div>\n")
    }

    // MARK: The foot

    private func write(_ signatures: Signatures) {
        write("<div class=\"signatures\">\n")
        for (number, role) in signatures.roles.enumerated() {
            let place = number == signatures.roles.count - 1 ? HtmlText.element("p", signatures.place, "class=\"place\"") : ""
            write("<div>\n\(place)\(HtmlText.element("p", role, "class=\"role\""))</div>\n")
        }
        write("</div>\n")
    }
}
