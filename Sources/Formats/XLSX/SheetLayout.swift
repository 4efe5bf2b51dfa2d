import Diagnostics

/// Sheet, table and column names of one workbook.
struct SheetLayout: RecordLayout {
    let names: [String]
    let hints: [String]
    private let content: SheetContent
    private let table: SheetTable

    /// Texts of a sheet may be numbers as those of CSV may: registers are exported with every cell as text.
    var stringsAreTyped: Bool { true }

    init(_ file: InputFile, options: FileOptions) throws(DiagnosticList) {
        do throws(WorkbookProblem) {
            let workbook = try Workbook(file)
            content = try SheetContent(workbook, try workbook.sheet(options.sheet))
        } catch { throw error.diagnostics(at: file.path) }
        table = try SheetTableFinder(content, options).table()
        let (names, renamed) = ColumnNames.made(from: table.headings)
        self.names = names
        hints = renamed + table.hints
    }

    func makeScanner(_ file: InputFile, blockSize: Int, wanted: [WantedColumn]) throws(DiagnosticList) -> any RecordScanner {
        do throws(WorkbookProblem) {
            return try SheetScanner(content, table, names: names, wanted: wanted, blockSize: blockSize)
        } catch { throw error.diagnostics(at: content.name) }
    }
}
