import Characters
import Columns
import CXlsxWriter
import Diagnostics
import Engine
import Semantics

/// One table of a document on a sheet of its own, and on further ones where a sheet has no room for its rows.
///
/// From the top: its title, the header, which stays in sight and is repeated on each printed page, and the rows. A4 landscape, as wide as a page.
struct TableSheets {
    /// The sheets that it came to stand on.
    private(set) var names: [String] = []
    /// Headers of the columns whose numbers became text.
    let columnsAsText: [String]

    private let file: WorkbookFile
    private let table: ResultTable
    private let text: TableText
    private let columns: [SheetColumn]
    private let widths: [Int]
    /// Rows of a sheet.
    private let capacity: Int

    /// Excel's rows.
    static let rowsOfSheet = 1_048_576
    /// Texts wider than this go on in the next line of their cell.
    private static let widestText = 60
    /// Rows whose texts say how wide a column is; measuring all of a million would take as long as writing them.
    private static let measuredRows = 1_000
    /// Column widths that a page in landscape shows at a readable size.
    private static let widthOfPage = 260

    /// - Throws: a text that no cell holds, by its row and column.
    init(_ table: ResultTable, _ file: WorkbookFile, _ options: RenderOptions, name: String, names: inout SheetNames, rowsOfSheet: Int) throws(DiagnosticList) {
        let table = table.withCountsAsColumns(options.wording)
        self.file = file
        self.table = table
        text = TableText(table, options)
        columns = table.columns.map { SheetColumn($0, options.display) }
        widths = columns.indices.map { [columns, text] in TableSheets.width(of: columns[$0], $0, text) }
        columnsAsText = columns.indices.filter { [columns] in columns[$0].isTooPrecise }.map { [text] in text.headers[$0] }
        capacity = rowsOfSheet - (table.title == nil ? 1 : 2)
        var row = 0
        repeat {
            let name = names.make(name)
            self.names.append(name)
            let end = min(table.rowCount, row + capacity)
            try write(row..<end, on: try file.addSheet(name))
            row = end
        } while row < table.rowCount
    }

    private static func width(of column: SheetColumn, _ index: Int, _ text: TableText) -> Int {
        var widest = column.leastWidth
        for row in 0..<min(text.rowCount, measuredRows) { widest = max(widest, DisplayWidth.of(text.cell(row, index).text)) }
        if column.isText { widest = min(widest, widestText) }
        // A header has up to three lines.
        let header = text.headers[index]
        let word = header.split(separator: " ").map { DisplayWidth.of(String($0)) }.max() ?? 0
        return max(widest, min(word, widestText), min(DisplayWidth.of(header) / 3, widestText)) + 2
    }

    private func write(_ rows: Range<Int>, on sheet: Sheet) throws(DiagnosticList) {
        let library = file.library
        for (index, width) in widths.enumerated() {
            try file.check(library.worksheet_set_column(sheet, lxw_col_t(index), lxw_col_t(index), Double(width), nil))
        }
        var next: lxw_row_t = 0
        if let title = table.title {
            try write(title: title, on: sheet)
            next = 1
        }
        let header = next
        try writeHeader(on: sheet, row: header)
        next += 1
        try write(rows, on: sheet, from: next)
        let last = header + lxw_row_t(rows.count)
        let lastColumn = lxw_col_t(max(columns.count, titleWidth) - 1)
        library.worksheet_freeze_panes(sheet, header + 1, 0)
        try file.check(library.worksheet_repeat_rows(sheet, header, header))
        try file.check(library.worksheet_print_area(sheet, 0, 0, last, lastColumn))
        library.worksheet_set_paper(sheet, 9)  // A4
        library.worksheet_set_landscape(sheet)
        library.worksheet_fit_to_pages(sheet, UInt16(clamping: widths.reduce(0, +) / TableSheets.widthOfPage + 1), 0)
        try file.check(library.worksheet_set_footer(sheet, "&C&P/&N"))
        if columns.contains(where: \.isText), !rows.isEmpty {
            // Codes are text on purpose.
            let range = TableSheets.range(from: header + 1, to: last, columns: columns.count)
            try file.check(library.worksheet_ignore_errors(sheet, UInt8(LXW_IGNORE_NUMBER_STORED_AS_TEXT.rawValue), range))
        }
    }

