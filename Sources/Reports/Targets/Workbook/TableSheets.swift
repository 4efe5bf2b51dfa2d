import CXlsxWriter
import Characters
import Columns
import Diagnostics
import Semantics
import Tables

/// One table of a document on a sheet of its own, and on further ones where a sheet has no room for its rows.
///
/// From the top: its title, the header with headings over headings, which stays in sight and is repeated on each printed page, and the rows. A4
/// landscape, as wide as a page. Rows have all their keys, so that they can be filtered and counted further; only forms, whose columns have
/// numbers, have the first key as a heading over its rows.
///
/// A table may come in pieces, so that a million rows are never in memory at once. Titles, heads and the widths of texts are then made for the first
/// of them; columns of numbers become as wide as the widest of all, which is said when a sheet is full.
struct TableSheets {
    /// The sheets that it came to stand on.
    private(set) var names: [String] = []
    /// Headers of the columns whose numbers became text.
    private(set) var columnsAsText: [String] = []
    private(set) var rowCount = 0

    private let file: WorkbookFile
    private let options: RenderOptions
    private let name: String
    private let title: String?
    /// The piece that is written.
    private var text: TableText
    private var columns: [SheetColumn]
    private let headings: TableHeadings
    private let columnNumbers: [String]?
    private var widths: [Int]
    /// Columns that the title stands over: those of the table, and more beside a narrow one.
    private let titleWidth: Int
    /// The column of a form whose values are headings over rows.
    private let section: Int?
    private var isUnderHeading = false
    /// The sheet that rows go to, and where the next one will stand.
    private var end: (sheet: Sheet, row: lxw_row_t)?
    /// Rows that the sheet still takes.
    private var room = 0
    /// Rows of a sheet.
    private let capacity: Int

    /// The width of a column that nothing is said about.
    private static let unsaidWidth = 8
    /// Excel's rows.
    static let rowsOfSheet = 1_048_576
    /// Texts wider than this go on in the next line of their cell.
    private static let widestText = 60
    /// Rows whose texts say how wide a column is; measuring all of a million would take as long as writing them.
    private static let measuredRows = 1_000
    /// Column widths that a page in landscape shows at a readable size.
    private static let widthOfPage = 260

    /// - Parameter table: the first piece, or the whole; it is laid out here, and written by `append`.
    init(_ table: ResultTable, _ file: WorkbookFile, _ options: RenderOptions, name: String, rowsOfSheet: Int) {
        let table = table.withCountsAsColumns(options.wording)
        let text = TableText(table, options)
        let section = text.columnNumbers == nil ? nil : text.sectionColumn
        let columns = table.columns.indices.filter { $0 != section }.map { SheetColumn(table.columns[$0], $0, options.display) }
        let headings = TableHeadings(columns.map { text.headers[$0.source] })
        let widths = zip(columns, headings.columnTexts).map { TableSheets.width(of: $0, heading: $1, text) }
        self.file = file
        self.options = options
        self.name = name
        self.text = text
        self.section = section
        self.columns = columns
        self.headings = headings
        self.widths = widths
        title = table.title
        columnNumbers = text.columnNumbers
        titleWidth = TableSheets.titleWidth(table.title, over: widths)
        capacity = rowsOfSheet - headings.lines.count - (table.title == nil ? 0 : 1) - (text.columnNumbers == nil ? 0 : 1)
    }

    /// Writes a piece below those before it.
    /// - Throws: a text that no cell holds, by its row and column.
    mutating func append(_ piece: ResultTable, names taken: inout SheetNames) throws(DiagnosticList) {
        let piece = piece.withCountsAsColumns(options.wording)
        text = TableText(piece, options)
        for index in columns.indices where piece.continues {
            columns[index].proceed(to: piece.columns[columns[index].source])
            widths[index] = max(widths[index], columns[index].leastWidth + TableSheets.margin)
        }
        for column in columns where column.isTooPrecise && !columnsAsText.contains(text.headers[column.source]) { columnsAsText.append(text.headers[column.source]) }
        var row = 0
        while row < piece.rowCount || end == nil {
            if room == 0 { try openSheet(&taken) }
            let last = min(piece.rowCount, row + room)
            try write(row..<last)
            room -= last - row
            row = last
        }
        rowCount += piece.rowCount
    }

    /// Cells that stay free beside the widest text of a column.
    private static let margin = 2

