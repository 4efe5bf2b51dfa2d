import Characters
import CXlsxWriter
import Diagnostics

/// The words of a document on one sheet, in its order: titles, paragraphs, checks, and where each table stands.
final class WordSheet {
    private let file: WorkbookFile
    private let sheet: Sheet
    private var row: lxw_row_t = 0
    /// As wide as A4 upright.
    private static let width = 80

    /// - Parameter isWide: it holds tables of words.
    init(_ file: WorkbookFile, name: String, isWide: Bool = false) throws(DiagnosticList) {
        self.file = file
        sheet = try file.addSheet(name)
        let library = file.library
        try file.check(library.worksheet_set_column(sheet, 0, 0, Double(WordSheet.width), nil))
        if isWide {
            try file.check(library.worksheet_set_column(sheet, 1, 3, 18, nil))
            try file.check(library.worksheet_set_column(sheet, 4, 4, 66, nil))
            library.worksheet_set_landscape(sheet)
        }
        library.worksheet_set_paper(sheet, 9)  // A4
        library.worksheet_fit_to_pages(sheet, 1, 0)
        try file.check(library.worksheet_set_footer(sheet, "&C&P/&N"))
    }

    func write(title: String) throws(DiagnosticList) { try heading(title, size: 16) }

    func write(section: String) throws(DiagnosticList) { try heading(section, size: 13) }

    func write(text: String) throws(DiagnosticList) { try line(text) }

    /// A line that leads to a sheet when it is clicked.
    func write(link text: String, to name: String) throws(DiagnosticList) {
        var look = CellLook()
        look.wraps = true
        look.isUnderlined = true
        look.color = 0x0563C1
        let target = "internal:\(SheetReference.quoted(name))!A1"
        try file.check(file.library.worksheet_write_url_opt(sheet, row, 0, target, file.format(look), DisplayWidth.visible(text), nil))
        row += 1
    }

    func write(_ outcome: CheckOutcome, _ options: RenderOptions) throws(DiagnosticList) {
        let text = OutcomeText(outcome, options)
        try line("\(text.verdict): \(text.headline)", color: WordSheet.color(of: outcome.verdict))
        for detail in text.details { try line(detail, indent: 1) }
        for message in text.rows { try line(message, indent: 2) }
    }

    func write(_ appendix: AppendixText, _ options: RenderOptions) throws(DiagnosticList) {
        try write(title: appendix.title)
        for part in appendix.parts {
            try write(section: part.heading)
            switch part.body {
            case .items(let items):
                for item in items {
                    try line(item.text)
                    for below in item.under { try line(below, indent: 1) }
                }
            case .table(let headers, let rows):
                try cells(headers, isHeader: true)
                for row in rows { try cells(row, isHeader: false) }
            case .checks(let outcomes): for outcome in outcomes { try write(outcome, options) }
            }
        }
    }

    /// As on a page: green, red and brown that print dark enough.
    private static func color(of verdict: CheckOutcome.Verdict) -> UInt32 {
        switch verdict {
        case .held: 0x2E7D32
        case .failed: 0xB3261E
        case .warned: 0x9A5B00
        }
    }

    private func cells(_ texts: [String], isHeader: Bool) throws(DiagnosticList) {
        var look = CellLook()
        look.isBold = isHeader
        look.lineBelow = isHeader
        for (column, text) in texts.enumerated() {
            look.wraps = column == 0
            try file.write(visibleLines(text), on: sheet, row, lxw_col_t(column), file.format(look)) { "a cell of the appendix" }
        }
        row += 1
    }

    private func heading(_ text: String, size: Double) throws(DiagnosticList) {
        if row > 0 { row += 1 }
        try line(text, size: size)
    }

    private func line(_ text: String, size: Double? = nil, color: UInt32? = nil, indent: UInt8 = 0) throws(DiagnosticList) {
        var look = CellLook()
        look.wraps = true
        look.isBold = size != nil
        look.size = size
        look.color = color
        look.indent = indent
        let lines = RowHeight.lines(text, width: WordSheet.width - 2 * Int(indent), fontSize: size ?? 11, isBold: size != nil)
        if lines > 1 || size != nil {
            try file.check(file.library.worksheet_set_row(sheet, row, RowHeight.of(lines: lines, fontSize: size ?? 11), nil))
        }
        try file.write(visibleLines(text), on: sheet, row, 0, file.format(look)) { "a text of the document" }
        row += 1
    }
}
