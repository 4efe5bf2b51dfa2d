import Diagnostics
import Semantics
import Tables

/// An XLSX workbook: a sheet for each table with real numbers and dates, and one for the words of the document.
///
/// The first failure is kept and thrown at the end, as a writer hands on nothing before it.
final class WorkbookWriter: DocumentWriter {
    private let output: TextOutput
    private let options: RenderOptions
    private let rowsOfSheet: Int
    private var file: WorkbookFile?
    private var words: WordSheet?
    private var names = SheetNames()
    /// The table that was written last.
    private var last: TableSheets?
    private var title: String?
    private var section: String?
    private var asOf: Int32?
    private var failure: DiagnosticList?

    init(_ output: TextOutput, _ options: RenderOptions, rowsOfSheet: Int = TableSheets.rowsOfSheet) {
        self.output = output
        self.options = options
        self.rowsOfSheet = rowsOfSheet
        asOf = options.asOf
    }

    func write(_ block: Document.Block) {
        guard failure == nil else { return }
        do throws(DiagnosticList) { try add(block) } catch { failure = error }
    }

    func finish() throws(DiagnosticList) {
        if let failure { throw failure }
        let file = try opened()
        // Excel opens no workbook without a sheet.
        if names.isEmpty { _ = try wordSheet(file) }
        // At noon, so that it is that day in every zone from Hà Nội to London; without a day the first that a ZIP file knows.
        try file.finish(title: title, created: Int(asOf ?? WorkbookWriter.firstDayOfZip) * 86_400 + 43_200, to: output)
    }

    private static let firstDayOfZip: Int32 = 3_652  // 1980-01-01

    private func opened() throws(DiagnosticList) -> WorkbookFile {
        if let file { return file }
        let made = try WorkbookFile()
        file = made
        return made
    }

    private func wordSheet(_ file: WorkbookFile) throws(DiagnosticList) -> WordSheet {
        if let words { return words }
        let made = try WordSheet(file, name: names.make(options.wording.untitled))
        words = made
        return made
    }

    private func add(_ block: Document.Block) throws(DiagnosticList) {
        let file = try opened()
        switch block {
        case .title(let text):
            title = title ?? text
            try wordSheet(file).write(title: text)
        case .section(let text):
            section = text
            try wordSheet(file).write(section: text)
        case .paragraph(let paragraph): try wordSheet(file).write(text: paragraph.text)
        case .table(let table): try add(table, to: file)
        case .chart(let chart):
            asOf = asOf ?? chart.marks.provenance?.run.asOf
            let name = chart.marks.title ?? section ?? options.wording.chart(chart.form.kind)
            let sheet = names.make(name)
            try ChartSheet(chart, options).write(to: file, name: sheet)
            try words?.write(link: name, to: sheet)
        case .note(let text): try wordSheet(file).write(text: options.wording.notice(text))
        case .signatures(let signatures):
            if let last { try last.write(signatures) } else { try wordSheet(file).write(text: ([signatures.place] + signatures.roles).joined(separator: "\n")) }
        case .appendix(let appendix):
            asOf = asOf ?? appendix.run.asOf
            let text = AppendixText(appendix, options)
            try WordSheet(file, name: names.make(text.title), isWide: true).write(text, options)
        case .outcome(let outcome): try wordSheet(file).write(outcome, options)
        }
    }

    private func add(_ table: ResultTable, to file: WorkbookFile) throws(DiagnosticList) {
        asOf = asOf ?? table.provenance?.run.asOf
        let wording = options.wording
        let name = table.title ?? section ?? wording.table
        if !table.continues { last = TableSheets(table, file, options, name: name, rowsOfSheet: rowsOfSheet) }
        try last?.append(table, names: &names)
        guard !table.goesOn, let written = last else { return }
        try written.closeSheet()
        if let first = written.names.first { try words?.write(link: name, to: first) }
        if written.names.count > 1 { try wordSheet(file).write(text: wording.continued(rows: options.count(written.rowCount), sheets: written.names)) }
        if !written.columnsAsText.isEmpty { try wordSheet(file).write(text: wording.asText(written.columnsAsText, of: name)) }
    }
}