    private static func width(of column: SheetColumn, heading: String, _ text: TableText) -> Int {
        var widest = column.leastWidth
        for row in 0..<min(text.rowCount, measuredRows) { widest = max(widest, DisplayWidth.of(text.cell(row, column.source).text)) }
        if column.isText { widest = min(widest, widestText) }
        // A heading has up to three lines.
        let word = heading.split(separator: " ").map { DisplayWidth.of(String($0)) }.max() ?? 0
        return max(widest, min(word, widestText), min(DisplayWidth.of(heading) / 3, widestText)) + margin
    }

    // MARK: Sheets

    private mutating func openSheet(_ taken: inout SheetNames) throws(DiagnosticList) {
        try closeSheet()
        let name = taken.make(name)
        names.append(name)
        let sheet = try file.addSheet(name)
        if let title { try write(title: title, on: sheet) }
        end = (sheet, try writeHead(on: sheet, from: headRow))
        room = capacity
        isUnderHeading = false
    }

    private var headRow: lxw_row_t { title == nil ? 0 : 1 }
    private var firstRow: lxw_row_t { headRow + lxw_row_t(headings.lines.count) + (columnNumbers == nil ? 0 : 1) }

    /// Says of the sheet that is full what holds for all of it. Nothing but signatures may be written to the last one afterwards.
    func closeSheet() throws(DiagnosticList) {
        guard let (sheet, next) = end else { return }
        let library = file.library
        for (index, width) in widths.enumerated() {
            try file.check(library.worksheet_set_column(sheet, lxw_col_t(index), lxw_col_t(index), Double(width), nil))
        }
        library.worksheet_freeze_panes(sheet, firstRow, 0)
        try file.check(library.worksheet_repeat_rows(sheet, headRow, firstRow - 1))
        try printArea(of: sheet, to: next, columns: max(columns.count, titleWidth))
        library.worksheet_set_paper(sheet, 9)  // A4
        library.worksheet_set_landscape(sheet)
        library.worksheet_fit_to_pages(sheet, UInt16(clamping: widths.reduce(0, +) / TableSheets.widthOfPage + 1), 0)
        try file.check(library.worksheet_set_footer(sheet, "&C&P/&N"))
        if columns.contains(where: \.isText), next > firstRow {
            // Codes are text on purpose.
            let range = TableSheets.range(from: firstRow, to: next - 1, columns: columns.count)
            try file.check(library.worksheet_ignore_errors(sheet, UInt8(LXW_IGNORE_NUMBER_STORED_AS_TEXT.rawValue), range))
        }
    }

    /// Whether the columns have numbers; such a table has lines around each cell, as on paper.
    private var isForm: Bool { columnNumbers != nil }

    private func printArea(of sheet: Sheet, to end: lxw_row_t, columns: Int) throws(DiagnosticList) {
        try file.check(file.library.worksheet_print_area(sheet, 0, 0, max(end, 1) - 1, lxw_col_t(columns - 1)))
    }

    // MARK: Title and head

    private static func titleWidth(_ title: String?, over widths: [Int]) -> Int {
        guard let title else { return widths.count }
        let missing = min(DisplayWidth.of(title), 60) - widths.reduce(0, +)
        return widths.count + max(0, (missing + unsaidWidth - 1) / unsaidWidth)
    }

    private func write(title: String, on sheet: Sheet) throws(DiagnosticList) {
        var look = CellLook()
        look.isBold = true
        look.size = 12
        look.wraps = true
        let (count, format) = (titleWidth, file.format(look))
        let total = widths.reduce(0, +) + (count - columns.count) * TableSheets.unsaidWidth
        let lines = RowHeight.lines(title, width: total, fontSize: 12, isBold: true)
        try file.check(file.library.worksheet_set_row(sheet, 0, RowHeight.of(lines: lines, fontSize: 12), nil))
        if count > 1 { try file.check(file.library.worksheet_merge_range(sheet, 0, 0, 0, lxw_col_t(count - 1), "", format)) }
        try write(.words(DisplayWidth.visible(title)), on: sheet, 0, 0, format) { "the title of a table" }
    }