    // MARK: Title and header

    /// Columns that the title stands over: those of the table, and more beside a narrow one.
    private var titleWidth: Int {
        guard let title = table.title else { return columns.count }
        let missing = min(DisplayWidth.of(title), 60) - widths.reduce(0, +)
        // A column that nothing is said about is eight signs wide.
        return columns.count + max(0, (missing + 7) / 8)
    }

    private func write(title: String, on sheet: Sheet) throws(DiagnosticList) {
        var look = CellLook()
        look.isBold = true
        look.size = 12
        look.wraps = true
        let (count, format) = (titleWidth, file.format(look))
        let total = widths.reduce(0, +) + (count - columns.count) * 8
        let lines = RowHeight.lines(title, width: total, fontSize: 12, isBold: true)
        try file.check(file.library.worksheet_set_row(sheet, 0, RowHeight.of(lines: lines, fontSize: 12), nil))
        if count > 1 { try file.check(file.library.worksheet_merge_range(sheet, 0, 0, 0, lxw_col_t(count - 1), "", format)) }
        try write(.words(DisplayWidth.visible(title)), on: sheet, 0, 0, format) { "the title of a table" }
    }

    private func writeHeader(on sheet: Sheet, row: lxw_row_t) throws(DiagnosticList) {
        var look = CellLook()
        look.isBold = true
        look.wraps = true
        look.isCentred = true
        look.fill = 0xE7E6E6
        look.lineAbove = true
        look.lineBelow = true
        let format = file.format(look)
        let lines = zip(text.headers, widths).map { RowHeight.lines($0, width: $1, isBold: true) }.max() ?? 1
        try file.check(file.library.worksheet_set_row(sheet, row, RowHeight.of(lines: lines), nil))
        for (index, header) in text.headers.enumerated() {
            try write(.words(header), on: sheet, row, lxw_col_t(index), format) { "the heading of a column" }
        }
    }

    // MARK: Rows

    private func write(_ rows: Range<Int>, on sheet: Sheet, from first: lxw_row_t) throws(DiagnosticList) {
        let formats = columns.indices.map { file.format(look(of: $0, isTotal: false)) }
        let totals = columns.indices.map { file.format(look(of: $0, isTotal: true)) }
        var place = first
        for row in rows {
            let isTotal = text.isTotal(row)
            let lines = lines(in: row)
            if lines > 1 { try file.check(file.library.worksheet_set_row(sheet, place, RowHeight.of(lines: lines), nil)) }
            for (index, column) in columns.enumerated() {
                var cell = column.cell(row)
                if isTotal, case .blank = cell {
                    // A rolled-up key is not missing: it holds the word for a total.
                    let word = text.cell(row, index)
                    if !word.isMissing { cell = .words(word.text) }
                }
                try write(cell, on: sheet, place, lxw_col_t(index), isTotal ? totals[index] : formats[index]) { TableSheets.place(table, row, text.headers[index]) }
            }
            place += 1
        }
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

    private func look(of column: Int, isTotal: Bool) -> CellLook {
        var look = columns[column].look
        look.wraps = columns[column].isText
        look.isBold = isTotal
        look.lineAbove = isTotal
        return look
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

    private static func place(_ table: ResultTable, _ row: Int, _ column: String) -> String {
        (table.title.map { "table '\($0)', " } ?? "") + "row \(row + 1), column '\(column)'"
    }

    /// `A2:F13`
    private static func range(from first: lxw_row_t, to last: lxw_row_t, columns: Int) -> String {
        var (letters, number) = ("", columns)
        while number > 0 {
            letters = String(UnicodeScalar(UInt8(65 + (number - 1) % 26))) + letters
            number = (number - 1) / 26
        }
        return "A\(first + 1):\(letters)\(last + 1)"
    }
}

extension ResultTable {
    /// `with counts` in documents is a text behind the ratio; to go on reckoning with, each count is a column.
    fileprivate func withCountsAsColumns(_ wording: Wording) -> ResultTable {
        guard showsCounts else { return self }
        var result = self
        result.showsCounts = false
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
