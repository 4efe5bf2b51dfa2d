import Characters
import Tables

/// Drawn borders for a terminal: fits its width, and shows the first and last rows of a long result.
final class BoxWriter: DocumentWriter {
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
        case .title(let text): heading(text, underline: "═")
        case .section(let text): heading(text, underline: "─")
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
        if let title = chart.marks.title { output.line(inked(DisplayWidth.visible(title), .bold)) }
        for line in TerminalChart(chart, options).lines { output.line(line) }
    }

    private func inked(_ text: String, _ ink: Ink?) -> String { Ink.paint(text, ink, options.hasColor) }

    private func heading(_ text: String, underline: String) {
        let text = DisplayWidth.visible(text)
        output.line(inked(text, .bold))
        output.line(String(repeating: underline, count: DisplayWidth.of(text)))
    }

    // MARK: Tables

    /// A line of cells; `nil` stands for the rows left out.
    private struct Line {
        var cells: [TableText.Cell]
        var isTotal: Bool
    }

    private func write(_ table: ResultTable) {
        if let title = table.title { output.line(inked(DisplayWidth.visible(title), .bold)) }
        let text = TableText(table, options)
        if table.isScalar, text.rowCount == 1, text.columnCount == 1 {
            // The shell is a calculator: an answer needs no frame.
            output.line(text.cell(0, 0).text)
            return
        }
        var (first, last) = shownRows(of: table.wholeRowCount)
        if let leftOut = table.leftOut { (first, last) = (min(first, leftOut.place), min(last, text.rowCount - leftOut.place)) }
        let rows = Array(0..<first) + Array(text.rowCount - last..<text.rowCount)
        let lines = rows.map { row in
            Line(cells: (0..<text.columnCount).map { text.cell(row, $0) }, isTotal: text.isTotal(row))
        }
        let head = TableHeadings(text.headers)
        var extents = head.columnTexts.map { ColumnExtent(header: $0) }
        let numbers = text.columnNumbers
        for (column, number) in (numbers ?? []).enumerated() { extents[column].include((DisplayWidth.of(number), 0)) }
        for line in lines {
            for (column, cell) in line.cells.enumerated() { extents[column].include(text.extent(of: cell.text, in: column)) }
        }
        head.makeRoom(in: &extents, between: 3)
        let layout = BoxLayout(natural: extents.map(\.width), canShrink: text.isNumeric.map { !$0 }, limit: options.width)
        let right = text.isNumeric

        let above = head.lines.dropLast().map { groups($0, layout) }
        border("┌", "┬", "┐", layout, joining: above.first ?? [])
        for line in above { content(line, layout) }
        content(layout) { (head.columnTexts[$0], right[$0], .bold) }
        if let numbers { content(layout) { (numbers[$0], right[$0], .dim) } }
        border("├", "┼", "┤", layout)
        for (index, line) in lines.enumerated() {
            if index == first, last > 0 { content(layout) { ("⋮", right[$0], .dim) } }
            content(layout) { column in
                let cell = line.cells[column]
                let behind = right[column] ? extents[column].blanks(behind: text.extent(of: cell.text, in: column)) : 0
                return (cell.text + String(repeating: " ", count: behind), right[column], line.isTotal ? .bold : cell.isMissing ? .dim : nil)
            }
        }
        border("└", "┴", "┘", layout)
        notes(under: text, first, last, layout)
    }

    /// How many rows of the beginning and of the end are shown; all of them as the beginning when they fit.
    private func shownRows(of count: Int) -> (first: Int, last: Int) {
        guard let limit = options.rowLimit, let most = options.mostRows, count > most else { return (count, 0) }
        let last = max(1, limit / 4)
        return (max(1, limit - last), last)
    }

    /// - Parameter groups: headings over several columns, between which nothing comes down from this border.
    private func border(_ left: String, _ middle: String, _ right: String, _ layout: BoxLayout, joining groups: [Group] = []) {
        var line = left
        for (place, width) in layout.widths.enumerated() {
            if place > 0 { line += groups.contains { $0.places.dropFirst().contains(place) } ? "─" : middle }
            line += String(repeating: "─", count: width + 2)
        }
        output.line(line + right)
    }

    /// A heading over columns that are drawn beside each other.
    private struct Group {
        var text: String
        var places: Range<Int>
    }

    private func groups(_ cells: [TableHeadings.Cell], _ layout: BoxLayout) -> [Group] {
        cells.filter { $0.lineCount == 1 }.compactMap { cell in
            let places = layout.columns.indices.filter { place in
                layout.columns[place].map { (cell.column..<cell.column + cell.columnCount).contains($0) } ?? false
            }
            guard let first = places.first, let last = places.last, places.count == last - first + 1 else { return nil }
            return Group(text: cell.text, places: first..<last + 1)
        }
    }

    private func content(_ groups: [Group], _ layout: BoxLayout) {
        var line = "│"
        var place = 0
        while place < layout.columns.count {
            let group = groups.first { $0.places.lowerBound == place }
            let places = group?.places ?? place..<place + 1
            let width = layout.widths[places].reduce(3 * (places.count - 1), +)
            line += " " + (group.map { inked(TableHeadings.ruled($0.text, to: width, "─"), .bold) } ?? String(repeating: " ", count: width)) + " │"
            place = places.upperBound
        }
        output.line(line)
    }

    private func content(_ layout: BoxLayout, _ cell: (Int) -> (text: String, right: Bool, ink: Ink?)) {
        var line = "│"
        for (place, column) in layout.columns.enumerated() {
            let width = layout.widths[place]
            guard let column else {
                line += " … │"
                continue
            }
            let (text, right, ink) = cell(column)
            let fitted = DisplayWidth.truncated(text, to: width)
            let blanks = String(repeating: " ", count: max(0, width - DisplayWidth.of(fitted)))
            line += " " + (right ? blanks + inked(fitted, ink) : inked(fitted, ink) + blanks) + " │"
        }
        output.line(line)
    }

    private func notes(under text: TableText, _ first: Int, _ last: Int, _ layout: BoxLayout) {
        if text.rowCount == 0 { output.line(options.wording.noRows) }
        if last > 0 {
            let note = options.wording.shown(
                first: options.count(first), last: options.count(last), of: options.count(text.table.wholeRowCount), inShell: options.isShell,
                lacksMemory: text.table.leftOut != nil)
            output.line(inked(note, .dim))
        }
        if !layout.hidden.isEmpty {
            output.line(inked(options.wording.hidden(layout.hidden.map { text.headers[$0] }, inShell: options.isShell), .dim))
        }
    }
}