    /// - Returns: the row below.
    private func writeHead(on sheet: Sheet, from first: lxw_row_t) throws(DiagnosticList) -> lxw_row_t {
        let library = file.library
        var look = CellLook()
        look.isBold = true
        look.wraps = true
        look.isCentred = true
        look.fill = 0xE7E6E6
        look.lineAbove = true
        look.lineBelow = true
        look.isBoxed = isForm
        let format = file.format(look)
        for (number, line) in headings.lines.enumerated() {
            let row = first + lxw_row_t(number)
            try file.check(library.worksheet_set_row(sheet, row, height(ofLine: number), nil))
            for column in columns.indices { try file.check(library.worksheet_write_blank(sheet, row, lxw_col_t(column), format)) }
            // Rows above are out and stay as they are; cells are joined at the last of their rows, and what stands in that one is written over.
            for (above, line) in headings.lines[...number].enumerated() {
                for cell in line where above + cell.lineCount - 1 == number && (cell.columnCount > 1 || cell.lineCount > 1) {
                    let column = lxw_col_t(cell.column)
                    try file.check(library.worksheet_merge_range(sheet, first + lxw_row_t(above), column, row, column + lxw_col_t(cell.columnCount - 1), "", format))
                }
            }
            for cell in line { try write(.words(cell.text), on: sheet, row, lxw_col_t(cell.column), format) { "the heading of a column" } }
        }
        var next = first + lxw_row_t(headings.lines.count)
        if let numbers = columnNumbers {
            look.isBold = false
            look.fill = nil
            for (index, column) in columns.enumerated() {
                try write(.words(numbers[column.source]), on: sheet, next, lxw_col_t(index), file.format(look)) { "the number of a column" }
            }
            next += 1
        }
        return next
    }

    /// In points, for what stands in this line alone, and in the last line for what reaches down to it.
    private func height(ofLine number: Int) -> Double {
        var lines = 1
        for (above, line) in headings.lines.enumerated() {
            for cell in line where above + cell.lineCount - 1 == number {
                let width = widths[cell.column..<(cell.column + cell.columnCount)].reduce(0, +)
                lines = max(lines, RowHeight.lines(cell.text, width: width, isBold: true) - (cell.lineCount - 1))
            }
        }
        return RowHeight.of(lines: lines)
    }

    // MARK: Rows

    private mutating func write(_ rows: Range<Int>) throws(DiagnosticList) {
        guard let (sheet, first) = end else { return }
        let formats = columns.map { file.format(look(of: $0, isTotal: false)) }
        let totals = columns.map { file.format(look(of: $0, isTotal: true)) }
        var place = first
        for row in rows {
            let isTotal = text.isTotal(row)
            if let section, !isTotal, !isUnderHeading {
                try write(heading: text.cell(row, section).text, on: sheet, place)
                place += 1
            }
            isUnderHeading = !isTotal
            let lines = lines(in: row)
            if lines > 1 { try file.check(file.library.worksheet_set_row(sheet, place, RowHeight.of(lines: lines), nil)) }
            for (index, column) in columns.enumerated() {
                var cell = column.cell(row)
                if isTotal, case .blank = cell { cell = rolledUp(row, column.source, isFirst: index == 0) }
                try write(cell, on: sheet, place, lxw_col_t(index), isTotal ? totals[index] : formats[index]) { placeName(row, text.headers[column.source]) }
            }
            place += 1
        }
        end = (sheet, place)
    }

    /// The word for a total in the first of the keys that a row rolls up, which are not missing; of a form it may be the one that stands over rows.
    private func rolledUp(_ row: Int, _ column: Int, isFirst: Bool) -> SheetCell {
        let own = text.cell(row, column)
        if own.isMissing { return .blank }
        if own.text.isEmpty, isFirst, let section { return .words(text.cell(row, section).text) }
        return .words(own.text)
    }

    private func write(heading: String, on sheet: Sheet, _ row: lxw_row_t) throws(DiagnosticList) {
        var look = CellLook()
        look.isBold = true
        look.lineAbove = true
        look.isBoxed = isForm
        let format = file.format(look)
        if columns.count > 1 { try file.check(file.library.worksheet_merge_range(sheet, row, 0, row, lxw_col_t(columns.count - 1), "", format)) }
        try write(.words(heading), on: sheet, row, 0, format) { "a heading over rows" }
    }

    /// The lines of the highest cell of a row. Only texts with more bytes than their column has room are looked at.
    private func lines(in row: Int) -> Int {
        var most = 1
        for (index, column) in columns.enumerated() where column.isText {
            guard case .text(let bytes) = column.cell(row), bytes.count >= widths[index] - 1 || bytes.contains(UInt8(ascii: "\n")) else { continue }
            most = max(most, RowHeight.lines(String(decoding: bytes, as: UTF8.self), width: widths[index]))
        }
        return most
    }

    private func look(of column: SheetColumn, isTotal: Bool) -> CellLook {
        var look = column.look
        look.wraps = column.isText
        look.isBold = isTotal
        look.lineAbove = isTotal
        look.isBoxed = isForm
        return look
    }

