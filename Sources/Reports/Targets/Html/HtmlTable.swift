import Characters
import Semantics
import Tables

/// A result as a table of a page: headings over headings, groups of rows under headings of their own, totals set apart, each number with its definition.
struct HtmlTable {
    private(set) var text = ""
    /// It does not fit a sheet of A4 that stands.
    private(set) var isWide = false

    private let cells: TableText
    private let columns: [Int]
    /// What the numbers of each column mean.
    private let definitions: [HtmlDefinition?]
    /// The column that names a row to whoever hears the table read.
    private let rowHeader: Int?

    /// - Parameter list: the definitions met so far, those of this table included.
    init(_ table: ResultTable, _ options: RenderOptions, id: String, definitions: [Int?], list: DefinitionList) {
        let cells = TableText(table, options)
        self.cells = cells
        self.definitions = definitions.map { $0.map { HtmlDefinition($0, of: list) } }
        columns = (0..<cells.columnCount).filter { $0 != cells.sectionColumn }
        rowHeader = columns.prefix(3).first { !cells.isNumeric[$0] }

        let fit = PageFit(cells, columns)
        isWide = fit.isAcross
        let isForm = cells.columnNumbers != nil
        write("<div class=\"table\(isForm ? " form" : "") \(fit.styleName)\" id=\"\(id)\">\n<table>\n")
        if let title = table.title { write(HtmlText.element("caption", title)) }
        writeHead()
        writeRows()
        write("</table>\n")
        if cells.rowCount == 0 { write(HtmlText.element("p", options.wording.noRows, "class=\"note\"")) }
        write("</div>\n")
    }

    private mutating func write(_ html: String) { text += html }

    // MARK: Head

    private mutating func writeHead() {
        let headings = TableHeadings(columns.map { cells.headers[$0] })
        write("<thead>\n")
        for line in headings.lines {
            write("<tr>")
            for cell in line {
                let isGroup = cell.columnCount > 1
                var attributes = isGroup ? " scope=\"colgroup\" colspan=\"\(cell.columnCount)\"" : " scope=\"col\""
                if cell.lineCount > 1 { attributes += " rowspan=\"\(cell.lineCount)\"" }
                let column = columns[cell.column]
                if isGroup { attributes += " class=\"g\"" } else if cells.isNumeric[column] { attributes += " class=\"n\"" }
                write("<th\(attributes)>\(isGroup ? HtmlText.escaped(cell.text) : linked(cell.text, column, isHeading: true))</th>")
            }
            write("</tr>\n")
        }
        if let numbers = cells.columnNumbers {
            write("<tr class=\"numbers\">" + columns.map { "<td>\(numbers[$0])</td>" }.joined() + "</tr>\n")
        }
        write("</thead>\n")
    }

    // MARK: Rows

    private mutating func writeRows() {
        write("<tbody>\n")
        var isOpen = false
        for row in 0..<cells.rowCount {
            if let section = cells.sectionColumn, !cells.isTotal(row), !isOpen {
                if row > 0 { write("</tbody>\n<tbody>\n") }
                write("<tr class=\"heading\"><th scope=\"rowgroup\" colspan=\"\(columns.count)\">\(HtmlText.escaped(cells.cell(row, section).text))</th></tr>\n")
                isOpen = true
            }
            write(cells.isTotal(row) ? totalRow(row) : plainRow(row))
            if cells.sectionColumn != nil, cells.isTotal(row) { isOpen = false }
        }
        write("</tbody>\n")
    }

    private func plainRow(_ row: Int) -> String {
        "<tr>" + columns.map { column in
            column == rowHeader ? "<th scope=\"row\">\(HtmlText.escaped(cells.cell(row, column).text))</th>" : cell(row, column)
        }.joined() + "</tr>\n"
    }

    /// The word for a total reaches over the cells before the figures that say nothing.
    private func totalRow(_ row: Int) -> String {
        let silent = columns.prefix { cells.isSilent(row, $0) }
        var html = "<tr class=\"total\(cells.isGrandTotal(row) ? " grand" : "")\">"
        if let first = silent.first {
            let word = silent.map { cells.cell(row, $0) }.first { !$0.isMissing && !$0.text.isEmpty }?.text
            let section = cells.sectionColumn.map { cells.cell(row, $0).text }
            let text = word ?? section ?? cells.cell(row, first).text
            html += "<th scope=\"row\"\(silent.count > 1 ? " colspan=\"\(silent.count)\"" : "")>\(HtmlText.escaped(text))</th>"
        }
        for column in columns.dropFirst(silent.count) {
            html += column == rowHeader ? "<th scope=\"row\">\(HtmlText.escaped(cells.cell(row, column).text))</th>" : cell(row, column)
        }
        return html + "</tr>\n"
    }

    private func cell(_ row: Int, _ column: Int) -> String {
        let cell = cells.cell(row, column)
        guard cells.isNumeric[column] else { return "<td\(cell.isMissing ? " class=\"m\"" : "")>\(HtmlText.escaped(cell.text))</td>" }
        return cell.isMissing ? "<td class=\"n m\">\(HtmlText.escaped(cell.text))</td>" : "<td class=\"n\">\(linked(cell.text, column, isHeading: false))</td>"
    }

    /// The text with its definition. Numbers are no stops of the tabulator: their heading is.
    private func linked(_ text: String, _ column: Int, isHeading: Bool) -> String {
        definitions[column]?.link(text, isStop: isHeading) ?? HtmlText.escaped(text)
    }
}

/// Whether a table fits a sheet of A4 that stands, one that lies across, and how small its letters must be.
///
/// Counted in letters of 10 points, of which a sheet takes about 100 standing and 150 across; texts may break, numbers never do.
struct PageFit {
    private enum Size: String { case normal, small, smaller }
    private let size: Size
    let isAcross: Bool

    private static let standing = 100
    private static let across = 150
    /// Texts are broken beyond this many letters.
    private static let longText = 32
    /// What is measured of a long table.
    private static let measuredRows = 500

    init(_ cells: TableText, _ columns: [Int]) {
        let headings = TableHeadings(columns.map { cells.headers[$0] }).columnTexts
        var width = 0
        for (place, column) in columns.enumerated() {
            var most = headings[place].split(separator: " ").map { DisplayWidth.of(String($0)) }.max() ?? 0
            let limit = cells.isNumeric[column] ? Int.max : PageFit.longText
            let rows = cells.rowCount
            for row in Array(0..<min(rows, PageFit.measuredRows)) + Array(max(PageFit.measuredRows, rows - 2)..<max(PageFit.measuredRows, rows)) {
                most = max(most, min(limit, DisplayWidth.of(cells.cell(row, column).text)))
            }
            width += most + 3
        }
        isAcross = width > PageFit.standing * 115 / 100
        let room = isAcross ? PageFit.across : PageFit.standing
        size = width <= room ? .normal : width <= room * 118 / 100 ? .small : .smaller
    }

    var styleName: String { size.rawValue }
}