    /// Who signs, below the last row: the place and the day over the last of them, and room for names.
    func write(_ signatures: Signatures) throws(DiagnosticList) {
        guard let end, let lastRole = signatures.roles.indices.last else { return }
        var look = CellLook()
        look.isCentred = true
        let plain = file.format(look)
        look.isBold = true
        let bold = file.format(look)
        let parts = parts(signatures.roles.count, wideEnoughFor: [signatures.place] + signatures.roles)
        try write(signatures.place, over: parts[lastRole], on: end.sheet, end.row + 1, plain)
        for (role, part) in zip(signatures.roles, parts) { try write(role, over: part, on: end.sheet, end.row + 2, bold) }
        try printArea(of: end.sheet, to: end.row + 7, columns: max(parts[lastRole].upperBound, titleWidth))
    }

    /// The columns cut into parts of about equal width, with further ones beside a narrow table.
    private func parts(_ count: Int, wideEnoughFor texts: [String]) -> [Range<Int>] {
        let needed = ((texts.map { DisplayWidth.of($0) }.max() ?? 0) + 4) * count
        let lacking = max(count * TableSheets.unsaidWidth - widths.reduce(0, +), needed - widths.reduce(0, +), 0)
        let all = widths + [Int](repeating: TableSheets.unsaidWidth, count: (lacking + TableSheets.unsaidWidth - 1) / TableSheets.unsaidWidth)
        var starts = [0]
        var passed = 0
        for (column, width) in all.enumerated() {
            passed += width
            // A part ends behind the column that fills it, and leaves one for each part to come.
            if starts.count < count, passed * count >= all.reduce(0, +) * starts.count || all.count - column - 1 == count - starts.count { starts.append(column + 1) }
        }
        return zip(starts, starts.dropFirst() + [all.count]).map { $0..<max($0 + 1, $1) }
    }

    private func write(_ text: String, over part: Range<Int>, on sheet: Sheet, _ row: lxw_row_t, _ format: CellFormat?) throws(DiagnosticList) {
        let (first, last) = (lxw_col_t(part.lowerBound), lxw_col_t(part.upperBound - 1))
        if last > first { try file.check(file.library.worksheet_merge_range(sheet, row, first, row, last, "", format)) }
        try write(.words(text), on: sheet, row, first, format) { "a signature" }
    }

    private func write(_ cell: SheetCell, on sheet: Sheet, _ row: lxw_row_t, _ column: lxw_col_t, _ format: CellFormat?, place: () -> String) throws(DiagnosticList) {
        let library = file.library
        let status: lxw_error
        switch cell {
        case .blank: status = library.worksheet_write_blank(sheet, row, column, format)
        case .number(let number): status = library.worksheet_write_number(sheet, row, column, number, format)
        case .truth(let flag): status = library.worksheet_write_boolean(sheet, row, column, flag ? 1 : 0, format)
        case .text(let bytes): return try file.write(bytes, on: sheet, row, column, format, place: place)
        case .words(let words): return try file.write(words, on: sheet, row, column, format, place: place)
        }
        try file.check(status)
    }

    private func placeName(_ row: Int, _ column: String) -> String {
        (title.map { "table '\($0)', " } ?? "") + "row \(rowCount + row + 1), column '\(column)'"
    }

    /// `A2:F13`
    private static func range(from first: lxw_row_t, to last: lxw_row_t, columns: Int) -> String { "A\(first + 1):\(SheetReference.letters(columns))\(last + 1)" }
}

extension ResultTable {
    /// `with counts` in documents is a text behind the ratio; to go on reckoning with, each count is a column.
    fileprivate func withCountsAsColumns(_ wording: Wording) -> ResultTable {
        guard options.contains(.counts) else { return self }
        var result = self
        result.options.remove(.counts)
        result.columns = columns.flatMap { column -> [Column] in
            guard case .ratio(let ratio) = column.values, case .ratio(counted: true) = column.type.kind else { return [column] }
            let heading = column.label ?? column.name
            func side(_ values: Columns.Column, _ ending: String, _ label: String) -> Column {
                let type: Type =
                    switch values {
                    case .decimal: .decimal
                    case .float: .float
                    default: .int
                    }
                return Column(name: column.name + ending, label: label, type: type.optional(), values: values)
            }
            return [
                column, side(ratio.numerator, "_numerator", wording.numerator(of: heading)),
                side(ratio.denominator, "_denominator", wording.denominator(of: heading)),
            ]
        }
        return result
    }
}
